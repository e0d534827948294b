// The client against the mock, over real HTTP.
import { serve } from '@apig-spec/mock/node';
import * as validator from '@apig-spec/validator';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import * as may2023 from '../generated/2023-05.zh-CN.ts';
import { aksk } from '../src/aksk.ts';
import { retry } from '../src/retry.ts';
import { validate } from '../src/validate.ts';
import {
  type ApigClientOptions,
  createApigClient,
  createVpcChannel,
  deleteVpcChannelMember,
  listThrottleBoundApis,
  orThrow,
  showVpcChannel,
  updateVpcChannel,
} from './generated/newest.ts';
import { body } from './support.ts';

let mock: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  mock = await serve({ port: 0 });
});
afterAll(() => mock.close());

const ids = { projectId: 'my-project', instanceId: 'eddc4d25480b4cd6b512f270a1b8b341' };
const client = (options: Partial<Omit<ApigClientOptions, 'endpoint' | 'region'>> = {}) =>
  createApigClient({ endpoint: mock.url, ...ids, auth: { token: 'any' }, ...options });

let channels = 0;
/** Names of channels are unique within a gateway. */
const named = (prefix = 'VPC_demo') => ({ ...body, name: `${prefix}_${++channels}` });

test.each([
  ['a token', { token: 'any' }],
  ['a function', { token: async () => 'any' }],
  ['keys', aksk({ accessKey: 'AK', secretKey: 'SK' })],
  ['temporary keys', aksk({ accessKey: 'AK', secretKey: 'SK', securityToken: 'st' })],
])('a channel is created, shown, updated and loses a server, with %s', async (_, auth) => {
  const apig = client({ auth, middleware: [retry(), validate({ validator, mode: 'both' })], timeout: 60_000 });
  const members = [{ host: '192.168.0.5' }, { host: '192.168.0.6' }];
  const created = orThrow(await createVpcChannel(apig, { body: { ...named(), members } }));
  const vpc_channel_id = created.id ?? '';
  const shown = await showVpcChannel(apig, { vpc_channel_id });
  expect(shown).toMatchObject({ ok: true, status: 200, requestId: expect.stringMatching(/./) });
  const [member, other] = orThrow(shown).members ?? [];
  expect(other?.host).toBe('192.168.0.6');
  const gone = await deleteVpcChannelMember(apig, { vpc_channel_id, member_id: member?.id ?? '' });
  expect(gone).toMatchObject({ ok: true, status: 204, data: undefined });
  const renamed = named('VPC_other');
  const updated = await updateVpcChannel(apig, { vpc_channel_id, body: renamed });
  expect(orThrow(updated).name).toBe(renamed.name);
  expect(orThrow(await showVpcChannel(apig, { vpc_channel_id })).members).toHaveLength(1);
});

test('a channel that is not there', async () => {
  const result = await showVpcChannel(client(), { vpc_channel_id: 'none' });
  expect(result).toMatchObject({ ok: false, status: 404, error: { code: 'APIG.3023', message: expect.any(String) } });
  expect(result.requestId).toMatch(/./);
  expect('error' in result && result.error.requestId).toBe(result.requestId);
});

test('an invalid body, a gateway that is not there', async () => {
  const wrong = { ...body, port: 70_000 };
  expect(await createVpcChannel(client(), { body: wrong })).toMatchObject({
    status: 400,
    error: { code: 'APIG.2011' },
  });
  const nowhere = client({ instanceId: 'none' });
  expect(await createVpcChannel(nowhere, { body })).toMatchObject({ status: 404, error: { code: 'APIG.3030' } });
});

test('validate says what the mock would', async () => {
  const wrong = { ...body, port: 70_000 };
  const unsent = await createVpcChannel(client({ middleware: [validate({ validator, mode: 'request' })] }), {
    body: wrong,
  });
  const sent = await createVpcChannel(client(), { body: wrong });
  if (unsent.status !== 400 || sent.status !== 400) throw new Error('rejections were expected');
  expect(unsent.error.code).toBe(sent.error.code);
  expect(unsent.requestId).toBeUndefined();
  expect(sent.requestId).toBeDefined();
});

test('nobody listens', async () => {
  const gone = await serve({ port: 0 });
  await gone.close();
  const apig = createApigClient({ endpoint: gone.url, ...ids, auth: { token: 'any' } });
  expect(await createVpcChannel(apig, { body })).toMatchObject({ ok: false, status: 0, fault: 'network' });
});

test('another edition, at its address', async () => {
  const endpoint = `${mock.url}/editions/2023-05.zh-CN`;
  const apig = may2023.createApigClient({ endpoint, ...ids, auth: aksk({ accessKey: 'AK', secretKey: 'SK' }) });
  const result = await may2023.createVpcChannel(apig, { body: { ...body, name: '演示通道' } });
  expect(result).toMatchObject({ ok: true, data: { name: '演示通道' } });
});

describe('where the mock knows keys', () => {
  const keys = { accessKey: 'AK0EXAMPLE', secretKey: 'a-secret-key' };
  const grants = {
    accessKeys: [{ access: keys.accessKey, secret: keys.secretKey, project: ids.projectId }],
  };

  test('signed calls pass, temporary keys too', async () => {
    const strict = await serve({ port: 0, ...grants });
    onTestFinished(() => strict.close());
    for (const securityToken of [undefined, 'a-security-token']) {
      const apig = createApigClient({ endpoint: strict.url, ...ids, auth: aksk({ ...keys, securityToken }) });
      const created = await createVpcChannel(apig, { body: { ...body, name: 'VPC_演示' } });
      // English editions allow no Chinese names; the signature was good.
      expect(created).toMatchObject({ status: 400, error: { code: 'APIG.2011' } });
      expect(await createVpcChannel(apig, { body: named() })).toMatchObject({ status: 201 });
      const bound = await listThrottleBoundApis(apig, { query: { throttle_id: 't', limit: 5, offset: 0 } });
      expect(bound).not.toMatchObject({ status: 401 });
    }
  });

  test('others do not', async () => {
    const strict = await serve({ port: 0, ...grants });
    onTestFinished(() => strict.close());
    const wrong = createApigClient({ endpoint: strict.url, ...ids, auth: aksk({ ...keys, secretKey: 'another' }) });
    expect(await createVpcChannel(wrong, { body })).toMatchObject({ status: 401, error: { code: 'APIG.1002' } });
    const elsewhere = createApigClient({ endpoint: strict.url, ...ids, projectId: 'another', auth: aksk(keys) });
    expect(await createVpcChannel(elsewhere, { body })).toMatchObject({ status: 403, error: { code: 'APIG.1005' } });
  });
});
