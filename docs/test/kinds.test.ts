// Kinds of bodies: what an example has is shown where the example's kinds are picked.
import { at, isObject, type Json, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { viewOf } from '@apig-spec/model/schema';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { firstOptions, optionsOf } from '../src/model/kind-examples.ts';
import type { Kinds } from '../src/model/kinds.ts';
import { conditionOf, holds, kindsOf } from '../src/model/kinds.ts';
import { treesOf } from '../src/model/nodes.ts';
import { anchorOf } from '../src/model/places.ts';
import { requestExamplesOf } from '../src/model/samples.ts';
import { readSite } from '../src/model/site.ts';
import type { ObjectNode } from '../src/model/tree.ts';
import { built, textOf } from './pages.ts';
import { newest } from './revisions.ts';

const idOf = (place: string) => anchorOf(place).id;
const isFilled = (value: Json | undefined) => !['', 0, null, undefined].includes(value as string);

/** The fields that a body fills and that are not shown. */
function hidden(node: ObjectNode, body: Json | undefined, picked: ReadonlySet<string>, around?: Kinds): string[] {
  const value = Array.isArray(body) ? body[0] : body;
  if (!isObject(value)) return [];
  const kinds = kindsOf(node, idOf(node.place), around);
  return node.fields.flatMap((field) => {
    if (!isFilled(value[field.name])) return [];
    if (!holds(conditionOf(node, kinds, field), picked)) return [field.place];
    return field.inner ? hidden(field.inner, value[field.name], picked, kinds) : [];
  });
}

/** What the alternatives of a body are called, in its objects, too. */
function titlesIn(node: ObjectNode): (string | undefined)[] {
  const choices = node.choices.filter(({ alternatives }) => alternatives.length > 1);
  const own = choices.flatMap(({ alternatives }) => alternatives.map(({ title }) => title));
  return [...own, ...node.fields.flatMap(({ inner }) => (inner ? titlesIn(inner) : []))];
}

test('kinds are called by names in words, in the language of the page', () => {
  for (const { locale, document } of readSite(distDir).editions) {
    const trees = operationsOf(document).flatMap((operation) => [...treesOf(document, operation).values()]);
    const titles = trees.flatMap(titlesIn);
    expect(titles.length).toBeGreaterThan(50);
    expect(
      titles.filter((title) => title === undefined || (locale === 'zh-CN') !== /\p{Script=Han}/u.test(title)),
    ).toEqual([]);
  }
});

test('what a kind ignores is marked as such, at fields that there are', () => {
  const { editions } = readSite(distDir);
  let marked = 0;
  for (const { name, document } of editions) {
    const schemas = Object.entries(objectOf(objectOf(document['components'])['schemas']));
    const stated = schemas.flatMap(([kind, schema]) =>
      // With what a kind is composed of.
      viewOf({ document, schema }).schemas.flatMap((each) =>
        listOf(each['x-ignores']).map((field) => `${kind}: ${field}`),
      ),
    );
    const trees = operationsOf(document).flatMap((operation) => [...treesOf(document, operation).values()]);
    const shown = new Set(trees.flatMap(ignoredIn));
    expect([...shown].sort(), name).toEqual(stated.sort());
    marked += shown.size;
  }
  expect(marked).toBeGreaterThan(0);
  const text = textOf(built.get(`/zh-CN/${newest}/createVpcChannel/`) ?? '').replaceAll(' ', '');
  expect(text).toContain('TCP检查：此类型下忽略');
});

/** What each kind ignores, in a body and the objects in it. */
function ignoredIn(node: ObjectNode): string[] {
  return node.fields.flatMap(({ name, cases, inner }) => [
    ...cases
      .filter(({ ignored }) => ignored)
      .flatMap(({ alternatives }) => alternatives.map((kind) => `${kind.split(' · ').at(-1)}: ${name}`)),
    ...(inner ? ignoredIn(inner) : []),
  ]);
}

test('every example is of kinds that show all that it has', () => {
  const faults: string[] = [];
  let picked = 0;
  for (const { name, document } of readSite(distDir).editions) {
    for (const operation of operationsOf(document)) {
      const tree = treesOf(document, operation).get('request');
      if (!tree) continue;
      for (const [example, each] of Object.entries(requestExamplesOf(document, operation))) {
        const body = at(resolve(document, each), '/value');
        const options = optionsOf(tree, idOf, body);
        picked += options.length;
        const shown = new Set(firstOptions(tree, idOf, options));
        faults.push(...hidden(tree, body, shown).map((place) => `${name} ${example}: ${place}`));
      }
    }
  }
  expect(faults).toEqual([]);
  expect(picked).toBeGreaterThan(100);
});
