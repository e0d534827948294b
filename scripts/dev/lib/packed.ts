// The packages as users get them: packed, and installed in a folder of their own.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';

const packages = join(root, 'packages');
const onWindows = process.platform === 'win32';

/** Packs packages into a folder and installs them there. Nothing is downloaded. @throws with what the tools say */
export function installPacked(folder: string, names: readonly string[]): void {
  const pnpm = join(root, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');
  for (const name of names) {
    const args = [pnpm, 'pack', '--pack-destination', folder];
    const packed = spawnSync(process.execPath, args, { cwd: join(packages, name), encoding: 'utf8' });
    if (packed.status !== 0) throw new Error(`pnpm pack, ${name}:\n${packed.stdout}${packed.stderr}`);
  }
  const dependencies = copiedDependencies(folder, names);
  const tarballs = filesBelow(folder, '.tgz').map((file) => join(folder, file));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const options = ['--offline', '--install-links', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', ...options, ...dependencies, ...tarballs], {
    cwd: folder,
    stdio: 'pipe',
    shell: onWindows,
  });
}

/**
 * What our packages depend on, from the workspace: copied, because pnpm links equal files to each other, and npm packs only
 * the first of those.
 */
function copiedDependencies(folder: string, names: readonly string[]): string[] {
  const all = Object.entries({ client: 'openapi-fetch', mock: 'js-yaml' }).filter(([name]) => names.includes(name));
  return all.flatMap(([name, dependency]) => {
    const own = realpathSync(join(packages, name, 'node_modules', dependency));
    const { dependencies = {} } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
    return [dependency, ...Object.keys(dependencies)].map((each) => {
      const copy = join(folder, 'dependencies', each);
      cpSync(realpathSync(join(dirname(own), each)), copy, { recursive: true });
      return copy;
    });
  });
}
