// A repository to build the multiplied contract in: copies of what is written, and the dependencies that are installed.
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { filesBelow } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { workspaceFolders } from '@apig-spec/repository/workspaces';

const written = [
  '.changeset',
  '.spectral.mjs',
  'package.json',
  'pnpm-lock.yaml',
  'redocly.yaml',
  'spec',
  'packages',
  'scripts',
  'docs',
];
const editions = join(root, 'packages', 'openapi', 'editions');
const left = new Set(['node_modules', '.data', 'dist', 'generated', 'test', '.astro', '.turbo']);

/** Copies the repository, without what has been built, to an empty folder. */
export function fill(scratch: string): void {
  const configs = readdirSync(root).filter((name) => /^tsconfig\..*json$/.test(name));
  for (const name of [...written, ...configs])
    cpSync(join(root, name), join(scratch, name), {
      recursive: true,
      filter: (file) => file === join(root, name) || (!left.has(basename(file)) && file !== editions),
    });
  for (const workspace of ['', ...workspaceFolders()])
    link(join(root, workspace, 'node_modules'), join(scratch, workspace), scratch);
}

/** Links what is installed; a workspace that others depend on is the scratch repository's own, as is what steps keep. */
function link(from: string, workspace: string, scratch: string): void {
  if (!existsSync(from)) return;
  const to = join(workspace, 'node_modules');
  mkdirSync(to);
  for (const name of readdirSync(from).filter((each) => each !== '@apig-spec' && each !== '.cache'))
    symlinkSync(join(from, name), join(to, name));
  if (!existsSync(join(from, '@apig-spec'))) return;
  mkdirSync(join(to, '@apig-spec'));
  for (const name of readdirSync(join(from, '@apig-spec')))
    symlinkSync(
      join(scratch, relative(realpathSync(root), realpathSync(join(from, '@apig-spec', name)))),
      join(to, '@apig-spec', name),
    );
}

/** The bytes of the files in folders. */
export function sizeOf(folders: readonly string[]): number {
  const files = folders
    .filter(existsSync)
    .flatMap((folder) => filesBelow(folder, '').map((name) => join(folder, name)));
  return files.reduce((sum, file) => {
    const { size } = lstatSync(file);
    return sum + (statSync(file).isFile() ? size : 0);
  }, 0);
}
