// What is written by hand, and read: each shape broken once, each file that cannot be read, and writing that fails half-way.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { test } from 'vitest';
import { errataFile, sharedFolder } from '../lib/bundle/parts.ts';
import { readBuilt, readJson, readYaml, writeAll } from '../lib/files.ts';
import { ledgersDir } from '../lib/ledger.ts';
import { specDir } from '../lib/paths.ts';
import { checkShape, errataShape, glossaryShape, ledgerShape, overlayShape } from '../lib/shapes.ts';

const row = { field: 'name', type: 'String' };
const table = { id: 'T1', operation: 'createVpcChannel', in: 'request', rows: [row] };
const ledger = {
  document: '000',
  file: 'a.txt',
  dated: null,
  locale: 'en',
  edition: '2024-11.en',
  title: 'a',
  rows: 1,
  examples: 0,
  sha256: 'a'.repeat(64),
  tables: [table],
};
const words = { en: 'a', 'zh-CN': 'a' };
const erratum = { id: 'a', kind: 'gap', title: words, decision: words, reason: words };
const action = { target: '$.info', description: 'a', update: {} };
const overlay = { overlay: '1.1.0', info: { title: 'a', version: 'a' }, actions: [action] };

const inRow = (change: JsonObject): Json => ({ ...ledger, tables: [{ ...table, rows: [{ ...row, ...change }] }] });
const inTable = (change: JsonObject): Json => ({ ...ledger, tables: [{ ...table, ...change }] });
const inErratum = (change: JsonObject): Json => [{ ...erratum, ...change }];
const inAction = (change: JsonObject): Json => ({ ...overlay, actions: [{ ...action, ...change }] });

const breakages: [what: string, shape: JsonObject, value: Json, says: string][] = [
  ['a ledger that is no map', ledgerShape, [], '[] is not a map.'],
  ['a head without its sum', ledgerShape, { ...ledger, sha256: 'a' }, 'sha256\n    "a" does not match'],
  ['a head without its count', ledgerShape, { ...ledger, rows: '1' }, '"1" is not an integer.'],
  ['tables that are no list', ledgerShape, { ...ledger, tables: {} }, 'tables\n    {} is not a list.'],
  ['rows that are no list', ledgerShape, inTable({ rows: {} }), 'tables/T1/rows\n    {} is not a list.'],
  ['an answer without its status', ledgerShape, inTable({ in: 'response' }), "'status' is missing"],
  ['a place that is none', ledgerShape, inTable({ in: 'body' }), '"body" is not one of'],
  ['a misspelt fact', ledgerShape, inRow({ maxlength: 3 }), "tables/T1/rows/name\n    Unknown key 'maxlength'."],
  [
    'a type that is none',
    ledgerShape,
    inRow({ type: 'Sting' }),
    'tables/T1/rows/name/type\n    "Sting" does not match',
  ],
  ['a text of no fact', ledgerShape, inRow({ text: ['length'] }), '"length" is not one of'],
  ['a rule without words', ledgerShape, inRow({ rules: [{ refuses: [{}] }] }), "'says' is missing"],
  [
    'a row without a type',
    ledgerShape,
    inTable({ rows: [{ field: 'name' }] }),
    "tables/T1/rows/name\n    'type' is missing",
  ],
  ['errata that are no list', errataShape, {}, '{} is not a list.'],
  ['a misspelt key', errataShape, inErratum({ depart: [] }), "a\n    Unknown key 'depart'."],
  ['words in one language', errataShape, inErratum({ title: { en: 'a' } }), "a/title\n    'zh-CN' is missing"],
  ['evidence of no shape', errataShape, inErratum({ facts: [{ exmple: 'a' }] }), "Unknown key 'exmple'."],
  ['evidence of two shapes', errataShape, inErratum({ facts: [{ row: 'a', fact: 'type', pointer: '' }] }), "'pointer'"],
  ['evidence of no fact', errataShape, inErratum({ facts: [{ row: 'a', fact: 'length' }] }), '"length" is not one of'],
  ['a departure without a row', errataShape, inErratum({ departs: [{ instead: { type: null } }] }), 'one of row, rows'],
  ['a departure in nothing', errataShape, inErratum({ departs: [{ row: 'a', instead: {} }] }), 'The map is empty.'],
  [
    'a departure in no fact',
    errataShape,
    inErratum({ departs: [{ row: 'a', instead: { values_: [] } }] }),
    "'values_'",
  ],
  ['an overlay without actions', overlayShape, { ...overlay, actions: [] }, 'The list is empty.'],
  ['actions that are no list', overlayShape, { ...overlay, actions: {} }, 'actions\n    {} is not a list.'],
  ['an action that does nothing', overlayShape, inAction({ remove: false }), 'false is not true.'],
  ['an action that does two things', overlayShape, inAction({ remove: true }), 'one of update, remove, copy'],
  ['an action without a target', overlayShape, { ...overlay, actions: [{ description: 'a', copy: 'a' }] }, "'target'"],
  [
    'an action without words',
    overlayShape,
    { ...overlay, actions: [{ target: '$.info', copy: 'a' }] },
    "'description'",
  ],
  [
    'a misspelt mark of an action',
    overlayShape,
    inAction({ 'x-revision': [] }),
    "$.info\n    Unknown key 'x-revision'.",
  ],
  ['a term without Chinese', glossaryShape, [{ en: 'a' }], "'zh-CN' is missing"],
];

