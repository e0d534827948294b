// Changes of a package's public types that no contract shows, each checked by the compiler.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@apig-spec/release/probes';
import { typeFindings } from '@apig-spec/release/types';
import { afterAll, beforeAll, expect, test } from 'vitest';

const timeout = 60_000;
let folder: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'apig-types-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A package that has these declarations, by subpath. */
function packageOf(modules: Record<string, string>): string {
  const own = join(folder, String(count++));
  mkdirSync(own);
  const exports = Object.entries(modules).map(([subpath, text], index) => {
    writeFileSync(join(own, `${index}.d.ts`), text);
    return [subpath, { types: `./${index}.d.ts` }];
  });
  writeFileSync(join(own, 'package.json'), JSON.stringify({ exports: Object.fromEntries(exports) }));
  return own;
}

function effectsOf(before: string, after: string, role: Role = 'both'): string[] {
  const pair = { before: packageOf({ '.': before }), after: packageOf({ '.': after }) };
  return typeFindings({ ...pair, roleOf: () => role }).map(({ effect, place }) => `${effect} ${place}`);
}

const options = 'export interface Options { url: string }';

test.for<[string, string, string, string[], Role?]>([
  ['a comment', options, `/** Where. */ ${options}`, []],
  ['an optional field added', options, 'export interface Options { url: string; port?: number }', ['feature Options']],
  ['an optional field removed', 'export interface Options { url: string; port?: number }', options, ['code Options']],
  [
    'a required field added, given',
    options,
    'export interface Options { url: string; port: number }',
    ['code Options'],
    'given',
  ],
  [
    'a required field added, taken',
    options,
    'export interface Options { url: string; port: number }',
    ['feature Options'],
    'taken',
  ],
  ['a field widened, given', options, 'export interface Options { url: string | URL }', ['feature Options'], 'given'],
  ['a field widened, taken', options, 'export interface Options { url: string | URL }', ['code Options'], 'taken'],
  ['an export removed', `${options} export type Gone = 1;`, options, ['code Gone']],
  ['an export added', options, `${options} export type Come = 1;`, ['feature Come']],
  [
    'a required parameter added',
    'export declare function f(a: string): void;',
    'export declare function f(a: string, b: string): void;',
    ['code f'],
  ],
  [
    'an optional parameter added',
    'export declare function f(a: string): void;',
    'export declare function f(a: string, b?: string): void;',
    ['feature f'],
  ],
  [
    'a parameter narrowed',
    'export declare function f(a: string): void;',
    "export declare function f(a: 'x'): void;",
    ['code f'],
  ],
  [
    'a response widened',
    'export declare function f(): string;',
    'export declare function f(): string | undefined;',
    ['code f'],
  ],
  [
    'a generic alias',
    'export type Result<T> = { data: T };',
    'export type Result<T> = { data: T; id?: string };',
    ['feature Result'],
  ],
  [
    'a type that an export is built on',
    'interface Inner { a: string } export interface Outer { inner: Inner } export {}',
    'interface Inner { a: number } export interface Outer { inner: Inner } export {}',
    ['code Outer'],
  ],
])('%s', { timeout }, ([, before, after, expected, role]) => {
  expect(effectsOf(before, after, role)).toEqual(expected);
});

test('a subpath removed, a subpath added', { timeout }, () => {
  const [before, after] = [
    packageOf({ '.': options, './old': options }),
    packageOf({ '.': options, './new': options }),
  ];
  expect(typeFindings({ before, after, roleOf: () => 'both' })).toEqual([
    { effect: 'code', where: './old', place: 'the subpath', change: 'removed' },
    { effect: 'feature', where: './new', place: 'the subpath', change: 'added' },
  ]);
});

test('a finding says what the compiler says', { timeout }, () => {
  const [before, after] = [packageOf({ '.': options }), packageOf({ '.': 'export interface Options { uri: string }' })];
  const [finding] = typeFindings({ before, after, roleOf: () => 'both' });
  expect(finding?.change).toMatch(/Property 'url' is missing/);
});
