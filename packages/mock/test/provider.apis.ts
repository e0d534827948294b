// Of terraform's provider: lives of APIs, their publication and their check.
import { expect } from 'vitest';
import {
  api,
  authorizer,
  channel,
  made,
  madeGroup,
  parameter,
  urn,
  withApi,
  withoutBackends,
} from './provider.parts.ts';
import type { Life } from './provider.ts';
import type { Body } from './support.ts';

export const apis: Record<string, Life> = {
  huaweicloud_apig_api: async (terraform) => {
    const { call, manage } = terraform;
    const group_id = await madeGroup(terraform);
    const front = await made(terraform, '/authorizers', { ...authorizer, name: 'tf_front', type: 'FRONTEND' });
    const back = await made(terraform, '/authorizers', { ...authorizer, name: 'tf_back', type: 'BACKEND' });
    const of = await made(terraform, '/vpc-channels', { ...channel, members: [{ host: '192.168.0.1' }] });
    const policy = { effect_mode: 'ANY', authorizer_id: back, timeout: 30_000 };
    const call_ = { req_method: 'GET', req_protocol: 'HTTP', req_uri: '/web/test/backend' };
    const overChannel = { vpc_channel_status: 1, vpc_channel_info: { vpc_channel_id: of } };
    const web = {
      ...{ ...api, group_id, name: 'tf_web', req_protocol: 'HTTP', req_uri: '/web/test', tags: ['foo'] },
      ...{ auth_type: 'AUTHORIZER', authorizer_id: front, backend_type: 'HTTP' },
      req_params: [
        {
          ...{ ...parameter, name: 'X-Service-Num', type: 'STRING', required: 2, pass_through: 1, valid_enable: 1 },
          ...{ sample_value: 'TERRAFORM01', max_size: 20, min_size: 10 },
        },
        { ...parameter, name: 'X-Number', type: 'NUMBER', required: 2, max_num: 0, min_num: 0 },
      ],
      backend_params: [{ origin: 'REQUEST', name: 'ServiceNum', location: 'HEADER', value: 'X-Service-Num' }],
      backend_api: {
        ...{ ...call_, ...overChannel, timeout: 30_000, retry_count: '1', authorizer_id: back },
        enable_client_ssl: false,
      },
      policy_https: [
        {
          ...{ ...policy, ...call_, ...overChannel, name: 'tf_web_policy', retry_count: '1' },
          backend_params: [
            {
              ...{ origin: 'SYSTEM', name: 'ServiceNum', location: 'HEADER', remark: '' },
              value: '$context.authorizer.backend.X-Service-Num',
            },
          ],
          conditions: [
            {
              ...{ condition_origin: 'param', req_param_name: 'X-Service-Num' },
              ...{ condition_type: 'exact', condition_value: '0001' },
            },
          ],
        },
      ],
    };
    const addressed = { vpc_channel_status: 2, url_domain: '192.168.0.1:8080' };
    const { vpc_channel_info: _, ...backend } = web.backend_api;
    await manage('/apis', web, {
      unset: ['response_id', 'policy_mocks', 'policy_functions', 'func_info', 'mock_info'],
      change: { remark: 'Two', req_method: 'PUT', tags: ['bar'], backend_api: { ...backend, ...addressed } },
    });

    const { result_normal_sample, result_failure_sample } = api;
    const called = {
      function_urn: urn,
      network_type: 'V2',
      req_protocol: 'GRPCS',
      timeout: 5_000,
      invocation_type: 'sync',
    };
    const cookie = { condition_origin: 'cookie', cookie_param_name: 'regex_test', condition_type: 'pattern' };
    const fgs = {
      ...{ ...api, group_id, name: 'tf_fgs', req_protocol: 'GRPCS', req_method: 'POST', req_uri: '/fgs/test' },
      ...{ auth_type: 'APP', auth_opt: { app_code_auth_type: 'HEADER' }, result_normal_sample, result_failure_sample },
      ...{ backend_type: 'FUNCTION', func_info: { ...called, version: 'v1', authorizer_id: back } },
      policy_functions: [
        {
          ...{ ...called, name: 'tf_fgs_policy', version: 'v1', effect_mode: 'ANY', authorizer_id: back },
          conditions: [{ ...cookie, condition_value: '^tf:\\w+$' }],
        },
      ],
    };
    await manage('/apis', fgs, {
      unset: withoutBackends('func_info').filter((name) => name !== 'policy_functions'),
      change: {
        ...{ type: 2, auth_opt: { app_code_auth_type: 'DISABLE' } },
        func_info: { ...called, alias_urn: `${urn}:!a`, timeout: 6_000, authorizer_id: back },
      },
    });

    const given = { status_code: 201, result_content: "{'message':'hello world'}", authorizer_id: back };
    const system = { condition_origin: 'system', sys_param_name: 'reqMethod', condition_type: 'exact' };
    const mocked = {
      ...{ ...api, group_id, name: 'tf_mock', req_protocol: 'HTTPS', req_uri: '/mock/test' },
      ...{ backend_type: 'MOCK', mock_info: given },
      policy_mocks: [
        { ...given, name: 'tf_mock_policy', effect_mode: 'ANY', conditions: [{ ...system, condition_value: 'GET' }] },
      ],
    };
    await manage('/apis', mocked, {
      unset: withoutBackends('mock_info').filter((name) => name !== 'policy_mocks'),
      change: { content_type: 'application/json', mock_info: { ...given, status_code: 202, authorizer_id: '' } },
    });
    await call('DELETE', `/vpc-channels/${of}`);
    for (const id of [front, back]) await call('DELETE', `/authorizers/${id}`);
    await call('DELETE', `/api-groups/${group_id}`);
  },

  huaweicloud_apig_api_publishment: withApi(async ({ call }, { api: of, env, publication }) => {
    const histories = async () => (await call('GET', `/apis/publish/${of}?env_id=${env}`)).api_versions;
    expect(await histories()).toMatchObject([{ status: 1, env_id: env, api_id: of, env_name: 'tf_env' }]);
    expect(await call('GET', `/apis/${of}`)).toMatchObject({ run_env_id: env, publish_id: publication });
    await call('POST', '/apis/action', { action: 'online', env_id: env, api_id: of, remark: 'Two' });
    const [latest, first] = await histories();
    expect([latest, first]).toMatchObject([{ status: 1, remark: 'Two' }, { status: 2 }]);
    await call('PUT', `/apis/publish/${of}`, { version_id: first.version_id });
    const switched = (await histories()).find(({ status }: Body) => status === 1);
    expect(switched.version_id).toBe(first.version_id);
    const offline = await call('POST', '/apis/action', { action: 'offline', env_id: env, api_id: of });
    expect(offline).toBeTypeOf('object');
  }),

  huaweicloud_apig_api_check: withApi(async ({ call }, { group }) => {
    await call('POST', '/apis/check', { type: 'name', name: 'tf_new', group_id: group });
    const path = { type: 'path', req_method: 'GET', req_uri: '/new', match_mode: 'NORMAL', group_id: group };
    await call('POST', '/apis/check', path);
  }),
};
