// One custom authorizer of each type.
import type { Authorizer } from '../documents.ts';

const urn = 'urn:fss:cn-north-4:9f1c6d2e8a7b4503b6d4e0f1a2c3958b:function:default:';

export const authorizers: Authorizer[] = [
  {
    ...{ id: '7c41d8e6b0f94a2d9e35a1c60b7f82d4', name: 'check_shop_caller', type: 'FRONTEND', authorizer_type: 'FUNC' },
    ...{
      authorizer_uri: `${urn}check_shop_caller`,
      network_type: 'V2',
      authorizer_version: 'v3',
      authorizer_alias_uri: '',
    },
    identities: [{ name: 'X-Caller-Token', location: 'HEADER' }],
    ...{ ttl: 300, user_data: 'tenant=web-shop', need_body: false },
    create_time: '2024-04-09T13:52:08Z',
  },
  {
    ...{ id: 'b8e2604fd1c74395a07d3f9c5e61a2d8', name: 'sign_for_warehouse', type: 'BACKEND', authorizer_type: 'FUNC' },
    ...{ authorizer_uri: `${urn}sign_for_warehouse`, network_type: 'V1' },
    ...{ authorizer_version: 'latest', authorizer_alias_uri: '' },
    ...{ identities: [], ttl: 0, user_data: '', need_body: false },
    create_time: '2024-02-27T08:14:55Z',
  },
];
