// Plug-ins: their life, the APIs that have them, and what keeps them.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, lives } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const cors = '2b9d6f04c1e84a7390d5e8b7f1c46a25';
const headers = 'c07a4be92d5f4813a6d9f0e8b3715c24';
const http = '5f918d104dc84480a75166ba99efff21';
const orders = '2b6c1d0e9f8a47b6953c84d7e5f6a102';
const create = '2b6c1d0e9f8a47b6953c84d7e5f6a103';
const mock = '3a955b791bd24b1c9cd94c745f8d1aad';
const release = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const test = 'b7f7a6c1d3f84e0fa5a1c2d3e4f50617';
const sent = { plugin_name: 'cors-of-web', plugin_type: 'cors', plugin_scope: 'global', plugin_content: '{}' };

describe.each(lives)('$edition, $rules, $room: plug-ins', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const seen = async (path: string): Promise<Body> => (await call('GET', path)).body;
  const made = async (body: object = {}) => (await call('POST', '/plugins', { ...sent, ...body })).body.plugin_id;
  const attach = (plugin: string, api_ids: string[], env_id = release) =>
    call('POST', `/plugins/${plugin}/attach`, { env_id, api_ids });
  const detach = (plugin: string, api_ids: string[], env_id = release) =>
    call('PUT', `/plugins/${plugin}/detach`, { env_id, api_ids });
  const apis = async (plugin: string, what: string, query = '') =>
    (await seen(`/plugins/${plugin}/${what}-apis?${query}`)).apis.map(
      ({ api_name, env_name }: Body) => `${api_name} ${env_name}`,
    );
  const ofApi = async (api: string, query = '') =>
    (await seen(`/apis/${api}/attached-plugins?${query}`)).plugins.map(
      ({ plugin_name, env_name }: Body) => `${plugin_name} ${env_name}`,
    );

  it('are created, shown, listed, updated with what was read, and deleted', async () => {
    const { status, body: created } = await call('POST', '/plugins', sent);
    const time = expect.stringMatching(/\.\d{3}Z$/);
    const derived = { plugin_id: expect.any(String), remark: '', create_time: time, update_time: time };
    expect([status, created]).toEqual([201, { ...sent, ...derived }]);
    const path = `/plugins/${created.plugin_id}`;
    const shown = await seen(path);
    const create_time = created.create_time.replace(/\.\d{3}/, '');
    expect(shown).toEqual({ ...created, create_time, update_time: create_time });

    const names = async (query: string) =>
      (await seen(`/plugins${query}`)).plugins.map(({ plugin_name }: Body) => plugin_name);
    expect(await names('')).toEqual(['shop_cors', 'headers_of_shop', 'check_of_partner', 'cors-of-web']);
    expect(await names('?plugin_name=shop')).toEqual(['shop_cors', 'headers_of_shop']);
    expect(await names('?plugin_name=shop&precise_search=plugin_name')).toEqual([]);
    expect(await names('?plugin_type=cors')).toEqual(['shop_cors', 'cors-of-web']);
    expect(await names('?plugin_scope=app')).toEqual([]);
    expect(await names(`?plugin_id=${created.plugin_id}`)).toEqual(['cors-of-web']);

    const updated = await call('PUT', path, { ...shown, remark: 'Web', plugin_id: cors, create_time: '' });
    expect(updated).toEqual({ status: 200, body: { ...shown, remark: 'Web', update_time: time } });
    expect((await seen(path)).remark).toBe('Web');
    for (const other of [{ plugin_type: 'breaker' }, { plugin_scope: 'app' }]) {
      expect((await call('PUT', path, { ...shown, ...other })).body.error_code).toBe('APIG.2011');
    }
    expect((await call('PUT', path, { ...shown, plugin_name: 'headers_of_shop' })).body.error_code).toBe('APIG.3326');
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { error_code: 'APIG.3068' } });
  });

  it('are bound to APIs where these are published, one of a type', async () => {
    const web = await made();
    const { status, body } = await attach(web, [orders, http, http]);
    expect(status).toBe(201);
    const [first, second, again] = body.attached_plugins;
    expect(first).toEqual({
      ...{ plugin_attach_id: expect.any(String), plugin_id: web, api_id: orders, env_id: release },
      ...{ plugin_name: 'cors-of-web', plugin_type: 'cors', plugin_scope: 'global' },
      ...{ api_name: 'Api_orders', env_name: 'RELEASE', attached_time: expect.stringMatching(/\.\d{3}Z$/) },
    });
    expect(again).toEqual(second);
    // It has taken the place of the other one.
    expect([await apis(cors, 'attached'), await ofApi(http)]).toEqual([[], ['cors-of-web RELEASE']]);
    // Of another type, or in another environment, it has not.
    await attach(headers, [orders]);
    await attach(cors, [create], test);
    await attach(web, [create]);
    expect(await ofApi(orders)).toEqual(['cors-of-web RELEASE', 'headers_of_shop RELEASE']);
    expect(await ofApi(create)).toEqual(['shop_cors TEST', 'cors-of-web RELEASE']);

    // All or none.
    for (const [id, code] of [
      [mock, 'APIG.3707'],
      ['nothing', 'APIG.3002'],
    ] as const) {
      expect((await attach(headers, [http, id])).body.error_code).toBe(code);
    }
    expect(await ofApi(http)).toEqual(['cors-of-web RELEASE']);
    // Of two that are of one type, the last one stays.
    const both = { env_id: release, plugin_ids: [cors, headers, web] };
    const { attached_plugins } = (await call('POST', `/apis/${orders}/plugins/attach`, both)).body;
    expect(attached_plugins.map(({ plugin_id }: Body) => plugin_id)).toEqual([headers, web]);
    expect(await ofApi(orders)).toEqual(['headers_of_shop RELEASE', 'cors-of-web RELEASE']);
  });

  it('are listed by API, APIs by plug-in, and each by what could be bound', async () => {
    expect((await seen(`/apis/${http}/attached-plugins`)).plugins).toEqual([
      {
        ...(await seen(`/plugins/${cors}`)),
        ...{ plugin_attach_id: '91e4c70b8d2f4365a0b7d3f6c8e1592a', env_id: release, env_name: 'RELEASE' },
        attached_time: '2024-06-18T08:00:12Z',
      },
    ]);
    for (const query of [`env_id=${release}`, 'env_name=RELEASE', 'plugin_name=cors', 'plugin_type=cors']) {
      expect(await ofApi(http, query)).toHaveLength(1);
    }
    for (const query of ['env_id=none', 'env_name=TEST', 'plugin_name=headers', `plugin_id=${headers}`]) {
      expect(await ofApi(http, query)).toEqual([]);
    }

    await attach(headers, [http, orders, create]);
    await attach(headers, [create], test);
    const all = ['Api_http RELEASE', 'Api_orders RELEASE', 'Api_order_create RELEASE', 'Api_order_create TEST'];
    expect(await apis(headers, 'attached')).toEqual(all);
    expect(await apis(headers, 'attached', `env_id=${test}`)).toEqual(all.slice(3));
    expect(await apis(headers, 'attached', 'api_name=orders')).toEqual(all.slice(1, 2));
    expect(await apis(headers, 'attached', `api_id=${http}`)).toEqual(all.slice(0, 1));
    expect(await apis(headers, 'attached', 'req_method=POST')).toEqual(all.slice(2));
    expect(await apis(headers, 'attached', 'req_uri=/orders')).toEqual(all.slice(1));
    expect(await apis(headers, 'attached', 'group_id=1f4e2d3c5b6a49788796a5b4c3d2e1f0')).toEqual(all.slice(1));

    const web = await made();
    const { apis: bindable } = await seen(`/plugins/${web}/attachable-apis?env_id=${release}`);
    const binding = ({ plugin_attach_id, attached_time }: Body) => [plugin_attach_id, attached_time];
    expect(bindable.map(binding)).toEqual([
      ['91e4c70b8d2f4365a0b7d3f6c8e1592a', '2024-06-18T08:00:12Z'],
      ...[
        ['', ''],
        ['', ''],
      ],
    ]);
    expect(await apis(cors, 'attachable', `env_id=${release}`)).toEqual(all.slice(1, 3));
    expect(await apis(cors, 'attachable', `env_id=${release}&api_name=create`)).toEqual(all.slice(2, 3));
    const free = async (api: string, env: string, query = '') =>
      (await seen(`/apis/${api}/attachable-plugins?env_id=${env}${query}`)).plugins.map(
        ({ plugin_name }: Body) => plugin_name,
      );
    expect(await free(http, release)).toEqual(['check_of_partner', 'cors-of-web']);
    expect(await free(http, release, '&plugin_name=web')).toEqual(['cors-of-web']);
    expect(await free(http, release, '&plugin_type=third_auth')).toEqual(['check_of_partner']);
    expect(await free(http, test)).toEqual([]);
  });

  it('are unbound by API or by plug-in, and only there', async () => {
    await attach(headers, [http, orders, create]);
    await attach(headers, [create], test);
    expect((await detach(headers, [http, create, mock])).status).toBe(204);
    expect(await apis(headers, 'attached')).toEqual(['Api_orders RELEASE', 'Api_order_create TEST']);
    expect(await ofApi(http)).toEqual(['shop_cors RELEASE']);
    const plugin_ids = [cors, headers];
    const unbind = (env_id: string) => call('PUT', `/apis/${create}/plugins/detach`, { env_id, plugin_ids });
    expect((await unbind(release)).status).toBe(204);
    expect(await ofApi(create)).toEqual(['headers_of_shop TEST']);
    await unbind(test);
    expect(await ofApi(create)).toEqual([]);
  });

  it('stay while an API has them, which it does offline, too, until it is deleted', async () => {
    const inUse = 'The plugin has been attached to the APIs and cannot perform the current operation';
    const rejected = { status: 409, body: { error_code: 'APIG.3462', error_msg: inUse } };
    expect(await call('DELETE', `/plugins/${cors}`)).toEqual(rejected);
    await call('POST', '/apis/action', { action: 'offline', env_id: release, api_id: http });
    expect(await seen(`/plugins/${cors}/attached-apis`)).toMatchObject({ apis: [{ api_id: http, publish_id: '' }] });
    expect(await call('DELETE', `/plugins/${cors}`)).toEqual(rejected);
    expect((await call('DELETE', `/apis/${http}`)).status).toBe(204);
    expect((await call('DELETE', `/plugins/${cors}`)).status).toBe(204);
  });

  it('of an environment go with it', async () => {
    await attach(headers, [create], test);
    await call('POST', '/apis/action', { action: 'offline', env_id: test, api_id: create });
    expect((await call('DELETE', `/envs/${test}`)).status).toBe(204);
    const kept = await store.read({ project, instance }, (documents) => documents.list('plugin-binding'));
    expect(kept).toMatchObject([{ plugin_id: cors }]);
  });

  it('that ask a service do so over a channel of their own', async () => {
    const over = (channel: unknown) => ({
      plugin_type: 'third_auth',
      plugin_content: JSON.stringify({ auth_request: { vpc_channel_info: channel && { vpc_id: channel } } }),
    });
    const id = await made(over('a'));
    const code = async (body: object) => (await call('POST', '/plugins', { ...sent, ...body })).body.error_code;
    expect(await code({ ...over('a'), plugin_name: 'second' })).toBe('APIG.3710');
    expect(await code({ ...over('b'), plugin_name: 'third' })).toBeUndefined();
    for (const [index, none] of [null, ''].entries())
      expect(await code({ ...over(none), plugin_name: `none_${index}` })).toBeUndefined();
    expect(await code({ ...over('a'), plugin_type: 'cors', plugin_name: 'fourth' })).toBeUndefined();
    expect(await code({ ...over('a'), plugin_content: 'a', plugin_name: 'fifth' })).toBeUndefined();
    expect((await call('PUT', `/plugins/${id}`, { ...sent, ...over('a') })).status).toBe(200);
    expect((await call('PUT', `/plugins/${id}`, { ...sent, ...over('b') })).body.error_code).toBe('APIG.3710');
  });
});
