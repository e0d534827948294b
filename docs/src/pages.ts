// The pages from the bundled editions, read and rendered once for a whole build.
import { distDir } from './built.ts';
import { readSite } from './model/site.ts';
import { pagesOf } from './site.ts';

export const site = readSite(distDir);
export const pages = pagesOf(site);

const byPath = new Map(pages.map((page) => [page.path, page]));

/** The page at a path: `/en/2024-11/`. */
export function pageAt(path: string) {
  return byPath.get(path);
}
