// Nothing that a caller sends as a secret is seen in the log, in /_mock/requests or on the command line, wherever it was sent.
import { writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logLine } from '../src/cli/log.ts';
import { createMock, type LogEntry, memoryStore } from '../src/index.ts';
import { type Body, channels, documentExample, instance, run, scratch, send, served, spawned } from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
const app = `${channels.replace('vpc-channels', 'apps')}/356de8eb7a8742168586e5daf5339965`;
const nacos = (user_info: unknown) => ({ ...example, microservice_info: { nacos_info: { user_info } } });

type Sent = [path: string, init: RequestInit & { headers?: Record<string, string> }];
const post = (body: unknown, headers: Record<string, string> = {}): Sent => [
  channels,
  {
    method: 'POST',
    headers: { 'X-Auth-Token': 'hunter2', 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  },
];
const get = (path: string, headers: Record<string, string> = {}): Sent => [path, { headers }];

const requests: [string, Sent][] = [
  ['?X-Auth-Token=… in a URL', get(`${channels}/1?X-Auth-Token=hunter2`)],
  ['?password=… in a URL', get(`${channels}/1?limit=1&password=hunter2`)],
  ['in a URL twice, in another case, encoded', get(`${channels}?PASSWORD=hunter2&PassWord=hunter2&p%61ssword=hunter2`)],
  ['in a path', get('/v2/password=hunter2/nothing')],
  ['in a path, with an encoded name', get('/nowhere/%74oken=hunter2')],
  ['in a path, encoded as a whole', get('/nowhere/token%3Dhunter2')],
  ['in a path, with encoded spaces', get('/nowhere/token=a%20b%20hunter2')],
  ['user_info in a URL', get('/nowhere?nacos_info[user_info]=hunter2')],
  ['user_info sent as a list of texts', post(nacos(['hunter2']))],
  ['a pair of key and value', post({ ...example, members: [{ key: 'password', value: 'hunter2' }] })],
  ['a URL with a password in a text', post({ ...example, name: 'http://root:hunter2@db.example' })],
  ['a URL with a password in a Referer', get(`${channels}/1`, { Referer: 'http://root:hunter2@docs.example/' })],
  ['an encoded name in a Referer', get(`${channels}/1`, { Referer: 'http://docs.example/?p%61ssword=hunter2' })],
  ['a Host with a password', get('/nowhere', { Host: 'root:hunter2@localhost' })],
  ['in a path that is answered with a message', get('/nowhere;token=hunter2')],
  ['user_info sent as a string', post(nacos('root:hunter2'))],
  ['user_info sent as JSON in a string', post(nacos('{"user_name":"n","password":"hunter2"}'))],
  ['user_info sent as a list', post(nacos([{ password: 'hunter2' }, 'password=hunter2']))],
  ['microservice_info sent as a string', post({ ...example, microservice_info: 'password hunter2' })],
  ['a password where an object stands in its place', post(nacos({ password: { is: 'hunter2' } }))],
  ['JSON in a string of another field', post({ ...example, name: '{"password":"hunter2"}' })],
  ['a form', post('password=hunter2&name=x', { 'Content-Type': 'application/x-www-form-urlencoded' })],
  ['malformed JSON', post('{"password":"hunter2"')],
  ['a body that is a string', post('"hunter2"')],
  ['an unknown field', post({ ...example, 'password=hunter2': 1 })],
  ['a header of the API', get(`${channels}/1`, { 'X-Auth-Token': 'hunter2', 'X-Security-Token': 'hunter2' })],
  ['Authorization', get(`${channels}/1`, { Authorization: 'Bearer hunter2' })],
  ['Proxy-Authorization', get(`${channels}/1`, { 'Proxy-Authorization': 'Basic hunter2' })],
  ['a cookie', get(`${channels}/1`, { Cookie: 'session=hunter2' })],
  ['an app code', get(`${channels}/1`, { 'X-Apig-AppCode': 'hunter2' })],
  ['a Referer', get(`${channels}/1`, { Referer: 'http://docs.example/?token=hunter2' })],
  ['an edition', get(`${channels}/1`, { 'X-Apig-Edition': 'token=hunter2' })],
  [
    'the keys of an app',
    [app, { ...post({ name: 'app_demo', app_key: 'hunter2hunter2', app_secret: 'hunter2hunter2' })[1], method: 'PUT' }],
  ],
  [
    'a signature key',
    [
      channels.replace('vpc-channels', 'signs'),
      post({ name: 'key_demo', sign_key: 'hunter2_key', sign_secret: 'hunter2_secret' })[1],
    ],
  ],
];

/** Sends a request whose headers fetch would not. */
function sendAsIs(base: string, [path, { method = 'GET', headers = {}, body }]: Sent): Promise<void> {
  return new Promise((resolve, reject) => {
    httpRequest(base + path, { method, headers }, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end(body as string | undefined);
  });
}

it.each(requests)('%s is not seen', async (_title, sent) => {
  const entries: LogEntry[] = [];
  const base = await served({ log: (entry) => void entries.push(entry) });
  await sendAsIs(base, sent);
  const { requests } = (await send(base, 'GET', '/_mock/requests')).body;
  expect(requests).toHaveLength(1);
  expect(entries).toHaveLength(1);
  const shown = [
    JSON.stringify(requests),
    ...entries.flatMap((entry) => [logLine('json', entry), logLine('pretty', entry)]),
  ];
  for (const text of shown) expect(text).not.toContain('hunter2');
  // What is not a secret is there.
  expect(requests[0].url).toContain('/');
});

it('a password before the host is not seen where the host or the origin is rejected, nor with CONNECT', async () => {
  const entries: LogEntry[] = [];
  const base = await served({ log: (entry) => void entries.push(entry) });
  await sendAsIs(base, get('/_mock/state', { Host: 'root:hunter2@evil.example' }));
  await sendAsIs(base, get('/_mock/state', { Origin: 'http://root:hunter2@evil.example' }));
  await new Promise((resolve) => {
    httpRequest(base, { method: 'CONNECT', path: 'root:hunter2@evil.example:443' }).on('connect', resolve).end();
  });
  expect(entries.map(({ status }) => status)).toEqual([403, 403, 405]);
  for (const form of ['json', 'pretty'] as const) {
    for (const entry of entries) {
      expect(logLine(form, entry)).not.toContain('hunter2');
      expect(logLine(form, entry)).toContain('evil.example');
    }
  }
});

it('is seen neither in an error of our own', async () => {
  const entries: LogEntry[] = [];
  const read = () => Promise.reject(new Error('cannot read {"password": "hunter2"} of token=hunter2'));
  const mock = createMock({ store: { ...memoryStore(), read }, log: (entry) => void entries.push(entry) });
  const response = await mock.fetch(
    new Request(`http://mock${channels}/1`, { headers: { 'X-Auth-Token': 'hunter2' } }),
  );
  expect(response.status).toBe(500);
  const [entry] = entries as [LogEntry];
  for (const form of ['json', 'pretty'] as const) {
    expect(logLine(form, entry)).not.toContain('hunter2');
    // Where it was thrown is.
    expect(logLine(form, entry)).toContain('secrets.test.ts:');
  }
});

describe('on the command line', () => {
  it.each([[['restore']], [['serve', '--port', '0', '--seed']], [['validate', 'createSignatureKey']]])(
    'is not seen where the file of %j is not JSON',
    async (args) => {
      const file = join(scratch(), 'state.json');
      writeFileSync(file, '{"app_secret":hunter2');
      const { code, stderr } = await run(...args, file);
      expect(code).toBe(1);
      expect(stderr).toContain("is not JSON: Unexpected token 'h'");
      expect(stderr).not.toContain('hunter2'.slice(0, 3));
    },
  );

  it.each(['pretty', 'json'])('is not seen in the %s log', async (form) => {
    const mock = await spawned('--log', form, '--token', `hunter2=${channels.split('/')[2]}`);
    for (const [, sent] of requests) await sendAsIs(mock.url, sent);
    await mock.end('SIGTERM');
    expect(mock.lines.length).toBeGreaterThan(requests.length);
    expect(mock.lines.join('\n')).not.toContain('hunter2');
    expect(mock.lines.join('\n')).toContain(instance);
  });
});

it('the requests are what they were but for the secrets', async () => {
  const base = await served();
  await send(base, 'POST', `${channels}?x=1&token=t`, nacos({ user_name: 'nacos', password: 'hunter2' }));
  const [request] = ((await send(base, 'GET', '/_mock/requests')).body as Body).requests;
  expect([request.url, request.body]).toEqual([
    `${channels}?x=1&token=***`,
    nacos({ user_name: 'nacos', password: '***' }),
  ]);
});
