// The differences between editions: each stands where its pointers say, and what is shared is told once.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { revisionDifferences } from '@apig-spec/bundle/differences';
import { differencesOf, operationsIn } from '@apig-spec/model/differences';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, canonical, isObject, listOf, objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { RevisionDifference, Step } from '@apig-spec/model/records';
import type * as published from '@apig-spec/openapi';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { expect, onTestFinished, test } from 'vitest';

const [newest = '', ...older] = readRevisions();
const edition = (revision: string) => readBuilt(join(distDir, `${revision}.en.json`));
const before = edition(older[0] ?? '');
const after = edition(newest);
const differences = differencesOf(before, after);

test('pointers lead to what differs, and to the values before and after', () => {
  expect(differences.length).toBeGreaterThan(20);
  for (const { kind, pointers, keyword, change, ...values } of differences) {
    expect(pointers, change).not.toEqual({});
    for (const [document, side] of [[before, 'before'] as const, [after, 'after'] as const]) {
      const pointer = pointers[side];
      if (pointer === undefined) continue;
      const node = at(document, pointer);
      expect(node, `${pointer}: ${change}`).toBeDefined();
      const [value, stated] = [values[side], isObject(node) ? node[keyword ?? ''] : undefined];
      if (value === undefined) continue;
      if (kind === 'bound-changed' || kind === 'default-changed')
        expect(stated, `${pointer}: ${change}`).toEqual(value);
      if (kind.startsWith('enum-value-'))
        expect([...listOf(stated), objectOf(node)['const'] ?? null], `${pointer}: ${change}`).toContainEqual(value);
    }
  }
});

test('each operation that is named is one of the edition', () => {
  const known = [before, after].flatMap((document) => operationsOf(document).map(({ id }) => id));
  for (const difference of differences)
    for (const id of operationsIn(difference)) expect(known, difference.change).toContain(id);
});

test('what a shared schema says is told once in each direction, with all operations', () => {
  const changed = structuredClone(after);
  const pointer = '/components/schemas/VpcChannelBase/properties/port';
  objectOf(at(changed, pointer))['maximum'] = 65534;
  const told = differencesOf(after, changed).map((difference) => ({
    ...difference,
    operations: operationsIn(difference),
  }));
  const shared = { kind: 'bound-changed', keyword: 'maximum', before: 65535, after: 65534 };
  const pointers = { before: pointer, after: pointer };
  expect(told).toHaveLength(2);
  expect(told).toContainEqual(
    expect.objectContaining({
      ...shared,
      pointers,
      direction: 'request',
      senders: 'breaks',
      receivers: 'none',
      operations: ['createVpcChannel', 'updateVpcChannel'],
    }),
  );
  expect(told).toContainEqual(
    expect.objectContaining({
      ...shared,
      pointers,
      direction: 'response',
      senders: 'none',
      receivers: 'extends',
      operations: ['listVpcChannels', 'createVpcChannel', 'showVpcChannel', 'updateVpcChannel'],
    }),
  );
});

test('the way back takes away what the way there brought', () => {
  const there = differences.filter(({ kind }) => kind === 'field-added').flatMap(({ places }) => places);
  const back = differencesOf(after, before).filter(({ kind }) => kind === 'field-removed');
  expect(back.flatMap(({ places }) => places).sort()).toEqual(there.sort());
});

test('prose, examples and the order of keys make no difference', () => {
  const reordered = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(reordered);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, each]) => [key, reordered(each)])
        .reverse(),
    );
  };
  const schemas: JsonObject = objectOf(at(after, '/components/schemas'));
  const changed: JsonObject = {
    ...after,
    components: { ...objectOf(after['components']), schemas: reordered(schemas), examples: {} },
  };
  objectOf(at(changed, '/components/schemas/VpcChannelBase'))['description'] = 'Other words.';
  expect(canonical(changed)).not.toBe(canonical(after));
  expect(differencesOf(after, changed)).toEqual([]);
});

test('changes.json has the differences of each step, of the types that the package declares', () => {
  const steps = readBuilt(join(distDir, 'changes.json')) as unknown as Step[];
  expect(steps.map(({ from, to }) => [from, to])).toEqual(
    older.map((from, index) => [from, [newest, ...older][index]]),
  );
  for (const { from, to, differences } of steps) {
    const found = differencesOf(edition(from), edition(to));
    expect(differences.map(({ kind, places }) => [kind, places])).toEqual(
      found.map(({ kind, places }) => [kind, places]),
    );
    for (const difference of differences) expect(difference.operations).toEqual(operationsIn(difference));
  }
  // Does not compile where one of the two has more than the other.
  const isPublished = (difference: RevisionDifference): published.RevisionDifference => difference;
  const isKnown = (kind: published.DifferenceKind): RevisionDifference['kind'] => kind;
  expect([isPublished, isKnown]).toHaveLength(2);
});

test('differences are kept while only prose changes, a field that is called as prose is among the wire facts', async () => {
  const documentWith = (maximum: number, words: string): JsonObject => {
    const schema = { description: words, properties: { description: { type: 'integer', maximum } } };
    const content = { 'application/json': { schema } };
    return { paths: { '/it': { post: { operationId: 'callIt', requestBody: { content }, responses: {} } } } };
  };
  const found = async (words: string, maximum: number) => {
    const [was, is] = [documentWith(9, words), documentWith(maximum, words)];
    const differences = await revisionDifferences(['test', was], ['kept', is]);
    return differences.map(({ keyword, before, after, operations }) => [keyword, before, after, operations]);
  };
  const file = join(root, 'node_modules', '.cache', 'apig-spec', 'differences', 'test-to-kept.json');
  onTestFinished(() => rmSync(file, { force: true }));
  expect(await found('a', 8)).toEqual([['maximum', 9, 8, ['callIt']]]);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"after":8', '"after":"kept"'));
  expect(await found('b', 8)).toEqual([['maximum', 9, 'kept', ['callIt']]]);
  expect(await found('b', 7)).toEqual([['maximum', 9, 7, ['callIt']]]);
});
