import type { ResourceCases } from './cases.ts';

const throttle = '3437448ad06f4e0c91a224183116e965';
const throttle404 = { 'APIG.3005': { path: '/throttles/nothing' } };
const limits = { name: 'throttle_demo', time_interval: 1, time_unit: 'SECOND', api_call_limits: 5 };

export const throttles: ResourceCases = {
  // One more than the seed has: a create succeeds once.
  limits: { throttle: 3 },
  operations: {
    listThrottles: { path: '/throttles' },
    createThrottle: {
      path: '/throttles',
      body: { ...limits, name: 'throttle_new' },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...limits, nonsense: 1 } } },
        'APIG.3204': { body: limits },
      },
      then: { 'APIG.3107': { body: { ...limits, name: 'throttle_another' } } },
    },
    showThrottle: { path: `/throttles/${throttle}`, codes: throttle404 },
    updateThrottle: {
      path: `/throttles/${throttle}`,
      body: limits,
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...limits, nonsense: 1 } } },
        ...{ 'APIG.3204': { body: { ...limits, name: 'throttle_orders' } }, ...throttle404 },
      },
    },
    deleteThrottle: { path: `/throttles/${throttle}`, codes: throttle404 },
  },
};
