// What the pages of the site were made from, and what stands in it: by this the next build knows what it need not make again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '@apig-spec/model/editions';
import { filesBelow, keptDir } from '../built.ts';
import { sidebarOf } from '../frame/sidebar.ts';
import type { Site } from '../model/site.ts';
import { stampOf } from '../model/slices.ts';
import type { Placed } from '../searched.ts';
import { placed, searchedIn } from '../searched.ts';
import type { Page } from '../site.ts';
import { inOrder } from '../site.ts';
import { words } from '../words.ts';

/** What is told of a page that was built. */
export interface Made {
  /** Of what it says. */
  from: string;
  /** Of the whole page, with what stands around it. */
  whole: string;
  ids: readonly string[];
}

export interface State {
  /** Of all that pages are made from besides the contract. */
  code: string;
  pages: Record<string, Made>;
  /** The hash of each file of the site. */
  files: Record<string, string>;
  /** The pages that the search reads. */
  read: Record<Locale, string[]>;
}

const file = join(keptDir, 'state.json');

/** What the last build told, where there was one. */
export function readState(): State | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : undefined;
}

export function writeState(state: State): void {
  mkdirSync(keptDir, { recursive: true });
  writeFileSync(file, JSON.stringify(state));
}

/** The hashes of all files of a folder. */
export function hashesOf(folder: string): Record<string, string> {
  const files = filesBelow(folder, '').filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, hashOf(readFileSync(join(folder, name)))]));
}

export function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url');
}

/**
 * What all pages are made from now.
 *
 * @param before - what is known of a page: the ids of what was made from the same are the same
 */
export function madeNow(
  site: Site,
  pages: readonly Page[],
  before: (path: string) => Partial<Made> | undefined,
): Record<string, Made> {
  const from = new Map(inOrder(pages).map((page) => [page.path, page.stamp()]));
  const all = pages.map((page): Page & Placed => {
    const { ids, from: stamp = from.get(page.path) } = before(page.path) ?? {};
    return ids && stamp === from.get(page.path) ? { ...page, ids: () => ids } : placed(page);
  });
  const isSearched = searchedIn(all);
  return Object.fromEntries(
    all.map(({ path, title, description, locale, ids }) => {
      const sidebar = sidebarOf(site, [], words[locale], path);
      const stamp = from.get(path) ?? '';
      return [
        path,
        { from: stamp, whole: stampOf([stamp, title, description, sidebar, isSearched(path)]), ids: ids() },
      ];
    }),
  );
}
