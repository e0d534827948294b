// Every operation against a fresh mock, in every edition: what the documents' examples ask for is answered as they show it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '@apig-spec/validator';
import { describe, expect, it } from 'vitest';
import { handlersOf } from '../src/engine/declared.ts';
import { editionNames, seed } from '../src/index.ts';
import { resources } from '../src/resources/index.ts';
import { calling } from './calling.ts';
import { type Body, bundled, documentExample, newest, project } from './support.ts';

const anyId = expect.stringMatching(/^[0-9a-f]{32}$/);
const anyTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);

/** A response whose ids and times are the mock's own, in the form of the example's. */
function made(example: Body): Body {
  if (Array.isArray(example)) return example.map(made);
  if (typeof example === 'object') {
    return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, made(value)]));
  }
  if (anyId.asymmetricMatch(example)) return anyId;
  return anyTime.asymmetricMatch(example) ? anyTime : example;
}

const exampleOf = (name: string) => documentExample(`${name}.json`);
// The documents give all channels one name.
const shown = { ...exampleOf('en-2024-11-show-vpc-channel/01-showVpcChannel-200'), name: 'VPC_servers' };
const borrowed = { ...exampleOf('en-2024-11-show-vpc-channel/02-showVpcChannel-200'), name: 'VPC_microservice' };
const updated = exampleOf('en-2023-11-update-vpc-channel/03-updateVpcChannel-200');
const microservice = exampleOf('en-2023-11-update-vpc-channel/04-updateVpcChannel-200');
const code = exampleOf('zh-handbook/01-generateAppCode-201');
const app = exampleOf('zh-handbook/07-updateApp-201');
const quota = exampleOf('zh-handbook/13-showAppBoundQuota-200');
const bound = exampleOf('zh-handbook/19-listThrottleBoundApis-200');
const key = exampleOf('zh-handbook/34-createSignatureKey-201');
const throttle = '3437448ad06f4e0c91a224183116e965';
const environment = '7a1ad0c350844ee69479b47df9a881cb';

type Example = [
  operation: keyof typeof operations,
  path: string,
  body: object | undefined,
  status: number,
  answer?: Body,
];

