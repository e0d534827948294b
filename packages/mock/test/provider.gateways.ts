// Of terraform's provider: lives of gateways with what belongs to them, and of their endpoints.
import { expect } from 'vitest';
import { gateway, madeEnvironment, madeGroup } from './provider.parts.ts';
import type { Life } from './provider.ts';
import type { Body } from './support.ts';

export const gateways: Record<string, Life> = {
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
    const changes = {
      instance_name: 'tf_gateway_2',
      description: '',
      security_group_id: gateway.security_group_id,
      ...later,
    };
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
};

export const endpoints: Record<string, Life> = {
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
