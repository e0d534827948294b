// A sample of the built pages that misses nothing they are made of: of each template and language a page, and further pages
// until every element with every class is on one of them. Short pages first: they are cheap to look at.
import { localeIn } from '../src/frame/sidebar.ts';
import { built } from './pages.ts';

/** The template of a page: its path without language, revision and name. */
function templateOf(path: string): string {
  return path
    .replace(/^\/[^/]+\//, '/')
    .replace(/\d{4}-\d{2}-to-\d{4}-\d{2}/, 'path')
    .replace(/\d{4}-\d{2}/, 'revision')
    .replace(/(schemas|compare|guides)\/[\w-]+\//, '$1/one/')
    .replace(/reference\/\w+\/[^/]+\/$/, 'reference/package/module/')
    .replace(/reference\/\w+\/$/, 'reference/package/')
    .replace(/revision\/[a-z]+[A-Z]\w+\//, 'revision/operation/');
}

/** The pages of each template. */
export const templates: ReadonlyMap<string, readonly string[]> = Map.groupBy(built.keys(), templateOf);

/** Of each template and language the shortest page, and the pages that hold what those do not. */
export function sample(): string[] {
  const sizeOf = (path: string) => (built.get(path) ?? '').length;
  const byLocale = [...templates.values()].flatMap((paths) => [...Map.groupBy(paths, localeIn).values()]);
  const pages = byLocale.map((paths) => paths.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0] ?? '');
  const made = new Map([...built.keys()].map((path) => [path, partsOf(path)]));
  const missing = new Set([...made.values()].flatMap((parts) => [...parts]));
  const take = (path: string) => {
    for (const part of made.get(path) ?? []) missing.delete(part);
  };
  pages.forEach(take);
  while (missing.size > 0) {
    const worth = new Map([...made].map(([path, parts]) => [path, parts.intersection(missing).size / sizeOf(path)]));
    const [best = ''] = [...made.keys()].toSorted((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0));
    pages.push(best);
    take(best);
  }
  return pages;
}

/** The elements that a page is made of, each with its classes. */
function partsOf(path: string): Set<string> {
  const page = (built.get(path) ?? '').replaceAll(/<(script|style)\b.*?<\/\1>/gs, '');
  const elements = [...page.matchAll(/<([a-z][\w-]*)(?:[^>]*?\sclass="([^"]*)")?/g)].map(
    ([, tag, classes = '']) => `${tag}.${classes.replaceAll(/ ?astro-\w+/g, '')}`,
  );
  return new Set(elements);
}
