// Where in spec/ something is written that was found in a bundled edition. Who reads of a mistake has to edit the former.
import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Json } from '@apig-spec/model/json';
import { isObject, pointerOf } from '@apig-spec/model/json';
import type { Part } from './parts.ts';
import { baseFile, catalogueFile, overlayFile, partFinder, readParts, sharedFolder } from './parts.ts';
import { distDir, specDir } from './paths.ts';

/** A place in spec/. */
export interface Home {
  file: string;
  /** What is left of the pointer, inside the file; empty for the whole of it. */
  at: string;
}

/** An edition as it was bundled: `2024-11.en`, as documented or as observed. */
export interface BundledFile {
  edition: string;
  revision: string;
  locale: string;
  observed: boolean;
}

/** Which bundled edition a file holds; `undefined` for any other file. */
export function bundledFile(file: string): BundledFile | undefined {
  const [, edition = '', revision = '', locale = ''] =
    /^((\d{4}-\d{2})\.(en|zh-CN))(\.observed)?\.(json|yaml)$/.exec(basename(file)) ?? [];
  if (edition === '') return undefined;
  const observed = basename(file).includes('.observed.') || relative(distDir, file).startsWith('observed');
  return { edition, revision, locale, observed };
}

/**
 * The place that makes a finding: what it was found in, where the newest edition has it too; else the overlay that makes the
 * editions that have it differ from those that do not.
 *
 * @param pointer - into the bundled edition, or what else names the place
 * @param found - the editions that have it
 */
export function homeOf(pointer: string, found: readonly BundledFile[]): Home {
  const part = partAt(pointer);
  const folder = part?.folder ?? sharedFolder;
  const overlay = (kind: string): Home => ({ file: overlayFile(folder, kind), at: pointer });
  const plain = found.filter(({ observed }) => !observed);
  if (plain.length === 0) return overlay('observed');
  const english = plain.filter(({ locale }) => locale === 'en');
  if (english.length === 0) {
    const prose = /\/((summary|description|title|message|x-displayName)|x-enum-descriptions\/\d+)$/.test(pointer);
    return prose ? { file: catalogueFile(folder), at: pointer } : overlay('zh-CN');
  }
  const newest =
    english
      .map(({ revision }) => revision)
      .sort()
      .at(-1) ?? '';
  if (existsSync(join(specDir, 'revisions', `${newest}.yaml`))) return overlay(newest);
  if (!part) return { file: baseFile, at: pointer };
  return { file: part.file, at: pointer.startsWith('/') ? part.at + pointer.slice(part.pointer.length) : pointer };
}

/** The part that holds a place: one by its pointer, or `createVpcChannel/request/port` by its operation. */
function partAt(place: string): Part | undefined {
  const parts = readParts();
  if (place.startsWith('/')) return partFinder(parts)(place);
  const [operation = ''] = /^\w+/.exec(place) ?? [];
  return parts.find(({ pointer, file }) => pointer.startsWith('/paths/') && basename(file) === `${operation}.yaml`);
}

/** The pointers to all objects of a document, by identity: a part that was resolved still knows where it stands. */
export function pointersOf(document: Json): Map<object, string> {
  const found = new Map<object, string>();
  const visit = (value: Json | undefined, pointer: string): void => {
    if (!isObject(value) && !Array.isArray(value)) return;
    found.set(value, pointer);
    for (const [key, child] of Object.entries(value)) visit(child as Json, pointer + pointerOf([key]));
  };
  visit(document, '');
  return found;
}
