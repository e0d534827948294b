// `/_mock/…`, and the same from a program: what a test asks of the mock itself.
import { request as httpRequest } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createMock, SnapshotError } from '../src/index.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import {
  type Body,
  channels,
  documentExample,
  fresh,
  newest,
  scratch,
  seededChannels,
  send,
  served,
} from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
const create = (body: object = example) =>
  new Request(`http://mock${channels}`, {
    method: 'POST',
    headers: { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('GET /_mock/ready', () => {
  it('tells that it is, and by which rules', async () => {
    const { status, body } = await send(await served({ edition: '2023-11.en' }), 'GET', '/_mock/ready');
    expect([status, body]).toMatchObject([200, { ready: true, edition: '2023-11.en', rules: 'documented' }]);
  });

  it('needs no token', async () => {
    const base = await served({ tokens: [{ token: 'ours', project: 'p' }] });
    expect((await send(base, 'GET', '/_mock/ready', undefined, { 'X-Auth-Token': undefined })).status).toBe(200);
  });
});

describe('GET /_mock/requests', () => {
  it('tells what was asked and answered, without secrets', async () => {
    const base = await served();
    const secretive = {
      ...example,
      microservice_info: { nacos_info: { user_info: { user_name: 'nacos', password: 'pa55word' } } },
    };
    await send(base, 'POST', channels, secretive, {
      'X-Auth-Token': 't0ken',
      'X-Security-Token': 't0ken',
      Authorization: 't0ken',
    });
    const { status, body } = await send(base, 'GET', '/_mock/requests');
    expect([status, body.requests]).toEqual([
      200,
      [
        expect.objectContaining({
          method: 'POST',
          url: channels,
          edition: newest,
          operation: 'createVpcChannel',
          status: 400,
          requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
          headers: expect.objectContaining({
            'content-type': 'application/json',
            'x-auth-token': '***',
            'x-security-token': '***',
            authorization: '***',
          }),
          body: expect.objectContaining({ name: example.name }),
        }),
      ],
    ]);
    expect(body.requests[0].body.microservice_info.nacos_info.user_info).toEqual({
      user_name: 'nacos',
      password: '***',
    });
    expect(JSON.stringify(body)).not.toMatch(/t0ken|pa55word/);
  });

  it('hides the keys of apps and of signatures', async () => {
    const base = await served();
    const gateway = channels.replace('/vpc-channels', '');
    const app = { name: 'app_demo', app_key: 'h1dden-key', app_secret: 'h1dden-secret' };
    await send(base, 'PUT', `${gateway}/apps/356de8eb7a8742168586e5daf5339965`, app);
    const key = { name: 'key_demo', sign_key: 'h1dden_key', sign_secret: 'h1dden_secret' };
    await send(base, 'POST', `${gateway}/signs`, key);
    const { requests } = (await send(base, 'GET', '/_mock/requests')).body;
    expect(requests.map(({ body }: Body) => body)).toEqual([
      { name: 'app_demo', app_key: '***', app_secret: '***' },
      { name: 'key_demo', sign_key: '***', sign_secret: '***' },
    ]);
  });

  it('keeps the last thousand, and no bodies that are long or deep', async () => {
    const mock = createMock();
    for (let count = 0; count < 2100; count += 1) await mock.fetch(new Request(`http://mock/${count}`));
    const long = { ...example, name: 'x'.repeat(20_000) };
    await mock.fetch(new Request(create(), { body: JSON.stringify(long) }));
    const { requests } = (await (await mock.fetch(new Request('http://mock/_mock/requests'))).json()) as Body;
    expect(requests).toHaveLength(1000);
    expect(requests.at(-2).url).toBe('/2099');
    expect(requests.at(-1)).not.toHaveProperty('body');
    // Thousands of levels can be read, but not written.
    const deep = `{"name":${'['.repeat(8000)}${']'.repeat(8000)}}`;
    await mock.fetch(new Request(create(), { body: deep }));
    const last = ((await (await mock.fetch(new Request('http://mock/_mock/requests'))).json()) as Body).requests.at(-1);
    expect([last.status, 'body' in last]).toEqual([400, false]);
    await mock.reset();
    const after = (await (await mock.fetch(new Request('http://mock/_mock/requests'))).json()) as Body;
    expect(after.requests).toEqual([]);
  });
});

describe.each([
  ['memory', () => served()],
  ['a file', () => served({ store: sqliteStore(`${scratch()}/mock.sqlite`) })],
])('/_mock/state in %s', (_name, start) => {
  it('is taken, put back and reset', async () => {
    const base = await start();
    const { body: channel } = await send(base, 'POST', channels, fresh(example));
    const path = `${channels}/${channel.id}`;
    const before = await send(base, 'GET', path);
    const snapshot = await send(base, 'GET', '/_mock/state');
    expect([snapshot.status, snapshot.body.format]).toEqual([200, 'apig-mock']);

    expect((await send(base, 'DELETE', '/_mock/state')).status).toBe(204);
    expect((await send(base, 'GET', path)).status).toBe(404);

    await send(base, 'POST', channels.replace('/v2/', '/v2/other-'), example);
    expect((await send(base, 'PUT', '/_mock/state', snapshot.body)).status).toBe(204);
    expect((await send(base, 'GET', path)).body).toEqual(before.body);
    const { clock: _, ...again } = (await send(base, 'GET', '/_mock/state')).body;
    expect(snapshot.body).toMatchObject(again);
  });

  it.each<[string, unknown, string]>([
    ['no snapshot', { hello: 'world' }, 'This is not a snapshot of the mock.'],
    [
      'a newer snapshot',
      { format: 'apig-mock', version: 2 },
      'The snapshot has version 2; this version of the mock reads version 1.',
    ],
    [
      'a damaged one',
      {
        format: 'apig-mock',
        version: 1,
        ids: 0,
        clock: { last: 0, count: 0 },
        scopes: [{ project: 'p', instance: 'i', documents: { kind: [] } }],
      },
      'The snapshot is damaged: `ids`, `clock` or `scopes` is not as the mock writes it.',
    ],
    [
      'one that has given fewer than no identifiers',
      { format: 'apig-mock', version: 1, ids: -1, clock: { last: 0, count: 0 }, scopes: [] },
      'The snapshot is damaged: `ids`, `clock` or `scopes` is not as the mock writes it.',
    ],
    [
      'one with a document that is not whole',
      {
        format: 'apig-mock',
        version: 1,
        ids: 0,
        clock: { last: 0, count: 0 },
        scopes: [
          {
            project: 'p',
            instance: 'i',
            documents: { instance: { i: { id: 'i' } }, app: { a: { id: 'a', name: 'a' } } },
          },
        ],
      },
      'The snapshot is damaged: of project p, instance i, the document app/a lacks app_secret.',
    ],
  ])('is not changed by %s', async (_title, body, message) => {
    const base = await start();
    await send(base, 'POST', channels, fresh(example));
    const before = (await send(base, 'GET', '/_mock/state')).body;
    const rejected = await send(base, 'PUT', '/_mock/state', body);
    expect([rejected.status, rejected.body]).toEqual([400, { error_code: 'APIG.2011', error_msg: message }]);
    expect((await send(base, 'GET', '/_mock/state')).body).toEqual(before);
  });
});

describe('a snapshot', () => {
  it('of the beginning is put back for several at once, each with the ID of its request', async () => {
    const { fetch } = createMock();
    const reset = () => fetch(new Request('http://mock/_mock/state', { method: 'DELETE' }));
    const responses = await Promise.all([reset(), reset(), reset()]);
    expect(new Set(responses.map(({ headers }) => headers.get('x-request-id'))).size).toBe(3);
  });

  it('is of a copy: what the mock does next is not in it', async () => {
    const mock = createMock();
    await mock.fetch(create());
    const snapshot = await mock.snapshot();
    const text = JSON.stringify(snapshot);
    await mock.fetch(create(fresh(example)));
    expect(JSON.stringify(snapshot)).toBe(text);
  });

  it('from a seed and a fixed clock is always the same, and is gone on with as if nothing had happened', async () => {
    const options = { idSeed: 'a seed', now: () => Date.parse('2024-11-11T00:00:00Z') };
    const [one, other] = [createMock(options), createMock(options)];
    for (const mock of [one, other]) await mock.fetch(create());
    const snapshot = await one.snapshot();
    expect(await other.snapshot()).toEqual(snapshot);

    const third = createMock(options);
    await third.restore(JSON.parse(JSON.stringify(snapshot)));
    const next = async (mock: typeof one) =>
      (await (await mock.fetch(create({ ...example, name: 'VPC_next' }))).json()) as Body;
    expect(await next(third)).toEqual(await next(one));
    expect(Object.keys((await third.snapshot()).scopes[0]?.documents['vpc-channel'] ?? {})).toHaveLength(
      seededChannels + 2,
    );

    await one.reset();
    await one.fetch(create());
    expect(await one.snapshot()).toEqual(snapshot);
  });

  it('that is none rejects in words', async () => {
    await expect(createMock().restore(null)).rejects.toThrow(SnapshotError);
  });
});

describe('who may', () => {
  const byName = (base: string, host: string): Promise<[number | undefined, Body]> =>
    new Promise((resolve, reject) => {
      httpRequest(`${base}/_mock/ready`, { headers: { host } }, (response) => {
        json(response).then((body) => resolve([response.statusCode, body]), reject);
      })
        .on('error', reject)
        .end();
    });

  it('is this machine, by its own names', async () => {
    const base = await served();
    for (const host of ['localhost:4010', '127.0.0.1', '[::1]:4010']) expect((await byName(base, host))[0]).toBe(200);
    for (const host of ['evil.example', 'localhost.evil.example:4010', '127.0.0.1.evil.example']) {
      expect((await byName(base, host))[0]).toBe(403);
    }
  });

  it('is nobody where the mock listens for others, unless it is told so', async () => {
    const here = (base: string) => byName(base.replace('0.0.0.0', '127.0.0.1'), 'localhost');
    expect((await here(await served({ host: '0.0.0.0' })))[0]).toBe(404);
    expect((await here(await served({ host: '0.0.0.0', control: true })))[0]).toBe(200);
    expect((await here(await served({ control: false })))[0]).toBe(404);
  });

  it('is no page of another origin', async () => {
    const base = await served();
    const origin = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'DELETE' };
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await send(base, method, '/_mock/state', undefined, origin);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('an endpoint that is none', () => {
  it.each([
    ['GET', '/_mock/nothing', 404, null],
    ['POST', '/_mock/ready', 405, 'GET'],
    ['PATCH', '/_mock/state', 405, 'DELETE, GET, PUT'],
  ])('%s %s', async (method, path, status, allow) => {
    const reply = await send(await served(), method, path);
    expect([reply.status, reply.body.error_code, reply.headers.get('allow')]).toEqual([status, 'APIG.0101', allow]);
  });
});
