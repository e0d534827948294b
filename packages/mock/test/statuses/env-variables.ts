import type { ResourceCases } from './cases.ts';

const variable = '/env-variables/25054838a624400bbf2267cf5b3a3f70';
const codes404 = { 'APIG.3011': { path: '/env-variables/nothing' } };
const group_id = 'c77f5e81d9cb4424bf704ef2b0ac7600';
const sent = {
  ...{ group_id, env_id: '7a1ad0c350844ee69479b47df9a881cb' },
  ...{ variable_name: 'backend-port', variable_value: '8443' },
};

export const envVariables: ResourceCases = {
  // In one group and environment, where the seed has one.
  limits: { 'env-variable': 2 },
  operations: {
    listEnvironmentVariables: {
      path: `/env-variables?group_id=${group_id}`,
      codes: { 'APIG.2001': { path: '/env-variables' } },
    },
    createEnvironmentVariable: {
      path: '/env-variables',
      body: sent,
      codes: {
        'APIG.2001': { body: { ...sent, variable_value: undefined } },
        'APIG.2011': { body: { ...sent, variable_name: '1st' } },
        'APIG.3001': { body: { ...sent, group_id: 'nothing' } },
        'APIG.3003': { body: { ...sent, env_id: 'nothing' } },
        'APIG.3303': { body: { ...sent, variable_name: 'address' } },
      },
      then: { 'APIG.3106': { body: { ...sent, variable_name: 'another' } } },
    },
    showEnvironmentVariable: { path: variable, codes: codes404 },
    updateEnvironmentVariable: {
      path: variable,
      body: { variable_value: '8444' },
      codes: {
        'APIG.2001': { body: {} },
        'APIG.2011': { body: { variable_value: 'a b' } },
        ...codes404,
      },
      // A variable goes with its environment.
      never: ['APIG.3003'],
    },
    deleteEnvironmentVariable: { path: variable, codes: codes404 },
  },
};
