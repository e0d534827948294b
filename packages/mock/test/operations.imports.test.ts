// APIs from files and to files: what is exported can be imported again, in each format and version.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../src/resources/documents.ts';
import { type Caller, calling, lives, opening } from './calling.ts';
import type { Opened } from './rooms.ts';
import { type Body, bundled, instance, project } from './support.ts';

const group_id = 'c77f5e81d9cb4424bf704ef2b0ac7600';
const shop = '1f4e2d3c5b6a49788796a5b4c3d2e1f0';
const drafts = '9d7b5f3e1c0a48269b7d5e3f1a0c8264';
const env_id = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const gateway = `/v2/${project}/apigw/instances/${instance}`;

const swagger = (paths: object, title = 'imported') => ({ swagger: '2.0', info: { title, version: '1' }, paths });

const yaml = `
openapi: 3.0.1
info: {title: from_yaml, version: 1}
paths:
  /users/{id}:
    parameters:
      - &id {name: id, in: path, required: true, schema: {type: string, maxLength: 8}, x-apigateway-sample: 'a1'}
    x-apigateway-any-method:
      operationId: any_user
      description: Users
      tags: [users]
      security: [{of-app: []}]
      parameters:
        - {name: page, in: query, schema: {type: integer, minimum: 1, maximum: 9, default: 2}}
        - {name: X-Kind, in: header, schema: {type: string, enum: [a, b]}, x-apigateway-pass-through: never}
      x-apigateway-request-type: private
      x-apigateway-cors: true
      x-apigateway-match-mode: SWA
      x-apigateway-backend:
        type: HTTP
        httpEndpoints: {address: 'example.com:81', scheme: http, method: ANY, path: '/u/{id}', timeout: 3000, retryCount: '2'}
        parameters:
          - {name: id, value: id, in: path, origin: REQUEST}
    trace: {operationId: not_for_the_gateway}
components:
  securitySchemes:
    of-app: {type: apiKey, in: header, name: Authorization, x-apigateway-auth-type: AppSigv1,
      x-apigateway-auth-opt: {appcode-auth-type: header}}
`;

