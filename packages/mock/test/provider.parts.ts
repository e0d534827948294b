// What lives of terraform's provider have in common: what it sends, and what most of its resources need around them.
import { expect } from 'vitest';
import type { Life } from './provider.ts';
import type { Body } from './support.ts';

export const urn = 'urn:fss:cn-north-4:73d69ae0cfcf460190522d06b60f05ad:function:default:tf';
export const channel = { name: 'tf_channel', port: 80, balance_strategy: 1, member_type: 'ip' };
export const check = {
  threshold_normal: 1,
  threshold_abnormal: 1,
  time_interval: 1,
  timeout: 1,
  enable_client_ssl: false,
};
export const server = { weight: 0, is_backup: false, port: 0 };
// Texts that are not set are sent empty.
export const api = {
  ...{ type: 1, req_method: 'GET', cors: false, auth_type: 'NONE', match_mode: 'NORMAL', remark: '' },
  ...{ body_remark: '', result_normal_sample: '', result_failure_sample: '', is_send_fg_body_base64: true },
};
const simple = {
  ...{ ...api, name: 'tf_simple', req_protocol: 'HTTPS', req_uri: '/simple' },
  ...{ backend_type: 'MOCK', mock_info: { result_content: '{}', authorizer_id: '' } },
};
const unset = ['authorizer_id', 'response_id', 'tags', 'policy_mocks', 'policy_https', 'policy_functions'];
export const withoutBackends = (but: string) =>
  [...unset, 'backend_api', 'func_info', 'mock_info'].filter((name) => name !== but);
export const parameter = { remark: '', enumerations: '', pass_through: 2, default_value: '', location: 'HEADER' };
export const authorizer = {
  ...{ name: 'tf_authorizer', authorizer_type: 'FUNC', authorizer_uri: urn, authorizer_alias_uri: `${urn}:!a` },
  ...{ network_type: 'V2', need_body: true, ttl: 15, user_data: 'Demo' },
};

const [vpc_id, subnet_id, security_group_id] = [1, 2, 3].map((n) => `${n}d2b5f2e-8a4b-4b6f-9d5c-1f2e3d4c5b6a`);
export const gateway = {
  ...{ instance_name: 'tf_gateway', vpc_id, subnet_id, security_group_id, description: 'Made by Terraform' },
  ...{ spec_id: 'BASIC', available_zone_ids: ['cn-north-4a'], enterprise_project_id: '0' },
};

export type Terraform = Parameters<Life>[0];
export const made = async ({ call }: Terraform, at: string, body: object, id = 'id'): Promise<string> =>
  (await call('POST', at, body))[id];
export const madeGroup = (terraform: Terraform) => made(terraform, '/api-groups', { name: 'tf_group', remark: '' });
export const madeEnvironment = (terraform: Terraform) => made(terraform, '/envs', { name: 'tf_env', remark: '' });
export const madeApp = (terraform: Terraform) => made(terraform, '/apps', { name: 'tf_app' });
/** What lists of publications are read for. */
const publishIds = ({ apis }: Body): string[] => apis.map(({ publish_id }: Body) => publish_id);

/** With a group, an environment, and an API that is published there; it is not what the life is about. */
export const withApi =
  (life: (terraform: Terraform, of: Record<'group' | 'env' | 'api' | 'publication', string>) => Promise<void>): Life =>
  async (terraform) => {
    const { call } = terraform;
    const group = await madeGroup(terraform);
    const env = await madeEnvironment(terraform);
    const { auth_type: _, is_send_fg_body_base64: __, ...sent } = simple;
    const auth = { auth_type: 'APP', auth_opt: { app_code_auth_type: 'DISABLE' } };
    const ofApi = await made(terraform, '/apis', { ...sent, ...auth, group_id: group });
    const online = { action: 'online', env_id: env, api_id: ofApi };
    const { publish_id: publication } = await call('POST', '/apis/action', online);
    await life(terraform, { group, env, api: ofApi, publication });
    await call('POST', '/apis/publish?action=offline', { apis: [ofApi], env_id: env });
    await call('DELETE', `/apis/${ofApi}`);
    await call('DELETE', `/api-groups/${group}`);
    await call('DELETE', `/envs/${env}`);
  };

/** A policy that is bound to a publication, waited for, read and unbound. */
export const associate = (
  policy: object,
  [policies, bindings, field, query]: [policies: string, bindings: string, field: string, query: string],
  unbind: (terraform: Terraform, shown: Body) => Promise<unknown>,
) =>
  withApi(async (terraform, { publication }) => {
    const { call } = terraform;
    const id = await made(terraform, policies, policy);
    await call('POST', bindings, { [field]: id, publish_ids: [publication] });
    const waits = await call('GET', `${bindings}/unbinded-apis?${query}=${id}&limit=100&offset=0`);
    expect(waits.apis ?? []).not.toContainEqual(expect.objectContaining({ publish_id: publication }));
    const bound = () => call('GET', `${bindings}/binded-apis?${query}=${id}&limit=500`);
    const shown = await bound();
    expect(publishIds({ apis: shown.apis ?? shown.bindings })).toEqual([publication]);
    await unbind(terraform, shown);
    const { apis, bindings: left } = await bound();
    expect(apis ?? left).toEqual([]);
    await call('DELETE', `${policies}/${id}`);
  });
