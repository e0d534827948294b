// Packages that nothing in the workspace depends on: from npm into node_modules/.cache, when a long test or a benchmark
// first asks for them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '@apig-spec/model/json';
import { readYamlObject } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';

/** The version that a catalog of pnpm-workspace.yaml gives a name. */
export function pinned(catalog: string, name: string): string {
  return String(objectOf(objectOf(readYamlObject(join(root, 'pnpm-workspace.yaml'))['catalogs'])[catalog])[name]);
}

/**
 * The folder whose `node_modules` holds packages and what they need, and nothing else. Install scripts do not run.
 *
 * @param name - of the folder, `rivals/prism`
 * @param packages - the version of each
 * @throws Error with what npm says
 */
export function fetched(name: string, packages: Readonly<Record<string, string>>): string {
  const folder = join(root, 'node_modules', '.cache', `apig-${name}`);
  const wanted = JSON.stringify({ private: true, dependencies: packages });
  const manifest = join(folder, 'package.json');
  // npm writes this when all else is there.
  const last = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(last) && readFileSync(manifest, 'utf8') === wanted) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  const options = ['--no-audit', '--no-fund', '--no-save', '--no-package-lock', '--ignore-scripts'];
  try {
    execFileSync('npm', ['install', ...options], { cwd: folder, stdio: 'pipe', shell: process.platform === 'win32' });
  } catch (error) {
    throw new Error(`npm does not give ${JSON.stringify(packages)}: ${(error as Error).message}`);
  }
  return folder;
}
