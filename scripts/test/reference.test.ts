// The reference of the packages: what it is made from, and that it has all of what the client exports for the contract.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractPages } from '@apig-spec/emit/reference-resources';
import { entriesOf, inputsOf } from '@apig-spec/emit/referenced';
import { editionsOf, locales } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { Failure } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, packagesDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';

const editions = editionsOf(readRevisions())
  .slice(0, locales.length)
  .map((edition) => ({ ...edition, document: readBuilt(join(distDir, `${edition.name}.json`)) }));
const [newest] = editions;
if (!newest) throw new Error('The contract has no editions.');
const { document } = newest;
const entries = entriesOf(newest);
const pages = contractPages(newest, entries);
const module = readFileSync(join(packagesDir, 'client', 'generated', `${newest.name}.ts`), 'utf8');

describe('what it is made from', () => {
  const inputsFor = (changed: JsonObject) => {
    const edition = { ...newest, document: changed };
    return inputsOf(entriesOf(edition), [...contractPages(edition, entriesOf(edition))].flat()).join('\n');
  };
  const before = inputsFor(document);
  /** A document, changed at every place that a change knows. */
  const changed = (change: (object: JsonObject) => void, node: Json = structuredClone(document)): JsonObject => {
    for (const each of Array.isArray(node) || isObject(node) ? Object.values(node) : []) changed(change, each);
    if (isObject(node)) change(node);
    return objectOf(node);
  };

  test.for(['summary', 'description'])('is the same where each %s is another', (key) => {
    const other = changed((object) => {
      if (typeof object[key] === 'string') object[key] = `Other words: ${object[key]}`;
    });
    expect(other).not.toEqual(document);
    expect(inputsFor(other) === before).toBe(true);
  });

  test.for([
    ['an operation has another name', '"operationId":"showApp"', '"operationId":"showTheApp"'],
    ['a resource has another title', '"x-displayName":"Apps"', '"x-displayName":"Applications"'],
    ['an operation has another error code', '"x-error-codes":["APIG.2001"', '"x-error-codes":["APIG.2009"'],
    ['there is another region', '"servers":[', '"servers":[{"url":"https://apig.xx-1.myhuaweicloud.com"},'],
  ] as const)('is another where %s', ([, from, to]) => {
    const text = JSON.stringify(document);
    expect(text).toContain(from);
    expect(inputsFor(JSON.parse(text.replaceAll(from, to))) === before).toBe(false);
  });
});

test('each function and each type that the client exports for the contract has one place', () => {
  const exported = [...module.matchAll(/^export (function|interface|type) (\w+)/gm)].map(([, , name = '']) => name);
  const schemas = objectOf(objectOf(document['components'])['schemas']);
  const ofOperations = operationsOf(document).flatMap(({ id }) => {
    const name = id.charAt(0).toUpperCase() + id.slice(1);
    return [id, `${name}Input`, `${name}Query`, `${name}Result`];
  });
  const known = new Set([...ofOperations, ...Object.keys(schemas)]);
  const expected = [...new Set(exported)].filter((name) => known.has(name)).map((name) => name.toLowerCase());
  const anchors = [...pages.values()].flatMap((page) =>
    [...page.matchAll(/^#{3,4} (\w+)|<a id="(\w+)">/gm)].map(([, heading, id]) => (heading ?? id ?? '').toLowerCase()),
  );
  expect(expected.length).toBeGreaterThan(operationsOf(document).length);
  expect(anchors.sort()).toEqual(expected.sort());
});

test('the fields of queries are of the types that the client gives them', () => {
  const bodyOf = (name: string) => new RegExp(`^export type ${name} = \\{\n(.*?)^\\};`, 'ms').exec(module)?.[1] ?? '';
  const parameter = (name: string) => new RegExp(`^ {8}${name}: (.*);$`, 'm').exec(module)?.[1] ?? '';
  for (const page of pages.values()) {
    for (const [, name = '', table = ''] of page.matchAll(/^#### (\w+Query)\n\n(.*?)\n\n/gms)) {
      const shown = [...table.matchAll(/^\| `(\w+\??)` \| `(.*)` \|$/gm)].map(([, field, type = '']) => {
        return `${field}: ${type.replaceAll('\\|', '|')}`;
      });
      const fields = [...bodyOf(name).matchAll(/^ {4}(\w+\??): (.*);$/gm)].map(([, field, type = '']) => {
        const resolved = type.replace(/components\["parameters"\]\["(\w+)"\]/, (_, name: string) => parameter(name));
        return `${field}: ${resolved.replaceAll('"', "'")}`;
      });
      expect(shown, name).toEqual(fields);
      expect(shown.length, name).toBeGreaterThan(0);
    }
  }
});

test('it has no words of the contract', () => {
  const text = [...pages.values()].join('\n');
  for (const operation of Object.values(objectOf(document['paths'])).flatMap((item) => Object.values(objectOf(item)))) {
    const { description } = objectOf(operation);
    if (typeof description === 'string') expect(text).not.toContain(description.trim());
  }
});

test('an entry point without a description is a mistake', () => {
  expect(() => contractPages(newest, [...entries, { name: 'client/other', file: '' }])).toThrow(Failure);
});

test('a resource with the name of an entry point is a mistake', () => {
  const other = JSON.parse(JSON.stringify(document).replaceAll('"apps"', '"limits"')) as JsonObject;
  expect(() => contractPages({ ...newest, document: other }, entries)).toThrow(Failure);
});
