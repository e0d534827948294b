import { named, type ResourceCases } from './cases.ts';

const environment = '/envs/7a1ad0c350844ee69479b47df9a881cb';
const codes404 = { 'APIG.3003': { path: '/envs/nothing' } };
const taken = { 'APIG.3205': { body: { name: 'TEST' } } };

export const envs: ResourceCases = {
  // One more than the seed has.
  limits: { environment: 5 },
  operations: {
    listEnvironments: { path: '/envs' },
    createEnvironment: {
      path: '/envs',
      body: { name: 'PREVIEW' },
      codes: { ...named, ...taken },
      then: { 'APIG.3104': { body: { name: 'ANOTHER' } } },
    },
    updateEnvironment: { path: environment, body: { name: 'PREVIEW' }, codes: { ...named, ...taken, ...codes404 } },
    deleteEnvironment: {
      path: environment,
      codes: { ...codes404, 'APIG.3418': { path: '/envs/b7f7a6c1d3f84e0fa5a1c2d3e4f50617' } },
    },
  },
};
