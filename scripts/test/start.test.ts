// `npm start` without the build: both servers in one process, and both gone after it.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { root } from '@apig-spec/repository/paths';
import { expect, it, onTestFinished } from 'vitest';

const patience = 60_000;
const channels = '/v2/p/apigw/instances/eddc4d25480b4cd6b512f270a1b8b341/vpc-channels';
const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'apig-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function docs(): string {
  const folder = join(scratch(), 'docs');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), '<h1>Docs</h1>');
  return folder;
}

function started(args: string[], env: Record<string, string> = {}): ChildProcessByStdio<null, Readable, Readable> {
  const child = spawn(process.execPath, [join(root, 'scripts', 'dev', 'start.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Starts and waits until both addresses are told. */
async function running(args: string[], env: Record<string, string> = {}) {
  const child = started(args, env);
  const closed = once(child, 'close', { signal: AbortSignal.timeout(patience) });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said.includes('Ctrl-C ends both.')) resolve();
    });
  });
  await Promise.race([ready, closed.then(() => Promise.reject(new Error(`start.ts ended: ${said}`)))]);
  const [mock = '', site = ''] = [...said.matchAll(/^(?:mock|docs) {2}(http:\S+)$/gm)].map(([, url]) => url);
  return { child, closed, said, mock, site };
}

it('serves the mock and the docs, keeps the data, and ends on each signal', { timeout: 2 * patience }, async () => {
  const data = join(scratch(), 'below', 'mock.sqlite');
  const options = ['--mock-port', '0', '--docs-port', '0', '--data', data, '--docs', docs()];
  const example = readFileSync(
    join(root, 'spec/sources/en-2024-11-create-vpc-channel/examples/01-createVpcChannel-request.json'),
    'utf8',
  );

  const first = await running(options);
  expect(await (await fetch(first.site)).text()).toBe('<h1>Docs</h1>');
  const created = await fetch(first.mock + channels, { method: 'POST', headers, body: example });
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };
  first.child.kill('SIGINT');
  // As a terminal and npm both may.
  first.child.kill('SIGINT');
  expect(await first.closed).toEqual([0, null]);
  await expect(fetch(first.site)).rejects.toThrow();
  await expect(fetch(first.mock)).rejects.toThrow();

  const second = await running(options.slice(4), {
    ...{ APIG_MOCK_PORT: '0', APIG_DOCS_PORT: '0', APIG_DURABILITY: 'full' },
  });
  expect((await fetch(`${second.mock}${channels}/${id}`, { headers })).status).toBe(200);
  // It has secrets in it.
  expect([statSync(data).mode & 0o777, statSync(join(data, '..')).mode & 0o777]).toEqual([0o600, 0o700]);
  second.child.kill('SIGTERM');
  expect(await second.closed).toEqual([0, null]);
  expect(existsSync(`${data}-wal`)).toBe(false);
});

it('prints a curl line that works', { timeout: patience }, async () => {
  const { said, mock } = await running([
    '--mock-port',
    '0',
    '--docs-port',
    '0',
    '--data',
    join(scratch(), 'd'),
    '--docs',
    docs(),
  ]);
  expect(said).toContain(`  curl -H 'X-Auth-Token: any' -H 'Content-Type: application/json' ${mock}/v2/`);
  const [, url = '', body = ''] = / (http\S+) \\\n\s+-d '(.*)'\n/.exec(said) ?? [];
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(201);
});

it.each([
  [['--docs', join(root, 'no-such-folder')], 'start: no-such-folder holds no built docs. Run `npm run build` first.\n'],
  [['--mock-port', '70000'], "start: --mock-port: '70000' is not a valid port (0–65535).\n"],
  [['--durability', 'some'], "start: --durability: 'some' is neither normal nor full.\n"],
  [['--what'], "start: Unknown option '--what'"],
])(
  'ends with 1 and plain words: %j',
  async (args, message) => {
    const child = started(args);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const [code] = await once(child, 'close', { signal: AbortSignal.timeout(patience) });
    expect([code, said]).toEqual([1, expect.stringContaining(message)]);
    expect(said.trim().split('\n')).toHaveLength(1);
  },
  patience,
);
