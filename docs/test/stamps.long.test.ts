// A page that says otherwise has another stamp: by it the build knows which pages it need not render again.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isObject, objectOf } from '@apig-spec/model/json';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { readSite, type Site } from '../src/model/site.ts';
import { inOrder, pagesOf } from '../src/site.ts';

const wanted = ['/en/2024-11/deleteVpcChannel/', '/en/2024-11/errors/', '/en/changes/'];

const site = readSite(distDir);
const before = saidIn(site);

/** Of some pages, by path, the stamp of what each is made from, and what it says. */
function saidIn(changed: Site): Map<string, { stamp: string; text: string }> {
  const pages = inOrder(pagesOf(changed)).filter(({ path }, index) => index % 11 === 0 || wanted.includes(path));
  return new Map(pages.map(({ path, stamp, main }) => [path, { stamp: stamp(), text: main().text }]));
}

/** Every nth text under a key, otherwise. */
function otherwise(value: Json, keys: RegExp, nth: number, counter = { count: 0 }): Json {
  if (Array.isArray(value)) return value.map((each) => otherwise(each, keys, nth, counter));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (typeof each !== 'string' || !keys.test(key)) return [key, otherwise(each, keys, nth, counter)];
      counter.count += 1;
      return [key, counter.count % nth === 0 ? `${each} Indeed.` : each];
    }),
  );
}

test.for<[string, (site: Site) => Site]>([
  ['words of one edition', (all) => withDocument(all, 1, (each) => otherwise(each, /^(description|summary)$/, 7))],
  // Tags keep their names, which are the addresses of pages.
  [
    'examples',
    (all) =>
      withDocument(all, 0, (each) => ({
        ...objectOf(otherwise(each, /^(example|name|message)$/, 5)),
        tags: each['tags'] ?? [],
      })),
  ],
  ['bounds of an older revision', (all) => withDocument(all, 4, bounded)],
  [
    'where facts come from',
    (all) => withEdition(all, 2, ({ provenance, ...edition }) => ({ ...edition, provenance: observed(provenance) })),
  ],
  ['errata', (all) => ({ ...all, errata: otherwise(all.errata as never, /^(en|zh-CN)$/, 3) as never })],
  ['error codes', (all) => ({ ...all, errors: otherwise(all.errors as never, /^(en|zh-CN|message)$/, 5) as never })],
  ['what a revision brought', (all) => ({ ...all, steps: otherwise(all.steps as never, /^(en|zh-CN)$/, 3) as never })],
])('%s', { timeout: 60_000 }, ([, change]) => {
  const after = saidIn(change(site));
  expect([...after.keys()]).toEqual([...before.keys()]);
  const otherwise = [...after].filter(([path, { text }]) => text !== before.get(path)?.text);
  expect(otherwise.length).toBeGreaterThan(0);
  expect(otherwise.filter(([path, { stamp }]) => stamp === before.get(path)?.stamp).map(([path]) => path)).toEqual([]);
});

test('an operation in one language has nothing of what another says', { timeout: 60_000 }, () => {
  const after = saidIn(withDocument(site, 1, (each) => otherwise(each, /^(description|summary)$/, 1)));
  const renewed = [...after].filter(([path, { stamp }]) => stamp !== before.get(path)?.stamp).map(([path]) => path);
  expect(renewed.some((path) => path.startsWith('/zh-CN/2024-11/'))).toBe(true);
  expect(renewed.filter((path) => path.startsWith('/en/') && !path.startsWith('/en/compare/'))).toEqual([]);
});

test('most pages have nothing of a word that changes in an operation', { timeout: 60_000 }, () => {
  const said = 'Deletes the channel with its servers, server groups and health check.';
  const after = saidIn(
    withDocument(site, 0, (document) => JSON.parse(JSON.stringify(document).replaceAll(said, 'Deletes it.')) as Json),
  );
  const renewed = [...after].filter(([path, { stamp }]) => stamp !== before.get(path)?.stamp);
  expect(renewed.map(([path]) => path)).toContain(wanted[0]);
  expect(renewed.length).toBeLessThan(before.size / 5);
});

type Edition = Site['editions'][number];

function withEdition(all: Site, index: number, change: (edition: Edition) => Edition): Site {
  return { ...all, editions: all.editions.map((edition, each) => (each === index ? change(edition) : edition)) };
}

function withDocument(all: Site, index: number, change: (document: JsonObject) => Json): Site {
  return withEdition(all, index, (edition) => ({ ...edition, document: change(edition.document) as JsonObject }));
}

/** Other bounds, also where there is none. */
function bounded(document: JsonObject): Json {
  const changed = JSON.parse(
    JSON.stringify(document, (key, each) => (key === 'maxLength' ? Number(each) + 1 : each)),
  ) as JsonObject;
  Object.assign(objectOf(at(changed, '/components/schemas/ErrorBody/properties/error_code')), { maxLength: 20 });
  return changed;
}

function observed(provenance: Edition['provenance']): Edition['provenance'] {
  return Object.fromEntries(
    Object.entries(provenance).map(([place, each], index) => [
      place,
      index % 9 === 0 ? { ...each, mark: 'observed' as const } : each,
    ]),
  );
}
