// The root's commands say what is wrong with their command line, and how they are called; and the ledger that one of them begins.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '@apig-spec/model/json';
import { expect, test } from 'vitest';
import { readRevisions } from '../lib/editions.ts';
import { readBuilt } from '../lib/files.ts';
import { newDocument } from '../lib/new-document.ts';
import { root } from '../lib/paths.ts';

const folder = join(root, 'scripts');
const commands = readdirSync(folder).filter(
  (name) => name.endsWith('.ts') && readFileSync(join(folder, name), 'utf8').includes('commandLine('),
);

function called(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(folder, script), ...args], { encoding: 'utf8' });
}

test('each command that reads options is a script of package.json', () => {
  expect(commands.length).toBeGreaterThan(3);
  const scripts = JSON.stringify(objectOf(readBuilt(join(root, 'package.json'))['scripts']));
  expect(commands.filter((name) => !scripts.includes(`scripts/${name}`))).toEqual([]);
});

test.for(commands)('%s shows how it is called', (script) => {
  const { status, stdout, stderr } = called(script, '--help');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`npm run ${script.replace('.ts', '').replace('-', ':')}`);
});

test.for(commands)('%s: an unknown option ends it with 2 and the usage, not a stack trace', (script) => {
  const { status, stdout, stderr } = called(script, '--colour');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain("Unknown option '--colour'");
  expect(stderr).toContain('npm run ');
  expect(stderr).not.toContain('    at ');
});

test('an argument too many is named', () => {
  const { status, stderr } = called('new-document.ts', 'one', 'two', '--title', 'T', '--revision', '2024-11');
  expect([status, stderr.split('\n')[0]]).toEqual([2, "new:document: Unexpected argument 'two'."]);
});

const document = { file: '005_x.txt', title: 'Listing VPC Channels', dated: '2025-06-30', locale: 'zh-CN' };
const revisions = readRevisions();

test('a ledger begins later, for a revision that there is', () => {
  const files = newDocument(revisions.at(-1) ?? '', document, revisions);
  expect([...files.keys()]).toEqual([expect.stringMatching(/^spec\/sources\/\d{3}\.yaml$/)]);
  const [text] = files.values();
  expect(text).toContain(`edition: ${revisions.at(-1)}.zh-CN`);
  expect(text).toMatch(/rows: 0\nexamples: 0\n/);
});

test.for<[string, string, Partial<typeof document>, RegExp]>([
  ['an unknown revision', '2099-01', {}, /Unknown revision 2099-01; known: \d{4}-\d{2}/],
  ['an unknown language', revisions[0] ?? '', { locale: 'de' }, /Unknown language de; known: en, zh-CN/],
  ['a date that does not exist', revisions[0] ?? '', { dated: '2025-02-30' }, /2025-02-30 is not a valid date/],
  ['a document that has one', revisions[0] ?? '', { file: '000_38eb0023a9e6c1ba.txt' }, /000\.yaml\n.*ledger of 000_/],
])('%s is rejected', ([, revision, change, message]) => {
  expect(() => newDocument(revision, { ...document, ...change }, revisions)).toThrow(message);
});
