// The cases of release-cases/: what a change asks for, as data that any comparison of contracts can be held to.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readYaml, readYamlObject } from '../lib/files.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { contractFindings } from '../lib/release/contract.ts';
import { greatest, type Level, levelOf } from '../lib/release/finding.ts';
import { type PackageName, packageNames } from '../lib/release/packages.ts';
import { seenBy } from '../lib/release/verdict.ts';
import { patched } from '../lib/rules.ts';

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

test.for(schemaCases)('$name, in a $direction: $expected', ({ before, after, direction, expected, ...rest }) => {
  const { components = {}, componentsAfter = components } = rest;
  const findings = contractFindings({
    name: '2024-11.en',
    before: contractWith(before, direction, components),
    after: contractWith(after, direction, componentsAfter),
  });
  expect(greatest(findings.map(levelOf)), JSON.stringify(findings, null, 2)).toBe(expected);
});

interface ContractCase {
  name: string;
  before?: Json;
  after: Json;
  asks: Record<PackageName, Level>;
  reason: string;
}

const contract = readYamlObject(join(folder, 'contract.yaml'));

test.for(contract['cases'] as unknown as ContractCase[])('$name', ({ before = {}, after, asks }) => {
  const was = patched(contract['base'] ?? null, before) as JsonObject;
  const is = patched(contract['base'] ?? null, after) as JsonObject;
  const findings = contractFindings({ name: '2024-11.en', before: was, after: is });
  const asked = packageNames.map((name) => [
    name,
    greatest(findings.flatMap((each) => seenBy(name, each)).map(levelOf)),
  ]);
  expect(Object.fromEntries(asked), JSON.stringify(findings, null, 2)).toEqual(asks);
});
