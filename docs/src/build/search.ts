// The search's index of prose, by Pagefind: of each language on its own, so that it is made again only where its pages have changed.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locale } from '@apig-spec/model/editions';
import { locales } from '@apig-spec/model/editions';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import { filesBelow } from '../built.ts';

/** A page with more headings is indexed in parts, of so many headings each. */
const mostHeadings = 100;
const headingsOfPart = 25;

/** Pagefind's own list of the languages. */
const list = 'pagefind-entry.json';

/** Whether the search reads a page. */
export function isRead(page: string): boolean {
  return page.includes(' data-pagefind-body');
}

/** The pages of a language that the search reads, by their files from the site's root. */
export function readOf(dist: string, locale: Locale): string[] {
  const other = locales.filter((each) => each !== locale).map((each) => `${each}/`);
  // A page that is in no language's folder is in English.
  const own = filesBelow(dist, '.html').filter((name) =>
    locale === 'en' ? !other.some((folder) => name.startsWith(folder)) : name.startsWith(`${locale}/`),
  );
  return own.filter((name) => isRead(readFileSync(join(dist, name), 'utf8')));
}

/** Indexes the built pages. */
export function searching(): AstroIntegration {
  return {
    name: 'searching',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const dist = fileURLToPath(dir);
        for (const locale of locales) await indexPages(dist, locale, readOf(dist, locale));
      },
    },
  };
}

/**
 * Indexes pages of a language, in place of what was indexed of it before.
 *
 * @param dist - the built site
 * @param pages - their files, from the site's root
 */
export async function indexPages(dist: string, locale: Locale, pages: readonly string[]): Promise<void> {
  const { index, errors } = await createIndex();
  if (!index) throw new Error(`Pagefind: ${errors.join(', ')}`);
  for (const page of pages) {
    const url = `/${page.replace(/index\.html$/, '')}`;
    const content = readFileSync(join(dist, page), 'utf8');
    for (const [number, part] of partsOf(content).entries()) {
      // Pagefind keeps one page of an address.
      const added = await index.addHTMLFile({ url: number === 0 ? url : `${url}?${number}`, content: part });
      if (added.errors.length > 0) throw new Error(`Pagefind: ${page}: ${added.errors.join(', ')}`);
    }
  }
  const { files } = await index.getFiles();
  await close();
  const folder = join(dist, 'pagefind');
  mkdirSync(folder, { recursive: true });
  const known = filesBelow(folder, '');
  const own = new RegExp(`(^|[/.])${locale.toLowerCase()}_`);
  for (const name of known.filter((each) => own.test(each))) rmSync(join(folder, name));
  for (const { path, content } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const before = path === list && known.includes(list) ? readFileSync(file, 'utf8') : undefined;
    writeFileSync(file, before === undefined ? content : merged(before, Buffer.from(content).toString()));
  }
}

/** A page, in parts where it is long: Pagefind reads a page once for each heading that it finds on it, which takes seconds. */
function partsOf(content: string): string[] {
  const body = content.indexOf(' data-pagefind-body');
  const [first = '', ...sections] = content.slice(body).split(/(?=<h[23] id=)/);
  if (sections.length <= mostHeadings) return [content];
  const starts = sections.flatMap((_, index) => (index % headingsOfPart === 0 ? [index] : []));
  const head = content.slice(0, body) + first;
  return starts.map((start) => head + sections.slice(start, start + headingsOfPart).join(''));
}

/** The list with another language, in the order in which Pagefind would write it. */
function merged(before: string, after: string): string {
  const [known, more] = [JSON.parse(before), JSON.parse(after)] as { languages: object }[];
  const languages = Object.entries({ ...known?.languages, ...more?.languages }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return JSON.stringify({ ...more, languages: Object.fromEntries(languages) });
}
