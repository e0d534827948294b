// What the pages of the site were made from, and what stands in it: by this the next build knows what it need not make again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '@apig-spec/model/editions';
import { filesBelow, keptDir, repository } from '../built.ts';
import { sidebarOf } from '../frame/sidebar.ts';
import type { Site } from '../model/site.ts';
import { stampOf } from '../model/slices.ts';
import type { Page } from '../site.ts';
import { inOrder } from '../site.ts';
import { words } from '../words.ts';

/** Files of the site, by name. */
export type Files = Record<string, FileState | undefined>;

export interface FileState {
  hash: string;
  /** When and with what size it was written: where this is as it was, so is the file. */
  written: string;
}

export interface State {
  /** Of all that pages are made from besides the contract. */
  code: string;
  /** By path, what each page was made from. */
  pages: Record<string, string>;
  files: Files;
  /** The hash of each file that the mock's scripts are made from, by its path from the repository's root. */
  mock: Record<string, string>;
  /** The pages that the search reads. */
  read: Record<Locale, string[]>;
}

const stateFile = join(keptDir, 'state.json');

/** What the last build told, where there was one. */
export function readState(): State | undefined {
  return existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, 'utf8')) as State) : undefined;
}

export function writeState(state: State): void {
  mkdirSync(keptDir, { recursive: true });
  writeFileSync(stateFile, JSON.stringify(state));
}

/**
 * All files of a folder.
 *
 * @param before - as they were before: of one that nobody has written since, the hash is known
 */
export function filesOf(folder: string, before: Files = {}): Files {
  const found: Files = {};
  for (const name of filesBelow(folder, '')) {
    const state = fileOf(folder, name, before[name]);
    if (state) found[name] = state;
  }
  return found;
}

/** One file of a folder, as {@link filesOf} tells of all; nothing for a folder. */
export function fileOf(folder: string, name: string, before?: FileState): FileState | undefined {
  const file = join(folder, name);
  const stat = statSync(file);
  if (!stat.isFile()) return undefined;
  const written = `${stat.mtimeMs} ${stat.size}`;
  return before?.written === written ? before : { hash: hashOf(readFileSync(file)), written };
}

/** The hashes of files, which are named from the repository's root: a build may be taken from the cache of another. Of one that is not there, an empty text. */
export function hashesOf(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    files.map((name) => {
      const file = join(repository, name);
      return [name, existsSync(file) ? hashOf(readFileSync(file)) : ''];
    }),
  );
}

export function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url');
}

/** By path, what each page is made from: what it says, and what stands around it. */
export function stampsOf(site: Site, pages: readonly Page[]): Map<string, string> {
  const own = new Map(inOrder(pages).map((page) => [page.path, page.stamp()]));
  return new Map(
    pages.map((page) => {
      const { path, title, description, locale } = page;
      const sidebar = sidebarOf(site, [], words[locale], path);
      return [path, stampOf([own.get(path), title, description, sidebar])];
    }),
  );
}
