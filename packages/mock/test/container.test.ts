// The recipe of the container image: no engine builds it here, but what it runs is run.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { channels, scratch, send, spawned } from './support.ts';

const recipe = readFileSync(join(import.meta.dirname, '..', 'Dockerfile'), 'utf8').replaceAll('\\\n', '');

/** The words of an instruction in its form of a list. */
function wordsOf(instruction: RegExp): string[] {
  const [, list = '[]'] = instruction.exec(recipe) ?? [];
  return JSON.parse(list) as string[];
}

const entrypoint = wordsOf(/^ENTRYPOINT (\[.*\])$/m);
const command = wordsOf(/^CMD (\[.*\])$/m);
const check = wordsOf(/^HEALTHCHECK .*CMD (\[.*\])$/m);

const healthy = (port: string) =>
  promisify(execFile)(
    process.execPath,
    check.slice(1).map((word) => word.replace('4010', port)),
  ).then(
    () => true,
    () => false,
  );

it('runs what it says, keeps its data where it says, and tells its health', async () => {
  expect(entrypoint.slice(0, 2)).toEqual(['node', 'node_modules/.bin/apig-mock']);
  expect(command).toEqual(['--data', '/data/mock.sqlite']);
  const folder = scratch();
  const args = [...entrypoint.slice(2), ...command].map((word) => word.replace(/^\/data/, folder));
  const mock = await spawned(...args);
  const { port } = new URL(mock.url);
  const at = `http://127.0.0.1:${port}`;
  expect(await healthy(port)).toBe(true);
  expect((await send(at, 'GET', channels)).status).toBe(200);
  await mock.end('SIGTERM');
  expect(await healthy(port)).toBe(false);
});

it('is run by a user without rights, and installs without scripts', () => {
  expect(recipe.indexOf('USER node')).toBeLessThan(recipe.indexOf('ENTRYPOINT'));
  expect(recipe.match(/npm install/g)).toHaveLength(1);
  expect(recipe).toContain('npm install --ignore-scripts');
});