test.for(breakages)('refuses %s', ([, shape, value, says], { expect }) => {
  expect(() => checkShape('file.yaml', value, shape)).toThrow(says);
});

test('takes what is of the shape', ({ expect }) => {
  expect(() => checkShape('a.yaml', ledger, ledgerShape)).not.toThrow();
  expect(() => checkShape('a.yaml', [erratum], errataShape)).not.toThrow();
  expect(() => checkShape('a.yaml', overlay, overlayShape)).not.toThrow();
  const errata = errataFile(sharedFolder);
  expect(() => checkShape(errata, readYaml(errata), errataShape)).not.toThrow();
  expect(() => checkShape('000.yaml', readYaml(join(ledgersDir, '000.yaml')), ledgerShape)).not.toThrow();
  expect(
    objectOf(readYaml(join(specDir, 'resources', 'vpc-channels', 'observed.overlay.yaml')))['actions'],
  ).toBeInstanceOf(Array);
});

test('says which JSON is broken or missing', ({ expect, onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'apig-spec-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{"a": }');
  expect(() => readJson(file)).toThrow(/broken\.json\n +Not JSON: /);
  expect(() => readBuilt(file)).toThrow('Not JSON');
  expect(() => readJson(join(folder, 'missing.json'))).toThrow(/missing\.json\n +The file does not exist\./);
});

test('writes all files or none, and takes stale ones away', ({ expect, onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'apig-spec-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['old.txt', 'kept.txt', 'changed.txt']) writeFileSync(join(folder, name), 'before');
  // The last move cannot succeed: by then its target has become a folder with a file in it.
  const files = new Map([
    ['changed.txt', 'after'],
    ['new.txt', 'after'],
    ['folder', 'a file'],
    ['folder/file', 'in a folder'],
  ]);
  expect(() => writeAll(folder, files)).toThrow();
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['changed.txt', 'folder', 'kept.txt', 'old.txt']);
  expect(readFileSync(join(folder, 'changed.txt'), 'utf8')).toBe('before');

  // Nor is anything left of one that cannot even be written.
  mkdirSync(join(folder, 'new.txt.new'));
  expect(() => writeAll(folder, new Map([...files].slice(0, 2)))).toThrow();
  expect(readFileSync(join(folder, 'changed.txt'), 'utf8')).toBe('before');
  expect(readdirSync(folder)).not.toContain('changed.txt.new');

  writeAll(folder, new Map([['changed.txt', 'after']]), (name) => name.startsWith('old'));
  expect(readdirSync(folder)).not.toContain('old.txt');
  expect(readFileSync(join(folder, 'kept.txt'), 'utf8')).toBe('before');
  expect(readFileSync(join(folder, 'changed.txt'), 'utf8')).toBe('after');
});
