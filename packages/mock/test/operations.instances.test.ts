// Gateways: their life, what belongs to them, and what several of them share.
import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, type MockOptions, memoryStore } from '../src/index.ts';
import { type Caller, calling, variants } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const basic = '6a29d4e9-69a0-412a-aabe-9898ec0903b0';
const body = {
  ...{ instance_name: 'apig-shop', spec_id: 'BASIC', available_zone_ids: ['cn-north-4a', 'cn-north-4b'] },
  vpc_id: '3d2b5f2e-8a4b-4b6f-9d5c-1f2e3d4c5b6a',
  subnet_id: '9f3d1c2b-6a5e-4d7c-8b9a-0c1d2e3f4a5b',
  security_group_id: '5c4b3a29-1807-4f6e-9d8c-7b6a59483726',
};
const ofProject = { instance: '' };

it('take no time that is none to be created', () => {
  expect(() => createMock({ provisioning: -1 })).toThrow('provisioning: -1 is not a whole number from 0.');
});

// Editions do not differ here.
const [newest, observed] = variants;
const lives = [newest, observed].flatMap((variant) => variant ?? []);

describe.each(lives)('$edition, $rules, $room: gateways', (variant) => {
  let time: number;
  let call: Caller;
  const start = async (options: Pick<MockOptions, 'provisioning' | 'store' | 'limits'> = {}) => {
    call = await calling({ ...variant, ...options, now: () => time });
  };
  beforeEach(async () => {
    time = Date.parse('2026-07-27T08:00:00Z');
    await start();
  });

  const listed = async (query = '') =>
    (await call('GET', `/instances?${query}`, undefined, ofProject)).body.instances.map(
      ({ instance_name, status }: Body) => `${instance_name} ${status}`,
    );
  const created = async (more: object = {}) => {
    const response = await call('POST', '/instances', { ...body, ...more }, ofProject);
    expect(response).toMatchObject({ status: 202, body: { message: expect.stringContaining(response.body.job_id) } });
    return { instance: response.body.instance_id as string };
  };

  it('are created, shown, listed, updated, resized and deleted', async () => {
    const one = await created();
    const shown = async () => (await call('GET', '', undefined, one)).body;
    const progress = async () => (await call('GET', '/progress', undefined, one)).body;
    const begun = { id: one.instance, project_id: project, instance_name: 'apig-shop', create_time: time };
    expect(await shown()).toMatchObject({ ...begun, status: 'Creating', instance_status: 1, endpoint_services: [] });
    expect(await progress()).toMatchObject({ progress: 30, status: 'creating', start_time: time });
    expect(await listed()).toEqual(['apig-demo Running', 'apig-basic Running', 'apig-shop Creating']);
    time += 4_999;
    expect([(await shown()).status, (await progress()).progress]).toEqual(['Creating', 90]);
    time += 1;
    expect(await shown()).toMatchObject({ ...begun, status: 'Running', instance_status: 6 });
    expect(await progress()).toMatchObject({ progress: 100, status: 'success', end_time: begun.create_time + 5_000 });

    // What was not asked for is not shown.
    const { publicips, eip_address, ...rest } = await shown();
    expect([publicips, eip_address]).toEqual([[], null]);
    for (const field of ['nat_eip_address', 'bandwidth_size', 'ingress_bandwidth_charging_mode', 'tags', 'task'])
      expect(rest).not.toHaveProperty(field);
    expect(rest).toMatchObject({ available_zone_ids: '[cn-north-4a, cn-north-4b]', maintain_begin: '22:00:00' });
    expect(rest.endpoint_services).toEqual([
      { service_name: `cn-north-4.apig.${one.instance.slice(0, 8)}`, created_at: '2026-07-27 08:00:00' },
    ]);

    expect(await listed('instance_name=apig-shop')).toEqual(['apig-shop Running']);
    expect(await listed('instance_name=apig')).toEqual([]);
    expect(await listed('status=Creating')).toEqual([]);
    expect(await listed(`instance_id=${one.instance}`)).toEqual(['apig-shop Running']);
    expect(await listed('offset=1&limit=1')).toEqual(['apig-basic Running']);

    const changes = {
      instance_name: 'apig-new',
      description: '',
      maintain_begin: '02:00:00',
      maintain_end: '06:00:00',
    };
    const updated = await call('PUT', '', { ...changes, vpcep_service_name: 'demo' }, one);
    expect(updated).toMatchObject({ status: 200, body: changes });
    expect(updated.body.endpoint_services[0].service_name).toMatch(/^cn-north-4\.demo\./);
    expect(updated.body).toEqual(await shown());
    expect((await call('PUT', '', { instance_name: 'apig-new' }, one)).status).toBe(200);
    expect((await call('PUT', '', { instance_name: 'apig-demo' }, one)).body.error_code).toBe('APIC.7500');

    expect((await call('POST', '/postpaid-resize', { spec_id: 'PLATINUM' }, one)).status).toBe(202);
    expect(await shown()).toMatchObject({ status: 'Resizing', instance_status: 42, spec: 'BASIC' });
    time += 5_000;
    expect(await shown()).toMatchObject({ status: 'Running', spec: 'PLATINUM' });
    expect((await call('POST', '/postpaid-resize', { spec_id: 'PLATINUM' }, one)).body.error_code).toBe('APIC.7211');

    const resizing = await created({ instance_name: 'apig-large' });
    await call('POST', '/postpaid-resize', { spec_id: 'ENTERPRISE' }, resizing);
    const large = { status: 'Creating', spec: 'ENTERPRISE' };
    expect((await call('GET', '', undefined, resizing)).body).toMatchObject(large);
    await call('DELETE', '', undefined, resizing);

    expect((await call('DELETE', '', undefined, one)).status).toBe(204);
    expect((await call('GET', '', undefined, one)).body.error_code).toBe('APIC.7302');
    expect((await call('GET', '/features', undefined, one)).body.error_code).toBe('APIG.3030');
    expect(await listed()).toEqual(['apig-demo Running', 'apig-basic Running']);
  });

  it('have what was asked for', async () => {
    const store = memoryStore();
    await start({ provisioning: 0, store });
    const one = await created({
      ...{ instance_id: 'mine', bandwidth_size: 10, eip_id: 'any', description: 'Shop', vpcep_service_name: 'shop' },
      ...{ ingress_bandwidth_size: 20, loadbalancer_provider: 'elb', tags: [{ key: 'stage' }, { key: 'stage' }] },
    });
    expect(one).toEqual({ instance: 'mine' });
    const address = expect.stringMatching(/^203\.0\.113\.\d+$/);
    expect((await call('GET', '', undefined, one)).body).toMatchObject({
      ...{ status: 'Running', description: 'Shop', eip_address: address, loadbalancer_provider: 'elb' },
      ...{ nat_eip_address: address, bandwidth_size: 10, bandwidth_charging_mode: 'bandwidth' },
      ...{ publicips: [{ ip_address: address, bandwidth_size: 20 }], ingress_bandwidth_charging_mode: 'bandwidth' },
      endpoint_services: [{ service_name: 'cn-north-4.shop.mine' }],
    });
    expect((await call('GET', '/instance-tags', undefined, one)).body).toEqual({
      ...{ resource_id: 'mine', resource_name: 'apig-shop', resouce_detail: null, tags: [{ key: 'stage', value: '' }] },
    });
    expect((await call('POST', '/postpaid-resize', { spec_id: 'PLATINUM' }, one)).status).toBe(202);
    expect((await call('GET', '', undefined, one)).body).toMatchObject({ status: 'Running', spec: 'PLATINUM' });
    const scope = { project, instance: 'mine' };
    // A mock that begins with it, and whose clock is behind, does not create it once more.
    expect(await store.read(scope, (documents) => documents.get('instance', 'mine'))).not.toHaveProperty('task');
    const kept = await store.read(scope, (documents) => documents.list<{ name: string }>('environment'));
    expect(kept.map(({ name }) => name)).toEqual(['RELEASE']);
    const { groups } = (await call('GET', '/api-groups', undefined, one)).body;
    expect(groups).toMatchObject([{ name: 'DEFAULT', is_default: 1 }]);
    const responses = await call('GET', `/api-groups/${groups[0].id}/gateway-responses`, undefined, one);
    expect(responses.body).toMatchObject({ total: 1, responses: [{ default: true }] });
    // An ID is free again once its gateway is deleted, and what was in it does not come back.
    await call('POST', '/apps', { name: 'app_of_mine' }, one);
    await call('DELETE', '', undefined, one);
    await created({ instance_id: 'mine' });
    expect((await call('GET', '/apps', undefined, one)).body.total).toBe(0);
    expect(await store.read(scope, (documents) => documents.list('deleted-instance'))).toEqual([]);
  });

  it('of the seed can be deleted for good, unless they are locked', async () => {
    const locked = { instance: basic };
    expect((await call('DELETE', '', undefined, locked)).body.error_code).toBe('APIC.7106');
    expect((await call('POST', '/postpaid-resize', { spec_id: 'PLATINUM' }, locked)).status).toBe(403);
    const certificates = async () =>
      (await call('GET', `/certificates?instance_id=${instance}`, undefined, ofProject)).body.certs.map(
        ({ type }: Body) => type,
      );
    expect(await certificates()).toContain('instance');
    expect((await call('DELETE', '')).status).toBe(204);
    expect(await listed()).toEqual(['apig-basic Running']);
    // What only this gateway could use goes with it.
    expect(new Set(await certificates())).toEqual(new Set(['global']));
    expect((await call('GET', '', undefined, { project: 'other' })).status).toBe(200);
  });

  it('are limited in number, with what the limits show', async () => {
    await start({ limits: { instance: 3 } });
    await created();
    const config = async (path: string, of = {}) => (await call('GET', path, undefined, of)).body.configs[0];
    expect(await config('/instance/configs', ofProject)).toMatchObject({
      ...{ config_name: 'INSTANCE_NUM_LIMIT', config_value: '3', config_time: expect.any(Number) },
    });
    const channels = () => config('/project/configs?offset=9&limit=1');
    const before = await channels();
    expect(before).toMatchObject({ config_id: '10', config_name: 'VPC_NUM_LIMIT', config_value: '30' });
    await call('DELETE', '/vpc-channels/56a7d7358e1b42459c9d730d65b14e59');
    expect((await channels()).used).toBe(before.used - 1);
    expect((await call('GET', '/project/configs')).body).toMatchObject({ total: 42, size: 20 });

    const response = await call('POST', '/instances', { ...body, instance_name: 'apig-more' }, ofProject);
    expect(response).toMatchObject({ status: 403, body: { error_code: 'APIC.7400' } });
    await call('DELETE', '');
    await created({ instance_name: 'apig-more' });
  });

  it('are opened to the Internet, and closed', async () => {
    const one = { instance: basic };
    const shown = async (): Promise<Body> => (await call('GET', '', undefined, one)).body;
    const before = await shown();
    const eip_id = '6b1f0d5e-2c84-4a7b-9e3d-58c7a0f4b912';
    const { body: bound } = await call('PUT', '/eip', { eip_id }, one);
    expect(bound).toEqual({ eip_id, eip_address: (await shown()).eip_address, eip_status: 'ACTIVE' });
    expect((await call('DELETE', '/eip', undefined, one)).status).toBe(200);

    expect((await call('POST', '/nat-eip', { bandwidth_size: '10' }, one)).status).toBe(200);
    expect((await call('PUT', '/nat-eip', { bandwidth_size: '50' }, one)).status).toBe(200);
    const endless = await call('PUT', '/nat-eip', { bandwidth_size: '9'.repeat(400) }, one);
    expect(endless).toMatchObject({ status: 400, body: { error_code: 'APIC.9211' } });
    expect(await shown()).toMatchObject({ bandwidth_size: 50, bandwidth_charging_mode: 'bandwidth' });
    expect((await call('DELETE', '/nat-eip', undefined, one)).status).toBe(204);

    expect((await call('POST', '/ingress-eip', { bandwidth_size: 10 }, one)).status).toBe(202);
    const { publicips } = await shown();
    expect((await call('PUT', '/ingress-eip', { bandwidth_size: 50 }, one)).status).toBe(202);
    expect((await shown()).publicips).toEqual([{ ...publicips[0], bandwidth_size: 50 }]);
    expect((await call('DELETE', '/ingress-eip', undefined, one)).status).toBe(204);
    expect(await shown()).toEqual(before);
  });

  it('have tags, which their project lists', async () => {
    const change = (action: string, tags: object[]) => call('POST', '/instance-tags/action', { action, tags });
    const tags = async () =>
      (await call('GET', '/instance-tags')).body.tags.map(({ key, value }: Body) => `${key}=${value}`);
    expect((await change('create', [{ key: 'stage', value: 'test' }, { key: '阶段' }])).status).toBe(204);
    expect(await tags()).toEqual(['department=shop', 'stage=test', '阶段=']);
    await change('delete', [{ key: 'stage', value: 'production' }, { key: '阶段' }, { key: 'nothing' }]);
    expect(await tags()).toEqual(['department=shop', 'stage=test']);
    expect((await call('GET', '/instance-tags', undefined, ofProject)).body).toEqual({
      tags: [
        { key: 'department', values: ['shop', 'payments'] },
        { key: 'stage', values: ['test'] },
      ],
    });
    const many = Array.from({ length: 19 }, (_, index) => ({ key: `key-${index}`, value: '' }));
    expect((await change('create', many)).body.error_code).toBe('APIC.7402');
    expect(await tags()).toHaveLength(2);
    // The schema does not require the key; responses always have it.
    const withoutKey = await call('POST', '/instances', { ...body, tags: [{ value: 'test' }] }, ofProject);
    expect([withoutKey.status, withoutKey.body.error_msg]).toEqual([400, expect.stringContaining('key')]);
  });

  it('have features, each configured once', async () => {
    const configure = (feature: object) => call('POST', '/features', feature);
    const first = await configure({ name: 'route', enable: true });
    expect(first).toMatchObject({
      status: 201,
      body: { name: 'route', enable: true, config: 'on', instance_id: instance },
    });
    const off = await configure({ name: 'route', enable: false });
    expect(off.body).toMatchObject({ id: first.body.id, config: 'off' });
    const limit = await configure({ name: 'ratelimit', enable: false });
    expect(limit.body).toMatchObject({ id: '6b9f0e3c7d2a4158b4c6a1e8d7f05293', config: '{"api_limits": 800}' });
    const all = (await call('GET', '/features')).body.features.map(({ name, enable }: Body) => [name, enable]);
    expect(all).toEqual([
      ['ratelimit', false],
      ['app_basic', false],
      ['route', false],
    ]);
    expect((await call('GET', '/features?offset=2')).body.features[0].update_time).toMatch(/T\d\d:\d\d:\d\dZ$/);
    expect((await configure({ name: 'rate-limit', enable: true })).body).toEqual({
      error_code: 'APIG.2000',
      error_msg: expect.stringContaining('unrecognized feature rate-limit'),
    });
    const supported = async (of: object) => (await call('GET', '/instance-features', undefined, of)).body.features;
    expect(await supported({})).not.toContain('shubao_support_full_pp2');
    const ipv6 = await created({ spec_id: 'BASIC_IPV6', available_zone_ids: ['cn-north-4a'] });
    expect(await supported(ipv6)).toContain('shubao_support_full_pp2');
    expect((await call('GET', '/features', undefined, ipv6)).body.total).toBe(0);
  });

  it('accept and reject VPC endpoints, and have a whitelist of accounts', async () => {
    const [waits, accepted] = ['3e9b6d1f-7a40-4c52-8f0d-b16c2e84a975', 'c05f8a2e-1d93-47b6-94ea-7f3b60d1c28e'];
    const connections = async (query: string) =>
      (await call('GET', `/vpc-endpoint/connections?${query}`)).body.connections.map(({ id }: Body) => id);
    expect(await connections('')).toEqual([waits, accepted]);
    expect(await connections('status=pendingAcceptance')).toEqual([waits]);
    expect(await connections('marker_id=167809876')).toEqual([accepted]);
    expect(await connections(`id=${waits}`)).toEqual([waits]);
    const decide = (action: string, ...endpoints: string[]) =>
      call('POST', '/vpc-endpoint/connections/action', { action, endpoints });
    expect(await decide('receive', String(waits), String(waits))).toMatchObject({
      status: 200,
      body: { total: 1, connections: [{ id: waits, status: 'accepted', updated_at: '2026-07-27T08:00:00Z' }] },
    });
    // All or nothing.
    expect((await decide('reject', String(waits), 'nothing')).status).toBe(400);
    expect(await connections('status=accepted')).toEqual([waits, accepted]);

    const records = async (query = '') =>
      (await call('GET', `/vpc-endpoint/permissions?${query}`)).body.permissions.map(
        ({ permission }: Body) => permission,
      );
    const [known, more] = ['iam:domain::2f8a9d6c40b14e7f8c3a5b9e1d706f42', 'iam:domain::*'];
    const change = (how: string, ...permissions: string[]) =>
      call('POST', `/vpc-endpoint/permissions/batch-${how}`, { permissions });
    expect((await change('add', known, more, more)).body).toEqual({ permissions: [known, more, more] });
    expect(await records()).toEqual([known, 'iam:domain::b70c5e1934d846aa9f0e2c7d81b35f60', more]);
    expect(await records('permission=2f8a9d6c')).toEqual([known]);
    expect((await change('delete', known, known)).status).toBe(200);
    expect(await records('permission=2f8a9d6c')).toEqual([]);
  });
});
