// The life of each resource of terraform's provider: created, read, changed, read and deleted. The promise is that of observed
// rules: nothing is rejected, terraform plans no change after it has applied one, and nothing is left in the end. The README
// says what documented rules reject.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pem } from './certificates.ts';
import { type Life, lived } from './provider.ts';
import type { Body } from './support.ts';

const urn = 'urn:fss:cn-north-4:73d69ae0cfcf460190522d06b60f05ad:function:default:tf';
const channel = { name: 'tf_channel', port: 80, balance_strategy: 1, member_type: 'ip' };
const check = { threshold_normal: 1, threshold_abnormal: 1, time_interval: 1, timeout: 1, enable_client_ssl: false };
const server = { weight: 0, is_backup: false, port: 0 };
// Texts that are not set are sent empty.
const api = {
  ...{ type: 1, req_method: 'GET', cors: false, auth_type: 'NONE', match_mode: 'NORMAL', remark: '' },
  ...{ body_remark: '', result_normal_sample: '', result_failure_sample: '', is_send_fg_body_base64: true },
};
const simple = {
  ...{ ...api, name: 'tf_simple', req_protocol: 'HTTPS', req_uri: '/simple' },
  ...{ backend_type: 'MOCK', mock_info: { result_content: '{}', authorizer_id: '' } },
};
const unset = ['authorizer_id', 'response_id', 'tags', 'policy_mocks', 'policy_https', 'policy_functions'];
const withoutBackends = (but: string) =>
  [...unset, 'backend_api', 'func_info', 'mock_info'].filter((name) => name !== but);
const parameter = { remark: '', enumerations: '', pass_through: 2, default_value: '', location: 'HEADER' };
const authorizer = {
  ...{ name: 'tf_authorizer', authorizer_type: 'FUNC', authorizer_uri: urn, authorizer_alias_uri: `${urn}:!a` },
  ...{ network_type: 'V2', need_body: true, ttl: 15, user_data: 'Demo' },
};

const [vpc_id, subnet_id, security_group_id] = [1, 2, 3].map((n) => `${n}d2b5f2e-8a4b-4b6f-9d5c-1f2e3d4c5b6a`);
const gateway = {
  ...{ instance_name: 'tf_gateway', vpc_id, subnet_id, security_group_id, description: 'Made by Terraform' },
  ...{ spec_id: 'BASIC', available_zone_ids: ['cn-north-4a'], enterprise_project_id: '0' },
};

type Terraform = Parameters<Life>[0];
const made = async ({ call }: Terraform, at: string, body: object, id = 'id'): Promise<string> =>
  (await call('POST', at, body))[id];
const madeGroup = (terraform: Terraform) => made(terraform, '/api-groups', { name: 'tf_group', remark: '' });
const madeEnvironment = (terraform: Terraform) => made(terraform, '/envs', { name: 'tf_env', remark: '' });
const madeApp = (terraform: Terraform) => made(terraform, '/apps', { name: 'tf_app' });
/** What lists of publications are read for. */
const publishIds = ({ apis }: Body): string[] => apis.map(({ publish_id }: Body) => publish_id);

