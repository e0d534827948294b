import type { ResourceCases } from './cases.ts';

export const configs: ResourceCases = {
  operations: {
    listInstanceConfigs: {
      path: '/instance/configs',
      codes: { 'APIG.2012': { path: '/instance/configs?limit=many' } },
    },
    listProjectConfigs: { path: '/project/configs' },
  },
};
