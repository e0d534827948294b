// APIs, where they are published and as what, and the policies that hold for them there. The first policy is the documents' own; the second
// has enough APIs to page through and to filter.
import type { Api, ApiVersion, Publication, Throttle, ThrottleBinding, ThrottleSpecial } from '../documents.ts';

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

const called = {
  version: 'V0.0.1',
  req_protocol: 'HTTPS',
  cors: false,
  match_mode: 'NORMAL',
  auth_opt: { app_code_auth_type: 'DISABLE' },
} as const;

const made = (time: string) => ({ register_time: time, update_time: time });

/** Web backends at an address, so that no channel of the seed is in use. */
const backendAt = (id: string, url_domain: string, time: string) =>
  ({
    backend_type: 'HTTP',
    backend_api: {
      id,
      url_domain,
      req_protocol: 'HTTPS',
      req_method: 'ANY',
      req_uri: '/',
      timeout: 5000,
      retry_count: '-1',
      vpc_channel_status: 2,
      status: 1,
      ...made(time),
    },
  }) as const;

const shop = {
  ...called,
  type: 1,
  auth_type: 'APP',
  group_id: '1f4e2d3c5b6a49788796a5b4c3d2e1f0',
  ...made('2024-11-11T10:12:20Z'),
  ...backendAt('8c1e4f7a2b5d4069a3c6e9f0b1d27548', 'orders.example.com', '2024-11-11T10:12:20Z'),
} as const;

export const apis: Api[] = [
  {
    ...called,
    id: '5f918d104dc84480a75166ba99efff21',
    name: 'Api_http',
    remark: 'Web backend API',
    type: 1,
    auth_type: 'APP',
    req_method: 'GET',
    req_uri: '/test/http',
    group_id: 'c77f5e81d9cb4424bf704ef2b0ac7600',
    ...made('2024-05-20T10:30:12Z'),
    ...backendAt('cfa725bee155e55d11fc1929d20d5981', 'web.example.com', '2024-05-20T10:30:12Z'),
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
  // Not published, so it can be deleted.
  {
    ...called,
    id: '3a955b791bd24b1c9cd94c745f8d1aad',
    name: 'Api_sample',
    remark: '',
    type: 2,
    req_protocol: 'BOTH',
    auth_type: 'APP',
    req_method: 'GET',
    req_uri: '/orders/samples',
    group_id: 'c77f5e81d9cb4424bf704ef2b0ac7600',
    backend_type: 'MOCK',
    mock_info: {
      id: 'ffc190f6b35c6fcbf41721e2ae2df6dd',
      status: 1,
      ...made('2024-06-17T09:31:08Z'),
      result_content: '{"order_id":"7301"}',
    },
    ...made('2024-06-17T09:31:08Z'),
  },
];

const [http, order, orderCreate] = apis as [Api, Api, Api];
const june = '2024-06-18T08:00:12Z';

/** The first API was published twice in its environment. */
export const apiVersions: ApiVersion[] = [
  version('2c9f4e70b6a84d1593d7e0f8a5b1c643', http, release, '2024-05-20T10:33:55Z'),
  version('ee1a5a38d3d3493abf1dc4ed6cacfa0b', http, release, june, 'Release of June'),
  version('ee1a5a38d3d3493abf1dc4ed6cacfa0c', order, release, '2024-11-11T10:30:00Z'),
  version('ee1a5a38d3d3493abf1dc4ed6cacfa0d', orderCreate, release, '2024-11-11T10:30:01Z'),
  version('ee1a5a38d3d3493abf1dc4ed6cacfa0e', orderCreate, test, '2024-11-11T10:30:02Z'),
];

function version(id: string, definition: Api, env_id: string, publish_time: string, remark?: string): ApiVersion {
  return { id, api_id: definition.id, env_id, publish_time, ...(remark !== undefined && { remark }), definition };
}

export const publications: Publication[] = apiVersions.slice(1).map(({ id, api_id, env_id, publish_time }, index) => ({
  ...{ id: `40e7162dc6b94bbbbb1a60d2a24b1b0${'cdef'[index]}`, api_id, env_id, version_id: id, publish_time },
}));

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
