// By which names a mock may be called: a page that has a name of its own for this machine (DNS rebinding) is rejected.
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { hostnameOf, isLoopback } from '../src/adapters/host.ts';
import type { ServeOptions } from '../src/adapters/node.ts';
import type { LogEntry } from '../src/index.ts';
import { channels, served } from './support.ts';

/** Sends a head as it is, and gives the status and the body. */
async function head(base: string, ...lines: string[]): Promise<[status: number, body: string]> {
  const { hostname, port } = new URL(base.replace('0.0.0.0', '127.0.0.1'));
  const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
  socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
  const response = await text(socket);
  return [Number(response.split(' ')[1]), response.split('\r\n\r\n')[1] ?? ''];
}

const state = (base: string, host: string, ...more: string[]) =>
  head(base, 'GET /_mock/state HTTP/1.1', `Host: ${host}`, ...more);
const show = (base: string, host: string) =>
  head(base, `GET ${channels}/1 HTTP/1.1`, `Host: ${host}`, 'X-Auth-Token: any');

const own = [
  'localhost',
  'LOCALHOST:4010',
  'localhost.',
  '127.0.0.1',
  '127.0.0.1:80',
  '127.1',
  '[::1]',
  '[::1]:4010',
  '[0:0:0:0:0:0:0:1]',
  'app.localhost',
];
const foreign = [
  ...[
    'evil.example',
    'localhost.evil',
    'localhost.evil.example:4010',
    '127.0.0.1.evil',
    'EVIL.EXAMPLE',
    'evil.example.',
  ],
  ...[
    '127.0.0.1@evil.example',
    'evil.example@127.0.0.1',
    'evil.example#127.0.0.1',
    '127.0.0.1:99999',
    '128.0.0.1',
    '[::2]',
    '',
    'notlocalhost',
  ],
];

describe.each<[string, ServeOptions, (base: string, host: string) => Promise<[number, string]>, number]>([
  ['/_mock/state', {}, state, 200],
  ['/_mock/state with --control', { control: true }, state, 200],
  ['an operation with --no-cors', { cors: false }, show, 404],
])('%s on a loopback address', (_title, options, call, status) => {
  it.each(own)('answers to Host: %s', async (host) => {
    expect((await call(await served(options), host))[0]).toBe(status);
  });

  it.each(foreign)('rejects Host: %s', async (host) => {
    const entries: LogEntry[] = [];
    const [rejected, body] = await call(await served({ ...options, log: (entry) => entries.push(entry) }), host);
    expect([rejected, JSON.parse(body)]).toEqual([
      403,
      {
        error_code: 'APIG.1005',
        error_msg: `The host is not allowed,host:${host.split('@').at(-1)}. The mock allows it with --allowed-host`,
      },
    ]);
    expect(entries).toEqual([
      expect.objectContaining({ status: 403, code: 'APIG.1005', requestId: expect.stringMatching(/^.{32}$/) }),
    ]);
  });

  it('rejects a whole address as target, whose host is foreign, and answers to its own', async () => {
    const base = await served(options);
    const target = call === state ? '/_mock/state' : `${channels}/1`;
    const asked = (host: string) =>
      head(base, `GET http://${host}${target} HTTP/1.1`, 'Host: 127.0.0.1', 'X-Auth-Token: any');
    expect((await asked('evil.example'))[0]).toBe(403);
    expect((await asked('localhost:4010'))[0]).toBe(status);
  });

  it('answers to an allowed name, and still to no other', async () => {
    const base = await served({ ...options, allowedHosts: ['Mock.Internal'] });
    expect((await call(base, 'mock.internal:4010'))[0]).toBe(status);
    expect((await call(base, 'mock.internal.evil'))[0]).toBe(403);
  });
});

describe('a Host', () => {
  it('is required by HTTP/1.1, not by HTTP/1.0, and may be there once', async () => {
    const base = await served();
    const [status, body] = await head(base, 'GET /_mock/ready HTTP/1.1');
    expect([status, JSON.parse(body).error_code]).toEqual([400, 'APIG.2001']);
    expect((await head(base, 'GET /_mock/ready HTTP/1.0'))[0]).toBe(200);
    const [twice] = await head(base, 'GET /_mock/ready HTTP/1.1', 'Host: 127.0.0.1', 'Host: evil.example');
    expect(twice).toBe(400);
  });

  it('of any name does for operations where CORS lets every page call', async () => {
    expect((await show(await served(), 'apig.cn-north-4.myhuaweicloud.com'))[0]).toBe(404);
  });

  it('of any name does where the mock listens for others, unless names are given', async () => {
    const all = { host: '0.0.0.0', control: true };
    expect((await state(await served(all), 'mock:4010'))[0]).toBe(200);
    const named = await served({ ...all, allowedHosts: ['mock'] });
    expect((await state(named, 'mock:4010'))[0]).toBe(200);
    expect((await state(named, 'evil.example'))[0]).toBe(403);
  });
});

describe('an Origin', () => {
  it.each([
    ['http://localhost:4011', 200],
    ['http://127.0.0.1', 200],
    ['https://evil.example', 403],
    ['null', 403],
    ['http://localhost.evil', 403],
    ['file://', 403],
  ])('%s: /_mock/state is answered %i', async (origin, status) => {
    for (const options of [{}, { control: true, host: '0.0.0.0' }]) {
      expect((await state(await served(options), 'localhost', `Origin: ${origin}`))[0]).toBe(status);
    }
  });
});

it('a loopback address is known in every form', () => {
  for (const host of ['127.0.0.1', '127.8.9.10', '::1', '[::1]', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', 'LocalHost']) {
    expect([host, isLoopback(host)]).toEqual([host, true]);
  }
  for (const host of ['0.0.0.0', '::', '192.168.0.1', '127.0.0.1.evil', 'localhost.evil', '']) {
    expect([host, isLoopback(host)]).toEqual([host, false]);
  }
  expect(hostnameOf('a b')).toBeUndefined();
});
