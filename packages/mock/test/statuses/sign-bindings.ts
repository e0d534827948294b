import { listOf, type ResourceCases } from './cases.ts';

const sign = '0b0e8f456b8742218af75f945307173c';
const publish_ids = ['40e7162dc6b94bbbbb1a60d2a24b1b0d'];
const apiId = '5f918d104dc84480a75166ba99efff21';

export const signBindings: ResourceCases = {
  operations: {
    listSignatureKeyBoundApis: listOf('/sign-bindings/binded-apis', 'sign_id', sign, 'APIG.3017'),
    listSignatureKeyUnboundApis: listOf('/sign-bindings/unbinded-apis', 'sign_id', sign, 'APIG.3017'),
    listApiBoundSignatureKeys: listOf('/sign-bindings/binded-signs', 'api_id', apiId, 'APIG.3002'),
    bindSignatureKeyToApis: {
      path: '/sign-bindings',
      body: { sign_id: sign, publish_ids },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { sign_id: sign, publish_ids, nonsense: 1 } } },
        'APIG.3015': { body: { sign_id: sign, publish_ids: ['nothing'] } },
        'APIG.3017': { body: { sign_id: 'nothing', publish_ids } },
      },
    },
    unbindSignatureKeyFromApi: {
      path: '/sign-bindings/25082bd52f74442bb1d273993d567938',
      codes: { 'APIG.3018': { path: '/sign-bindings/nothing' } },
    },
  },
};
