// What a package asks for beside the contract: its files, its types, its package.json; and what a bump is before 1.0.0.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bumpAt } from '@apig-spec/release/promises';
import { packageNames, type State, verdictsOf } from '@apig-spec/release/verdict';
import { root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents, stateOf } from './release.states.ts';

const timeout = 120_000;
type Levels = [openapi: string, client: string, validator: string, mock: string];

let folder: string;
let state: State;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'apig-packages-'));
  state = stateOf(documents(), folder);
}, timeout);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is asked for a package in which a file was changed. */
async function askedAfter(name: 'mock' | 'openapi', file: string, change: (text: string) => string): Promise<string[]> {
  const folders = { ...state.folders, [name]: join(mkdtempSync(join(folder, 'changed-')), name) };
  cpSync(state.folders[name], folders[name], { recursive: true, filter: (each) => !each.includes('node_modules') });
  symlinkSync(join(state.folders[name], 'node_modules'), join(folders[name], 'node_modules'));
  // Outside of the workspace neither its licence nor its catalog is found.
  cpSync(join(root, 'LICENSE'), join(folders[name], 'LICENSE'));
  cpSync(join(root, 'pnpm-workspace.yaml'), join(folders[name], '..', 'pnpm-workspace.yaml'));
  const text = readFileSync(join(folders[name], file), 'utf8');
  writeFileSync(join(folders[name], file), change(text));
  const verdicts = await verdictsOf(state, { ...state, folders });
  return packageNames.map((each) => verdicts[each].asked);
}

test.for<[string, 'mock' | 'openapi', string, (text: string) => string, Levels]>([
  [
    'a fixed bug, which only the shipped files show',
    'mock',
    'dist/src/index.js',
    (text) => `${text}// fixed`,
    ['none', 'none', 'none', 'patch'],
  ],
  [
    'one more edition to choose from',
    'openapi',
    'dist/generated/editions.d.ts',
    (text) => text.replace(/"name": ?"2024-11\.en"|name: "2024-11\.en"/, 'name: "2024-11.en" | "2099-01.en"'),
    ['minor', 'none', 'none', 'none'],
  ],
  [
    'an older Node no longer supported',
    'mock',
    'package.json',
    (text) => text.replace('">=20"', '">=22"'),
    ['none', 'none', 'none', 'major'],
  ],
  [
    'a file that stays here',
    'openapi',
    'dist/observed/2024-11.en.json',
    (text) => `${text} `,
    ['none', 'none', 'none', 'none'],
  ],
  [
    'a command renamed',
    'mock',
    'package.json',
    (text) => text.replace('"apig-mock"', '"mock"'),
    ['none', 'none', 'none', 'major'],
  ],
  [
    'a command added',
    'mock',
    'package.json',
    (text) => text.replace('"bin": {', '"bin": { "more": "./x.js",'),
    ['none', 'none', 'none', 'minor'],
  ],
])('%s', { timeout }, async ([, name, file, change, expected]) => {
  expect(await askedAfter(name, file, change)).toEqual(expected);
});

test('before 1.0.0 what breaks asks for a minor', () => {
  expect((['major', 'minor', 'patch', 'none'] as const).map((level) => bumpAt('0.1.0', level))).toEqual([
    'minor',
    'minor',
    'patch',
    'none',
  ]);
  expect(bumpAt('1.0.0', 'major')).toBe('major');
});
