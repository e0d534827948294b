// The root's commands say what is wrong with their command line, and how they are called; and the ledger that one of them begins.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { newDocument } from '@apig-spec/sources/new-document';
import { expect, test } from 'vitest';

const scripts = Object.entries(objectOf(readBuilt(join(root, 'package.json'))['scripts']));
const commands = globSync('scripts/*/*.ts', { cwd: root }).filter(
  (file) => !file.startsWith('scripts/test/') && readFileSync(join(root, file), 'utf8').includes('commandLine('),
);

function called(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(root, script), ...args], { encoding: 'utf8' });
}

const scriptsOf = (file: string) => scripts.filter(([, runs]) => String(runs).endsWith(`node ${file}`));

test('each command that reads options is a script of package.json', () => {
  expect(commands.length).toBeGreaterThan(3);
  expect(commands.filter((file) => scriptsOf(file).length !== 1)).toEqual([]);
});

test.for(commands)('%s shows how it is called', (file) => {
  const { status, stdout, stderr } = called(file, '--help');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`npm run ${scriptsOf(file)[0]?.[0]}`);
});

test.for(commands)('%s: an unknown option ends it with 2 and the usage, not a stack trace', (file) => {
  const { status, stdout, stderr } = called(file, '--colour');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain("Unknown option '--colour'");
  expect(stderr).toContain('npm run ');
  expect(stderr).not.toContain('    at ');
});

test('an argument too many is named', () => {
  const { status, stderr } = called(
    'scripts/sources/new-document.ts',
    'one',
    'two',
    '--title',
    'T',
    '--revision',
    '2024-11',
  );
  expect([status, stderr.split('\n')[0]]).toEqual([2, "new:document: Unexpected argument 'two'."]);
});

const document = { file: '005_x.txt', title: 'Listing VPC Channels', dated: '2025-06-30', locale: 'zh-CN' };
const revisions = readRevisions();

test('a ledger begins later, for a revision that there is', () => {
  const files = newDocument(revisions.at(-1) ?? '', document, revisions);
  expect([...files.keys()]).toEqual([`spec/sources/zh-${revisions.at(-1)}-listing-vpc-channels/source.yaml`]);
  const [text] = files.values();
  expect(text).toContain(`edition: ${revisions.at(-1)}.zh-CN`);
  expect(text).toMatch(/rows: 0\nexamples: 0\n/);
});

test.for<[string, string, Partial<typeof document>, RegExp]>([
  ['an unknown revision', '2099-01', {}, /Unknown revision 2099-01; known: \d{4}-\d{2}/],
  ['an unknown language', revisions[0] ?? '', { locale: 'de' }, /Unknown language de; known: en, zh-CN/],
  ['a date that does not exist', revisions[0] ?? '', { dated: '2025-02-30' }, /2025-02-30 is not a valid date/],
  [
    'a document that has one',
    revisions[0] ?? '',
    { file: '000_38eb0023a9e6c1ba.txt' },
    /create-vpc-channel\n.*It is the source 000_/,
  ],
])('%s is rejected', ([, revision, change, message]) => {
  expect(() => newDocument(revision, { ...document, ...change }, revisions)).toThrow(message);
});
