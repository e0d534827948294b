// Of terraform's provider: lives of what is bound to APIs, and of certificates.
import { expect } from 'vitest';
import { pem } from './certificates.ts';
import { associate, authorizer, made, madeApp, madeGroup, withApi } from './provider.parts.ts';
import type { Life } from './provider.ts';
import type { Body } from './support.ts';

export const policies: Record<string, Life> = {
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
};
