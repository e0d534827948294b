// Responses that never end, are too large or take too long: memory has a bound, and the timeout holds until the result is there.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import * as validator from '@apig-spec/validator';
import { describe, expect, onTestFinished, test } from 'vitest';
import { retry } from '../src/retry.ts';
import { validate } from '../src/validate.ts';
import { type ApigClientOptions, createApigClient, createVpcChannel, showInstance } from './generated/newest.ts';
import { answer, body, recorded } from './support.ts';

const instance = '/v2/{project_id}/apigw/instances/{instance_id}';
const bound = { projectId: 'p', instanceId: 'i', auth: { token: 't' } };
const mebibyte = 2 ** 20;
/** For what takes its time on a busy machine. */
const patient = { timeout: 60_000 };

/** A client of a server, and whether the server was left. */
async function clientOf(respond: (response: ServerResponse) => void, options: Partial<ApigClientOptions> = {}) {
  let left = 0;
  const server = createServer((_, response) => {
    response.on('close', () => left++);
    respond(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const apig = createApigClient({ ...bound, ...options, endpoint } as ApigClientOptions);
  const closed = async () => {
    while (left === 0) await new Promise((done) => setTimeout(done, 5));
  };
  return { apig, closed };
}

/** Writes for as long as somebody listens. */
function endless(chunk: Buffer): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'X-Request-Id': 'r' });
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
}

const large = {
  fault: 'too-large',
  error: { code: 'too-large', message: expect.stringContaining('maxResponseBytes') },
};

describe('maxResponseBytes', () => {
  test('ends a response that never ends, and the connection, whoever reads it', patient, async () => {
    for (const middleware of [[], [retry()], [{ onResponse: () => undefined }]]) {
      const options = { middleware, maxResponseBytes: mebibyte };
      const { apig, closed } = await clientOf(endless(Buffer.alloc(65_536, 32)), options);
      expect(await showInstance(apig)).toMatchObject(large);
      await closed();
      for (const parseAs of ['json', 'text', 'blob', 'arrayBuffer'] as const)
        await expect(apig.GET(instance, { parseAs })).rejects.toMatchObject({ fault: 'too-large' });
    }
  });

  test('counts what a gzip bomb comes to', patient, async () => {
    const bomb = gzipSync(Buffer.alloc(96 * mebibyte, 32));
    expect(bomb.length).toBeLessThan(mebibyte);
    const { apig } = await clientOf((response) =>
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(bomb),
    );
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 1);
    expect(await showInstance(apig)).toMatchObject(large);
    clearInterval(watching);
    expect(most).toBeLessThan(64 * mebibyte);
  });

  test('holds for errors, and for chunks of a byte each', async () => {
    const { apig } = recorded(
      async () =>
        new Response(new ReadableStream({ pull: (part) => part.enqueue(new Uint8Array(1)) }), { status: 500 }),
      { maxResponseBytes: 100_000 },
    );
    expect(await showInstance(apig)).toMatchObject(large);
  });

  test('is what a response may have at most', async () => {
    const text = JSON.stringify({ id: 'c'.repeat(1000) });
    const fetch = async () => new Response(text);
    expect(await showInstance(recorded(fetch, { maxResponseBytes: text.length }).apig)).toMatchObject({ ok: true });
    expect(await showInstance(recorded(fetch, { maxResponseBytes: text.length - 1 }).apig)).toMatchObject(large);
  });

  test('is 16 MiB by default, and may be none', patient, async () => {
    const full = `{"id":"${'c'.repeat(16 * mebibyte - 9)}"}`;
    expect(await showInstance(recorded(async () => new Response(full)).apig)).toMatchObject({ ok: true });
    const more = async () => new Response(`${full} `);
    expect(await showInstance(recorded(more).apig)).toMatchObject(large);
    const open = { maxResponseBytes: Number.POSITIVE_INFINITY };
    expect(await showInstance(recorded(more, open).apig)).toMatchObject({ ok: true });
  });

  test('is not for a stream, which is the caller’s own', patient, async () => {
    const { apig } = await clientOf(endless(Buffer.alloc(65_536, 32)), { timeout: 60_000 });
    const { data } = await apig.GET(instance, { parseAs: 'stream' });
    const reader = (data as unknown as ReadableStream<Uint8Array>).getReader();
    let size = 0;
    while (size < 20 * mebibyte) size += (await reader.read()).value?.length ?? 0;
    await reader.cancel();
  });

  test('holds for what fetches without web streams give', async () => {
    const fetch = async () => {
      const response = new Response('{"id":"c"}', { status: 200 });
      return Object.defineProperty(response, 'body', { value: undefined });
    };
    expect(await showInstance(recorded(fetch).apig)).toMatchObject({ ok: true, data: { id: 'c' } });
    expect(await showInstance(recorded(fetch, { maxResponseBytes: 3 }).apig)).toMatchObject(large);
  });
});

