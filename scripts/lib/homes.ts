// Where in spec/ something is written that was found in a bundled edition. Who reads of a mistake has to edit the former.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, objectOf, pointerOf, stepsOf } from '@apig-spec/model/json';
import YAML from 'yaml';
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
  const plain = found.filter(({ observed }) => !observed);
  if (plain.length === 0) return { file: join(specDir, 'observed.overlay.yaml'), at: pointer };
  const english = plain.filter(({ locale }) => locale === 'en');
  if (english.length === 0) {
    const prose = /\/((summary|description|title|message|x-displayName)|x-enum-descriptions\/\d+)$/.test(pointer);
    return { file: join(specDir, 'locales', prose ? 'zh-CN.yaml' : 'zh-CN.overlay.yaml'), at: pointer };
  }
  const newest =
    english
      .map(({ revision }) => revision)
      .sort()
      .at(-1) ?? '';
  const step = join(specDir, 'revisions', `${newest}.overlay.yaml`);
  return existsSync(step) ? { file: step, at: pointer } : written(pointer);
}

/** The file that the base document takes a component or a path from. */
function written(pointer: string): Home {
  const base = join(specDir, 'openapi.yaml');
  const [kind = '', group = '', name = '', ...rest] = pointer.startsWith('/') ? stepsOf(pointer) : [];
  if (kind === 'components' && existsSync(join(specDir, group))) {
    const files = readdirSync(join(specDir, group), { recursive: true, encoding: 'utf8' });
    const file = files.find((each) => basename(each) === `${name}.yaml`);
    if (file) return { file: join(specDir, group, file), at: pointerOf(rest) };
  }
  if (kind === 'paths') {
    const reference = objectOf(objectOf((YAML.parse(readFileSync(base, 'utf8')) as JsonObject)['paths'])[group])[
      '$ref'
    ];
    if (typeof reference === 'string') return { file: join(specDir, reference), at: pointerOf([name, ...rest]) };
  }
  return { file: base, at: pointer };
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
