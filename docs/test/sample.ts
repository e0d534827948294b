// A sample of the built pages that misses nothing they are made of: of each template and language a page, and further pages
// until every element with every class is on one of them. Short pages first: they are cheap to look at. Where a template has
// very many pages, which are as many as the contract has operations, those of some sizes and operations stand for all.
import { covering, spread } from '@apig-spec/dev/sample';
import { locales } from '@apig-spec/model/editions';
import { fieldsOf } from '@apig-spec/model/fields';
import type { JsonObject } from '@apig-spec/model/json';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { localeIn } from '../src/frame/sidebar.ts';
import { once } from '../src/once.ts';
import { built, sizeOf } from './pages.ts';
import { newest } from './revisions.ts';

/** The template of a page: its path without language, revision and name. */
function templateOf(path: string): string {
  return path
    .replace(/^\/[^/]+\//, '/')
    .replace(/\d{4}-\d{2}-to-\d{4}-\d{2}/, 'path')
    .replace(/\d{4}-\d{2}/, 'revision')
    .replace(/(schemas|compare|guides|tutorials)\/[\w-]+\//, '$1/one/')
    .replace(/reference\/\w+\/[^/]+\/$/, 'reference/package/module/')
    .replace(/reference\/\w+\/$/, 'reference/package/')
    .replace(/revision\/[a-z]+[A-Z]\w+\//, 'revision/operation/')
    .replace(/revision\/(?!errors|limits|schemas)[a-z-]+\/$/, 'revision/resource/');
}

/** The pages of each template. */
export const templates: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  // With script nobody sees the page that leads on to a language.
  built.keys().filter((path) => path !== '/'),
  templateOf,
);

const shortestOf = (paths: readonly string[]) => paths.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0] ?? '';

const byTemplateAndLocale = once(() =>
  [...templates.values()].flatMap((paths) => [...Map.groupBy(paths, localeIn).values()]),
);

/** Pages of all templates in all languages: where there are many, of different sizes and of operations with every keyword. */
const candidates = once((): string[] => {
  const operations = checkedOperations(readBuilt(`${distDir}/${newest}.en.json`));
  const ofOperations = locales.flatMap((locale) => [...operations].map((id) => `/${locale}/${newest}/${id}/`));
  const ofSizes = byTemplateAndLocale().flatMap((paths) => {
    const bySize = paths.toSorted((a, b) => sizeOf(a) - sizeOf(b));
    return few([...bySize, ...bySize.slice(-1)], 24);
  });
  return [...new Set([...ofSizes, ...ofOperations.filter((path) => built.has(path))])];
});

/** Of each template and language the shortest page, and the pages that hold what those do not. */
const sample = once((): string[] => covering(candidates(), partsOf, sizeOf, byTemplateAndLocale().map(shortestOf)));

/** A smaller one for the browser, which takes a second for a page: of each template a page in one of the languages, in turn. */
export const sampleForBrowser = once((): string[] => {
  const inTurn = [...templates.values()].map((paths, index) => {
    const own = paths.filter((path) => localeIn(path) === locales[index % locales.length]);
    return shortestOf(own.length > 0 ? own : paths);
  });
  return covering(candidates(), partsOf, sizeOf, inTurn);
});

/** Of each template and language the longest page that is not too long to lay out quickly, where there is one. */
export const longOnes = once((): string[] =>
  byTemplateAndLocale().map((paths) => {
    const bySize = paths.toSorted((a, b) => sizeOf(b) - sizeOf(a));
    return bySize.find((path) => sizeOf(path) < 1_000_000) ?? bySize.at(-1) ?? '';
  }),
);

/** The pages that a test goes through which could go through all: in the long run it does. */
export const checkedPages = (): string[] => (import.meta.env.MODE === 'long' ? built.keys() : ['/', ...sample()]);

/** The elements that a page is made of, each with its classes. */
function partsOf(path: string): Set<string> {
  const page = (built.get(path) ?? '').replaceAll(/<(script|style)\b.*?<\/\1>/gs, '');
  const elements = [...page.matchAll(/<([a-z][\w-]*)(?:[^>]*?\sclass="([^"]*)")?/g)].map(
    ([, tag, classes = '']) => `${tag}.${classes.replaceAll(/ ?astro-\w+/g, '')}`,
  );
  return new Set(elements);
}

/** A few of many, from the first to the last at even distances; all in the long run. */
export function few<T>(all: readonly T[], most: number): T[] {
  return import.meta.env.MODE === 'long' ? [...all] : spread(all, most);
}

const operationsChosen = new Map<JsonObject, ReadonlySet<string>>();

/** Operations of an edition, among which there is every keyword that any of them has; all in the long run. */
export function checkedOperations(document: JsonObject): ReadonlySet<string> {
  const known = operationsChosen.get(document);
  if (known) return known;
  const byOperation = Map.groupBy(fieldsOf(document), ({ operation }) => operation);
  const keywordsOf = (operation: string) =>
    (byOperation.get(operation) ?? []).flatMap(({ in: part, schemas }) => [part, ...schemas.flatMap(Object.keys)]);
  const ids = [...byOperation.keys()];
  const chosen = new Set([...covering(ids, keywordsOf), ...few(ids, 10)]);
  operationsChosen.set(document, chosen);
  return chosen;
}
