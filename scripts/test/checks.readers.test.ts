// What is written by hand, and read: each shape broken once, each file that cannot be read, and writing that fails half-way.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { filesBelow, readBuilt, readJson, readText, readYaml, writeAll } from '@apig-spec/repository/files';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape, type Kind } from '@apig-spec/repository/shapes';
import { test } from 'vitest';

const row = { field: 'name', type: 'String' };
const table = { at: 'createVpcChannel/request', table: 1, rows: [row] };
const ledger = [table];
const source = {
  file: 'a.txt',
  dated: null,
  locale: 'en',
  edition: '2024-11.en',
  title: 'a',
  rows: 1,
  examples: 0,
  sha256: 'a'.repeat(64),
  recurring: [{ at: ['*/path'], rows: [row] }],
};
const { recurring: _, ...withoutRecurring } = source;
const words = { en: 'a', 'zh-CN': 'a' };
const erratum = { id: 'a', kind: 'gap', title: words, decision: words, reason: words };
const action = { target: '$.info', description: 'a', update: {} };
const overlay = { overlay: '1.1.0', info: { title: 'a', version: 'a' }, actions: [action] };

const inRow = (change: JsonObject): Json => [{ ...table, rows: [{ ...row, ...change }] }];
const inTable = (change: JsonObject): Json => [{ ...table, ...change }];
const inErratum = (change: JsonObject): Json => [{ ...erratum, ...change }];
const inAction = (change: JsonObject): Json => ({ ...overlay, actions: [{ ...action, ...change }] });

const breakages: [what: string, kind: Kind, value: Json, says: string][] = [
  ['a source that is not a map', 'source', [], '[] is not a map.'],
  ['a source without its sum', 'source', { ...source, sha256: 'a' }, 'sha256\n    "a" does not match'],
  ['a source without its recurring rows', 'source', withoutRecurring, "'recurring' is missing"],
  ['a source without its count', 'source', { ...source, rows: '1' }, '"1" is not an integer.'],
  [
    'a misspelt fact of a row that recurs',
    'source',
    { ...source, recurring: [{ at: ['*/path'], rows: [{ ...row, maxlength: 3 }] }] },
    "Unknown key 'maxlength'.",
  ],
  ['tables that are not a list', 'ledger', {}, '{} is not a list.'],
  ['rows that are not a list', 'ledger', inTable({ rows: {} }), 'createVpcChannel/request/rows\n    {} is not a list.'],
  [
    'a place that is none',
    'ledger',
    inTable({ at: 'createVpcChannel/body' }),
    '"createVpcChannel/body" does not match',
  ],
  [
    'a misspelt fact',
    'ledger',
    inRow({ maxlength: 3 }),
    "createVpcChannel/request/rows/name\n    Unknown key 'maxlength'.",
  ],
  [
    'a type that is none',
    'ledger',
    inRow({ type: 'Sting' }),
    'createVpcChannel/request/rows/name/type\n    "Sting" does not match',
  ],
  ['a text of no fact', 'ledger', inRow({ text: ['length'] }), '"length" is not one of'],
  ['a rule without words', 'ledger', inRow({ rules: [{ refuses: [{}] }] }), "'says' is missing"],
  [
    'a row without a type',
    'ledger',
    inTable({ rows: [{ field: 'name' }] }),
    "createVpcChannel/request/rows/name\n    'type' is missing",
  ],
  ['errata that are not a list', 'errata', {}, '{} is not a list.'],
  ['a misspelt key', 'errata', inErratum({ depart: [] }), "a\n    Unknown key 'depart'."],
  ['words in one language', 'errata', inErratum({ title: { en: 'a' } }), "a/title\n    'zh-CN' is missing"],
  ['evidence of no shape', 'errata', inErratum({ facts: [{ exmple: 'a' }] }), "Unknown key 'exmple'."],
  ['evidence of two shapes', 'errata', inErratum({ facts: [{ row: 'a', fact: 'type', pointer: '' }] }), "'pointer'"],
  ['evidence of no fact', 'errata', inErratum({ facts: [{ row: 'a', fact: 'length' }] }), '"length" is not one of'],
  ['a departure without a row', 'errata', inErratum({ departs: [{ instead: { type: null } }] }), 'one of row, rows'],
  ['a departure in nothing', 'errata', inErratum({ departs: [{ row: 'a', instead: {} }] }), 'The map is empty.'],
  ['a departure in no fact', 'errata', inErratum({ departs: [{ row: 'a', instead: { values_: [] } }] }), "'values_'"],
  ['an overlay without actions', 'overlay', { ...overlay, actions: [] }, 'The list is empty.'],
  ['actions that are not a list', 'overlay', { ...overlay, actions: {} }, 'actions\n    {} is not a list.'],
  ['an action that does nothing', 'overlay', inAction({ remove: false }), 'false is not true.'],
  ['an action that does two things', 'overlay', inAction({ remove: true }), 'one of update, remove, copy'],
  ['an action without a target', 'overlay', { ...overlay, actions: [{ description: 'a', copy: 'a' }] }, "'target'"],
  ['an action without words', 'overlay', { ...overlay, actions: [{ target: '$.info', copy: 'a' }] }, "'description'"],
  ['a misspelt mark of an action', 'overlay', inAction({ 'x-revision': [] }), "$.info\n    Unknown key 'x-revision'."],
  ['a term without Chinese', 'glossary', [{ en: 'a' }], "'zh-CN' is missing"],
  ['a resource without paths', 'resource', { tag: 'Apps' }, "'paths' is missing"],
  ['a tag without words', 'resource', { tag: { name: 'Apps' }, paths: {} }, "'description' is missing"],
  ['a method that there is not', 'resource', { tag: 'Apps', paths: { '/a': { got: 'a' } } }, "Unknown key 'got'."],
  ['a change without sources', 'changes', [{ id: 'a', en: 'a', 'zh-CN': 'a', sources: [] }], 'The list is empty.'],
  ['prose without a hash', 'catalogue', { 'info.title': '网关' }, 'is not a map.'],
];

