import { listOf, type ResourceCases } from './cases.ts';

const acl = '9d5a1f0b3c7e4826b1a0c4f8e2d76395';
const publish_ids = ['40e7162dc6b94bbbbb1a60d2a24b1b0d'];
const binding = '6e2d90c7f3b14a58b1c8e5a7024d9f36';
/** Pages have one code for every invalid parameter. */
const never = ['APIG.2011'];

export const aclBindings: ResourceCases = {
  operations: {
    bindAclToApis: {
      path: '/acl-bindings',
      body: { acl_id: acl, publish_ids },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { acl_id: acl, publish_ids, nonsense: 1 } } },
        'APIG.3006': { body: { acl_id: 'nothing', publish_ids } },
        'APIG.3015': { body: { acl_id: acl, publish_ids: ['nothing'] } },
      },
    },
    unbindAclFromApi: {
      path: `/acl-bindings/${binding}`,
      codes: { 'APIG.3010': { path: '/acl-bindings/nothing' } },
      never,
    },
    unbindAclsFromApis: {
      path: '/acl-bindings?action=delete',
      body: { acl_bindings: [binding, 'nothing'] },
      codes: { 'APIG.2001': { path: '/acl-bindings' }, 'APIG.2011': { body: { nonsense: 1 } } },
    },
    listAclBoundApis: { ...listOf('/acl-bindings/binded-apis', 'acl_id', acl, 'APIG.3006'), never },
    listAclUnboundApis: { ...listOf('/acl-bindings/unbinded-apis', 'acl_id', acl, 'APIG.3006'), never },
    listApiBoundAcls: {
      ...listOf('/acl-bindings/binded-acls', 'api_id', '5f918d104dc84480a75166ba99efff21', 'APIG.3002'),
      never,
    },
  },
};
