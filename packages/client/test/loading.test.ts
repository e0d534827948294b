// What is loaded with the first call that needs it: how long that takes is not part of the call's time, and that it fails is told.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);

/** Bundles a program, changes the parts that it loads later, and runs it. */
async function told(program: string, change: (file: string) => Promise<void>): Promise<unknown> {
  const outdir = await mkdtemp(join(tmpdir(), 'apig-client-'));
  onTestFinished(() => rm(outdir, { recursive: true }));
  const { metafile } = await build({
    stdin: {
      contents: `
        import { createApigClient, showInstance } from './generated/newest.ts';
        const client = (options) => createApigClient({
          endpoint: 'https://apig.example', projectId: 'p', instanceId: 'i', auth: { token: 't' },
          fetch: async () => Response.json({ id: 'i' }), ...options,
        });
        const middleware = [{ onRequest: () => undefined }];
        const path = '/v2/{project_id}/apigw/instances/{instance_id}';
        const faultOf = ({ fault = 'none' }) => fault;
        const get = (options, init) => client(options).GET(path, init).then(faultOf, faultOf);
        const show = async (options) => faultOf(await showInstance(client(options)));
        ${program}`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir,
    outExtension: { '.js': '.mjs' },
    metafile: true,
  });
  const files = Object.keys(metafile.outputs).map((file) => join(process.cwd(), file));
  for (const file of files) if (/\/(debug|layers|methods)-\w+\.mjs$/.test(file)) await change(file);
  const { stdout } = await run(process.execPath, [join(outdir, 'stdin.mjs')]);
  return JSON.parse(stdout);
}

const program = `
  let entries = 0;
  const debug = () => void entries++;
  const timeout = 400;
  const faults = [
    await get({ timeout }),
    await show({ timeout, middleware }),
    await show({ timeout, debug }),
    // Loading has failed, or not, before its caller is told of an option that cannot work.
    await get({}, { timeout: -1 }),
  ];
  console.log(JSON.stringify([...faults, entries]));`;

const slow = async (file: string) =>
  writeFile(file, `await new Promise((done) => setTimeout(done, 800));\n${await readFile(file, 'utf8')}`);

test('a part that is loaded slowly takes no time from the call', { timeout: 60_000 }, async () => {
  expect(await told(program, slow)).toEqual(['none', 'none', 'none', 'invalid-request', 1]);
});

test('a part that cannot be loaded is a network fault, but for that of the debug hook', {
  timeout: 60_000,
}, async () => {
  const isDebug = (file: string) => file.includes('/debug-');
  expect(await told(program, (file) => rm(file))).toEqual(['network', 'network', 'network', 'network', 0]);
  const noDebug = async (file: string) => (isDebug(file) ? rm(file) : undefined);
  expect(await told(program, noDebug)).toEqual(['none', 'none', 'none', 'invalid-request', 0]);
});

test('a caller that aborts does not wait for what is loaded', { timeout: 60_000 }, async () => {
  const aborting = `
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const { fault } = await showInstance(client({ middleware }), { signal: controller.signal });
    console.log(JSON.stringify(fault));
    process.exit();`;
  const never = (file: string) => writeFile(file, 'await new Promise((done) => setTimeout(done, 2 ** 30));');
  expect(await told(aborting, never)).toBe('aborted');
});