/** With a group, an environment, and an API that is published there; it is not what the life is about. */
const withApi =
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
const associate = (
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

const lives: Record<string, Life> = {
  huaweicloud_apig_instance: async ({ project, plan }) => {
    const { spec_id: spec, available_zone_ids, ...sent } = gateway;
    const hours = { maintain_begin: '14:00:00', maintain_end: '18:00:00' };
    const { instance_id } = await project('POST', '/instances', {
      ...{ ...gateway, ...hours, bandwidth_size: 0, tags: [{ key: 'foo', value: 'bar' }] },
    });
    const at = `/instances/${instance_id}`;
    const shown = async (configured: object) => {
      const read = await project('GET', at);
      const service = read.endpoint_services[0].service_name as string;
      plan(configured, { ...read, service: /^[\w-]+\.(.*)\.[a-f0-9-]+$/.exec(service)?.[1] });
    };
    const nothing = { bandwidth_size: 0, publicips: [], ingress_bandwidth_charging_mode: '', eip_address: '' };
    const zones = { available_zone_ids: `[${available_zone_ids}]`, status: 'Running' };
    await shown({ ...sent, ...hours, ...nothing, ...zones, spec, service: 'apig' });
    expect((await project('GET', `${at}/instance-tags`)).tags).toEqual([{ key: 'foo', value: 'bar' }]);

    const later = { maintain_begin: '18:00:00', maintain_end: '22:00:00' };
    const changes = { instance_name: 'tf_gateway_2', description: '', security_group_id, ...later };
    await project('PUT', at, { ...changes, vpcep_service_name: 'new_custom_apig' });
    await project('POST', `${at}/postpaid-resize`, { spec_id: 'PROFESSIONAL' });
    await project('POST', `${at}/nat-eip`, { bandwidth_size: 5 });
    await project('POST', `${at}/ingress-eip`, { bandwidth_size: 5, bandwidth_charging_mode: 'bandwidth' });
    await project('POST', `${at}/instance-tags/action`, { action: 'delete', tags: [{ key: 'foo', value: 'bar' }] });
    await project('POST', `${at}/instance-tags/action`, { action: 'create', tags: [{ key: 'foo', value: 'baar' }] });
    const open = {
      bandwidth_size: 5,
      publicips: [{ bandwidth_size: 5 }],
      ingress_bandwidth_charging_mode: 'bandwidth',
    };
    await shown({ ...changes, ...open, spec: 'PROFESSIONAL', service: 'new_custom_apig' });
    expect((await project('GET', `${at}/instance-tags`)).tags).toEqual([{ key: 'foo', value: 'baar' }]);

    await project('PUT', `${at}/nat-eip`, { bandwidth_size: 6 });
    await project('DELETE', `${at}/ingress-eip`);
    await project('POST', `${at}/ingress-eip`, { bandwidth_size: 6, bandwidth_charging_mode: 'traffic' });
    const wider = { bandwidth_size: 6, publicips: [{ bandwidth_size: 6 }], ingress_bandwidth_charging_mode: 'traffic' };
    await shown({ ...changes, ...wider });
    await project('DELETE', `${at}/nat-eip`);
    await project('DELETE', `${at}/ingress-eip`);
    await shown({ ...changes, ...nothing });
    await project('DELETE', at);
    await expect(project('GET', at)).rejects.toThrow('404');
  },

  huaweicloud_apig_instance_feature: async ({ call, plan }) => {
    for (const config of ['{"api_limits":200}', '{"api_limits":300}']) {
      const sent = { name: 'ratelimit', enable: true, config };
      plan(sent, await call('POST', '/features', sent));
      const { features } = await call('GET', '/features?limit=500&offset=0');
      plan(
        sent,
        features.find(({ name }: Body) => name === sent.name),
      );
    }
  },

  huaweicloud_apig_instance_routes: async ({ call }) => {
    // Without routes the resource is gone.
    for (const user_routes of [['172.16.3.0/24'], ['172.16.3.0/24', '172.16.8.0/24'], null]) {
      const config = JSON.stringify({ user_routes });
      await call('POST', '/features', { name: 'route', enable: true, config });
      const { features } = await call('GET', '/features?limit=500');
      expect(features.find(({ name }: Body) => name === 'route')).toMatchObject({ config });
    }
  },

  huaweicloud_apig_group: async (terraform) => {
    const { call, manage, plan } = terraform;
    const id = await manage(
      '/api-groups',
      { name: 'tf_group', remark: '' },
      { change: { name: 'tf_group_2', remark: 'Two' }, unset: ['url_domains'], keep: true },
    );
    const at = `/api-groups/${id}`;
    for (const sl_domain_access_enabled of [false, true]) {
      await call('PUT', `${at}/sl-domain-access-settings`, { sl_domain_access_enabled });
      expect(await call('GET', at)).toMatchObject({ sl_domain_access_enabled });
    }
    const domains = [
      { url_domain: 'www.terraform.test1.com' },
      { url_domain: 'www.terraform.test3.com', min_ssl_version: 'TLSv1.1', is_http_redirect_to_https: true },
    ];
    for (const domain of domains) await call('POST', `${at}/domains`, domain);
    const { url_domains } = await call('GET', at);
    const configured = domains.map(({ url_domain, ...settings }) => ({ domain: url_domain, ...settings }));
    plan(configured, url_domains);
    for (const domain of url_domains) await call('DELETE', `${at}/domains/${domain.id}`);
    const env_id = await madeEnvironment(terraform);
    const variable = { group_id: id, env_id, variable_name: 'name', variable_value: 'value' };
    const { id: of } = await call('POST', '/env-variables', variable);
    const { variables } = await call('GET', `/env-variables?group_id=${id}`);
    plan([{ ...variable, id: of }], variables);
    await call('DELETE', `/env-variables/${of}`);
    await call('DELETE', at);
    await call('DELETE', `/envs/${env_id}`);
  },

  huaweicloud_apig_group_domain_associate: async (terraform) => {
    const { call, plan } = terraform;
    const at = `/api-groups/${await madeGroup(terraform)}`;
    const sent = { url_domain: 'www.terraform.test.com', is_http_redirect_to_https: false };
    const { id } = await call('POST', `${at}/domains`, sent);
    const change = { min_ssl_version: 'TLSv1.2', is_http_redirect_to_https: true };
    await call('PUT', `${at}/domains/${id}`, change);
    const { url_domains } = await call('GET', at);
    plan([{ ...change, id, domain: sent.url_domain }], url_domains);
    await call('DELETE', `${at}/domains/${id}`);
    await call('DELETE', at);
  },

  huaweicloud_apig_environment: ({ call, manage }) =>
    manage(
      '/envs',
      { name: 'tf_env', remark: '' },
      {
        change: { name: 'tf_env_2', remark: 'Two' },
        read: async (id) => (await call('GET', '/envs')).envs.find((each: Body) => each.id === id),
      },
    ).then(() => undefined),

  huaweicloud_apig_environment_variable: async (terraform) => {
    const { call, manage, plan } = terraform;
    const [group_id, env_id] = [await madeGroup(terraform), await madeEnvironment(terraform)];
    const sent = { group_id, env_id, variable_name: 'name', variable_value: '/one' };
    const { id } = await call('POST', '/env-variables', sent);
    plan({ ...sent, id }, await call('GET', `/env-variables/${id}`));
    await call('PUT', `/env-variables/${id}`, { variable_value: '/two' });
    expect(await call('GET', `/env-variables/${id}`)).toMatchObject({ variable_value: '/two' });
    await call('DELETE', `/env-variables/${id}`);
    await call('DELETE', `/api-groups/${group_id}`);
    await call('DELETE', `/envs/${env_id}`);
    await manage('/apps', { name: 'tf_other' });
  },

  huaweicloud_apig_channel: async ({ call, manage }) => {
    const groups = { member_groups: null };
    const servers = [1, 2].map((n) => ({ host: `192.168.0.${n}`, ...server, weight: 30 }));
    const withCheck = { vpc_health_config: { protocol: 'TCP', ...check } };
    const { port: _, ...shown } = server;
    await manage(
      '/vpc-channels',
      { ...channel, vpc_channel_type: 'builtin', ...groups, members: servers, ...withCheck },
      {
        change: { port: 8080, balance_strategy: 2, members: servers.slice(1) },
        // A server without a port of its own has that of its channel.
        compared: (sent: Body) => ({
          ...{ ...sent, member_groups: [] },
          members: sent.members.map(({ host }: Body) => ({ ...shown, weight: 30, host, port: sent.port })),
        }),
      },
    );
    const ecs = { members: [{ ecs_id: 'e-1', ecs_name: 'one', ...shown, port: 8080 }] };
    const http = { protocol: 'HTTP', path: '/', method: 'GET', port: 80, http_code: '200,201' };
    const every = { threshold_normal: 5, threshold_abnormal: 5, time_interval: 60, timeout: 30 };
    const https = {
      ...{ protocol: 'HTTPS', path: '/terraform/', method: 'HEAD', port: 8080, http_code: '201,202,303-404' },
      ...{ threshold_normal: 10, threshold_abnormal: 10, time_interval: 300, timeout: 30, enable_client_ssl: false },
    };
    const one = { ecs_id: 'e-1', ecs_name: 'one' };
    const inGroups = [
      { ...one, ...server, port: 80, member_group_name: 'tf_group' },
      {
        ...server,
        ecs_id: 'e-2',
        ecs_name: 'two',
        port: 8009,
        status: 2,
        is_backup: true,
        member_group_name: 'tf_more',
      },
    ];
    const tfGroup = { member_group_name: 'tf_group', member_group_weight: 1 };
    await manage(
      '/vpc-channels',
      {
        ...{ ...channel, member_type: 'ecs', vpc_channel_type: 'builtin', ...withCheck },
        ...{ member_groups: [tfGroup], members: [{ ...one, ...server, port: 80 }] },
      },
      {
        change: {
          ...{ port: 8000, balance_strategy: 2, vpc_health_config: https, members: inGroups },
          member_groups: [tfGroup, { member_group_name: 'tf_more' }],
        },
        // Servers in groups that have a weight have it, too.
        compared: (sent: Body) => ({ ...sent, members: sent.members.map(({ weight: _, ...rest }: Body) => rest) }),
      },
    );
    const { member_type: __, ...typeless } = channel;
    await manage(
      '/vpc-channels',
      { ...typeless, type: 2, ...groups, ...ecs, vpc_health_config: { ...http, ...every, enable_client_ssl: false } },
      { compared: (sent) => ({ ...sent, member_groups: [] }) },
    );
    const labels = [{ label_name: 'app', label_value: 'tf' }];
    const cce = { cluster_id: 'c-1', namespace: 'default', workload_type: 'deployment', app_name: 'tf' };
    const grouped = { microservice_version: 'v1', microservice_port: 80, microservice_labels: labels };
    await manage(
      '/vpc-channels',
      {
        ...{ ...channel, type: 3, members: null, member_groups: [{ member_group_name: 'tf_servers', ...grouped }] },
        microservice_info: { service_type: 'CCE', cce_info: cce },
      },
      { compared: (sent) => ({ ...sent, members: [] }), change: { port: 8080 } },
    );
    const of = (await call('POST', '/vpc-channels', { ...channel, ...groups, members: servers })).id;
    const referring = { member_group_name: 'tf_refers', member_group_weight: 10, reference_vpc_channel_id: of };
    await manage(
      '/vpc-channels',
      {
        ...{ ...channel, name: 'tf_refers', vpc_channel_type: 'reference', members: null, ...withCheck },
        member_groups: [referring],
      },
      {
        compared: (sent) => ({ ...sent, members: [] }),
        change: { vpc_health_config: https, member_groups: [{ ...referring, member_group_remark: 'Two' }] },
      },
    );
    await call('DELETE', `/vpc-channels/${of}`);
  },

  huaweicloud_apig_channel_member_group: async ({ call, plan }) => {
    const { id } = await call('POST', '/vpc-channels', { ...channel, vpc_channel_type: 'builtin' });
    const at = `/vpc-channels/${id}/member-groups`;
    const sent = { member_group_name: 'tf_servers', member_group_remark: 'One', member_group_weight: 5 };
    const { member_groups } = await call('POST', at, { member_groups: [sent] });
    const of = `${at}/${member_groups[0].member_group_id}`;
    plan(sent, await call('GET', of));
    await call('PUT', of, { ...sent, member_group_weight: 10 });
    plan({ ...sent, member_group_weight: 10 }, await call('GET', of));
    await call('DELETE', of);
    await call('DELETE', `/vpc-channels/${id}`);
  },

  huaweicloud_apig_channel_member: async ({ call, plan }) => {
    const groups = [{ member_group_name: 'tf_servers' }];
    const { id } = await call('POST', '/vpc-channels', {
      ...channel,
      vpc_channel_type: 'builtin',
      member_groups: groups,
    });
    const at = `/vpc-channels/${id}/members`;
    const sent = { member_group_name: 'tf_servers', host: '192.168.0.7', port: 80 };
    const found = ({ members }: Body) => members.find(({ host }: Body) => host === sent.host);
    const { id: member } = found(await call('POST', at, { members: [sent] }));
    const query = 'limit=500&member_group_name=tf_servers&precise_search=member_group_name&offset=0';
    const read = async () => found(await call('GET', `${at}?${query}`));
    plan({ ...sent, id: member }, await read());
    const changed = { ...sent, status: 2, is_backup: true };
    await call('POST', at, { members: [changed] });
    plan({ ...changed, id: member }, await read());
    await call('POST', `${at}/batch-enable`, { member_ids: [member] });
    expect(await read()).toMatchObject({ status: 1 });
    await call('DELETE', `${at}/${member}`);
    await call('DELETE', `/vpc-channels/${id}`);
  },

  huaweicloud_apig_application: async ({ call, manage }) => {
    const sent = { name: 'tf_app' };
    const id = await manage('/apps', sent, { change: { name: 'tf_app_2', remark: 'Two' }, keep: true });
    const { app_secret } = await call('GET', `/apps/${id}`);
    await call('PUT', `/apps/secret/${id}`, {});
    expect((await call('GET', `/apps/${id}`)).app_secret).not.toBe(app_secret);
    await call('DELETE', `/apps/${id}`);
  },

  huaweicloud_apig_appcode: async (terraform) => {
    const { call } = terraform;
    const app = await madeApp(terraform);
    const at = `/apps/${app}/app-codes`;
    const app_code = `${'a1'.repeat(32)}`;
    for (const create of [() => call('POST', at, { app_code }), () => call('PUT', at)]) {
      const { id, app_code: code } = await create();
      expect(await call('GET', `${at}/${id}`)).toMatchObject({ id, app_code: code });
      expect((await call('GET', at)).app_codes).toMatchObject([{ id, app_code: code }]);
      await call('DELETE', `${at}/${id}`);
    }
    await call('DELETE', `/apps/${app}`);
  },

  huaweicloud_apig_application_acl: async (terraform) => {
    const { call, plan } = terraform;
    const app = await madeApp(terraform);
    const at = `/apps/${app}/app-acl`;
    for (const app_acl_type of ['PERMIT', 'DENY']) {
      const sent = { app_acl_type, app_acl_values: ['192.168.0.1', '192.168.0.5-192.168.0.10'] };
      await call('PUT', at, sent);
      plan(sent, await call('GET', at));
    }
    await call('DELETE', at);
    await expect(call('GET', at)).rejects.toThrow('404');
    await call('DELETE', `/apps/${app}`);
  },

  huaweicloud_apig_application_authorization: withApi(async (terraform, { api: of, env }) => {
    const { call } = terraform;
    const app = await madeApp(terraform);
    const { auths: made } = await call('POST', '/app-auths', { env_id: env, app_ids: [app], api_ids: [of] });
    expect(made).toMatchObject([{ auth_result: { status: 'SUCCESS' } }]);
    const bound = `/app-auths/binded-apis?app_id=${app}&env_id=${env}&limit=100&offset=0`;
    const { auths } = await call('GET', bound);
    expect(auths).toMatchObject([{ api_id: of }]);
    await call('DELETE', `/app-auths/${auths[0].id}?app_id=${app}&env_id=${env}`);
    expect((await call('GET', bound)).auths).toEqual([]);
    await call('DELETE', `/apps/${app}`);
  }),

  huaweicloud_apig_application_quota: async ({ manage }) => {
    const sent = { name: 'tf_quota', time_unit: 'MINUTE', call_limits: 200, time_interval: 3, remark: '' };
    await manage('/app-quotas', sent, { id: 'app_quota_id', change: { call_limits: 100, remark: 'Two' } });
  },

  huaweicloud_apig_application_quota_associate: async (terraform) => {
    const { call } = terraform;
    const app = await madeApp(terraform);
    const sent = { name: 'tf_quota', time_unit: 'DAY', call_limits: 200, time_interval: 3, remark: '' };
    const quota = await made(terraform, '/app-quotas', sent, 'app_quota_id');
    const at = `/app-quotas/${quota}`;
    const bindable = (await call('GET', `${at}/bindable-apps`)).apps;
    expect(bindable).toContainEqual(expect.objectContaining({ app_id: app }));
    await call('POST', `${at}/binding-apps`, { app_ids: [app] });
    expect((await call('GET', `${at}/bound-apps?limit=500&offset=0`)).apps).toMatchObject([{ app_id: app }]);
    await call('DELETE', `${at}/bound-apps/${app}`);
    await call('DELETE', at);
    await call('DELETE', `/apps/${app}`);
  },

  huaweicloud_apig_acl_policy: async ({ manage }) => {
    const sent = { acl_name: 'tf_acl', acl_type: 'PERMIT', entity_type: 'IP', acl_value: '10.201.33.4,10.30.2.15' };
    await manage('/acls', sent, { change: { acl_type: 'DENY', acl_value: '10.201.33.8' } });
  },

  huaweicloud_apig_acl_policy_associate: associate(
    { acl_name: 'tf_acl', acl_type: 'PERMIT', entity_type: 'IP', acl_value: '10.201.33.4' },
    ['/acls', '/acl-bindings', 'acl_id', 'acl_id'],
    ({ call }, { apis }) =>
      call('PUT', '/acl-bindings?action=delete', { acl_bindings: apis.map(({ bind_id }: Body) => bind_id) }),
  ),

  huaweicloud_apig_throttling_policy: async (terraform) => {
    const { call, manage, plan } = terraform;
    const none = { user_call_limits: 0, app_call_limits: 0, ip_call_limits: 0, remark: '' };
    const sent = { name: 'tf_throttle', type: 1, api_call_limits: 70, time_interval: 10, time_unit: 'SECOND', ...none };
    const change = { type: 2, user_call_limits: 45, app_call_limits: 45, ip_call_limits: 45, remark: 'Two' };
    const id = await manage('/throttles', sent, { change, keep: true });
    const app = await madeApp(terraform);
    const at = `/throttles/${id}/throttle-specials`;
    const special = { object_id: app, object_type: 'APP', call_limits: 30 };
    const { id: of } = await call('POST', at, special);
    await call('PUT', `${at}/${of}`, { call_limits: 40 });
    const { throttle_specials } = await call('GET', at);
    plan([{ ...special, call_limits: 40, object_name: 'tf_app', id: of }], throttle_specials);
    await call('DELETE', `${at}/${of}`);
    await call('DELETE', `/throttles/${id}`);
    await call('DELETE', `/apps/${app}`);
  },

  huaweicloud_apig_throttling_policy_associate: associate(
    { name: 'tf_throttle', type: 1, api_call_limits: 70, time_interval: 10, time_unit: 'SECOND' },
    ['/throttles', '/throttle-bindings', 'strategy_id', 'throttle_id'],
    ({ call }, { apis }) => call('DELETE', `/throttle-bindings/${apis[0].throttle_apply_id}`),
  ),

  huaweicloud_apig_signature: async ({ call, manage }) => {
    const read = async (id: string) => (await call('GET', `/signs?id=${id}`)).signs[0];
    const keys = { sign_key: 'abcdefghijklmnop', sign_secret: 'abcdefghijklmnopqrst' };
    for (const sign_type of ['basic', 'hmac']) {
      await manage(
        '/signs',
        { name: 'tf_signature', sign_type, ...keys },
        { read, change: { name: 'tf_signature_2' } },
      );
      await manage('/signs', { name: 'tf_signature', sign_type }, { read });
    }
    const aes = { sign_type: 'aes', sign_algorithm: 'aes-128-cfb', sign_key: 'abcdefghijklmnop' };
    await manage('/signs', { name: 'tf_signature', ...aes, sign_secret: 'abcdefghijklmnop' }, { read });
  },

  huaweicloud_apig_signature_associate: associate(
    { name: 'tf_signature', sign_type: 'hmac' },
    ['/signs', '/sign-bindings', 'sign_id', 'sign_id'],
    ({ call }, { bindings }) => call('DELETE', `/sign-bindings/${bindings[0].id}`),
  ),

  huaweicloud_apig_custom_authorizer: async ({ manage }) => {
    const identities = [{ name: 'user_name', location: 'QUERY', validation: '' }];
    const front = { ...authorizer, type: 'FRONTEND', identities };
    await manage('/authorizers', front, { change: { ttl: 0, user_data: '', need_body: false } });
    const { authorizer_alias_uri: _, network_type: __, ...back } = authorizer;
    const versioned = { ...back, type: 'BACKEND', authorizer_version: 'latest' };
    await manage('/authorizers', versioned, { change: { ttl: 60 }, unset: ['identities'] });
  },

  huaweicloud_apig_plugin: async ({ manage }) => {
    const plugin_content = JSON.stringify({ allow_origin: '*', allow_methods: 'GET,PUT', max_age: 172_800 });
    const sent = { plugin_name: 'tf_plugin', plugin_type: 'cors', plugin_scope: 'global', plugin_content };
    await manage('/plugins', sent, { id: 'plugin_id', change: { remark: 'Two', plugin_content: '{}' } });
  },

  huaweicloud_apig_plugin_associate: withApi(async (terraform, { api: of, env }) => {
    const { call } = terraform;
    const sent = { plugin_name: 'tf_plugin', plugin_type: 'cors', plugin_scope: 'global', plugin_content: '{}' };
    const at = `/plugins/${await made(terraform, '/plugins', sent, 'plugin_id')}`;
    await call('POST', `${at}/attach`, { env_id: env, api_ids: [of] });
    const bound = async () => (await call('GET', `${at}/attached-apis?env_id=${env}&limit=100&offset=0`)).apis;
    expect(await bound()).toMatchObject([{ api_id: of }]);
    await call('PUT', `${at}/detach`, { env_id: env, api_ids: [of] });
    expect(await bound()).toEqual([]);
    await call('DELETE', at);
  }),

  huaweicloud_apig_response: async (terraform) => {
    const { call, manage } = terraform;
    const group = `/api-groups/${await madeGroup(terraform)}`;
    const at = `${group}/gateway-responses`;
    const headers = [{ key: 'X-Why', value: 'terraform' }];
    const rule = { body: '{"code":"$context.authorizer.frontend.code"}', status: 401, headers };
    const own = ({ responses }: Body) =>
      Object.entries<Body>(responses).flatMap(([type, { default: isDefault }]) => (isDefault ? [] : [type]));
    const read = async (id: string) => {
      const shown = await call('GET', `${at}/${id}`);
      return { ...shown, own: own(shown) };
    };
    await manage(
      at,
      { name: 'tf_response', responses: { AUTHORIZER_FAILURE: rule } },
      {
        change: { name: 'tf_response_2', responses: { ACCESS_DENIED: { body: '{}', status: 403 } } },
        read,
        compared: (sent: Body) => ({ ...sent, own: Object.keys(sent.responses) }),
      },
    );
    await call('DELETE', group);
  },

  huaweicloud_apig_certificate: async ({ project }) => {
    const sent = { name: 'tf_certificate', ...pem() };
    const { id } = await project('POST', '/certificates', sent);
    expect(await project('GET', `/certificates/${id}`)).toMatchObject({ name: sent.name, type: 'global' });
    await project('PUT', `/certificates/${id}`, {
      ...sent,
      name: 'tf_certificate_2',
      type: 'global',
      instance_id: 'common',
    });
    expect(await project('GET', `/certificates/${id}`)).toMatchObject({ name: 'tf_certificate_2' });
    await project('DELETE', `/certificates/${id}`);
  },

  huaweicloud_apig_domain_certificate_associate: async (terraform) => {
    const { call, project, plan } = terraform;
    const group = `/api-groups/${await madeGroup(terraform)}`;
    const { id: domain } = await call('POST', `${group}/domains`, { url_domain: 'www.terraform.test.com' });
    const pair = pem({ san: ['www.terraform.test.com'] });
    const { id } = await project('POST', '/certificates', { name: 'tf_certificate', ...pair });
    const at = `${group}/domains/${domain}/certificates`;
    const shown = async () => (await call('GET', group)).url_domains[0];
    for (const verified_client_certificate_enabled of [false, true]) {
      const sent = { certificate_ids: [id], verified_client_certificate_enabled };
      await call('POST', `${at}/attach`, sent);
      plan({ verified_client_certificate_enabled, ssl_infos: [{ ssl_id: id }] }, await shown());
    }
    await call('POST', `${at}/detach`, { certificate_ids: [id], verified_client_certificate_enabled: true });
    plan({ ssl_infos: [] }, await shown());
    await project('DELETE', `/certificates/${id}`);
    await call('DELETE', `${group}/domains/${domain}`);
    await call('DELETE', group);
  },

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

  huaweicloud_apig_endpoint_connection_management: async ({ call }) => {
    const [{ id }] = (await call('GET', '/vpc-endpoint/connections?status=pendingAcceptance')).connections;
    for (const [action, status] of [
      ['receive', 'accepted'],
      ['reject', 'rejected'],
    ] as const) {
      await call('POST', '/vpc-endpoint/connections/action', { action, endpoints: [id] });
      expect((await call('GET', `/vpc-endpoint/connections?id=${id}`)).connections).toMatchObject([{ id, status }]);
    }
  },

  huaweicloud_apig_endpoint_whitelist: async ({ project }) => {
    // It manages all accounts but its own: those of the examples would be removed.
    const { instance_id } = await project('POST', '/instances', gateway);
    const at = `/instances/${instance_id}/vpc-endpoint/permissions`;
    const account = (n: number) => `iam:domain::${n}cc2018e40394f7c9692f1713e76234d`;
    const listed = async () => (await project('GET', at)).permissions.map(({ permission }: Body) => permission).sort();
    await project('POST', `${at}/batch-add`, { permissions: [account(1), account(2)] });
    expect(await listed()).toEqual([account(1), account(2)]);
    await project('POST', `${at}/batch-delete`, { permissions: [account(2)] });
    await project('POST', `${at}/batch-add`, { permissions: [account(3)] });
    expect(await listed()).toEqual([account(1), account(3)]);
    await project('DELETE', `/instances/${instance_id}`);
  },
};

describe('terraform’s provider', () => {
  it.each(Object.entries(lives))('%s lives by observed rules', async (_, life) => {
    expect(await lived(life, 'observed')).toEqual({ planned: [], left: [] });
  });

  it('finds in the README where it cannot live by documented rules', async () => {
    const rows: string[] = [];
    for (const [resource, life] of Object.entries(lives)) {
      const { rejected, planned } = await lived(life, 'documented');
      const [field] = planned.map((plan) => /(\w+): /.exec(plan)?.[1]);
      if (rejected) rows.push(`| \`${resource}\` | rejects \`${rejected.replace('400 ', '')}\` |\n`);
      else if (field) rows.push(`| \`${resource}\` | does not return \`${field}\` as it was set |\n`);
    }
    const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const [, table] = /\| resource \| documented rules \|\n\| ---.*\n((?:\|.*\n)+)/.exec(readme) ?? [];
    expect(table).toBe(rows.join(''));
  });
});
