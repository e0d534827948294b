// A signature key, and the publication of an API that it signs for.
import type { SignatureKey, SignBinding } from '../documents.ts';

const shop = '0b0e8f456b8742218af75f945307173c';

export const signatureKeys: SignatureKey[] = [
  {
    id: shop,
    name: 'signature_shop',
    sign_type: 'hmac',
    sign_key: 'signkeysignkey',
    sign_secret: 'sign-secret-of-the-shop',
    create_time: '2020-08-03T03:39:38Z',
    update_time: '2020-08-03T03:39:38Z',
  },
];

export const signBindings: SignBinding[] = [
  {
    id: '25082bd52f74442bb1d273993d567938',
    sign_id: shop,
    publish_id: '40e7162dc6b94bbbbb1a60d2a24b1b0c',
    binding_time: '2020-08-03T04:00:11Z',
  },
];
