// The debug hook: what it is told, and what it is never told.
import { expect, onTestFinished, test } from 'vitest';
import { aksk } from '../src/aksk.ts';
import { createSignatureKey, createVpcChannel, type DebugEntry, updateApp } from './generated/newest.ts';
import { answer, body, oneByOne, recorded, rejection, silence } from './support.ts';

function watched(...[answers, options]: Parameters<typeof recorded>) {
  const entries: DebugEntry[] = [];
  return { entries, ...recorded(answers, { debug: (entry) => entries.push(entry), ...options }) };
}

test('is told of the request and of the response, before the result', async () => {
  const { apig, entries } = watched(async () => answer(201, { id: 'c' }));
  await createVpcChannel(apig, { body, headers: { 'X-Trace': '1' } });
  expect(entries).toEqual([
    {
      method: 'POST',
      url: 'https://apig.example/v2/a%20project/apigw/instances/an%2Finstance/vpc-channels',
      request: { headers: { 'content-type': 'application/json', 'x-auth-token': '***', 'x-trace': '1' }, body },
      response: {
        status: 201,
        headers: { 'content-type': 'application/json', 'x-request-id': 'request-1' },
        body: { id: 'c' },
      },
      fault: undefined,
      milliseconds: expect.any(Number),
    },
  ]);
});

test('is told of faults, and of each attempt', async () => {
  const slow = watched(silence, { timeout: 10 });
  await createVpcChannel(slow.apig, { body });
  expect(slow.entries).toMatchObject([{ fault: 'timeout', response: undefined, request: { body } }]);
  const token = (rejected?: string) => (rejected ? 'fresh' : 'stale');
  const refreshed = watched(
    oneByOne(
      () => rejection(401, 'APIG.1002'),
      () => answer(201, {}),
    ),
    { auth: { token } },
  );
  await createVpcChannel(refreshed.apig, { body });
  expect(refreshed.entries.map(({ response }) => response?.status)).toEqual([401, 201]);
});

test('never sees a secret that is in a URL, in a text in the place of an object, or in JSON in a text', async () => {
  const { apig, entries } = watched(async () => answer(201, { remark: '{"password":"s3cret"}', name: 'shown' }));
  const user_info = 's3cret:s3cret' as never;
  const told = { ...body, microservice_info: { service_type: 'NACOS', nacos_info: { user_info } } as never };
  await createVpcChannel(apig, { body: told, headers: { Referer: 'https://a.example/?token=s3cret' } });
  await apig.GET('/v2/{project_id}/apigw/instances/{instance_id}/throttle-bindings/binded-apis', {
    params: { query: { throttle_id: 'shown', 'X-Auth-Token': 's3cret', password: 's3cret' } as never },
  });
  expect(entries).toHaveLength(2);
  expect(JSON.stringify(entries)).not.toContain('s3cret');
  expect(entries[1]?.url).toMatch(/\?throttle_id=shown&X-Auth-Token=\*\*\*&password=\*\*\*$/);
  expect(entries[0]?.response?.body).toEqual({ remark: '{"password":"***"}', name: 'shown' });
});

test('never sees a token, a key, a secret or a password', async () => {
  const secrets = ['s3cret-a', 's3cret-b', 's3cret-c', 's3cret-d', 's3cret-e', 's3cret-f', 's3cret-g', 's3cret-h'];
  const [a, b, c, d, e, f, g, h] = secrets as [string, string, string, string, string, string, string, string];
  const headers = { Authorization: a, 'X-Security-Token': b, Cookie: c, 'X-Apig-AppCode': d, 'X-Sdk-Date': 'shown' };
  const echo = answer(
    201,
    {
      app_key: e,
      app_secret: f,
      deep: [{ user_info: { user_name: 'shown', password: g } }],
      label_key: 'shown',
      auth_type: 'shown',
    },
    { 'Set-Cookie': h, 'X-Subject-Token': a },
  );
  const { apig, entries } = watched(async () => echo.clone(), { auth: { token: 's3cret-i' } });
  await updateApp(apig, { app_id: 'a', headers, body: { name: 'app', app_key: e, app_secret: f } });
  await createSignatureKey(apig, { body: { name: 'key', sign_type: 'hmac', sign_key: g, sign_secret: h } });
  const signed = watched(async () => echo.clone(), {
    auth: aksk({ accessKey: 's3cret-j', secretKey: 's3cret-k', securityToken: 's3cret-l' }),
  });
  await createVpcChannel(signed.apig, { body });
  const told = JSON.stringify([...entries, ...signed.entries]);
  expect(entries.concat(signed.entries)).toHaveLength(3);
  expect(told).not.toContain('s3cret');
  expect(entries[0]?.response?.body).toEqual({
    app_key: '***',
    app_secret: '***',
    deep: [{ user_info: { user_name: 'shown', password: '***' } }],
    label_key: 'shown',
    auth_type: 'shown',
  });
  expect(entries[0]?.request.headers).toMatchObject({ 'x-sdk-date': 'shown', 'x-apig-appcode': '***' });
});

test('a body that cannot be searched is not shown', async () => {
  const { apig, entries } = watched(async () => new Response('password=s3cret', { status: 502 }));
  await createVpcChannel(apig, { body });
  expect(entries[0]?.response?.body).toBe('***');
});

test('what it throws is ignored', async () => {
  const { apig } = recorded(async () => answer(201, { id: 'c' }), {
    debug() {
      throw new Error('mine');
    },
  });
  expect(await createVpcChannel(apig, { body })).toMatchObject({ ok: true });
});

test('what an asynchronous hook throws is ignored, too', async () => {
  const thrown: unknown[] = [];
  const keep = (error: unknown) => thrown.push(error);
  process.on('unhandledRejection', keep);
  onTestFinished(() => void process.off('unhandledRejection', keep));
  let asked = 0;
  const debug = async () => {
    asked++;
    throw new Error('of the hook');
  };
  const { apig } = recorded(async () => answer(201, { id: 'c' }), { debug });
  expect(await createVpcChannel(apig, { body })).toMatchObject({ ok: true });
  await new Promise((done) => setTimeout(done, 0));
  expect(asked).toBe(1);
  expect(thrown).toEqual([]);
});
