// The list of editions agrees with spec/ and with the documents that the package holds.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { editions } from '../src/index.ts';

const dist = new URL('../dist/', import.meta.url);
const spec = new URL('../../../spec/', import.meta.url);
const sources = new URL('sources/', spec);

/** The revisions as spec/ lists them, newest first. */
function statedRevisions(): string[] {
  const newest = /x-revision: '([\d-]+)'/.exec(readFileSync(new URL('openapi.yaml', spec), 'utf8'))?.[1] ?? '';
  const older = readdirSync(new URL('revisions/', spec)).map((file) => file.replace('.yaml', ''));
  return [newest, ...older.sort().reverse()];
}

test('each edition is there as JSON and as YAML, and no other is', () => {
  const names = editions.map(({ name }) => name);
  expect(names).toEqual(statedRevisions().flatMap((revision) => [`${revision}.en`, `${revision}.zh-CN`]));
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
  // The sibling reference is no document of an edition.
  const heads = globSync('*/source.yaml', { cwd: sources }).filter((head) => !head.startsWith('sibling/'));
  expect(heads).not.toEqual([]);
  const stated = heads.map((head) => {
    const text = readFileSync(new URL(head, sources), 'utf8');
    return `${head.split('/')[0]} ${/^edition: (\S+)$/m.exec(text)?.[1]}`;
  });
  expect(documents.sort()).toEqual(stated.sort());
  for (const { name, mark, documents } of editions)
    expect(mark, name).toBe(documents.length === 0 ? 'derived' : 'documented');
});

test('what stands beside the editions is there', () => {
  for (const name of ['provenance', 'errata', 'errors', 'changes'])
    expect(existsSync(new URL(`${name}.json`, dist)), name).toBe(true);
});