test('bytes arrive as they were sent', async () => {
  const sent = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (const middleware of [[], [{ onResponse: () => undefined }]]) {
    const { apig } = recorded(async () => new Response(sent), { middleware });
    const { data } = await apig.GET(instance, { parseAs: 'arrayBuffer' });
    expect(new Uint8Array(data as unknown as ArrayBuffer)).toEqual(sent);
  }
});

/** Works without ever waiting, so that no timer can tell. */
function busy<Value>(value: Value): Value {
  const end = performance.now() + 100;
  while (performance.now() < end);
  return value;
}

const never = () => new Promise<never>(() => {});
const late = { ok: false, fault: 'timeout', error: { code: 'timeout', message: 'No result within 60 ms' } };
const fine = async () => answer(200, { id: 'i' });

const collect = (): void => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
};

test('an abort reaches the server, though memory was freed since the request', async () => {
  for (const begin of ['', '{']) {
    const { apig, closed } = await clientOf((response) => {
      if (begin) response.writeHead(200).write(begin);
    });
    const controller = new AbortController();
    const pending = showInstance(apig, { signal: controller.signal });
    for (let times = 0; times < 5; times++) {
      await new Promise((done) => setTimeout(done, 20));
      collect();
    }
    controller.abort();
    expect(await pending).toMatchObject({ fault: 'aborted' });
    await closed();
  }
});

