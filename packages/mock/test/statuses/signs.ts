import { basicInstance, named, type ResourceCases } from './cases.ts';

const sign = '0b0e8f456b8742218af75f945307173c';
/** A key whose name is taken before another is updated to it. */
const another = { operation: 'createSignatureKey', path: '/signs', body: { name: 'sign_demo' } } as const;

export const signs: ResourceCases = {
  // One more than the seed has: a create succeeds once.
  limits: { 'signature-key': 2 },
  operations: {
    listSignatureKeys: { path: '/signs' },
    createSignatureKey: {
      path: '/signs',
      body: { name: 'sign_demo' },
      codes: {
        ...named,
        'APIG.3207': { body: { name: 'signature_shop' } },
        'APIG.3548': { body: { name: 'sign_demo', sign_type: 'public_key' }, instance: basicInstance },
      },
      then: { 'APIG.3105': { body: { name: 'sign_another' } } },
    },
    updateSignatureKey: {
      path: `/signs/${sign}`,
      body: { name: 'sign_updated' },
      codes: {
        ...{
          ...named,
          'APIG.3017': { path: '/signs/nothing' },
          'APIG.3207': { after: another, body: { name: 'sign_demo' } },
        },
        'APIG.3548': { body: { name: 'sign_updated', sign_type: 'public_key' }, instance: basicInstance },
      },
    },
    deleteSignatureKey: { path: `/signs/${sign}`, codes: { 'APIG.3017': { path: '/signs/nothing' } } },
  },
};
