import type { ResourceCases } from './cases.ts';

const specials = '/throttles/0f2c8d6b4a1e4b3f9c7d5e6f70819203/throttle-specials';
const special = 'a3e9ff8db55544ed9db91d8b048770c0';
const app = '356de8eb7a8742168586e5daf5339965';
const userLimit = { call_limits: 5, object_id: '05041fffa40025702f6dc009cc6f8f33', object_type: 'USER' };
const special404 = {
  'APIG.3005': { path: `/throttles/nothing/throttle-specials/${special}` },
  'APIG.3013': { path: `${specials}/nothing` },
};

export const throttleSpecials: ResourceCases = {
  operations: {
    listSpecialThrottles: { path: specials, codes: { 'APIG.3005': { path: '/throttles/nothing/throttle-specials' } } },
    createSpecialThrottle: {
      path: specials,
      body: userLimit,
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...userLimit, nonsense: 1 } } },
        'APIG.2003': { body: { ...userLimit, call_limits: 6001 } },
        'APIG.3004': { body: { ...userLimit, object_type: 'APP' } },
        'APIG.3005': { path: '/throttles/nothing/throttle-specials' },
        'APIG.3308': { body: { ...userLimit, object_id: app, object_type: 'APP' } },
      },
    },
    updateSpecialThrottle: {
      path: `${specials}/${special}`,
      body: { call_limits: 7 },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2003': { body: { call_limits: 6001 } } },
        ...{ 'APIG.2011': { body: { call_limits: 7, nonsense: 1 } }, ...special404 },
      },
    },
    deleteSpecialThrottle: { path: `${specials}/${special}`, codes: special404 },
  },
};