describe('the timeout holds', () => {
  test.each([
    ['while a response that never ends is read', endless(Buffer.from(' ')), {}],
    ['after the head of a response', (response: ServerResponse) => void response.writeHead(200).write('{'), {}],
    ['while nothing is answered', () => {}, {}],
  ])('%s', async (_, respond, options) => {
    const { apig, closed } = await clientOf(respond, { timeout: 60, maxResponseBytes: 2 ** 40, ...options });
    expect(await showInstance(apig)).toMatchObject(late);
    await closed();
  });

  const works = { ...validator, validateResponse: () => busy([]), validateRequest: () => busy([]) };
  const stuck: Record<string, Partial<ApigClientOptions>> = {
    'the token function': { auth: { token: never } },
    'a token function that never waits': { auth: { token: () => busy('t') } },
    'the signer': { auth: { sign: never } },
    'middleware before the request': { middleware: [{ onRequest: never }] },
    'middleware after the response': { middleware: [{ onResponse: never }] },
    'middleware that never waits': { middleware: [{ onResponse: () => busy(undefined) }] },
    'middleware that never waits before the request': { middleware: [{ onRequest: () => busy(undefined) }] },
    'validation of the response': { middleware: [validate({ validator: works, mode: 'response' })] },
    'validation of the request': { middleware: [validate({ validator: works, mode: 'request' })] },
    'the debug hook': { debug: () => busy(undefined) },
  };
  test.each(Object.entries(stuck))('in %s', async (_, options) => {
    const { apig } = recorded(fine, { timeout: 60, ...options } as object);
    expect(await showInstance(apig)).toMatchObject(late);
    const methods = recorded(fine, { timeout: 60, ...options } as object);
    await expect(methods.apig.GET(instance)).rejects.toMatchObject({ fault: 'timeout' });
  });

  test('and what is still read then is cancelled, where fetch does not heed signals', async () => {
    let cancelled = 0;
    const stream = () => new ReadableStream({ pull: () => never(), cancel: () => void cancelled++ });
    expect(await showInstance(recorded(async () => new Response(stream()), { timeout: 60 }).apig)).toMatchObject(late);
    expect(cancelled).toBe(1);
    const tardy = () =>
      new Promise<Response>((done) => {
        setTimeout(() => done(new Response(stream())), 100);
      });
    expect(await showInstance(recorded(tardy, { timeout: 60 }).apig)).toMatchObject(late);
    await expect.poll(() => cancelled).toBe(2);
  });

  test('in middleware that handles a fault', async () => {
    const { apig } = recorded(() => Promise.reject(new TypeError('failed')), {
      timeout: 60,
      middleware: [{ onError: never }],
    });
    expect(await showInstance(apig)).toMatchObject(late);
  });

  test('while a large response is parsed', patient, async () => {
    const text = `[${'{"a":[1,2,3]},'.repeat(1_000_000)}0]`;
    const { apig } = recorded(async () => new Response(text), { timeout: 1 });
    expect(await showInstance(apig)).toMatchObject({ fault: 'timeout' });
  });

  test('in parts that together are too long', async () => {
    const pause = () => new Promise<void>((done) => setTimeout(done, 40));
    const { apig } = recorded(
      async () => {
        await pause();
        return answer(200, { id: 'i' });
      },
      { timeout: 60, middleware: [{ onRequest: pause }] },
    );
    expect(await showInstance(apig)).toMatchObject(late);
  });

  test('and nothing is sent after it', async () => {
    let release = () => {};
    let held: Promise<void>;
    for (const options of [
      { middleware: [{ onRequest: () => held }] },
      {
        middleware: [
          { onRequest: async ({ request: { url } }: { request: Request }) => held.then(() => new Request(url)) },
        ],
      },
      { auth: { token: () => held.then(() => 't') } },
    ]) {
      held = new Promise((done) => {
        release = done;
      });
      const { apig, requests } = recorded(fine, { timeout: 20, ...options } as object);
      const controller = new AbortController();
      const aborted = recorded(fine, options as object);
      const pending = createVpcChannel(aborted.apig, { body, signal: controller.signal });
      expect(await createVpcChannel(apig, { body })).toMatchObject({ fault: 'timeout' });
      controller.abort();
      expect(await pending).toMatchObject({ fault: 'aborted' });
      release();
      await new Promise((done) => setTimeout(done, 20));
      expect(requests).toHaveLength(0);
      expect(aborted.requests).toHaveLength(0);
    }
  });

  test('nor by an attempt that retry gave up, nor where middleware dropped the signal', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const slow = async () => held.then(() => 't');
    let asked = 0;
    const token = () => (asked++ === 0 ? slow() : 't');
    const middleware = [retry({ attempts: 2, delay: 0 })];
    const retried = recorded(fine, { auth: { token }, timeout: 200, middleware });
    expect(await showInstance(retried.apig)).toMatchObject({ ok: true });
    const dropping = { onRequest: ({ request: { url } }: { request: Request }) => new Request(url) };
    const dropped = recorded(fine, { auth: { token: slow }, middleware: [dropping] });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    expect(await showInstance(dropped.apig, { signal: controller.signal })).toMatchObject({ fault: 'aborted' });
    release();
    await new Promise((done) => setTimeout(done, 20));
    expect(retried.requests).toHaveLength(1);
    expect(dropped.requests).toHaveLength(0);
  });

  test('for each attempt anew', async () => {
    let count = 0;
    const { apig } = recorded(
      (request) => {
        if (count++ < 2) return never();
        request.signal.throwIfAborted();
        return fine();
      },
      { timeout: 60, middleware: [retry({ delay: 200, cap: 100 })] },
    );
    expect(await showInstance(apig)).toMatchObject({ ok: true });
    expect(count).toBe(3);
  });

  test('and no timer outlives a call', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const { apig } = recorded(fine, { timeout: 600_000, middleware: [retry()] });
    await showInstance(apig);
    await showInstance(recorded(() => Promise.reject(new TypeError('f')), { timeout: 600_000 }).apig);
    expect(timers()).toBe(before);
  });
});
