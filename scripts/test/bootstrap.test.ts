// Runs a copy of bootstrap.mjs in a folder of its own, where a stand-in for npx plays the install.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  mkdirSync(join(folder, 'scripts'));
  mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
  cpSync(join(import.meta.dirname, '..', 'bootstrap.mjs'), join(folder, 'scripts', 'bootstrap.mjs'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ packageManager: 'pnpm@1.2.3' }));
  npxIs('echo "$@" > npx-args');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function npxIs(script: string) {
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'npx'), 0o755);
}

function start(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', ...args], {
    cwd: folder,
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}` },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, output })),
  );
  return { child, ended, output: () => output };
}

const touch = (name: string) => ['node', '-e', `require('node:fs').writeFileSync('${name}', '')`];
const exists = (name: string) => existsSync(join(folder, name));
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
};

test('installs from the lockfile, then runs each command, quietly', async () => {
  const { code, output } = await start(...touch('one'), '--then', ...touch('two')).ended;
  expect({ code, output }).toEqual({ code: 0, output: '' });
  expect(exists('npx-args') && exists('one') && exists('two')).toBe(true);
});

test('runs nothing when the install fails, shows its output and gives its exit code', async () => {
  npxIs('echo "no such version"; exit 7');
  const { code, output } = await start(...touch('one')).ended;
  expect(code).toBe(7);
  expect(output).toContain('no such version');
  expect(output).toContain('was not run');
  expect(exists('one')).toBe(false);
});

test('runs nothing after a command that fails', async () => {
  const { code } = await start('node', '-e', 'process.exit(3)', '--then', ...touch('two')).ended;
  expect(code).toBe(3);
  expect(exists('two')).toBe(false);
});

test('reports a command that does not exist', async () => {
  const { code, output } = await start('no-such-command').ended;
  expect(code).toBe(127);
  expect(output).toContain('no-such-command');
});

test('says how to use it when a command is missing', async () => {
  expect((await start().ended).code).toBe(2);
  expect((await start(...touch('one'), '--then').ended).code).toBe(2);
  expect(exists('one')).toBe(false);
});

test('passes a signal on, waits, and gives the exit code that the command chose', async () => {
  const script =
    "process.on('SIGTERM', () => setTimeout(() => process.exit(5), 50)); console.log('up'); setInterval(() => {}, 1000)";
  const run = start('node', '-e', script, '--then', ...touch('two'));
  await until(() => run.output().includes('up'));
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(5);
  expect(exists('two')).toBe(false);
});

test('a command that dies of a signal counts as 128 and its number', async () => {
  const run = start('node', '-e', "console.log('up'); setInterval(() => {}, 1000)");
  await until(() => run.output().includes('up'));
  run.child.kill('SIGINT');
  expect((await run.ended).code).toBe(130);
});

test('a signal during the install ends all of it, and nothing is run', async () => {
  npxIs('sleep 60 & echo $! > sleeper; touch up; wait');
  const run = start(...touch('one'));
  await until(() => exists('up'));
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(143);
  expect(exists('one')).toBe(false);
});
