// How a mock that listens ends, and what it leaves behind.
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, vi } from 'vitest';
import { serve } from '../src/adapters/node.ts';
import { memoryStore } from '../src/index.ts';
import { channels, patience, served } from './support.ts';

vi.setConfig({ testTimeout: patience });

it('what is being asked is still answered, and nothing after it on the same connection', async () => {
  const mock = await serve({ port: 0, latency: 300 });
  const asked = fetch(`${mock.url}${channels}/1`, { headers: { 'X-Auth-Token': 'any' } });
  await vi.waitFor(async () => {
    const { requests } = (await (await fetch(`${mock.url}/_mock/requests`)).json()) as { requests: unknown[] };
    expect(requests).toEqual([]);
  });
  const closed = mock.close();
  const response = await asked;
  expect([response.status, response.headers.get('connection')]).toEqual([404, 'close']);
  await closed;
  await expect(fetch(mock.url)).rejects.toThrow();
});

it('who never ends a request is not waited for longer than five seconds', async () => {
  const mock = await serve({ port: 0 });
  const socket = connect(Number(new URL(mock.url).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`POST ${channels} HTTP/1.1\r\nHost: mock\r\nX-Auth-Token: any\r\nContent-Length: 100\r\n\r\n{`);
  const ended = once(socket, 'close');
  await fetch(`${mock.url}/_mock/ready`);
  await mock.close();
  await ended;
});

it('the store is closed where nothing can listen', async () => {
  const close = vi.fn(async () => {});
  const port = Number(new URL(await served()).port);
  await expect(serve({ port, store: { ...memoryStore(), close } })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use.`,
  );
  expect(close).toHaveBeenCalledOnce();
});
