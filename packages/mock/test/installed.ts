// The package as a project has it that uses MSW 2 or MSW 3: in a folder, with that version beside it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type MswVersion = 2 | 3;

/** A project's folder, until it is removed. */
export interface Project {
  folder: string;
  remove(): void;
}

const packageFolder = join(import.meta.dirname, '..');

/** Makes a project that has the built package, a version of MSW, and others of this workspace's packages. */
export function projectWith(msw: MswVersion, ...others: string[]): Project {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `apig-msw${msw}-`));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  // Copied, because a link would lead the package to the workspace's MSW.
  for (const part of ['package.json', 'dist']) {
    cpSync(join(packageFolder, part), join(folder, 'node_modules', '@apig-spec', 'mock', part), { recursive: true });
  }
  link(folder, 'msw', msw === 2 ? 'msw2' : 'msw');
  for (const name of ['@apig-spec/validator', 'js-yaml', ...others]) link(folder, name, name);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Links a package that the workspace has into a project, under a name. */
function link(folder: string, name: string, source: string): void {
  const found = [packageFolder, join(packageFolder, '..', '..')]
    .map((place) => join(place, 'node_modules', source))
    .find((place) => existsSync(place));
  if (!found) throw new Error(`Neither this package nor the workspace has ${source}.`);
  const path = join(folder, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(realpathSync(found), path, 'junction');
}
