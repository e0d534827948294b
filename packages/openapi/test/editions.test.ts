// The list of editions agrees with the documents that the package holds.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { editions } from '../src/index.ts';

const dist = new URL('../dist/', import.meta.url);

test('each edition is there as JSON and as YAML, and no other is', () => {
  const names = editions.map(({ name }) => name);
  expect(names).toHaveLength(6);
  const files = readdirSync(dist).filter((file) => /^\d{4}-\d{2}\./.test(file));
  expect(files.sort()).toEqual(names.flatMap((name) => [`${name}.json`, `${name}.yaml`]).sort());
});

test.each(editions)('$name', ({ name, revision, locale }) => {
  const document = JSON.parse(readFileSync(new URL(`${name}.json`, dist), 'utf8')) as { info: Record<string, string> };
  expect(document.info['x-edition']).toBe(name);
  expect(document.info['x-revision']).toBe(revision);
  // A generator makes it the version of a package: no leading zeros, three numbers.
  expect(document.info['version']).toMatch(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/);
  expect(document.info['version']?.split('.').slice(0, 2).map(Number)).toEqual(revision.split('-').map(Number));
  expect(name).toBe(`${revision}.${locale}`);
});

test('documented editions name their documents, derived ones have none', () => {
  const documents = editions.flatMap((edition) =>
    edition.documents.map(({ document }) => `${document} ${edition.name}`),
  );
  expect(documents.sort()).toEqual([
    '000 2024-11.en',
    '001 2024-11.en',
    '002 2023-05.zh-CN',
    '003 2023-11.en',
    '004 2023-11.zh-CN',
  ]);
  const derived = editions.filter(({ mark }) => mark === 'derived');
  expect(derived.map(({ name }) => name)).toEqual(['2024-11.zh-CN', '2023-05.en']);
  expect(derived.every((edition) => edition.documents.length === 0)).toBe(true);
});

test('what stands beside the editions is there', () => {
  for (const name of ['provenance', 'errata', 'changes'])
    expect(existsSync(new URL(`${name}.json`, dist)), name).toBe(true);
});
