// The README's examples for MSW, vitest and Playwright, together in one project, run by the tools that they are for.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { origin } from './adapters.ts';
import { executablePath, openPage } from './chromium.ts';
import { type MswVersion, projectWith } from './installed.ts';
import { channels, instance, patience, project } from './support.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

/** The README's code by file: each block opens with the file's name. */
const recipes = new Map(
  [...readme.matchAll(/```ts\n(\/\/ (\S+\.ts)\n.*?)```/gs)].map(([, code = '', file = '']) => [file, code]),
);

function recipe(file: string): string {
  const code = recipes.get(file);
  if (!code) throw new Error(`The README has no recipe for ${file}.`);
  return code;
}

/** Runs a package's program in a folder. Gives all that it printed, and its status. */
async function run(folder: string, ...args: string[]): Promise<{ code: number; output: string }> {
  // As from a shell: vitest and Playwright look at what vitest sets.
  const { VITEST, NODE_ENV, FORCE_COLOR, ...env } = process.env;
  const options = { cwd: folder, timeout: patience, env: { ...env, NO_COLOR: '1' } };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, options);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

it('a page with MSW', async () => {
  const page = await openPage(3, recipe('page.ts'));
  onTestFinished(page.close);
  // The worker needs a moment; before, the request goes to a network that may not be there.
  const status = () =>
    page.fetch(`${origin}${channels}/1`, { headers: { 'X-Auth-Token': 'any' } }).then(
      (response) => response.status,
      () => 0,
    );
  await expect.poll(status, { timeout: patience }).toBe(404);
});

/** A page that creates a channel, as somebody's own might. */
const app = `<!doctype html>
<label>Name <input id="name"></label> <button>Create</button> <output></output>
<script type="module">
  const channels = 'https://apig.cn-north-4.myhuaweicloud.com/v2/${project}/apigw/instances/${instance}/vpc-channels';
  document.querySelector('button').onclick = async () => {
    const channel = { name: document.querySelector('input').value, port: 80, balance_strategy: 1, member_type: 'ip' };
    const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
    const response = await fetch(channels, { method: 'POST', headers, body: JSON.stringify(channel) });
    const { name, error_msg } = await response.json();
    document.querySelector('output').textContent = response.ok ? name + ' is ready' : error_msg;
  };
</script>`;

it.each<[MswVersion, (code: string) => string]>([
  [3, (code) => code],
  [2, (code) => code.replace('mock/msw3', 'mock/msw2').replace('{ onUnhandledFrame', '{ onUnhandledRequest')],
])(
  'all recipes in one project, with MSW %i: vitest runs its tests, and Playwright its own',
  async (version, adapted) => {
    const server = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(app));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { folder, remove } = projectWith(version, 'vitest', '@playwright/test');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
      remove();
    });
    for (const [file, code] of recipes) writeFileSync(join(folder, file), adapted(code));
    expect(readFileSync(join(folder, 'channels.test.ts'), 'utf8')).toContain(`mock/msw${version}`);
    const vitest = await run(folder, 'node_modules/vitest/vitest.mjs', 'run');
    expect([vitest.code, vitest.output]).toEqual([0, expect.stringMatching(/Tests +1 passed \(1\)/)]);

    const address = 'http://localhost:3000';
    const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(recipe('channels.spec.ts')).toContain(address);
    writeFileSync(join(folder, 'channels.spec.ts'), recipe('channels.spec.ts').replace(address, here));
    // The project's own, in the browser that is here.
    const launchOptions = { executablePath, args: ['--disable-gpu', '--disable-quic'] };
    const config = `import config from './playwright.config.ts';
export default { ...config, use: { launchOptions: ${JSON.stringify(launchOptions)} } };`;
    writeFileSync(join(folder, 'here.config.ts'), config);
    const cli = 'node_modules/@playwright/test/cli.js';
    const { code, output } = await run(folder, cli, 'test', '--reporter=line', '--config', 'here.config.ts');
    expect([code, output]).toEqual([0, expect.stringContaining('1 passed')]);
  },
  // Two runners and a browser, one after the other.
  3 * patience,
);
