// What guides, errata, changes and the packages' reference say: found by Pagefind, which has an index of their text.

import { isHan, likeness, normal, wordsOf } from './matching.ts';

/** What of Pagefind is used here. */
interface Pagefind {
  options(options: object): Promise<void>;
  /** Nothing where a later term has overtaken this one. */
  debouncedSearch(
    term: string,
    options: object,
    delay: number,
  ): Promise<{ results: { data(): Promise<Page> }[] } | null>;
}

interface Page {
  meta: { title: string };
  sub_results: { title: string; url: string; excerpt: string }[];
}

/** A section that holds the term. */
export interface Found {
  title: string;
  page: string;
  url: string;
  /** HTML: escaped text with <mark> around what was found. */
  excerpt: string;
}

const mostPages = 6;
const mostOfPage = 2;
const most = 8;

/** The sections that hold a term; nothing where a later term has overtaken it. */
export async function proseFor(term: string): Promise<Found[] | undefined> {
  const pagefind = await loaded().catch(() => undefined);
  // Without its index, which the development server does not have, there is no prose to be found.
  if (!pagefind) return [];
  const found = await pagefind.debouncedSearch(term, {}, 200);
  if (!found) return undefined;
  const pages = await Promise.all(found.results.slice(0, mostPages).map((result) => result.data()));
  const hits = ({ excerpt }: { excerpt: string }) => excerpt.split('<mark>').length;
  const typed = wordsOf(normal(term));
  return pages
    .flatMap(({ meta, sub_results }) =>
      sub_results
        .filter(({ excerpt }) => isMeant(excerpt, typed))
        .toSorted((one, other) => hits(other) - hits(one))
        .slice(0, mostOfPage)
        .map(({ title, url, excerpt }) => ({
          title,
          page: title === meta.title ? '' : meta.title,
          // Of a long page parts are indexed, which are on one page.
          url: url.replace(/\?\d+/, ''),
          excerpt,
        })),
    )
    .slice(0, most);
}

/** Of a word that it does not know, Pagefind finds what begins with the same letter. */
function isMeant(excerpt: string, typed: readonly string[]): boolean {
  const marked = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].flatMap(([, text = '']) => wordsOf(normal(text)));
  const meets = (word: string, each: string) =>
    isHan(each) ? each.includes(word) || word.includes(each) : likeness(word, each) > 0;
  return marked.some((each) => typed.some((word) => meets(word, each)));
}

let pagefind: Promise<Pagefind> | undefined;

/** Pagefind, once. Its address is known to the built site only, so no bundler may look for it. */
function loaded(): Promise<Pagefind> {
  const address = '/pagefind/pagefind.js';
  pagefind ??= import(/* @vite-ignore */ address).then(async (module: Pagefind) => {
    await module.options({ excerptLength: 18 });
    return module;
  });
  return pagefind;
}