describe.each(lives)('$edition, $rules, $room: imports and exports', (variant) => {
  let call: Caller;
  let opened: Opened;
  beforeEach(async () => {
    opened = await opening(variant);
    call = await calling(variant, opened);
  });

  const examples = bundled(variant.edition).components.examples;
  const importing = async (file: unknown, parts: Record<string, string> = {}, path = 'import') => {
    const body = new FormData();
    for (const [name, value] of Object.entries(parts)) body.append(name, value);
    body.append('file_name', new File([typeof file === 'string' ? file : JSON.stringify(file)], 'apis'));
    const asked = new Request(`${opened.base}${gateway}/openapi/${path}`, {
      method: 'POST',
      headers: { 'X-Auth-Token': 'any' },
      body,
    });
    return (await (await opened.fetch(asked)).json()) as Body;
  };
  const into = (group: string, more: object = {}) => ({ is_create_group: 'false', group_id: group, ...more });
  const exporting = async (body: object, query = '') => {
    const asked = new Request(`${opened.base}${gateway}/openapi/export${query}`, {
      method: 'POST',
      headers: { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' },
      body: JSON.stringify({ env_id, group_id: drafts, ...body }),
    });
    return (await opened.fetch(asked)).text();
  };
  const show = async (id: string) => (await call('GET', `/apis/${id}`)).body;

  it('bring what a file in YAML says of an API', async () => {
    const { success, failure, ignore, group_id: group } = await importing(yaml);
    expect([failure, ignore]).toEqual([[], [{ path: '/users/{id}', method: 'TRACE' }]]);
    expect(success).toMatchObject([{ path: '/users/{id}', method: 'ANY', action: 'create' }]);
    expect((await call('GET', `/api-groups/${group}`)).body.name).toBe('from_yaml');
    expect((await call('GET', `/api-groups/${group}/gateway-responses`)).body.total).toBe(1);
    expect(await show(success[0].id)).toMatchObject({
      ...{ name: 'any_user', remark: 'Users', tags: ['users'], type: 2, cors: true, match_mode: 'SWA' },
      ...{ req_protocol: 'HTTPS', auth_type: 'APP', auth_opt: { app_code_auth_type: 'HEADER' } },
      req_params: [
        { name: 'id', location: 'PATH', required: 1, max_size: 8, sample_value: 'a1' },
        { name: 'page', type: 'NUMBER', min_num: 1, max_num: 9, default_value: '2', required: 2 },
        { name: 'X-Kind', enumerations: 'a,b', pass_through: 2 },
      ],
      backend_api: { url_domain: 'example.com:81', req_uri: '/u/{id}', timeout: 3000, retry_count: '2' },
      backend_params: [{ name: 'id', origin: 'REQUEST', location: 'PATH' }],
    });
    expect((await call('GET', `/apis?group_id=${group}`)).body.total).toBe(1);
  });

  it.each([
    ['json', ''],
    ['json', '?oas_version=3.0'],
    ['yaml', '?oas_version=2.0'],
    ['yml', '?oas_version=3.0'],
  ])('give as %s%s what can be imported again', async (type, query) => {
    const names = ['mock-api-with-policy', 'http-api', 'channel-api', 'grpc-api', 'function-api'];
    const made: Body[] = [];
    for (const name of names) {
      const sent = { ...examples[name].value, group_id: drafts };
      // What files have no place for.
      for (const backend of [sent, sent.backend_api, sent.func_info, sent.mock_info]) {
        for (const field of ['body_remark', 'content_type', 'response_id']) delete backend?.[field];
        if (backend !== sent) delete backend?.authorizer_id;
      }
      for (const policy of sent.policy_mocks ?? []) delete policy.authorizer_id;
      delete sent.backend_api?.version;
      delete sent.mock_info?.version;
      delete sent.version;
      const { status, body } = await call('POST', '/apis', {
        ...sent,
        name: `${name}_${made.length}`,
        req_uri: `${sent.req_uri}/${name}`,
      });
      expect([name, status, body.error_msg]).toEqual([name, 201, undefined]);
      made.push(await show(body.id));
    }
    const file = await exporting({ define: 'dev', type }, query);
    const { success, failure } = await importing(file, into(shop));
    expect(failure).toEqual([]);
    expect(success).toHaveLength(names.length);
    const again = await Promise.all(success.map(({ id }: Body) => show(id)));
    const byName = (all: Body[]) => Object.fromEntries(all.map((api) => [api.name, bare(api)]));
    expect(byName(again)).toEqual(byName(made));
  });

  it('give as much of the published APIs as they are asked for', async () => {
    const file = async (body: object) => JSON.parse(await exporting({ group_id: shop, ...body }));
    const spec = await file({ version: 'june' });
    expect(spec).toMatchObject({
      info: { title: 'api_group_shop', version: 'june' },
      host: expect.stringContaining(shop),
    });
    expect(Object.keys(spec.paths['/orders'])).toEqual(['get', 'post']);
    expect(spec.paths['/orders'].get).not.toHaveProperty('x-apigateway-backend');
    const proxy = await file({ define: 'proxy', apis: ['2b6c1d0e9f8a47b6953c84d7e5f6a102'] });
    expect(proxy.paths).toMatchObject({ '/orders': { get: { 'x-apigateway-backend': { type: 'HTTP' } } } });
    expect(proxy.paths['/orders']).not.toHaveProperty('post');
    const all = await file({ define: 'all' });
    expect(all.paths['/orders'].get['x-apigateway-ratelimit']).toBe('throttle_orders');
    expect(all['x-apigateway-ratelimits'].throttle_orders).toMatchObject({ 'api-limit': 6000, unit: 'MINUTE' });
    // What is not published is left to `dev`.
    const ofGroup = async (define: string) => Object.keys((await file({ group_id, define })).paths);
    expect([await ofGroup('proxy'), await ofGroup('dev')]).toEqual([['/test/http'], ['/test/http', '/orders/samples']]);
  });

  it('bring policies along, beside those of the gateway or in their place', async () => {
    const file = JSON.parse(await exporting({ group_id, define: 'all' }));
    const [limits, controls] = ['x-apigateway-ratelimits', 'x-apigateway-access-controls'];
    expect(Object.values(file.paths['/test/http'])).toMatchObject([
      { 'x-apigateway-ratelimit': 'throttle_demo', 'x-apigateway-access-control': 'acl_offices' },
    ]);
    const offices = { 'acl-type': 'PERMIT', 'entity-type': 'IP', value: '10.1.0.7,10.2.0.0/16' };
    expect(file[controls]).toEqual({ acl_offices: offices });
    const throttle = async (name: string) => (await call('GET', `/throttles?name=${name}`)).body.throttles[0];
    const acl = async (name: string) => (await call('GET', `/acls?name=${name}`)).body.acls[0];
    const before = await throttle('throttle_demo');

    file[limits] = {
      throttle_demo: { 'api-limit': 60, interval: 1, unit: 'HOUR', shared: true },
      throttle_new: { 'api-limit': 9, 'user-limit': 3, interval: 2, unit: 'day' },
      throttle_wrong: { 'api-limit': -1, interval: 1, unit: 'DAY' },
    };
    file[controls] = {
      acl_offices: { ...offices, 'acl-type': 'DENY', value: '10.0.0.1' },
      acl_new: { ...offices, value: '10.0.0.2' },
      acl_partners: offices,
    };
    await importing(file, into(drafts));
    expect(await throttle('throttle_demo')).toEqual(before);
    expect(await acl('acl_offices')).toMatchObject({ acl_type: 'PERMIT', bind_num: 1 });
    const limited = { api_call_limits: 9, user_call_limits: 3, time_interval: 2, time_unit: 'DAY', type: 1 };
    expect(await throttle('throttle_new')).toMatchObject({ ...limited, bind_num: 0 });
    expect(await throttle('throttle_wrong')).toBeUndefined();
    expect(await acl('acl_new')).toMatchObject({ acl_type: 'PERMIT', acl_value: '10.0.0.2', bind_num: 0 });

    await importing(file, into(drafts, { extend_mode: 'override' }));
    const changed = { api_call_limits: 60, time_unit: 'HOUR', type: 2 };
    const { id, create_time, bind_num } = before;
    expect(await throttle('throttle_demo')).toMatchObject({ ...changed, id, create_time, bind_num });
    expect(await acl('acl_offices')).toMatchObject({ acl_type: 'DENY', acl_value: '10.0.0.1', bind_num: 1 });
    // Whom a policy is about does not change.
    expect(await acl('acl_partners')).toMatchObject({ entity_type: 'DOMAIN' });
  });

  it('give a path as it is, whatever its name', async () => {
    await call('POST', '/apis', { ...examples['mock-api'].value, group_id: drafts, req_uri: '__proto__' });
    const file = await exporting({ define: 'dev' });
    expect(file).toContain('"__proto__": {');
    expect({}).not.toHaveProperty('get');
    const { success } = await importing(file, into(shop));
    expect(success).toMatchObject([{ path: '__proto__', method: 'GET' }]);
  });

  it('keep what the group has, or replace it', async () => {
    const paths = {
      '/orders': {
        get: { operationId: 'Api_orders', description: 'changed' },
        put: { operationId: 'Api_order_create' },
      },
    };
    const merged = await importing(swagger(paths), into(shop));
    expect(merged.failure).toMatchObject([
      { path: '/orders', method: 'GET', error_code: 'APIG.3301' },
      { path: '/orders', method: 'PUT', error_code: 'APIG.3202' },
    ]);
    const overridden = await importing(swagger(paths), into(shop, { api_mode: 'override' }));
    expect(overridden.success).toMatchObject([{ action: 'update', id: '2b6c1d0e9f8a47b6953c84d7e5f6a102' }]);
    expect(await show('2b6c1d0e9f8a47b6953c84d7e5f6a102')).toMatchObject({ remark: 'changed', backend_type: 'MOCK' });
  });

  it('tell for each API what is wrong with it, and of two of one path the first counts', async () => {
    const one = (more: object = {}) => ({ get: { ...more } });
    const paths = {
      '/a/{one}': { get: { parameters: [{ name: 'one', in: 'path' }] } },
      '/a/{two}': { get: { parameters: [{ name: 'two', in: 'path' }] } },
      '/b/{lacking}': one(),
      '/c': one({ operationId: 'a name' }),
      '/d': one({
        'x-apigateway-backend': {
          type: 'HTTP-VPC',
          httpVpcEndpoints: { name: 'none', scheme: 'http', method: 'GET', path: '/', timeout: 1 },
        },
      }),
      '/e': one({
        'x-apigateway-backend': { type: 'HTTP', httpEndpoints: { scheme: 'http', method: 'GET', path: '/' } },
      }),
      '/apic/health_check': one(),
    };
    const { success, failure, ignore } = await importing(swagger(paths), { api_mode: 'override' });
    expect(success.map(({ path }: Body) => path)).toEqual(['/a/{one}']);
    expect(failure.map(({ path, error_code }: Body) => [path, error_code])).toEqual([
      ['/a/{two}', 'APIG.3301'],
      ['/b/{lacking}', 'APIG.2026'],
      ['/c', 'APIG.2011'],
      ['/d', 'APIG.3023'],
      ['/e', 'APIG.2001'],
    ]);
    expect(ignore).toEqual([{ path: '/apic/health_check', method: 'GET' }]);
    // With mock backends, it does not matter what the file has.
    const mocked = await importing(swagger({ '/d': paths['/d'] }, 'mocked'), { mock_mode: 'true' });
    expect(await show(mocked.success[0].id)).toMatchObject({ backend_type: 'MOCK' });
  });

  it('are tasks, too, which tell how they ended', async () => {
    const ended = async ({ task_id }: Body) => {
      const { body } = await call('GET', `/async-tasks/${task_id}`);
      return { ...body, task_result: JSON.parse(body.task_result) };
    };
    const good = await ended(await importing(swagger({ '/a': { get: {} } }), {}, 'async-import'));
    expect(good).toMatchObject({ task_status: 'succeed', task_type: 'import_api' });
    expect(await show(good.task_result.success[0].id)).toMatchObject({ req_uri: '/a' });
    const failed = async (file: unknown) =>
      (await ended(await importing(file, {}, 'async-import'))).task_result.error_code;
    expect([await failed('{'), await failed(swagger({}, 'api_group_shop'))]).toEqual(['APIG.3600', 'APIG.3201']);
    const { body } = await call('POST', '/openapi/async-export', { env_id, group_id: shop, define: 'all' });
    const { task_type, task_result } = await ended(body);
    expect([task_type, task_result.FileType]).toEqual(['export_api', '.json']);
    expect(task_result.FileName).toMatch(/^api_group_shop-RELEASE-all-\d{4}-\d\d-\d\d-[\d:]{8}$/);
    expect(JSON.parse(task_result.Comment)).toMatchObject({ swagger: '2.0' });
    const missing = await call('POST', '/openapi/async-export', { env_id, group_id: 'nothing' });
    expect(await ended(missing.body)).toMatchObject({
      task_status: 'failed',
      task_result: { error_code: 'APIG.3001' },
    });
  });

  it.each(['cse-microservice', 'workload-for-existing-group'])(
    'bring a microservice with its channel: %s',
    async (name) => {
      const sent = examples[name].value;
      const { status, body } = await call('POST', '/microservice/import', sent);
      expect([status, body.error_msg]).toEqual([201, undefined]);
      const { body: channel } = await call('GET', `/vpc-channels/${body.vpc_channel_id}`);
      expect(channel).toMatchObject({
        microservice_info: { service_type: sent.service_type },
      });
      for (const [index, { id, ...shown }] of body.apis.entries()) {
        const api = await show(id);
        expect(api).toMatchObject({
          ...shown,
          group_id: body.api_group_id,
          backend_api: { url_domain: body.vpc_channel_id },
        });
        expect(api.req_uri).toBe(sent.apis[index].req_uri);
      }
      expect((await call('DELETE', `/vpc-channels/${body.vpc_channel_id}`)).body.error_code).toBe('APIG.3414');
    },
  );

  it('cost no more than what is in the file, whatever its aliases repeat', async () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 12; n += 1) bomb.push(`a${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}*a${n - 1}]`);
    const answer = await importing(`openapi: 3.0.0\npaths: {}\n${bomb.join('\n')}`);
    expect(answer.error_code).toBe('APIG.3602');
  });
});

/** An API without its ids, times and group. */
function bare(api: Api | Body): Body {
  const own = [
    'id',
    'req_param_id',
    'register_time',
    'update_time',
    'group_id',
    'group_name',
    'api_group_info',
    'response_id',
  ];
  return JSON.parse(JSON.stringify(api, (key, value) => (own.includes(key) ? undefined : value)));
}
