// Other JavaScript runtimes than the toolchain's own, from npm, in the versions that the workspace's catalog names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetched, pinned } from './npm.ts';

/** The binary of a runtime, from the cache or from npm; in words why there is none. */
export function fetchedRuntime(name: string): { file: string } | { lacks: string } {
  const { platform, arch } = process;
  const [pack, ...file] =
    name === 'deno'
      ? [`@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`, 'deno']
      : name === 'bun'
        ? [`@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}`, 'bin', 'bun']
        : [`node-${platform}-${arch}`, 'bin', 'node'];
  try {
    const folder = fetched(`runtimes/${name}`, { [pack]: pinned('runtimes', name) });
    const binary = join(folder, 'node_modules', pack, ...file);
    return existsSync(binary) ? { file: binary } : { lacks: `${pack} holds no ${file.join('/')}` };
  } catch (error) {
    return { lacks: (error as Error).message };
  }
}