const examples: Example[] = [
  ['showInstance', '', undefined, 200, bundled(newest).components.examples['running-instance'].value],
  [
    'createVpcChannel',
    '/vpc-channels',
    exampleOf('en-2024-11-create-vpc-channel/01-createVpcChannel-request'),
    201,
    made(exampleOf('en-2024-11-create-vpc-channel/03-createVpcChannel-201')),
  ],
  ['showVpcChannel', `/vpc-channels/${shown.id}`, undefined, 200, shown],
  [
    'showVpcChannel',
    `/vpc-channels/${borrowed.id}`,
    undefined,
    200,
    // The example's health check has the id of another channel.
    { ...borrowed, vpc_health_config: { ...borrowed.vpc_health_config, vpc_channel_id: borrowed.id } },
  ],
  [
    'updateVpcChannel',
    `/vpc-channels/${updated.id}`,
    exampleOf('en-2023-11-update-vpc-channel/01-updateVpcChannel-request'),
    200,
    // One time of this example is in seconds, the others are in nanoseconds.
    { ...made(updated), id: updated.id, create_time: anyTime },
  ],
  [
    'updateVpcChannel',
    `/vpc-channels/${microservice.id}`,
    exampleOf('en-2023-11-update-vpc-channel/02-updateVpcChannel-request'),
    200,
    { ...made(microservice), id: microservice.id },
  ],
  ['deleteVpcChannelMember', `/vpc-channels/${shown.id}/members/${shown.members[0].id}`, undefined, 204],
  ['updateApp', `/apps/${app.id}`, { name: app.name }, 200, { ...app, update_time: anyTime }],
  [
    'generateAppCode',
    `/apps/${code.app_id}/app-codes`,
    undefined,
    201,
    { ...made(code), app_id: code.app_id, app_code: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ],
  // In the example no app is bound to the quota, not even the one that is asked for.
  ['showAppBoundQuota', `/apps/${app.id}/bound-quota`, undefined, 200, { ...quota, bound_app_num: 1 }],
  ['unbindAppFromQuota', `/app-quotas/${quota.app_quota_id}/bound-apps/${app.id}`, undefined, 204],
  ['listThrottleBoundApis', `/throttle-bindings/binded-apis?throttle_id=${throttle}`, undefined, 200, bound],
  ['deleteThrottle', `/throttles/${throttle}`, undefined, 204],
  [
    'createSignatureKey',
    '/signs',
    { name: key.name, sign_type: key.sign_type, sign_key: key.sign_key, sign_secret: 'signsecretsignsecret' },
    201,
    made(key),
  ],
  ['deleteEnvironment', `/envs/${environment}`, undefined, 204],
];

describe.each(editionNames)('edition %s', (edition) => {
  it.each(examples)('%s %s answers as the example', async (operation, path, body, status, expected) => {
    const call = await calling({ edition, rules: 'documented' });
    const reply = await call(operations[operation].method, path, body);
    expect(reply.status).toBe(status);
    if (expected === undefined) expect(reply.body).toBeUndefined();
    else expect(reply.body).toMatchObject(expected);
  });

  it.each([
    // The example's id where nothing has it, and where something has: after it is deleted, or with another in its place.
    [
      'GET',
      '/apps/98df09fb-d459-4cbf-83a7-2b55ca6f3d5d/bound-quota',
      undefined,
      'zh-handbook/17-showAppBoundQuota-404',
    ],
    ['PUT', '/apps/nobody', { name: 'app_demo' }, 'zh-handbook/11-updateApp-404', app.id],
    ['PUT', '/apps/nobody/app-codes', undefined, 'zh-handbook/05-generateAppCode-404', code.app_id],
    [
      'GET',
      '/throttle-bindings/binded-apis?throttle_id=nobody',
      undefined,
      'zh-handbook/23-listThrottleBoundApis-404',
      throttle,
    ],
    ['DELETE', '/throttles/nobody', undefined, 'zh-handbook/32-deleteThrottle-404', throttle],
    ['DELETE', '/envs/nobody', undefined, 'zh-handbook/52-deleteEnvironment-404', environment],
    [
      'DELETE',
      `/app-quotas/nobody/bound-apps/${app.id}`,
      undefined,
      'zh-handbook/28-unbindAppFromQuota-404',
      quota.app_quota_id,
    ],
    [
      'DELETE',
      `/app-quotas/${quota.app_quota_id}/bound-apps/nobody`,
      undefined,
      'zh-handbook/11-updateApp-404',
      app.id,
    ],
    ['GET', '/vpc-channels/nobody', undefined, 'en-2024-11-show-vpc-channel/06-showVpcChannel-404', shown.id],
  ])('%s %s is rejected as in the example', async (method, path, body, example, instead = '') => {
    const { error_code, error_msg } = exampleOf(example);
    const call = await calling({ edition, rules: 'documented' });
    const rejected = { error_code, error_msg: instead ? error_msg.replace(instead, 'nobody') : error_msg };
    expect(await call(method, path, body)).toEqual({ status: 404, body: rejected });
  });

  it('an instance that does not exist, asked for itself, has a code of its own', async () => {
    const call = await calling({ edition, rules: 'documented' });
    const rejected = { status: 404, body: { error_code: 'APIC.7302', error_msg: 'Instance not found' } };
    // No 400: an ID that is none is one of nothing.
    for (const instance of ['f0fa1789-3b76-433b-a787-9892951c620ec', 'toString', '__proto__', 'a.b'])
      expect(await call('GET', '', undefined, { instance })).toEqual(rejected);
  });

  it.each([
    ['PUT', `/apps/${app.id}/app-codes`],
    ['GET', `/apps/${app.id}/bound-quota`],
    ['DELETE', `/envs/${environment}`],
  ])('%s %s of an instance that does not exist', async (method, path) => {
    const call = await calling({ edition, rules: 'documented' });
    for (const instance of ['f0fa1789-3b76-433b-a787-9892951c620ec', 'toString', '__proto__']) {
      const error_msg = `The instance does not exist;id:${instance}`;
      const rejected = { status: 404, body: { error_code: 'APIG.3030', error_msg } };
      expect(await call(method, path, undefined, { instance })).toEqual(rejected);
    }
  });

  it('names what is missing or invalid', async () => {
    const call = await calling({ edition, rules: 'documented' });
    const invalid = (name: string) =>
      `Invalid parameter value,parameterName:${name}. Please refer to the support documentation`;
    const missing = (name: string) => `The request parameters must be specified, parameter name:${name}`;
    for (const [method, path, body, error_code, error_msg] of [
      ['PUT', `/apps/${app.id}`, {}, 'APIG.2001', missing('name')],
      ['PUT', `/apps/${app.id}`, { name: 'no' }, 'APIG.2011', invalid('name')],
      ['PUT', '/apps/no%20id/app-codes', undefined, 'APIG.2012', invalid('app_id')],
      ['POST', '/signs', { name: 'key', sign_type: 'rsa' }, 'APIG.2011', invalid('sign_type')],
      ['GET', '/throttle-bindings/binded-apis', undefined, 'APIG.2001', missing('throttle_id')],
      ['GET', '/throttle-bindings/binded-apis?throttle_id=1&limit=x', undefined, 'APIG.2012', invalid('limit')],
    ] as const) {
      expect(await call(method, path, body)).toEqual({ status: 400, body: { error_code, error_msg } });
    }
  });
});

describe('the handlers', () => {
  // The contract may have more: those respond with their example.
  it('are of operations of the contract', () => {
    expect(Object.keys(operations)).toEqual(expect.arrayContaining(Object.keys(handlersOf(resources))));
  });

  it('have the data that the README lists', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const kinds = [
      'instance',
      'vpc-channel',
      'app',
      'app-quota',
      'throttle',
      'environment',
      'acl',
      'authorizer',
      'plugin',
    ];
    const ids = Object.values(seed).flatMap((documents) => kinds.flatMap((kind) => Object.keys(documents[kind] ?? {})));
    expect(ids.filter((id) => !readme.includes(id))).toEqual([]);
    expect(ids.length).toBeGreaterThan(20);
  });

  it('show the project that asks', async () => {
    const call = await calling({ edition: newest, rules: 'documented' });
    expect((await call('GET', '')).body.project_id).toBe(project);
    expect((await call('GET', '', undefined, { project: 'another' })).body.project_id).toBe('another');
  });
});
