import type { ResourceCases } from './cases.ts';

const environment = '/envs/7a1ad0c350844ee69479b47df9a881cb';

export const envs: ResourceCases = {
  operations: {
    deleteEnvironment: {
      path: environment,
      codes: {
        'APIG.3003': { path: '/envs/nothing' },
        'APIG.3418': { path: '/envs/DEFAULT_ENVIRONMENT_RELEASE_ID' },
      },
    },
  },
};
