// A new user's program, from packed packages, wherever JavaScript runs: Node 20, 22 and 26, Deno, Bun, a browser. The
// runtimes come from npm the first time; what cannot be had is skipped, and says so.
import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { installPacked } from '@apig-spec/dev/packed';
import { fetchedRuntime } from '@apig-spec/dev/runtimes';
import type { Served } from '@apig-spec/mock/node';
import { serve } from '@apig-spec/mock/node';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const timeout = 180_000;
const browser = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

const project = '73d69ae0cfcf460190522d06b60f05ad';
const instance = 'eddc4d25480b4cd6b512f270a1b8b341';

let folder: string;
let mock: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'apig-runtimes-'));
  installPacked(folder, ['client', 'validator']);
  mock = await serve({ host: '127.0.0.1', port: 0 });
}, timeout);
afterAll(async () => {
  await mock?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a new user writes first. */
const first = (endpoint: string) => `import { createApigClient, createVpcChannel } from '@apig-spec/client';

const apig = createApigClient({
  endpoint: '${endpoint}',
  projectId: '${project}',
  instanceId: '${instance}',
  auth: { token: 'any' },
});
const result = await createVpcChannel(apig, {
  body: { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] },
});
if (result.ok) console.log(result.data.name, result.status);
else if (result.status === 404) console.log('no such gateway', result.error.code);
else console.log(result);
`;

/** All that the client has, in a few lines: signatures, the validator, retries, limits, errors by code. */
const second = (
  endpoint: string,
) => `import { ApigError, createApigClient, createVpcChannel, deleteThrottle, orThrow, showVpcChannel } from '@apig-spec/client/2023-11';
import { aksk } from '@apig-spec/client/aksk';
import * as limits from '@apig-spec/client/2023-11/limits';
import { retry } from '@apig-spec/client/retry';
import { validate } from '@apig-spec/client/validate';
import * as validator from '@apig-spec/validator/2023-11';

const auth = aksk({ accessKey: 'AK', secretKey: 'SK' });
const middleware = [retry(), validate({ validator, mode: 'both' })];
const apig = createApigClient({ endpoint: '${endpoint}', projectId: '${project}', instanceId: '${instance}', auth, middleware });
const body = { name: 'VPC_demo', port: limits.VpcChannelCreate.port.maximum, balance_strategy: 1, member_type: 'ip' };
const { id: vpc_channel_id } = orThrow(await createVpcChannel(apig, { body }));
const shown = await showVpcChannel(apig, { vpc_channel_id });
const rejected = await createVpcChannel(apig, { body: { ...body, port: 0 } });
const missing = await showVpcChannel(apig, { vpc_channel_id: 'none' });
const thrown = await deleteThrottle(apig, { throttle_id: 'none', signal: AbortSignal.abort() }).then(orThrow).catch((error) => error);
console.log(shown.ok && shown.data.port, rejected.error?.code, missing.error?.code, thrown instanceof ApigError, thrown.fault);
`;

const programs = [
  ['first', first, 'VPC_demo 201'],
  ['second', second, '65535 APIG.2011 APIG.3023 false aborted'],
] as const;

describe.each(programs)('the %s program', (name, program, expected) => {
  async function printed(binary: string, ...args: string[]): Promise<string> {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, program(mock.url));
    // Not synchronously: the mock answers in this process.
    const { stdout } = await promisify(execFile)(binary, [...args, file], { cwd: folder, timeout: 60_000 });
    return stdout.trim();
  }

  test('on Node 26', { timeout }, async () => {
    expect(process.versions.node).toMatch(/^26\./);
    expect(await printed(process.execPath)).toBe(expected);
  });

  test.for([
    ['node-22', []],
    ['node-20', []],
    ['bun', []],
    ['deno', ['run', '--allow-net', '--no-prompt']],
  ] as const)('on %s', { timeout }, async ([runtime, args], { skip }) => {
    const found = fetchedRuntime(runtime);
    if ('lacks' in found) return skip(found.lacks);
    expect(await printed(found.file, ...args)).toBe(expected);
  });

  test('in Chromium, where no code may be generated', { timeout }, async () => {
    expect(await shown(name, program)).toBe(expected);
  });
});

test('the first program has fifteen lines', () => {
  expect(first('').trimEnd().split('\n').length).toBeLessThanOrEqual(15);
});

/** What a page logs that runs a program, bundled. The page, the program and the mock are served from one place. */
async function shown(name: string, program: (endpoint: string) => string): Promise<string> {
  const pages = new Map<string, { type: string; text: string }>();
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const page = pages.get(url);
    if (page) {
      const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
      response.writeHead(200, { 'Content-Type': page.type, 'Content-Security-Policy': policy }).end(page.text);
      return;
    }
    const body = method === 'GET' ? undefined : await new Response(Readable.toWeb(request) as ReadableStream).text();
    const passed = Object.entries(headers).filter(([header]) => !['connection', 'content-length'].includes(header));
    const fetched = await fetch(`${mock.url}${url}`, {
      method,
      headers: passed.map(([header, value]): [string, string] => [header, String(value)]),
      ...(body && { body }),
    });
    response.writeHead(fetched.status, Object.fromEntries(fetched.headers)).end(await fetched.text());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  // Chromium refuses to be root in its sandbox.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const running = await chromium.launch({ executablePath: browser, args });
  try {
    writeFileSync(join(folder, `${name}.mjs`), program(origin));
    const { outputFiles } = await build({
      entryPoints: [join(folder, `${name}.mjs`)],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    });
    pages.set('/', { type: 'text/html', text: '<!doctype html><script type="module" src="/program.js"></script>' });
    pages.set('/program.js', { type: 'text/javascript', text: outputFiles[0]?.text ?? '' });
    const page = await running.newPage();
    const said = new Promise<string>((done, failed) => {
      page.on('console', (message) => (message.type() === 'log' ? done(message.text()) : undefined));
      page.on('pageerror', failed);
    });
    await page.goto(origin);
    return await said;
  } finally {
    await running.close();
    server.closeAllConnections();
    server.close();
  }
}
