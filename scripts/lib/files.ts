// Reading and writing the pipeline's files. Reading says where a file is broken; writing leaves no half of anything.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import YAML from 'yaml';
import { Failure } from './failure.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';

/** Reads YAML. @throws {@link Failure} with the line where it is broken, or where the file is missing. */
export function readYaml(file: string): Json {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Failure({
      file,
      problem: 'The file does not exist.',
      mend: 'Restore it, or correct the name that led here.',
    });
  }
  const document = YAML.parseDocument(text, { prettyErrors: true });
  const error = document.errors[0];
  if (error) {
    const line = error.linePos?.[0];
    throw new Failure({
      file,
      at: line && `line ${line.line}, column ${line.col}`,
      problem: `Not YAML: ${error.message.split('\n')[0]}`,
      mend: 'Correct the line; indentation and quotes are the usual suspects.',
    });
  }
  return document.toJS() as Json;
}

/** Reads a YAML file that must hold a map. @throws {@link Failure} */
export function readYamlObject(file: string): JsonObject {
  const value = readYaml(file);
  if (!isObject(value)) throw new Failure({ file, problem: 'A map was expected.', mend: 'See the files beside it.' });
  return value;
}

/** Reads JSON that the pipeline itself wrote. @throws {@link Failure} where it has not been written yet. */
export function readBuilt(file: string): JsonObject {
  if (!existsSync(file)) {
    throw new Failure({ file, problem: 'Not built yet.', mend: 'Run `pnpm build` first.' });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
}

/** All files below a folder, sorted, relative to it. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

/** Writes all files, or none: each is written beside its place first, and only then are all moved there. */
export function writeAll(folder: string, files: ReadonlyMap<string, string>): void {
  const moves: [string, string][] = [];
  try {
    for (const [name, text] of files) {
      const target = join(folder, name);
      mkdirSync(dirname(target), { recursive: true });
      // A file that stays the same keeps its time, so that nothing downstream is built for nothing.
      if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
      writeFileSync(`${target}.new`, text);
      moves.push([`${target}.new`, target]);
    }
  } catch (error) {
    for (const [written] of moves) rmSync(written, { force: true });
    throw error;
  }
  for (const [written, target] of moves) renameSync(written, target);
}

/** YAML as the editions are written: no anchors, no folded lines, so that a difference is a line. */
export function yamlText(value: Json): string {
  return YAML.stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
