// The pages from the bundled editions, read once for a whole build, each rendered once.
import { existsSync, readFileSync } from 'node:fs';
import { distDir, keysFile } from './built.ts';
import { handedOver } from './made.ts';
import { readSite } from './model/site.ts';
import { inOrder, pagesOf } from './site.ts';

const made = handedOver();
export const site = made?.site ?? readSite(distDir);
export const pages = made?.pages ?? pagesOf(site);

/** In the order in which they are rendered: what is made from the same, one after the other. */
export const byAbout = inOrder(pages);

const byPath = new Map(pages.map((page) => [page.path, page]));

/** The page at a path: `/en/2024-11/`. */
export function pageAt(path: string) {
  return byPath.get(path);
}

const keys = existsSync(keysFile) ? (JSON.parse(readFileSync(keysFile, 'utf8')) as Record<string, string>) : {};

/** What a page is made from: where that is the same, Astro need not build it again. */
export function cacheKeyOf(path: string): { cacheKey?: string } {
  const key = keys[path];
  return key === undefined ? {} : { cacheKey: key };
}
