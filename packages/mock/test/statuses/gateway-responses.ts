import { named, type ResourceCases } from './cases.ts';

const responses = '/api-groups/1f4e2d3c5b6a49788796a5b4c3d2e1f0/gateway-responses';
const response = `${responses}/b4d8f0a2c6e94173958b7d1f3a5c0e62`;
/** The default response of the group. */
const ofGroup = `${responses}/f0c8e4a65b6a49788796a5b4c3d2e1f0`;
const codes404 = { 'APIG.3001': { path: `${responses}/nothing` } };
const types404 = { 'APIG.3001': { path: `${responses}/nothing/THROTTLED` } };
const noGroup = { 'APIG.3001': { path: '/api-groups/nothing/gateway-responses' } };

export const gatewayResponses: ResourceCases = {
  // One more than the seed has in this group.
  limits: { 'gateway-response': 3 },
  operations: {
    listGatewayResponses: { path: responses, codes: noGroup },
    createGatewayResponse: {
      path: responses,
      body: { name: 'response_partners' },
      codes: { ...named, ...noGroup, 'APIG.3216': { body: { name: 'response_shop' } } },
      then: { 'APIG.3136': { body: { name: 'response_store' } } },
    },
    showGatewayResponse: { path: response, codes: codes404 },
    updateGatewayResponse: {
      path: response,
      body: { name: 'response_store' },
      codes: {
        ...{ ...named, ...codes404 },
        'APIG.3216': { body: { name: 'default' } },
        'APIG.3492': { path: ofGroup, body: { name: 'other' } },
      },
    },
    deleteGatewayResponse: { path: response, codes: { ...codes404, 'APIG.3491': { path: ofGroup } } },
    showGatewayResponseType: { path: `${response}/THROTTLED`, codes: types404 },
    updateGatewayResponseType: {
      path: `${response}/THROTTLED`,
      body: { status: 429 },
      codes: { ...types404, 'APIG.2001': { body: [] }, 'APIG.2011': { body: { status: 444 } } },
    },
    deleteGatewayResponseType: { path: `${response}/THROTTLED`, codes: types404 },
  },
};
