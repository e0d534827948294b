// Whatever a gateway has, and in whatever order that is deleted: nothing refers to what is gone, and in the end nothing is left.
import { assert, asyncProperty, shuffledSubarray } from 'fast-check';
import { expect, it } from 'vitest';
import { memoryStore, type Store } from '../src/index.ts';
import { problemIn } from '../src/state/forms.ts';
import { type Caller, calling } from './calling.ts';
import { type Body, instance, newest } from './support.ts';

const gateway = {
  ...{ instance_name: 'gateway_a', instance_id: instance, spec_id: 'BASIC', available_zone_ids: ['cn-north-4a'] },
  vpc_id: '3d2b5f2e-8a4b-4b6f-9d5c-1f2e3d4c5b6a',
  subnet_id: '9f3d1c2b-6a5e-4d7c-8b9a-0c1d2e3f4a5b',
  security_group_id: '5c4b3a29-1807-4f6e-9d8c-7b6a59483726',
};
const pem = { cert_content: '-----BEGIN CERTIFICATE-----\nany\n-----END CERTIFICATE-----', private_key: 'any' };
const check = { type: 'FRONTEND', authorizer_type: 'FUNC', authorizer_uri: 'urn:fss:a:b:function:default:check' };
const often = { time_interval: 1, time_unit: 'SECOND' };
const cors = { plugin_name: 'cors_a', plugin_type: 'cors', plugin_scope: 'global', plugin_content: '{}' };

type Request = [method: string, path: string, body?: object];

/** One of everything, bound to everything that it can be bound to. @returns what deletes it all */
async function everything(call: Caller): Promise<Request[]> {
  async function made(path: string, body: object, of?: { instance: string }): Promise<Body> {
    const { status, body: response } = await call('POST', path, body, of);
    expect([path, status < 300]).toEqual([path, true]);
    return response;
  }
  await made('/instances', gateway, { instance: '' });
  const [group, later] = [
    await made('/api-groups', { name: 'group_a' }),
    await made('/api-groups', { name: 'group_b' }),
  ];
  const env = await made('/envs', { name: 'env_a' });
  const channel = await made('/vpc-channels', { name: 'channel_a', port: 80, balance_strategy: 1, member_type: 'ip' });
  const authorizer = await made('/authorizers', { ...check, name: 'authorizer_a' });
  const response = await made(`/api-groups/${group.id}/gateway-responses`, { name: 'response_a' });
  const domain = await made(`/api-groups/${group.id}/domains`, { url_domain: 'shop.example.com' });
  await made(`/api-groups/${group.id}/domains/${domain.id}/certificate`, { ...pem, name: 'certificate_a' });
  await made('/env-variables', { group_id: group.id, env_id: env.id, variable_name: 'variable', variable_value: 'a' });
  const vpc_channel_info = { vpc_channel_id: channel.id };
  const backend = { req_protocol: 'HTTP', req_method: 'GET', req_uri: '/', timeout: 5000, vpc_channel_status: 1 };
  const definition = {
    ...{ name: 'api_a', type: 1, req_protocol: 'HTTPS', req_method: 'GET', req_uri: '/a', group_id: group.id },
    ...{ auth_type: 'AUTHORIZER', authorizer_id: authorizer.id, response_id: response.id },
    ...{ backend_type: 'HTTP', backend_api: { ...backend, vpc_channel_info } },
  };
  const api = await made('/apis', definition);
  const place = { api_id: api.id, env_id: env.id };
  const { publish_id } = await made('/apis/action', { ...place, action: 'online' });
  // Callers reach what it was before.
  const changed = { ...definition, auth_type: 'NONE', authorizer_id: '', backend_type: 'MOCK', mock_info: {} };
  const { backend_api: _, authorizer_id: __, ...elsewhere } = { ...changed, group_id: later.id };
  expect((await call('PUT', `/apis/${api.id}`, elsewhere)).status).toBe(200);
  const throttle = await made('/throttles', { ...often, name: 'throttle_a', api_call_limits: 5 });
  await made('/throttle-bindings', { strategy_id: throttle.id, publish_ids: [publish_id] });
  const sign = await made('/signs', { name: 'sign_a' });
  await made('/sign-bindings', { sign_id: sign.id, publish_ids: [publish_id] });
  const ip = { acl_name: 'acl_a', acl_type: 'PERMIT', entity_type: 'IP', acl_value: '192.0.2.1' };
  const acl = await made('/acls', ip);
  const [binding] = (await made('/acl-bindings', { acl_id: acl.id, publish_ids: [publish_id] })).acl_bindings;
  const { plugin_id } = await made('/plugins', cors);
  const attached = { env_id: env.id, api_ids: [api.id] };
  await made(`/plugins/${plugin_id}/attach`, attached);
  const app = await made('/apps', { name: 'app_a' });
  await made('/app-auths', { ...attached, app_ids: [app.id] });
  await made(`/apps/${app.id}/app-codes`, { app_code: `${'a'.repeat(63)}1` });
  await made(`/throttles/${throttle.id}/throttle-specials`, { object_id: app.id, object_type: 'APP', call_limits: 1 });
  const { app_quota_id } = await made('/app-quotas', { ...often, name: 'quota_a', call_limits: 5 });
  await made(`/app-quotas/${app_quota_id}/binding-apps`, { app_ids: [app.id] });
  const paths = [
    ...[`/api-groups/${group.id}`, `/api-groups/${later.id}`, `/envs/${env.id}`, `/vpc-channels/${channel.id}`],
    ...[`/authorizers/${authorizer.id}`, `/apis/${api.id}`, `/throttles/${throttle.id}`, `/signs/${sign.id}`],
    ...[`/acls/${acl.id}`, `/acl-bindings/${binding.id}`, `/plugins/${plugin_id}`, `/apps/${app.id}`],
    `/app-quotas/${app_quota_id}`,
  ];
  return [
    ...paths.map((path): Request => ['DELETE', path]),
    ['POST', '/apis/action', { ...place, action: 'offline' }],
    ['PUT', `/plugins/${plugin_id}/detach`, attached],
  ];
}

/** What is wrong with what the gateway has, such as a reference to what is not there. */
async function problemOf(store: Store): Promise<string | undefined> {
  const documents: Record<string, Record<string, object>> = {};
  for (const { instance: of, kind, id, document } of await store.dump()) {
    if (of === instance) documents[kind] = { ...documents[kind], [id]: document };
  }
  return problemIn(documents, instance);
}

it.each(['documented', 'observed'] as const)('%s', async (rules) => {
  const store = memoryStore();
  const call = await calling({ edition: newest, rules, seed: {}, store });
  const deletions = await everything(call);
  const before = await store.dump();
  await assert(
    asyncProperty(shuffledSubarray(deletions, { minLength: deletions.length }), async (order) => {
      await store.load(before);
      let left = order;
      // Each round takes away what kept something else.
      for (let round = 0; round < order.length && left.length > 0; round += 1) {
        const rejected: Request[] = [];
        for (const request of left) {
          const { status } = await call(...request);
          if (status >= 300 && status !== 404) rejected.push(request);
          expect([request, await problemOf(store)]).toEqual([request, undefined]);
        }
        left = rejected;
      }
      expect(left).toEqual([]);
      const kinds = (await store.dump()).map(({ kind }) => kind).sort();
      // What every gateway comes with.
      expect(kinds).toEqual(['api-group', 'environment', 'gateway-response', 'instance', 'project']);
    }),
    { numRuns: 200 },
  );
});