test.for(breakages)('rejects %s', ([, kind, value, says], { expect }) => {
  expect(() => checkShape('file.yaml', value, kind)).toThrow(says);
});

test('takes what is of the shape', ({ expect }) => {
  expect(() => checkShape('a.yaml', ledger, 'ledger')).not.toThrow();
  expect(() => checkShape('a.yaml', source, 'source')).not.toThrow();
  expect(() => checkShape('a.yaml', [erratum], 'errata')).not.toThrow();
  expect(() => checkShape('a.yaml', overlay, 'overlay')).not.toThrow();
});

/** Which files of spec/ are of which kind. */
const kinds: [RegExp, Kind | undefined][] = [
  [/(^|\/)resource\.yaml$/, 'resource'],
  [/errata\.yaml$/, 'errata'],
  [/\.overlay\.yaml$/, 'overlay'],
  [/(^|\/)zh-CN\.yaml$/, 'catalogue'],
  [/^revisions\//, 'changes'],
  [/^sources\/sibling\/source\.yaml$/, 'sibling'],
  [/^sources\/sibling\/errors\.yaml$/, undefined],
  [/^sources\/sibling\/pages\//, 'pages'],
  [/^sources\/sibling\/read\//, 'read'],
  [/^sources\/.*\/source\.yaml$/, 'source'],
  [/^sources\/.*\/transcription\.yaml$/, 'transcription'],
  [/^sources\/.*\//, 'ledger'],
  [/^errors\//, 'errors'],
  [/^glossary\.yaml$/, 'glossary'],
];

test('every file that has a schema names it for editors, and is valid', ({ expect }) => {
  const used = new Set<string>();
  for (const file of filesBelow(specDir, '.yaml')) {
    const kind = kinds.find(([pattern]) => pattern.test(file))?.[1];
    if (!kind) continue;
    used.add(`${kind}.schema.json`);
    const path = posix.relative(posix.dirname(file), `${kind}.schema.json`);
    const modeline = `# yaml-language-server: $schema=${path.startsWith('.') ? path : `./${path}`}\n`;
    expect(readText(join(specDir, file)).slice(0, modeline.length), file).toBe(modeline);
    expect(() => checkShape(file, readYaml(join(specDir, file)), kind)).not.toThrow();
  }
  expect([...used].sort()).toEqual(filesBelow(specDir, '.schema.json'));
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
