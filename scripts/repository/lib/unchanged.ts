// What a step need not make again: it read the same, and what it wrote is still there. Turbo goes by whole files; a step knows
// what of them it reads.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProse, shortHash } from '@apig-spec/model/json';
import { filesBelow } from './files.ts';
import { root } from './paths.ts';

/** Keeps what folders were made from: not in them, since what is in them is published. */
const cache = join(root, 'node_modules', '.cache', 'apig-spec', 'made-from');

/**
 * Makes what stands in folders, unless it was made from the same before and nobody has touched it since.
 *
 * @param folders - where `make` writes; all that is in them counts as written by it
 * @param inputs - all that `make` depends on, code included
 * @returns whether it was made
 */
export async function madeFrom(
  folders: readonly string[],
  inputs: readonly string[],
  make: () => void | Promise<void>,
): Promise<boolean> {
  const stamp = join(cache, shortHash(folders.join()));
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
  if (before !== undefined && before === stampOf(folders, inputs)) return false;
  await make();
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, stampOf(folders, inputs));
  return true;
}

/**
 * The text of a file: what stands there, where it was made from the same before and nobody has touched it since.
 *
 * @param inputs - all that `make` depends on, code included
 */
export async function textFrom(
  file: string,
  inputs: readonly string[],
  make: () => string | Promise<string>,
): Promise<string> {
  const stamp = join(cache, shortHash(file));
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const stamped = before !== undefined && existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
  if (before !== undefined && stamped === hashOf([...inputs, before])) return before;
  const text = await make();
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, hashOf([...inputs, text]));
  return text;
}

/** What stands for the code of folders below scripts/, and for the versions of what it depends on. */
export function codeIn(...folders: string[]): string {
  const files = folders.flatMap((folder) => {
    const below = join(root, 'scripts', folder);
    return filesBelow(below, '.ts')
      .filter((name) => !name.startsWith('node_modules/'))
      .map((name) => join(below, name));
  });
  return hashOf([...files, join(root, 'pnpm-lock.yaml')].map((file) => readFileSync(file, 'utf8')));
}

/** Documents as a text that is the same where they differ in descriptions and summaries alone. */
export function textWithoutProse(value: unknown): string {
  return JSON.stringify(value, (key, each) => (isProse(key, each) ? undefined : each));
}

function stampOf(folders: readonly string[], inputs: readonly string[]): string {
  const files = folders
    .filter(existsSync)
    .flatMap((folder) => filesBelow(folder, '').flatMap((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  return hashOf([...inputs, ...files]);
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex');
}
