// Reading and writing the pipeline's files. Reading says where a file is broken; writing leaves no half of anything.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import { Failure } from './failure.ts';
import { parseYaml, YamlProblem } from './yaml.ts';

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Failure({
      file,
      problem: 'The file does not exist.',
      fix: 'Restore it, or correct the name that led here.',
    });
  }
}

/** What a file contained when it was last read, and that as JSON, which is read faster by far. */
const lastRead = new Map<string, { text: string; json: string }>();

/** Reads YAML. @throws {@link Failure} with the line where it is broken, or where the file is missing. */
export function readYaml(file: string): Json {
  const text = readText(file);
  const last = lastRead.get(file);
  if (last?.text === text) return JSON.parse(last.json) as Json;
  const value = parsed(file, text);
  lastRead.set(file, { text, json: JSON.stringify(value) });
  return value;
}

function parsed(file: string, text: string): Json {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    throw new Failure({
      file,
      at: error.line && `line ${error.line.line}, column ${error.line.col}`,
      problem: `Not YAML: ${error.message.split('\n')[0]}`,
      fix: 'Correct the line; indentation and quotes are the usual suspects.',
    });
  }
}

/** Reads a YAML file that must hold a map. @throws {@link Failure} */
export function readYamlObject(file: string): JsonObject {
  const value = readYaml(file);
  if (!isObject(value))
    throw new Failure({ file, problem: 'A map was expected.', fix: 'See the other files of the folder.' });
  return value;
}

/** Reads JSON. @throws {@link Failure} where it is broken, or the file is missing. */
export function readJson(file: string): Json {
  const text = readText(file);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new Failure({
      file,
      problem: `Not JSON: ${(error as Error).message}`,
      fix: 'Restore it; commas and quotes are the usual suspects.',
    });
  }
}

/** Reads JSON that the pipeline itself wrote. @throws {@link Failure} where it has not been written yet. */
export function readBuilt(file: string): JsonObject {
  if (!existsSync(file)) {
    throw new Failure({ file, problem: 'Not built yet.', fix: 'Run `npm run build` first.' });
  }
  return readJson(file) as JsonObject;
}

/** All files below a folder, sorted, relative to it. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/**
 * Writes all files, or none: each is written beside its place first, and only then are all moved there; where a move fails,
 * what was moved is put back. A kill between two moves is the one thing that leaves new files beside old ones, and a
 * `.new` or two; the next run fixes both.
 *
 * @param isStale - files in the folder that go where they are not written (any more)
 */
export function writeAll(
  folder: string,
  files: ReadonlyMap<string, string>,
  isStale?: (name: string) => boolean,
): void {
  const moves: { from: string; to: string; before: string | undefined }[] = [];
  const moved: typeof moves = [];
  try {
    for (const [name, text] of files) {
      const to = join(folder, name);
      mkdirSync(dirname(to), { recursive: true });
      // A file that stays the same keeps its time, so that nothing downstream is built for nothing.
      const before = existsSync(to) && statSync(to).isFile() ? readFileSync(to, 'utf8') : undefined;
      if (before === text) continue;
      const move = { from: `${to}.new`, to, before };
      moves.push(move);
      writeFileSync(move.from, text);
    }
    for (const move of moves) {
      renameSync(move.from, move.to);
      moved.push(move);
    }
  } catch (error) {
    for (const { to, before } of moved) {
      if (before === undefined) rmSync(to, { force: true });
      else writeFileSync(to, before);
    }
    for (const { from } of moves) rmSync(from, { force: true });
    throw error;
  }
  for (const name of isStale ? filesBelow(folder, '') : []) {
    if (isStale?.(name) && !files.has(name)) rmSync(join(folder, name), { force: true });
  }
}
