import { basicInstance, type ResourceCases } from './cases.ts';

export const features: ResourceCases = {
  operations: {
    updateFeature: {
      path: '/features',
      body: { name: 'route', enable: true },
      codes: {
        'APIG.2001': { body: {} },
        'APIG.2011': { body: { name: 'route', enable: 'on' } },
        'APIG.2000': { body: { name: 'public_key', enable: true }, instance: basicInstance },
      },
    },
    listFeatures: { path: '/features' },
    listSupportedFeatures: { path: '/instance-features' },
  },
};
