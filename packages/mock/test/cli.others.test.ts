// snapshot, restore and reset at what is not a mock: they end with 1 and say what is there; what is not a mock is told nothing.
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { timeOf } from '../src/cli/options.ts';
import { newClock } from '../src/protocol/stamp.ts';
import { run, scratch } from './support.ts';

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that is none of ours, and the methods and paths that it is asked for. */
async function other(listener: RequestListener): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.on('error', () => {});
    listener(request, response);
  });
  onTestFinished(() => server.closeAllConnections());
  return { url: await listening(server), asked };
}

function snapshotFile(): string {
  const file = join(scratch(), 'snapshot.json');
  writeFileSync(
    file,
    JSON.stringify({ format: 'apig-mock', version: 1, ids: 0, clock: { last: 0, count: 0 }, scopes: [] }),
  );
  return file;
}

const commands: [string, (url: string) => string[]][] = [
  ['snapshot', (url) => ['snapshot', '--url', url, '--timeout', '1']],
  ['restore', (url) => ['restore', snapshotFile(), '--url', url, '--timeout', '1']],
  ['reset', (url) => ['reset', '--url', url, '--timeout', '1']],
];

describe.each(commands)('%s --url', (_command, args) => {
  it('at a silent server ends', async () => {
    const sockets: { destroy(): void }[] = [];
    const server = createTcpServer((socket) => void sockets.push(socket.on('error', () => {})));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    const url = await listening(server);
    const { code, stdout, stderr } = await run(...args(url));
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      `apig-mock: ${url} does not respond within 1 s. To wait longer, set --timeout; to use another address, set --url.\n`,
    ]);
  });

  it.each<[string, RequestListener, string]>([
    ['a page', (_, response) => response.end('<!doctype html>'), 'it is not an apig-mock'],
    ['JSON of another kind', (_, response) => response.end('{"ready":"yes"}'), 'it is not an apig-mock'],
    ['nothing, successfully', (_, response) => response.end(), 'it is not an apig-mock'],
    ['an error', (_, response) => response.writeHead(500).end('{}'), 'returns 500'],
    [
      'more and more',
      (_, response) => void setInterval(() => response.write('x'.repeat(10_000)), 1),
      'more than 65536 bytes',
    ],
    [
      'slowly, for ever',
      (_, response) => void setInterval(() => response.write('x'), 50),
      'the response is incomplete after 1 s',
    ],
    [
      'half of it',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{');
        setTimeout(() => response.destroy(), 50);
      },
      'responds, but the response is incomplete.',
    ],
    [
      'a redirect',
      (_, response) => {
        response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).write('x');
      },
      'redirects to http://127.0.0.1:1/elsewhere.',
    ],
  ])('at a server that answers %s', async (_title, listener, message) => {
    const { url, asked } = await other(listener);
    const { code, stdout, stderr } = await run(...args(url));
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining(message)]);
    expect(asked).toEqual(['GET /_mock/ready']);
  });

  it('at a mock that stops answering ends', async () => {
    const { url } = await other((request, response) => {
      if (request.url === '/_mock/ready') response.end('{"ready":true}');
    });
    const { code, stderr } = await run(...args(url));
    expect([code, stderr]).toEqual([1, expect.stringContaining('does not respond within 1 s.')]);
  });
});

describe('--now', () => {
  it.each([
    ['2024-11-11', '2024-11-11T00:00:00.000Z'],
    ['2024-02-29T23:59Z', '2024-02-29T23:59:00.000Z'],
    ['2024-11-11 08:00:00+08:00', '2024-11-11T00:00:00.000Z'],
    ['2024-11-11t00:00:00.123456789z', '2024-11-11T00:00:00.123Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('%s is %s', (text, expected) => expect(new Date(timeOf(text)).toISOString()).toBe(expected));
});

describe('a fixed clock', () => {
  it('gives nine digits, never the same twice, after a million requests too, and after a restore', () => {
    const start = Date.parse('2024-11-11T00:00:00Z');
    const clock = newClock(() => start);
    clock.next();
    clock.resume({ last: start, count: 999_998 });
    const times = [clock.next(), clock.next(), clock.next()];
    expect(times).toEqual([
      '2024-11-11T00:00:00.000999999Z',
      '2024-11-11T00:00:00.001000000Z',
      '2024-11-11T00:00:00.001000001Z',
    ]);
    const other = newClock(() => start);
    other.resume(clock.mark());
    expect(other.next()).toBe('2024-11-11T00:00:00.001000002Z');
  });

  it('is overtaken by a clock that goes on only where its own times are past', () => {
    let now = 1_700_000_000_000;
    const clock = newClock(() => now);
    clock.resume({ last: now, count: 1_999_999 });
    const times = [clock.next()];
    for (; times.length < 5; now += 1) times.push(clock.next());
    expect([...times].sort()).toEqual(times);
    expect(new Set(times).size).toBe(5);
  });
});
