// The cases of release-cases/: what a change asks for, as data that any comparison of contracts can be checked with.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patched } from '@apig-spec/checks/rules';
import { type Json, type JsonObject, objectOf } from '@apig-spec/model/json';
import { contractFindings } from '@apig-spec/release/contract';
import { greatest, type Level, levelOf } from '@apig-spec/release/finding';
import { type PackageName, packageNames } from '@apig-spec/release/packages';
import { shippedFindings } from '@apig-spec/release/shipped';
import { typeFindings } from '@apig-spec/release/types';
import { packageFindings, packageIn, seenBy } from '@apig-spec/release/verdict';
import { readYaml, readYamlObject } from '@apig-spec/repository/files';
import { afterAll, beforeAll, expect, test } from 'vitest';

const timeout = 60_000;
const folder = join(import.meta.dirname, 'release-cases');
const casesIn = <Case>(file: string) => readYaml(join(folder, file)) as unknown as Case[];

interface SchemaCase {
  name: string;
  before: Json;
  after: Json;
  components?: JsonObject;
  componentsAfter?: JsonObject;
  request: Level;
  response: Level;
  reason: string;
}

/** A contract in which a schema is sent, or returned. */
function contractWith(schema: Json, direction: 'request' | 'response', schemas: JsonObject): JsonObject {
  const content = { 'application/json': { schema } };
  const operation: JsonObject = {
    operationId: 'callIt',
    ...(direction === 'request' && { requestBody: { required: true, content } }),
    responses: { 200: { description: '', ...(direction === 'response' && { content }) } },
  };
  return { openapi: '3.1.0', paths: { '/it': { post: operation } }, components: { schemas } };
}

const directions = ['request', 'response'] as const;
const schemaCases = casesIn<SchemaCase>('schemas.yaml').flatMap((each) =>
  directions.map((direction) => ({ ...each, direction, expected: each[direction] })),
);

test.for(schemaCases)(
  '$name, in a $direction: $expected',
  { timeout },
  ({ before, after, direction, expected, ...rest }) => {
    const { components = {}, componentsAfter = components } = rest;
    const findings = contractFindings({
      name: '2024-11.en',
      before: contractWith(before, direction, components),
      after: contractWith(after, direction, componentsAfter),
    });
    expect(greatest(findings.map(levelOf)), JSON.stringify(findings, null, 2)).toBe(expected);
  },
);

interface ContractCase {
  name: string;
  before?: Json;
  after: Json;
  asks: Record<PackageName, Level>;
  reason: string;
}

const contract = readYamlObject(join(folder, 'contract.yaml'));

test.for(contract['cases'] as unknown as ContractCase[])('$name', { timeout }, ({ before = {}, after, asks }) => {
  const was = patched(contract['base'] ?? null, before) as JsonObject;
  const is = patched(contract['base'] ?? null, after) as JsonObject;
  const findings = contractFindings({ name: '2024-11.en', before: was, after: is });
  const asked = packageNames.map((name) => [
    name,
    greatest(findings.flatMap((each) => seenBy(name, each)).map(levelOf)),
  ]);
  expect(Object.fromEntries(asked), JSON.stringify(findings, null, 2)).toEqual(asks);
});

interface PackageCase {
  name: string;
  before?: Json;
  after?: Json;
  /** Texts in its command's file, and what stands there afterwards. */
  replace?: Record<string, string>;
  asks: Level;
  reason: string;
}

const packages = readYamlObject(join(folder, 'packages.yaml'));
let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'apig-cases-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Packages that have been written: most cases begin with the same one. */
const written = new Map<string, string>();

/** A package as the base and a patch make it. */
function packageOf(patch: Json, replace: Record<string, string> = {}): string {
  const key = JSON.stringify([patch, replace]);
  const known = written.get(key);
  if (known !== undefined) return known;
  const { manifest, files } = objectOf(patched(packages['base'] ?? null, patch));
  const own = mkdtempSync(join(scratch, 'package-'));
  for (const [file, text] of Object.entries({ ...objectOf(files), 'package.json': JSON.stringify(manifest) })) {
    mkdirSync(join(own, file, '..'), { recursive: true });
    writeFileSync(join(own, file), replaced(String(text), file === 'dist/cli.js' ? replace : {}));
  }
  written.set(key, own);
  return own;
}

function replaced(text: string, replace: Record<string, string>): string {
  return Object.entries(replace).reduce((result, [from, to]) => {
    const trimmed = from.trimStart();
    expect(result).toContain(trimmed);
    return result.replace(trimmed, to);
  }, text);
}

test.for(packages['cases'] as unknown as PackageCase[])('of a package: $name', { timeout }, (each) => {
  const { before = {}, after = {}, replace, asks } = each;
  const folders = { before: packageOf(before), after: packageOf(after, replace) };
  const [was, is] = [packageIn(folders.before), packageIn(folders.after)];
  const findings = [...typeFindings({ ...folders, roleOf: () => 'both' }), ...packageFindings(was, is)];
  if (findings.length === 0) findings.push(...shippedFindings(was.shipped, is.shipped));
  expect(greatest(findings.map(levelOf)), JSON.stringify(findings, null, 2)).toBe(asks);
});
