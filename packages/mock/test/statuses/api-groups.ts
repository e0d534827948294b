import { named, type ResourceCases } from './cases.ts';

const group = '/api-groups/1f4e2d3c5b6a49788796a5b4c3d2e1f0';
const groups404 = { 'APIG.3001': { path: '/api-groups/nothing' } };
const taken = { 'APIG.3201': { body: { name: 'api_group_001' } } };

export const apiGroups: ResourceCases = {
  // One more than the seed has.
  limits: { 'api-group': 5 },
  operations: {
    listApiGroups: { path: '/api-groups' },
    createApiGroup: {
      path: '/api-groups',
      body: { name: 'api_group_partners' },
      codes: { ...named, ...taken },
      then: { 'APIG.3101': { body: { name: 'api_group_store' } } },
    },
    checkApiGroup: {
      path: '/api-groups/check',
      body: { group_name: 'api_group_partners' },
      codes: {
        'APIG.2001': { body: {} },
        'APIG.2011': { body: { group_name: 'api_group_partners', nonsense: 1 } },
        'APIG.3201': { body: { group_name: 'api_group_001' } },
      },
    },
    showApiGroup: { path: group, codes: groups404 },
    updateApiGroup: {
      path: group,
      body: { name: 'api_group_store' },
      codes: { ...named, ...taken, ...groups404 },
    },
    deleteApiGroup: {
      path: '/api-groups/9d7b5f3e1c0a48269b7d5e3f1a0c8264',
      codes: { ...groups404, 'APIG.3415': { path: group } },
    },
  },
};
