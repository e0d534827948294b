// The site that is built of what has changed is the one that is built whole, to the byte, and nothing of before remains.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, readBuilt } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fill } from '../bench/growth/scratch.ts';

const timeout = 1_800_000;
let scratch = '';
const docs = () => join(scratch, 'docs');
const dist = () => join(scratch, 'packages', 'openapi', 'dist');

beforeAll(() => {
  mkdirSync(join(root, '.data'), { recursive: true });
  scratch = mkdtempSync(join(root, '.data', 'docs-build-'));
  fill(scratch);
  const built = ['openapi', 'validator', 'client', 'mock'].flatMap((name) => [
    `packages/${name}/dist`,
    `packages/${name}/generated`,
  ]);
  for (const folder of [...built, 'docs/generated'])
    cpSync(join(root, folder), join(scratch, folder), { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Builds the site. @returns what it printed last, and all files with their hashes */
function built(): { said: string; files: Map<string, string> } {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['build.ts'], { cwd: docs(), encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const hashOf = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(docs(), 'dist', name)))
      .digest('hex');
  const files = new Map(filesBelow(join(docs(), 'dist'), '').map((name) => [name, hashOf(name)]));
  return { said: stdout.trim().split('\n').at(-1) ?? '', files };
}

/** Puts other words into an edition as it was bundled. */
function rewrite(edition: string, from: string, to: string): void {
  for (const file of [`${edition}.json`, `${edition}.yaml`]) {
    const text = readFileSync(join(dist(), file), 'utf8');
    writeFileSync(join(dist(), file), text.replaceAll(from, to));
    expect(readFileSync(join(dist(), file), 'utf8')).not.toBe(text);
  }
}

test('words of an operation, of a field and of a title; and back', { timeout }, () => {
  const first = built();
  expect(first.said).not.toMatch(/^docs: \d+ of/);
  const [newest = ''] = Object.keys(readBuilt(join(dist(), 'provenance.json'))['editions'] ?? {});
  const words: [string, string][] = [
    ['Deletes the channel with its servers', 'Removes the channel with its servers'],
    ['ID of the channel', 'Id of the channel'],
    ['Delete a VPC channel', 'Remove a VPC channel'],
  ];
  for (const [from, to] of words) rewrite(newest, from, to);
  const renewed = built();
  expect(renewed.said).toMatch(/^docs: \d+ of \d+ pages$/);
  expect(renewed.files).not.toEqual(first.files);
  rmSync(join(docs(), '.data'), { recursive: true });
  expect(built().files).toEqual(renewed.files);
  for (const [from, to] of words) rewrite(newest, to, from);
  const back = built();
  expect(back.said).toMatch(/^docs: \d+ of \d+ pages$/);
  expect(back.files).toEqual(first.files);
  // The mock that runs in the reader's browser, of which no page has a word.
  const errors = join(scratch, 'packages', 'mock', 'generated', 'errors.ts');
  const messages = readFileSync(errors, 'utf8');
  writeFileSync(errors, messages.replace('System error', 'System failure'));
  const other = built();
  expect(other.said).toMatch(/^docs: 0 of/);
  expect(other.files).not.toEqual(first.files);
  writeFileSync(errors, messages);
  expect(built().files).toEqual(first.files);
  // What stands there is not what was built: a file more is removed, one that differs is made again.
  writeFileSync(join(docs(), 'dist', 'stale.html'), '');
  const without = built();
  expect(without.said).toMatch(/^docs: 0 of/);
  expect(without.files).toEqual(first.files);
  const home = join(docs(), 'dist', 'index.html');
  const text = readFileSync(home, 'utf8');
  writeFileSync(home, text);
  expect(built().said).toMatch(/^docs: 0 of/);
  writeFileSync(home, text.replace('<html', '<HTML'));
  const whole = built();
  expect(whole.said).not.toMatch(/^docs: \d+ of/);
  expect(whole.files).toEqual(first.files);
});
