import type { Earlier, ResourceCases } from './cases.ts';

const authorizer = '/authorizers/7c41d8e6b0f94a2d9e35a1c60b7f82d4';
const authorizer404 = { 'APIG.3081': { path: '/authorizers/nothing' } };
const authorizer_uri = 'urn:fss:cn-north-4:9f1c6d2e8a7b4503b6d4e0f1a2c3958b:function:default:check_again';
const body = { name: 'check_again', type: 'FRONTEND', authorizer_type: 'FUNC', authorizer_uri };
const identities = (count: number, suffix = (index: number) => String(index)) =>
  Array.from({ length: count }, (_, index) => ({ name: `X-Caller-${suffix(index)}`, location: 'HEADER' }));
const bodied = {
  ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...body, nonsense: 1 } } },
  'APIG.3211': { body: { ...body, name: 'sign_for_warehouse' } },
  'APIG.3212': { body: { ...body, identities: identities(2, () => 'Token') } },
  'APIG.3117': { body: { ...body, identities: identities(11) } },
  'APIG.3019': { body: { ...body, authorizer_uri: 'check_again' } },
};
/** An API that names the authorizer. */
const naming: Earlier = {
  ...{ operation: 'createApi', path: '/apis' },
  body: {
    ...{ group_id: 'c77f5e81d9cb4424bf704ef2b0ac7600', name: 'Api_checked', type: 1, req_protocol: 'HTTPS' },
    ...{ req_method: 'GET', req_uri: '/checked', auth_type: 'AUTHORIZER', authorizer_id: authorizer.slice(13) },
    ...{ backend_type: 'MOCK', mock_info: {} },
  },
};
/** Pages have one code for every invalid parameter. */
const never = ['APIG.2011'];

export const authorizers: ResourceCases = {
  // One more than the seed has: a create succeeds once.
  limits: { authorizer: 3 },
  operations: {
    createAuthorizer: {
      ...{ path: '/authorizers', body, codes: bodied },
      then: { 'APIG.3116': { body: { ...body, name: 'check_twice' } } },
    },
    listAuthorizers: { path: '/authorizers', never },
    showAuthorizer: { path: authorizer, codes: authorizer404, never },
    updateAuthorizer: { path: authorizer, body, codes: { ...bodied, ...authorizer404 } },
    deleteAuthorizer: {
      path: '/authorizers/b8e2604fd1c74395a07d3f9c5e61a2d8',
      codes: { ...authorizer404, 'APIG.2011': { after: naming, path: authorizer } },
    },
  },
};
