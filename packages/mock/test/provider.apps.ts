// Of terraform's provider: lives of applications, and of what they may call.
import { expect } from 'vitest';
import { made, madeApp, withApi } from './provider.parts.ts';
import type { Life } from './provider.ts';

export const apps: Record<string, Life> = {
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
};
