// APIs: their life with every type of backend, where they are published, and the versions that were.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import type { Api, ApiVersion } from '../src/resources/documents.ts';
import { type Caller, changing, lives } from './calling.ts';
import { type Body, bundled, instance, project } from './support.ts';

const http = '5f918d104dc84480a75166ba99efff21';
const mock = '3a955b791bd24b1c9cd94c745f8d1aad';
const publication = '40e7162dc6b94bbbbb1a60d2a24b1b0c';
const group_id = 'c77f5e81d9cb4424bf704ef2b0ac7600';
const shop = '1f4e2d3c5b6a49788796a5b4c3d2e1f0';
const channel = '56a7d7358e1b42459c9d730d65b14e59';
const release = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const test = 'b7f7a6c1d3f84e0fa5a1c2d3e4f50617';

const nanoseconds = expect.stringMatching(/\.\d{9}Z$/);
const seconds = expect.stringMatching(/^[\dT:-]+Z$/);
const id = expect.stringMatching(/^[0-9a-f]{32}$/);

describe.each(lives)('$edition, $rules, $room: APIs', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const examples = bundled(variant.edition).components.examples;
  const example = (name: string): Body => examples[name].value;
  const put = (kind: string, document: { id: string }) =>
    store.write({ project, instance }, (documents) => documents.put(kind, document.id, document));
  const kept = <Document extends object>(kind: string) =>
    store.read({ project, instance }, (documents) => documents.list<Document>(kind));
  const listed = async (query: string) =>
    (await call('GET', `/apis?${query}`)).body.apis.map(({ name }: Body) => name) as string[];
  const publish = (action: string, api_id: string, env_id = release, remark = '') =>
    call('POST', '/apis/action', { action, api_id, env_id, remark });

  it.each(['mock-api', 'mock-api-with-policy', 'http-api', 'channel-api', 'grpc-api', 'function-api'])(
    'are created, read, updated with what was read, and deleted: %s',
    async (name) => {
      const sent = { ...example(name), group_id: shop };
      const created = await call('POST', '/apis', sent);
      expect(created).toMatchObject({ status: 201, body: { ...sent, id, group_name: 'api_group_shop', status: 1 } });
      expect(created.body).toMatchObject({ register_time: nanoseconds, update_time: created.body.register_time });
      const path = `/apis/${created.body.id}`;
      const shown = await call('GET', path);
      expect(shown.body).toMatchObject({ ...sent, register_time: seconds, update_time: shown.body.register_time });
      expect(shown.body.api_group_info).toMatchObject({ id: shop, name: 'api_group_shop' });
      expect(shown.body).not.toHaveProperty('publish_id');

      const updated = await call('PUT', path, { ...shown.body, remark: 'changed' });
      expect(updated).toMatchObject({ status: 200, body: { register_time: seconds, update_time: nanoseconds } });
      const again = await call('GET', path);
      expect(again.body.update_time).toMatch(/\.\d{6}Z$/);
      expect(timeless(again.body)).toEqual(timeless({ ...shown.body, remark: 'changed' }));

      expect(await listed(`id=${created.body.id}`)).toEqual([sent.name]);
      expect((await call('DELETE', path)).status).toBe(204);
      expect((await call('GET', path)).body.error_code).toBe('APIG.3002');
    },
  );

  it('have ids for their parts, which follow from each other and stay', async () => {
    const { body } = await call('POST', '/apis', { ...example('http-api'), group_id: shop });
    const [, order] = body.req_params as Body[];
    expect(order).toMatchObject({ id, name: 'order_id', required: 1, valid_enable: 1, pass_through: 1 });
    expect(body.req_params[2]).toMatchObject({ required: 2, valid_enable: 2 });
    const [first, second] = body.backend_params as Body[];
    expect([first?.req_param_id, second]).toEqual([order?.id, expect.not.objectContaining({ req_param_id: id })]);
    const [policy] = body.policy_https as Body[];
    expect(policy?.conditions[0]).toMatchObject({
      id,
      req_param_id: body.req_params[0].id,
      req_param_location: 'HEADER',
    });
    expect(policy?.backend_params[0]).toMatchObject({ id, req_param_id: order?.id });
    const ids = JSON.stringify(body).match(/(?<="id":")[0-9a-f]{32}/g) ?? [];
    expect(new Set(ids).size).toBe(ids.length);

    // What keeps its name keeps its id, wherever it stands.
    const req_params = [...body.req_params.toReversed(), { name: 'new', type: 'STRING', location: 'QUERY' }];
    const { body: updated } = await call('PUT', `/apis/${body.id}`, { ...body, req_params });
    expect(updated.req_params.slice(0, 3)).toEqual(body.req_params.toReversed());
    expect(ids).not.toContain(updated.req_params[3].id);
    expect(updated.backend_api).toEqual({ ...body.backend_api, update_time: updated.update_time });
    // The definition is replaced as a whole.
    const { policy_https: _, tags: __, ...less } = updated;
    expect((await call('PUT', `/apis/${body.id}`, less)).body).not.toHaveProperty('policy_https');
  });

  it.runIf(variant.rules === 'observed')('have the status of their mock backends', async () => {
    const sent = example('mock-api-with-policy');
    const mock_info = { ...sent.mock_info, status_code: 202 };
    const policy_mocks = [{ ...sent.policy_mocks[0], status_code: 404 }];
    const { body } = await call('POST', '/apis', { ...sent, group_id: shop, mock_info, policy_mocks });
    const shown = (await call('GET', `/apis/${body.id}`)).body;
    expect([shown.mock_info.status_code, shown.policy_mocks[0].status_code]).toEqual([202, 404]);
    const asked = { mode: 'DEVELOPER', scheme: 'HTTPS', method: 'GET', path: sent.req_uri };
    expect((await call('POST', `/apis/debug/${body.id}`, asked)).body.response).toMatch(/^HTTP\/1\.1 202 /);
  });

  it('show the channel that is their backend, and keep it from being deleted', async () => {
    const { body } = await call('POST', '/apis', { ...example('channel-api'), group_id: shop });
    const onChannel = { url_domain: channel, vpc_channel_info: { vpc_channel_id: channel, cascade_flag: false } };
    expect(body.backend_api).toMatchObject({ ...onChannel, retry_count: '-1' });
    expect(body.policy_https[0]).toMatchObject(onChannel);
    const rejected = { status: 403, body: { error_code: 'APIG.3414' } };
    expect(await call('DELETE', `/vpc-channels/${channel}`)).toMatchObject(rejected);
    // A policy alone does, too.
    const backend_api = { ...example('http-api').backend_api, authorizer_id: undefined, req_uri: '/orders/{order_id}' };
    expect((await call('PUT', `/apis/${body.id}`, { ...body, backend_api })).status).toBe(200);
    expect(await call('DELETE', `/vpc-channels/${channel}`)).toMatchObject(rejected);
    await call('DELETE', `/apis/${body.id}`);
    expect((await call('DELETE', `/vpc-channels/${channel}`)).status).toBe(204);
  });

  it('are listed by each filter', async () => {
    await call('POST', '/apis', { ...example('channel-api'), name: 'Api_channel' });
    const { name: channelName } = (await call('GET', `/vpc-channels/${channel}`)).body;
    const [orders, create, ofSamples] = ['Api_orders', 'Api_order_create', 'Api_sample'];
    const filters: Record<string, string[]> = {
      'name=order': [orders, create],
      'name=Api_order&precise_search=name': [],
      'name=Api_orders&precise_search=name,req_uri': [orders],
      [`group_id=${shop}`]: [orders, create],
      'req_protocol=BOTH': [ofSamples],
      'req_method=POST': [create],
      'req_uri=/sample': [ofSamples],
      'req_uri=/orders&precise_search=req_uri': [orders, create],
      'auth_type=IAM': [],
      [`env_id=${test}`]: [create],
      'type=2': [ofSamples],
      [`vpc_channel_name=${channelName}`]: ['Api_channel'],
      'vpc_channel_name=none': [],
      'offset=1&limit=1': [orders],
    };
    for (const [query, expected] of Object.entries(filters))
      expect([query, await listed(query)]).toEqual([query, expected]);

    const item = async (mode: string) =>
      (await call('GET', `/apis?name=Api_channel&return_data_mode=${mode}`)).body.apis[0];
    const brief = await item('brief');
    for (const field of ['backend_api', 'req_params', 'policy_https', 'api_group_info', 'channel_name']) {
      expect(brief).not.toHaveProperty(field);
    }
    const withGroup = await item('brief,include_group');
    expect(withGroup).toEqual({ ...brief, api_group_info: expect.objectContaining({ id: group_id }) });
    const whole = await item('include_group_backend');
    expect(whole).toMatchObject({
      ...withGroup,
      backend_api: { url_domain: channel },
      req_params: [{ name: 'order_id' }],
    });
    expect(whole).not.toHaveProperty('policy_https');
  });

  it('have names and paths of their own within a group', async () => {
    const sent = example('mock-api');
    const create = async (change: object) => (await call('POST', '/apis', { ...sent, ...change })).body.error_code;
    const param = (name: string) => ({
      req_uri: `/a/{${name}}`,
      req_params: [{ name, type: 'STRING', location: 'PATH' }],
    });
    expect(await create(param('one'))).toBeUndefined();
    expect(await create(param('one'))).toBe('APIG.3202');
    // No call can tell the parameters of a path by their names.
    expect(await create({ ...param('two'), name: 'Api_two' })).toBe('APIG.3301');
    expect(await create({ ...param('two'), name: 'Api_two', req_method: 'PUT' })).toBeUndefined();
    expect(await create({ ...param('two'), name: 'Api_by_beginning', match_mode: 'SWA' })).toBeUndefined();
    expect(await create({ ...param('one'), group_id: shop })).toBeUndefined();

    const check = async (body: object) => (await call('POST', '/apis/check', body)).status;
    const path = { type: 'path', req_method: 'GET', req_uri: '/a/{three}', match_mode: 'NORMAL' };
    expect([
      await check(path),
      await check({ ...path, group_id }),
      await check({ ...path, req_method: 'POST' }),
    ]).toEqual([...[400, 400, 204]]);
    const name = { type: 'name', name: 'Api_http' };
    expect([
      await check(name),
      await check({ ...name, group_id: shop }),
      await check({ ...name, api_id: http }),
    ]).toEqual([...[400, 204, 204]]);
    // An update may keep both, and moves neither into another's place.
    const { body } = await call('GET', `/apis/${http}`);
    expect((await call('PUT', `/apis/${http}`, { ...body, cors: true })).body.cors).toBe(true);
    expect((await call('PUT', `/apis/${http}`, { ...body, name: 'Api_two' })).body.error_code).toBe('APIG.3202');
  });

  it('are 1,000 in a group at most', async () => {
    await store.write({ project, instance }, (documents) => {
      for (let n = 0; n < 998; n += 1) documents.put('api', `n${n}`, { id: `n${n}`, name: `name_${n}`, group_id });
    });
    const code = async () => (await call('POST', '/apis', example('mock-api'))).body.error_code;
    expect(await code()).toBe('APIG.3125');
    await call('DELETE', '/apis/n0');
    // There is room in the group, but not in the gateway.
    expect(await code()).toBe('APIG.3102');
  });

  it('are published as versions, switched and taken offline', async () => {
    const { body: edited } = await call('GET', `/apis/${mock}`);
    const first = await publish('online', mock, release, 'first');
    const shown = { api_id: mock, api_name: 'Api_sample', env_id: release };
    expect(first).toMatchObject({ status: 201, body: { ...shown, remark: 'first', publish_time: nanoseconds } });
    const whereabouts = { run_env_id: release, run_env_name: 'RELEASE', publish_id: first.body.publish_id };
    expect((await call('GET', `/apis/${mock}`)).body).toEqual({ ...edited, ...whereabouts, publish_time: seconds });
    expect((await call('DELETE', `/apis/${mock}`)).body.error_code).toBe('APIG.3416');

    // An update changes nothing for callers.
    await call('PUT', `/apis/${mock}`, { ...edited, req_uri: '/changed' });
    const runtime = () => call('GET', `/apis/runtime/${mock}`);
    expect((await runtime()).body).toMatchObject({ ...whereabouts, req_uri: edited.req_uri });
    expect((await runtime()).body).not.toHaveProperty('mock_info');
    const second = await publish('online', mock);
    expect(second.body.publish_id).toBe(first.body.publish_id);
    expect((await runtime()).body.req_uri).toBe('/changed');

    const versions = async (query = '') =>
      (await call('GET', `/apis/publish/${mock}?${query}`)).body.api_versions as Body[];
    const [late, early] = await versions();
    expect(late).toMatchObject({
      version_id: second.body.version_id,
      status: 1,
      env_name: 'RELEASE',
      publish_time: seconds,
    });
    expect(early).toMatchObject({ version_id: first.body.version_id, status: 2, remark: 'first' });
    expect(early?.version_no).toBe(early?.publish_time.replaceAll(/\D/g, ''));
    expect([await versions('env_name=TEST'), await versions(`env_id=${release}`)]).toEqual([[], [late, early]]);
    const { body: then } = await call('GET', `/apis/versions/${early?.version_id}`);
    expect(then).toMatchObject({ id: mock, req_uri: edited.req_uri, mock_info: edited.mock_info, run_env_id: release });

    const switched = await call('PUT', `/apis/publish/${mock}`, { version_id: early?.version_id });
    expect(switched).toMatchObject({ status: 200, body: { ...first.body, publish_time: nanoseconds } });
    expect((await runtime()).body.req_uri).toBe(edited.req_uri);
    expect((await versions()).map(({ status }) => status)).toEqual([2, 1]);
    // A version of another API is none of this one.
    const ofAnother = { version_id: 'ee1a5a38d3d3493abf1dc4ed6cacfa0b' };
    expect((await call('PUT', `/apis/publish/${mock}`, ofAnother)).body.error_code).toBe('APIG.3022');

    expect((await call('DELETE', `/apis/versions/${late?.version_id}`)).body.error_code).toBe('APIG.3022');
    expect((await call('DELETE', `/apis/versions/${early?.version_id}`)).status).toBe(204);
    expect((await runtime()).body.error_code).toBe('APIG.3015');
    expect((await versions()).map(({ status }) => status)).toEqual([2, 2]);
    // It can be put back.
    expect((await call('PUT', `/apis/publish/${mock}`, { version_id: early?.version_id })).status).toBe(200);
    expect(await publish('offline', mock)).toMatchObject({ status: 201, body: { version_id: early?.version_id } });
    expect((await call('GET', `/apis/${mock}`)).body).not.toHaveProperty('publish_id');
    expect((await call('DELETE', `/apis/${mock}`)).status).toBe(204);
    expect((await kept<ApiVersion>('api-version')).filter(({ api_id }) => api_id === mock)).toEqual([]);
  });

  it('keep ten versions for each environment, and tell each environment that they are in', async () => {
    const published: string[] = [];
    for (let count = 0; count < 12; count += 1) published.unshift((await publish('online', mock)).body.version_id);
    const { body } = await publish('online', mock, test);
    const { body: versions } = await call('GET', `/apis/publish/${mock}?limit=500`);
    const inRelease = versions.api_versions.filter(({ env_id }: Body) => env_id === release) as Body[];
    expect(inRelease.map(({ version_id }) => version_id)).toEqual(published.slice(0, 10));
    expect(inRelease.map(({ status }) => status)).toEqual([1, ...Array(9).fill(2)]);
    expect(versions.api_versions[0]).toMatchObject({ version_id: body.version_id, env_name: 'TEST', status: 1 });
    const { body: shown } = await call('GET', `/apis/${mock}`);
    expect(shown).toMatchObject({ run_env_id: `${release}|${test}`, run_env_name: 'RELEASE|TEST' });
    expect(shown.publish_id.split('|')[1]).toBe(body.publish_id);
  });

  it('keep what is bound to them when they are published again, and lose it offline', async () => {
    const bound = async () => (await call('GET', `/throttle-bindings/binded-throttles?api_id=${http}`)).body.total;
    expect((await publish('online', http)).body.publish_id).toBe(publication);
    expect(await bound()).toBe(1);
    for (const kind of ['throttle-binding', 'sign-binding', 'acl-binding']) {
      expect([kind, (await kept<Body>(kind)).some(({ publish_id }) => publish_id === publication)]).toEqual([
        kind,
        true,
      ]);
    }
    expect((await publish('offline', http)).body.publish_id).toBe(publication);
    expect(await bound()).toBe(0);
    for (const kind of ['throttle-binding', 'sign-binding', 'acl-binding']) {
      const left = (await kept<Body>(kind)).map(({ publish_id }) => publish_id);
      expect([kind, left.includes(publication)]).toEqual([kind, false]);
    }
  });

  it.each([
    ['a channel', 'channel-api', `/vpc-channels/${channel}`, 'APIG.3414'],
    ['an authorizer', 'caller', '/authorizers/7c41d8e6b0f94a2d9e35a1c60b7f82d4', 'APIG.2011'],
    ['their group', 'group', '/api-groups/9d7b5f3e1c0a48269b7d5e3f1a0c8264', 'APIG.3415'],
  ])('need what callers reach them by, until they are published without it: %s', async (_, use, path, code) => {
    const elsewhere = { ...example('mock-api'), name: 'Api_changed', req_uri: '/changed', group_id: shop };
    const used = {
      'channel-api': { ...example('channel-api'), group_id: shop },
      caller: { ...elsewhere, auth_type: 'AUTHORIZER', authorizer_id: path.split('/')[2] },
      group: { ...elsewhere, group_id: path.split('/')[2] },
    }[use] as Body;
    const { body: api } = await call('POST', '/apis', used);
    const { version_id } = (await publish('online', api.id)).body;
    expect((await call('PUT', `/apis/${api.id}`, elsewhere)).status).toBe(200);
    expect((await call('DELETE', path)).body.error_code).toBe(code);
    await publish('online', api.id);
    expect((await call('DELETE', path)).status).toBe(204);
    // The version is still told of, but cannot be put back.
    expect((await call('GET', `/apis/versions/${version_id}`)).status).toBe(200);
    expect(await call('PUT', `/apis/publish/${api.id}`, { version_id })).toMatchObject({
      ...{ status: 400, body: { error_code: 'APIG.2011', error_msg: expect.stringContaining('version_id') } },
    });
  });

  it('have the default response of their group where theirs is deleted, and so have their versions', async () => {
    const responses = `/api-groups/${shop}/gateway-responses`;
    const { id: response_id } = (await call('POST', responses, { name: 'response_of_it' })).body;
    const { body: api } = await call('POST', '/apis', { ...example('mock-api'), group_id: shop, response_id });
    const { version_id } = (await publish('online', api.id)).body;
    const shown = () =>
      Promise.all(
        [`/apis/${api.id}`, `/apis/runtime/${api.id}`, `/apis/versions/${version_id}`].map(
          async (path) => (await call('GET', path)).body.response_id,
        ),
      );
    expect(await shown()).toEqual([response_id, response_id, response_id]);
    await call('DELETE', `${responses}/${response_id}`);
    const [ofGroup] = (await call('GET', responses)).body.responses as Body[];
    const expected = variant.rules === 'observed' ? undefined : ofGroup?.id;
    expect(await shown()).toEqual([expected, expected, expected]);
  });

  it('are published by many, each of which succeeds or fails', async () => {
    const many = (action: string, body: object) =>
      call('POST', `/apis/publish?action=${action}`, { env_id: test, ...body });
    const { body } = await many('online', { apis: [http, 'nothing'], remark: 'both' });
    expect(body.success).toMatchObject([{ api_id: http, env_id: test, remark: 'both' }]);
    expect(body.failure).toEqual([
      { api_id: 'nothing', error_code: 'APIG.3002', error_msg: 'API nothing does not exist' },
    ]);
    const offline = await many('offline', { group_id });
    expect(offline.body.success).toMatchObject([{ api_id: http }]);
    expect(offline.body.failure).toMatchObject([{ api_id: mock, api_name: 'Api_sample', error_code: 'APIG.3015' }]);
    expect((await many('online', { group_id, env_id: 'nothing' })).body.failure).toHaveLength(2);
  });

  it('are debugged without a call to their backend', async () => {
    const debug = async (path: string, change: object = {}, api = mock) =>
      (await call('POST', `/apis/debug/${api}`, { mode: 'DEVELOPER', scheme: 'HTTPS', method: 'GET', path, ...change }))
        .body;
    const { request, response } = await debug('/orders/samples', {
      query: { tag: ['a', 'b c'] },
      header: { 'X-A': ['1'] },
    });
    expect(request).toMatch(/^GET \/orders\/samples\?tag=a&tag=b\+c HTTP\/1\.1\nHost: c77f5\S+\nX-A: 1\n/);
    expect(response).toMatch(/^HTTP\/1\.1 200 OK\n[\s\S]*\n\n\{"order_id":"7301"\}$/);
    expect((await debug('/orders')).response).toMatch(/^HTTP\/1\.1 404 Not Found\n/);
    expect((await debug('/orders/samples', { method: 'PUT' })).response).toMatch(/^HTTP\/1\.1 404 /);
    expect((await debug('/orders', { mode: 'CONSUMER' })).error_code).toBe('APIG.2011');
    expect((await debug('/test/http', { mode: 'CONSUMER' }, http)).response).toMatch(/^HTTP\/1\.1 200 OK\n/);
    const { body } = await call('POST', '/apis', { ...example('http-api'), group_id: shop });
    const sample = JSON.parse((await debug('/orders/7', {}, body.id)).response.split('\n\n')[1]);
    expect(sample).toEqual({ order_id: '7301', state: 'paid' });
    expect((await debug('/orders/7/items', {}, body.id)).response).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('are shown in full where an earlier release kept little of them', async () => {
    const thin: Api = { id: 'thin', name: 'Api_thin', group_id: 'gone', group_name: 'former', auth_type: 'APP' };
    await put('api', thin);
    await put('publication', { id: 'there', api_id: 'thin', env_id: release } as { id: string });
    const { body } = await call('GET', '/apis/thin');
    expect(body).toMatchObject({
      ...thin,
      backend_type: 'MOCK',
      req_uri: '/',
      publish_id: 'there',
      run_env_name: 'RELEASE',
    });
    expect((await call('PUT', '/apis/thin', { ...body, remark: 'whole' })).body).toMatchObject({
      remark: 'whole',
      group_id: 'gone',
    });
    expect((await call('GET', '/apis/runtime/thin')).body).toMatchObject({ publish_id: 'there' });
    expect((await call('GET', '/apis/publish/thin')).body.api_versions).toMatchObject([
      { version_id: 'there', status: 1 },
    ]);
    expect((await call('GET', '/apis/versions/there')).body).toMatchObject({ id: 'thin', publish_id: 'there' });
    const [first, second] = [await publish('online', 'thin'), await publish('offline', 'thin')];
    expect([first.body.publish_id, second.body.version_id]).toEqual(['there', first.body.version_id]);
    expect((await call('DELETE', '/apis/thin')).status).toBe(204);
  });
});

/** Without the times of changes. */
function timeless(value: Body): Body {
  return JSON.parse(JSON.stringify(value, (key, each) => (key === 'update_time' ? undefined : each)));
}
