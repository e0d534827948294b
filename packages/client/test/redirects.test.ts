// Redirects: the API sends none, and whoever does gets neither a second request nor the credentials.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aksk } from '../src/aksk.ts';
import { retry } from '../src/retry.ts';
import { createApigClient, createVpcChannel, orThrow, showInstance } from './generated/newest.ts';
import { answer, body, recorded } from './support.ts';

const instance = '/v2/{project_id}/apigw/instances/{instance_id}';

/** A server, and what it was asked. */
async function serverOf(respond: (request: IncomingMessage) => { status: number; location?: string; text?: string }) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const { status, location, text } = respond(request);
    const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
    const headers = {
      'Content-Type': 'application/json',
      ...cors,
      ...(location !== undefined && { Location: location }),
    };
    response.writeHead(request.method === 'OPTIONS' ? 204 : status, headers).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const stealing = () => serverOf(() => ({ status: 201, text: '{"id":"stolen"}' }));

describe.each([301, 302, 303, 307, 308, 300])('the endpoint answers %i to another host', (status) => {
  test('nothing goes there, and the target is named without its secrets', async () => {
    const other = await stealing();
    const location = `${other.url.replace('//', '//user:password@')}/elsewhere?X-Auth-Token=secret#secret`;
    const endpoint = await serverOf(() => ({ status, location, text: '{"id":"stolen"}' }));
    const bound = { endpoint: endpoint.url, projectId: 'p', instanceId: 'i' };
    for (const auth of [
      { token: 'a' },
      { token: () => 'a' },
      aksk({ accessKey: 'a', secretKey: 's', securityToken: 't' }),
    ]) {
      for (const middleware of [[], [retry({ delay: 1 })]]) {
        const apig = createApigClient({ ...bound, auth, middleware, timeout: 60_000 });
        const result = await createVpcChannel(apig, { body });
        expect(result).toMatchObject({ ok: false, status: 0, fault: 'redirect', error: { code: 'redirect' } });
        if (result.status !== 0) throw new Error('a fault was expected');
        expect(result.error.message).toContain(`${other.url}/elsewhere`);
        expect(JSON.stringify(result)).not.toMatch(/secret|password/);
        expect(() => orThrow(result)).toThrow('/elsewhere');
        await expect(apig.GET(instance)).rejects.toMatchObject({ fault: 'redirect' });
      }
    }
    expect(other.seen).toEqual([]);
    // Each once: a redirect is not a passing fault.
    expect(endpoint.seen).toHaveLength(12);
  });
});

test('an option of the call does not undo it, nor does middleware, nor a fetch of its own', async () => {
  const other = await stealing();
  const endpoint = await serverOf(() => ({ status: 307, location: `${other.url}/elsewhere` }));
  const bound = { endpoint: endpoint.url, projectId: 'p', instanceId: 'i', auth: { token: 't' } };
  const follow = { redirect: 'follow' as const };
  const apig = createApigClient({
    ...bound,
    fetch: (request) => fetch(request),
    middleware: [{ onRequest: ({ request }) => new Request(request, follow) }],
  });
  await expect(apig.GET(instance, follow)).rejects.toMatchObject({ fault: 'redirect' });
  expect(await showInstance(apig, follow as object)).toMatchObject({ fault: 'redirect' });
  await expect(apig.GET(instance, { ...follow, fetch: (request) => fetch(request) })).rejects.toMatchObject({
    fault: 'redirect',
  });
  await expect(apig.GET(instance, { parseAs: 'stream' })).rejects.toMatchObject({ fault: 'redirect' });
  expect(other.seen).toEqual([]);
  // What a fetch follows against our will is not a success at least.
  const disobedient = createApigClient({ ...bound, fetch: ({ url, headers }) => fetch(url, { headers }) });
  const result = await showInstance(disobedient);
  expect(result).toMatchObject({
    fault: 'redirect',
    error: { message: expect.stringContaining(`${other.url}/elsewhere`) },
  });
});

test.each([
  [undefined, 'address'],
  ['http://[', 'an unknown address'],
  ['/other/path', 'https://apig.example/other/path'],
  ['//other.example/x', 'https://other.example/x'],
  ['javascript:alert(1)', 'null'],
])('a target %j is told as it can be', async (location, told) => {
  const headers = location === undefined ? {} : { Location: location };
  const { apig } = recorded(async () => new Response('{"id":"c"}', { status: 302, headers }));
  expect(await showInstance(apig)).toMatchObject({
    fault: 'redirect',
    error: { message: expect.stringContaining(told) },
  });
});

test('no 3xx is a success, wherever it comes from', async () => {
  for (const status of [300, 301, 302, 303, 304, 305, 307, 308, 399]) {
    const made = () => new Response(status === 304 ? null : '{"id":"c"}', { status });
    expect((await showInstance(recorded(async () => made()).apig)).ok).toBe(false);
    const middleware = [{ onRequest: made }];
    expect((await showInstance(recorded(async () => answer(200, {}), { middleware }).apig)).ok).toBe(false);
  }
});

test('in a browser, which does not tell the target, it is followed neither', { timeout: 60_000 }, async () => {
  const other = await stealing();
  const contents = `
    import { createApigClient, createVpcChannel } from '@apig-spec/client';
    globalThis.run = async (endpoint) => {
      const apig = createApigClient({ endpoint, projectId: 'p', instanceId: 'i', auth: { token: 't' }, timeout: 60000 });
      const { ok, fault, error } = await createVpcChannel(apig, { body: { name: 'a' } });
      return { ok, fault, error };
    };`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'iife',
    write: false,
  });
  const script = outputFiles[0]?.text ?? '';
  const page = createServer((_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>'));
  await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
  onTestFinished(() => void page.close());
  const endpoint = await serverOf(() => ({ status: 307, location: `${other.url}/elsewhere` }));
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--no-sandbox'];
  const browser = await chromium.launch({ executablePath, args });
  onTestFinished(() => browser.close());
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${(page.address() as AddressInfo).port}/`);
  await tab.addScriptTag({ content: script });
  const run = (url: string) => tab.evaluate((address) => Reflect.get(globalThis, 'run')(address), url);
  expect(await run(endpoint.url)).toMatchObject({ ok: false, fault: 'redirect' });
  expect(other.seen).toEqual([]);
  // The page reaches servers of other addresses otherwise.
  expect(await run(other.url)).toMatchObject({ ok: true });
});
