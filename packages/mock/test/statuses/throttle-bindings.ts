import { listOf, type ResourceCases } from './cases.ts';

const throttle = '3437448ad06f4e0c91a224183116e965';
const publish_ids = ['40e7162dc6b94bbbbb1a60d2a24b1b0d'];
const apiId = '5f918d104dc84480a75166ba99efff21';

export const throttleBindings: ResourceCases = {
  operations: {
    listThrottleBoundApis: listOf('/throttle-bindings/binded-apis', 'throttle_id', throttle, 'APIG.3005'),
    listThrottleUnboundApis: listOf('/throttle-bindings/unbinded-apis', 'throttle_id', throttle, 'APIG.3005'),
    listApiBoundThrottles: listOf('/throttle-bindings/binded-throttles', 'api_id', apiId, 'APIG.3002'),
    bindThrottleToApis: {
      path: '/throttle-bindings',
      body: { strategy_id: throttle, publish_ids },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { strategy_id: throttle, publish_ids, nonsense: 1 } } },
        'APIG.3005': { body: { strategy_id: 'nothing', publish_ids } },
        'APIG.3015': { body: { strategy_id: throttle, publish_ids: ['nothing'] } },
      },
    },
    unbindThrottlesFromApis: {
      path: '/throttle-bindings?action=delete',
      body: { throttle_bindings: ['3e06ac135e18477e918060d3c59d6f6c', 'nothing'] },
      codes: { 'APIG.2001': { path: '/throttle-bindings' }, 'APIG.2011': { body: { nonsense: 1 } } },
    },
    unbindThrottleFromApi: {
      path: '/throttle-bindings/3e06ac135e18477e918060d3c59d6f6d',
      codes: { 'APIG.3012': { path: '/throttle-bindings/nothing' } },
    },
  },
};
