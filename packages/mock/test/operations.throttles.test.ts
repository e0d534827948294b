// Request throttling policies: their life, their special limits, the APIs that they are bound to, and what goes with a policy.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, variants } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const throttle = '3437448ad06f4e0c91a224183116e965';
const orders = '0f2c8d6b4a1e4b3f9c7d5e6f70819203';

describe.each(variants)('$edition, $rules, $room: throttling policies', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const list = async (query: string, id = orders) =>
    (await call('GET', `/throttle-bindings/binded-apis?throttle_id=${id}${query}`)).body;
  const names = ({ apis }: Body) => apis.map(({ name, run_env_name }: Body) => `${name} ${run_env_name}`);
  const all = ['Api_orders RELEASE', 'Api_order_create RELEASE', 'Api_order_create TEST'];

  it.each([
    ['', all],
    ['&env_id=DEFAULT_ENVIRONMENT_RELEASE_ID', all.slice(0, 2)],
    ['&group_id=1f4e2d3c5b6a49788796a5b4c3d2e1f0', all],
    ['&group_id=c77f5e81d9cb4424bf704ef2b0ac7600', []],
    ['&api_id=2b6c1d0e9f8a47b6953c84d7e5f6a103', all.slice(1)],
    ['&api_name=Api_orders', all.slice(0, 1)],
    ['&api_name=Api_order', []],
    ['&api_name=', all],
    ['&api_name=Api_order_create&env_id=DEFAULT_ENVIRONMENT_RELEASE_ID', all.slice(1, 2)],
  ])('list their APIs%s', async (query, expected) => {
    const page = await list(query);
    expect(names(page)).toEqual(expected);
    expect([page.total, page.size]).toEqual([expected.length, expected.length]);
  });

  it.each([
    ['', 0, 20],
    ['&limit=7', 0, 7],
    ['&limit=0', 0, 20],
    ['&limit=-3', 0, 20],
    ['&limit=501', 0, 500],
    ['&offset=-1', 0, 20],
    ['&offset=3&limit=2', 3, 2],
    ['&offset=590&limit=20', 590, 13],
    ['&offset=603', 0, 0],
    ['&offset=9223372036854775807&limit=500', 0, 0],
  ])('list a page%s', async (query, first, size) => {
    await store.write({ project, instance }, (documents) => {
      for (let index = 3; index < 603; index += 1) {
        const publish_id = '40e7162dc6b94bbbbb1a60d2a24b1b0d';
        const binding = { id: `${index}`, throttle_id: orders, publish_id, apply_time: '2020-08-03T12:25:52Z' };
        documents.put('throttle-binding', binding.id, binding);
      }
    });
    const page = await list(query);
    expect([page.total, page.size, page.apis.length]).toEqual([603, size, size]);
    if (first > 0) expect(page.apis[0].throttle_apply_id).toBe(`${first}`);
  });

  it('take their bindings with them', async () => {
    expect((await call('DELETE', `/throttles/${orders}`)).status).toBe(204);
    const gone = {
      status: 404,
      body: { error_code: 'APIG.3005', error_msg: `Request throttling policy ${orders} does not exist` },
    };
    expect(await call('GET', `/throttle-bindings/binded-apis?throttle_id=${orders}`)).toEqual(gone);
    expect(await call('DELETE', `/throttles/${orders}`)).toEqual(gone);
    const kept = (kind: string) => store.read({ project, instance }, (documents) => documents.list(kind));
    expect(await kept('throttle-binding')).toMatchObject([{ throttle_id: throttle }]);
    expect((await list('', throttle)).total).toBe(1);
    expect(await kept('api')).toHaveLength(4);
  });

  it('are created, shown, listed, updated with what was read, and deleted', async () => {
    const sent = {
      name: 'throttle_new',
      time_interval: 1,
      time_unit: 'HOUR',
      api_call_limits: 10,
      user_call_limits: 4,
    };
    const created = await call('POST', '/throttles', sent);
    const derived = { type: 1, enable_adaptive_control: 'FALSE', bind_num: 0, is_inclu_special_throttle: 2 };
    expect(created).toMatchObject({ status: 201, body: { ...sent, ...derived } });
    const path = `/throttles/${created.body.id}`;
    expect((await call('GET', path)).body).toEqual(created.body);
    const listed = async (query: string) => (await call('GET', `/throttles?${query}`)).body.throttles as Body[];
    expect((await listed('name=throttle_')).map(({ name }) => name)).toHaveLength(3);
    expect(await listed('name=throttle_ne')).toEqual([created.body]);
    expect(await listed('name=throttle_ne&precise_search=name')).toEqual([]);
    expect(await listed(`id=${created.body.id}`)).toEqual([created.body]);

    const changed = { ...created.body, api_call_limits: 20, bind_num: 9 };
    const updated = { ...created.body, api_call_limits: 20 };
    expect(await call('PUT', path, changed)).toEqual({ status: 200, body: updated });
    const { user_call_limits: _, ...less } = changed;
    expect((await call('PUT', path, less)).body).toEqual(updated);
    if (variant.rules === 'observed') {
      const zeros = { type: 0, user_call_limits: 0, app_call_limits: 0, enable_adaptive_control: '' };
      expect((await call('PUT', path, { ...changed, ...zeros })).body).toEqual(updated);
    }
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });

  it('are shown in full where only their name was kept', async () => {
    await store.write({ project, instance }, (documents) =>
      documents.put('throttle', 'a', { id: 'a', name: 'former' }),
    );
    expect((await call('GET', '/throttles/a')).body).toMatchObject({ name: 'former', type: 1, bind_num: 0 });
  });

  it('have special limits of apps and users, which go with them', async () => {
    const path = `/throttles/${orders}/throttle-specials`;
    const app = { object_id: '9ed8b7fe84224de681e7d7a5587e76dc', object_type: 'APP', call_limits: 6000 };
    const created = await call('POST', path, app);
    const named = { ...app, throttle_id: orders, app_id: app.object_id };
    expect(created).toMatchObject({ status: 201, body: named });
    expect(created.body.app_name).toBe(created.body.object_name);
    const user = await call('POST', path, { object_id: 'partner', object_type: 'USER', call_limits: 1 });
    expect(user.body).not.toHaveProperty('app_id');

    const limits = async (query: string) =>
      (await call('GET', `${path}?${query}`)).body.throttle_specials.map(({ call_limits }: Body) => call_limits).sort();
    expect(await limits('')).toEqual([1, 6000, 900]);
    expect(await limits('object_type=USER')).toEqual([1]);
    expect(await limits(`app_name=${created.body.app_name}`)).toEqual([6000]);
    expect(await limits('user=partner')).toEqual([1]);

    const one = `${path}/${created.body.id}`;
    expect(await call('PUT', one, { call_limits: 5 })).toEqual({
      status: 200,
      body: { ...created.body, call_limits: 5 },
    });
    // It is a limit of this policy alone.
    expect((await call('DELETE', `/throttles/${throttle}/throttle-specials/${created.body.id}`)).status).toBe(404);
    expect((await call('DELETE', one)).status).toBe(204);
    expect((await call('GET', `/throttles/${orders}`)).body.is_inclu_special_throttle).toBe(1);
    await call('DELETE', `/throttles/${orders}`);
    expect(await store.read({ project, instance }, (documents) => documents.list('throttle-special'))).toEqual([]);
  });

  it('lose the limit of an app that is deleted, but not that of a user with its id', async () => {
    const path = `/throttles/${orders}/throttle-specials`;
    const object_id = '9ed8b7fe84224de681e7d7a5587e76dc';
    for (const object_type of ['APP', 'USER']) await call('POST', path, { object_id, object_type, call_limits: 5 });
    expect((await call('DELETE', `/apps/${object_id}`)).status).toBe(204);
    const left = (await call('GET', path)).body.throttle_specials as Body[];
    expect(left.filter((each) => each.object_id === object_id)).toMatchObject([{ object_type: 'USER' }]);
  });

  it('are bound to publications, in the place of another, and unbound', async () => {
    const [first, second] = ['40e7162dc6b94bbbbb1a60d2a24b1b0d', '40e7162dc6b94bbbbb1a60d2a24b1b0f'];
    const unbound = async () =>
      (await call('GET', `/throttle-bindings/unbinded-apis?throttle_id=${throttle}`)).body.apis as Body[];
    expect(names({ apis: await unbound() })).toEqual(all);
    expect((await unbound())[0]).toMatchObject({ throttle_name: 'throttle_orders' });

    const bound = await call('POST', '/throttle-bindings', { strategy_id: throttle, publish_ids: [first, second] });
    expect(bound).toMatchObject({
      status: 201,
      body: { throttle_applys: [first, second].map((publish_id) => ({ publish_id, strategy_id: throttle, scope: 1 })) },
    });
    expect((await unbound()).map(({ publish_id }) => publish_id)).toEqual(['40e7162dc6b94bbbbb1a60d2a24b1b0e']);
    expect((await list('', throttle)).total).toBe(3);
    expect((await list('')).total).toBe(1);

    const ofApi = async (query: string) =>
      (
        await call('GET', `/throttle-bindings/binded-throttles?api_id=2b6c1d0e9f8a47b6953c84d7e5f6a103${query}`)
      ).body.throttles.map(({ name, env_name, bind_num }: Body) => `${name} ${env_name} ${bind_num}`);
    expect(await ofApi('')).toEqual(['throttle_orders RELEASE 1', 'throttle_demo TEST 3']);
    expect(await ofApi('&throttle_name=throttle_demo')).toEqual(['throttle_demo TEST 3']);
    expect(await ofApi(`&throttle_id=${orders}`)).toEqual(['throttle_orders RELEASE 1']);
    expect(await ofApi('&env_id=b7f7a6c1d3f84e0fa5a1c2d3e4f50617')).toEqual(['throttle_demo TEST 3']);

    const [{ id }, { id: other }] = bound.body.throttle_applys;
    const ended = await call('PUT', '/throttle-bindings?action=delete', { throttle_bindings: [id, 'nothing'] });
    const error_msg = 'The request throttling policy binding record does not exist';
    const failure = [{ bind_id: 'nothing', error_code: 'APIG.3012', error_msg }];
    expect(ended).toEqual({ status: 200, body: { success_count: 1, failure } });
    expect((await call('DELETE', `/throttle-bindings/${other}`)).status).toBe(204);
    expect((await list('', throttle)).total).toBe(1);
  });
});
