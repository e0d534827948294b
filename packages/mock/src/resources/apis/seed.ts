// APIs, where they are published, and the policies that hold for them there. The first policy is the documents' own; the second
// has enough APIs to page through and to filter.
import type { Api, Publication, Throttle, ThrottleBinding, ThrottleSpecial } from '../documents.ts';

const release = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const test = 'b7f7a6c1d3f84e0fa5a1c2d3e4f50617';
const demo = '3437448ad06f4e0c91a224183116e965';
const orders = '0f2c8d6b4a1e4b3f9c7d5e6f70819203';

export const throttles: Throttle[] = [
  {
    id: demo,
    name: 'throttle_demo',
    remark: 'Demo policy',
    ...{ type: 1, time_interval: 1, time_unit: 'SECOND', enable_adaptive_control: 'FALSE' },
    ...{ api_call_limits: 800, user_call_limits: 500, app_call_limits: 300, ip_call_limits: 600 },
    create_time: '2020-07-31T08:44:02Z',
  },
  {
    id: orders,
    name: 'throttle_orders',
    remark: 'Orders, business hours',
    ...{ type: 1, time_interval: 1, time_unit: 'MINUTE', enable_adaptive_control: 'FALSE' },
    ...{ api_call_limits: 6000, user_call_limits: 600 },
    create_time: '2020-08-03T12:20:00Z',
  },
];

/** An app of the seed may call the orders more often than others. */
export const throttleSpecials: ThrottleSpecial[] = [
  {
    id: 'a3e9ff8db55544ed9db91d8b048770c0',
    throttle_id: orders,
    ...{ object_id: '356de8eb7a8742168586e5daf5339965', object_type: 'APP', call_limits: 900 },
    apply_time: '2020-08-04T02:40:56Z',
  },
];

const shop = {
  type: 1,
  auth_type: 'APP',
  group_id: '1f4e2d3c5b6a49788796a5b4c3d2e1f0',
  group_name: 'api_group_shop',
} as const;

export const apis: Api[] = [
  {
    id: '5f918d104dc84480a75166ba99efff21',
    name: 'Api_http',
    remark: 'Web backend API',
    type: 1,
    auth_type: 'APP',
    req_uri: '/test/http',
    group_id: 'c77f5e81d9cb4424bf704ef2b0ac7600',
    group_name: 'api_group_001',
  },
  {
    ...shop,
    id: '2b6c1d0e9f8a47b6953c84d7e5f6a102',
    name: 'Api_orders',
    remark: 'Orders',
    req_method: 'GET',
    req_uri: '/orders',
  },
  {
    ...shop,
    id: '2b6c1d0e9f8a47b6953c84d7e5f6a103',
    name: 'Api_order_create',
    remark: 'New orders',
    req_method: 'POST',
    req_uri: '/orders',
  },
];

export const publications: Publication[] = [
  { id: '40e7162dc6b94bbbbb1a60d2a24b1b0c', api_id: '5f918d104dc84480a75166ba99efff21', env_id: release },
  { id: '40e7162dc6b94bbbbb1a60d2a24b1b0d', api_id: '2b6c1d0e9f8a47b6953c84d7e5f6a102', env_id: release },
  { id: '40e7162dc6b94bbbbb1a60d2a24b1b0e', api_id: '2b6c1d0e9f8a47b6953c84d7e5f6a103', env_id: release },
  { id: '40e7162dc6b94bbbbb1a60d2a24b1b0f', api_id: '2b6c1d0e9f8a47b6953c84d7e5f6a103', env_id: test },
];

export const throttleBindings: ThrottleBinding[] = [
  {
    id: '3e06ac135e18477e918060d3c59d6f6a',
    throttle_id: demo,
    publish_id: '40e7162dc6b94bbbbb1a60d2a24b1b0c',
    apply_time: '2020-08-03T12:25:52Z',
  },
  ...publications.slice(1).map(({ id }, index) => ({
    id: `3e06ac135e18477e918060d3c59d6f6${'bcd'[index]}`,
    throttle_id: orders,
    publish_id: id,
    apply_time: '2020-08-03T12:30:00Z',
  })),
];
