// Other JavaScript runtimes than the toolchain's own, from npm, in the versions that the workspace's catalog names.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYamlObject } from './files.ts';
import { objectOf } from './json.ts';
import { root } from './paths.ts';

const cache = join(root, 'node_modules', '.cache', 'apig-runtimes');

/** The binary of a runtime, from the cache or from npm; in words why there is none. */
export function fetchedRuntime(name: string): { file: string } | { lacks: string } {
  const version = String(
    objectOf(objectOf(readYamlObject(join(root, 'pnpm-workspace.yaml'))['catalogs'])['runtimes'])[name],
  );
  const where = join(cache, `${name}-${version}`);
  const { platform, arch } = process;
  const [pack, ...file] =
    name === 'deno'
      ? [`@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`, 'deno']
      : name === 'bun'
        ? [`@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}`, 'bin', 'bun']
        : [`node-${platform}-${arch}`, 'bin', 'node'];
  const binary = join(where, 'node_modules', pack, ...file);
  if (existsSync(binary)) return { file: binary };
  mkdirSync(where, { recursive: true });
  writeFileSync(join(where, 'package.json'), '{ "private": true }');
  try {
    const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${pack}@${version}`];
    execFileSync('npm', args, { cwd: where, stdio: 'pipe', shell: platform === 'win32' });
  } catch (error) {
    return { lacks: `npm does not give ${pack}@${version}: ${(error as Error).message.split('\n')[1] ?? ''}` };
  }
  return existsSync(binary) ? { file: binary } : { lacks: `${pack}@${version} holds no ${file.join('/')}` };
}
