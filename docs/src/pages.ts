// The pages from the bundled editions, read once for a whole build, each rendered once.
import { distDir } from './built.ts';
import { readSite } from './model/site.ts';
import { searchedIn } from './searched.ts';
import { pagesOf } from './site.ts';

export const site = readSite(distDir);
export const pages = pagesOf(site);
export const isSearched = searchedIn(pages);

const byPath = new Map(pages.map((page) => [page.path, page]));

/** The page at a path: `/en/2024-11/`. */
export function pageAt(path: string) {
  return byPath.get(path);
}
