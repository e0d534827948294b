import type { Cases, ResourceCases } from './cases.ts';

const http = '5f918d104dc84480a75166ba99efff21';
const mock = '3a955b791bd24b1c9cd94c745f8d1aad';
const group_id = 'c77f5e81d9cb4424bf704ef2b0ac7600';
const env_id = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const inEffect = 'ee1a5a38d3d3493abf1dc4ed6cacfa0b';
const older = '2c9f4e70b6a84d1593d7e0f8a5b1c643';

/** An API that has what is required. */
const body = {
  ...{
    group_id,
    name: 'Api_new',
    type: 1,
    req_protocol: 'HTTPS',
    req_method: 'GET',
    req_uri: '/new',
    auth_type: 'APP',
  },
  ...{ backend_type: 'MOCK', mock_info: {} },
};
const api404 = { 'APIG.3002': { path: '/apis/nothing' } };

const backend = { req_protocol: 'HTTP', req_method: 'GET', req_uri: '/', timeout: 1000, url_domain: 'example.com' };
const ofBackend = ({ mock_info: _, ...rest }: typeof body, change: object) => ({
  ...rest,
  ...{ backend_type: 'HTTP', backend_api: { ...backend, ...change } },
});
/** On a channel. */
const ofChannel = (vpc_channel_id: string) =>
  ofBackend(body, { url_domain: undefined, vpc_channel_status: 1, vpc_channel_info: { vpc_channel_id } });
const policy = {
  ...{ name: 'office', effect_mode: 'ALL' },
  conditions: [{ condition_origin: 'source', condition_value: '192.0.2.0/24' }],
};
const times = <Item>(count: number, item: (index: number) => Item) => Array.from({ length: count }, (_, n) => item(n));
const param = (origin: string, value: string) => ({
  backend_params: [{ origin, name: 'a_name', location: 'HEADER', value }],
});
const func_info = { function_urn: 'urn', invocation_type: 'sync', network_type: 'V2', timeout: 1000 };
const policies = (count: number) => times(count, (n) => ({ ...policy, name: `policy_${n}` }));

const defined: Cases['codes'] = {
  ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...body, nonsense: 1 } } },
  'APIG.2026': { body: { ...body, req_uri: '/orders/{id}' } },
  'APIG.2027': { body: ofBackend(body, { req_uri: '/orders/{id}' }) },
  'APIG.2028': { body: { ...body, ...param('REQUEST', 'id') } },
  'APIG.2036': { body: { ...body, ...param('SYSTEM', '$context.authorizer.frontend.role') } },
  'APIG.3202': { body: { ...body, name: 'Api_http' } },
  'APIG.3210': { body: { ...body, policy_mocks: [policy, policy] } },
  'APIG.3301': { body: { ...body, req_uri: '/test/http' } },
  'APIG.3111': {
    body: { ...body, req_params: times(51, (n) => ({ name: `a${n}`, type: 'STRING', location: 'QUERY' })) },
  },
  'APIG.3113': { body: { ...body, policy_mocks: policies(6) } },
  'APIG.3114': { body: { ...body, policy_mocks: [{ ...policy, conditions: times(6, () => policy.conditions[0]) }] } },
  'APIG.3133': { body: { ...body, tags: times(11, (n) => `tag${n}`) } },
  'APIG.3001': { body: { ...body, group_id: 'nothing' } },
  'APIG.3019': { body: { ...body, backend_type: 'FUNCTION', mock_info: undefined, func_info } },
  'APIG.3023': { body: ofChannel('nothing') },
  'APIG.3081': { body: { ...body, auth_type: 'AUTHORIZER', authorizer_id: 'nothing' } },
};
/** A thousand APIs in one group take another test. */
const tooMany = 'APIG.3125';

export const apis: ResourceCases = {
  // One more than the seed has.
  limits: { api: 5 },
  operations: {
    listApis: { path: '/apis', codes: { 'APIG.2012': { path: '/apis?type=public' } }, never: ['APIG.2011'] },
    createApi: {
      path: '/apis',
      body,
      codes: defined,
      then: { 'APIG.3102': { body: { ...body, name: 'Api_another', req_uri: '/another' } } },
      never: [tooMany],
    },
    showApi: { path: `/apis/${http}`, codes: api404 },
    updateApi: {
      path: `/apis/${mock}`,
      body,
      codes: { ...defined, ...api404 },
      // An update makes no API more.
      never: [tooMany, 'APIG.3102'],
    },
    deleteApi: { path: `/apis/${mock}`, codes: { ...api404, 'APIG.3416': { path: `/apis/${http}` } } },
    checkApi: {
      path: '/apis/check',
      body: { type: 'name', name: 'Api_new' },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { type: 'name', name: 'Api_new', nonsense: 1 } } },
        'APIG.3202': { body: { type: 'name', name: 'Api_http' } },
        'APIG.3301': { body: { type: 'path', req_uri: '/test/http', req_method: 'GET', match_mode: 'NORMAL' } },
      },
    },
    publishApi: {
      path: '/apis/action',
      body: { action: 'online', env_id, api_id: mock },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { action: 'up', env_id, api_id: mock } } },
        'APIG.3002': { body: { action: 'online', env_id, api_id: 'nothing' } },
        'APIG.3003': { body: { action: 'online', env_id: 'nothing', api_id: mock } },
        'APIG.3015': { body: { action: 'offline', env_id, api_id: mock } },
      },
    },
    publishApis: {
      path: '/apis/publish?action=online',
      body: { apis: [http, mock, 'nothing'], env_id },
      codes: { 'APIG.2001': { body: {} }, 'APIG.2011': { body: { group_id: 'nothing', env_id } } },
    },
    listApiVersions: {
      path: `/apis/publish/${http}`,
      codes: { 'APIG.2012': { path: `/apis/publish/${http}?limit=a` }, 'APIG.3002': { path: '/apis/publish/nothing' } },
      // It has one code for every invalid parameter.
      never: ['APIG.2011'],
    },
    switchApiVersion: {
      path: `/apis/publish/${http}`,
      body: { version_id: older },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { version_id: older, nonsense: 1 } } },
        'APIG.3002': { path: '/apis/publish/nothing' },
        'APIG.3022': { body: { version_id: 'nothing' } },
      },
      // A body that is not JSON is one that is missing.
      never: ['APIG.2000'],
    },
    showApiVersion: {
      path: `/apis/versions/${older}`,
      codes: { 'APIG.3022': { path: '/apis/versions/nothing' } },
    },
    deleteApiVersion: {
      path: `/apis/versions/${inEffect}`,
      codes: { 'APIG.3022': { path: `/apis/versions/${older}` } },
    },
    showApiRuntimeDefinition: {
      path: `/apis/runtime/${http}`,
      codes: {
        'APIG.3002': { path: '/apis/runtime/nothing' },
        'APIG.3003': { path: `/apis/runtime/${http}?env_id=nothing` },
        'APIG.3015': { path: `/apis/runtime/${mock}` },
      },
    },
    debugApi: {
      path: `/apis/debug/${mock}`,
      body: { mode: 'DEVELOPER', scheme: 'HTTPS', method: 'GET', path: '/orders/samples' },
      codes: {
        'APIG.2001': { body: {} },
        'APIG.2011': { body: { mode: 'CONSUMER', scheme: 'HTTPS', method: 'GET', path: '/orders' } },
        'APIG.3002': { path: '/apis/debug/nothing' },
      },
    },
  },
};

/** What keeps a channel from being deleted. */
export const apiOf = (channel: string) =>
  ({ operation: 'createApi', path: '/apis', body: ofChannel(channel) }) as const;
