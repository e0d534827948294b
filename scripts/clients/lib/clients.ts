// The clients: the vendor's SDKs for APIG, each fetched from its registry in the version that the files beside its driver pin.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@apig-spec/repository/paths';

export interface Client {
  name: string;
  /** What it is called where it is published. */
  sdk: string;
  /** The programs that it needs, and how each is asked whether it is there. */
  tools: [program: string, version: string][];
  /** What pins its version, in the driver's folder. */
  pins: string[];
  /** Fetches it into a folder. @throws Missing where it cannot be had */
  fetch(source: string, folder: string): void;
  /** Builds the driver, where it needs to be. @returns the command that runs it */
  command(source: string, folder: string): string[];
}

/** What is not to be had on this machine: no failure of a client. */
export class Missing extends Error {}

const cache = join(root, 'node_modules', '.cache', 'clients');

export const clients: Record<string, Client> = {
  python: {
    name: 'Python',
    sdk: 'huaweicloudsdkapig',
    tools: [['python3', '--version']],
    pins: ['requirements.txt'],
    fetch(source, folder) {
      get('python3', ['-m', 'venv', folder]);
      get(join(folder, 'bin', 'pip'), ['install', '--quiet', '-r', join(source, 'requirements.txt')]);
    },
    command: (source, folder) => [join(folder, 'bin', 'python'), join(source, 'driver.py')],
  },
  node: {
    name: 'Node',
    sdk: '@huaweicloud/huaweicloud-sdk-apig',
    tools: [['npm', '--version']],
    pins: ['package.json'],
    fetch(source, folder) {
      copyFileSync(join(source, 'package.json'), join(folder, 'package.json'));
      get('npm', ['install', '--loglevel=error', '--no-audit', '--no-fund', '--ignore-scripts'], folder);
    },
    command: (source, folder) => [process.execPath, join(source, 'driver.mjs'), folder],
  },
  go: {
    name: 'Go',
    sdk: 'github.com/huaweicloud/huaweicloud-sdk-go-v3',
    tools: [['go', 'version']],
    pins: ['go.mod', 'go.sum'],
    fetch: (source) => get('go', ['mod', 'download'], source),
    command(source, folder) {
      const program = join(folder, 'driver');
      const { status, stderr } = spawnSync('go', ['build', '-o', program, '.'], { cwd: source, encoding: 'utf8' });
      if (status !== 0) throw new Error(`The driver in Go cannot be built: ${stderr}`);
      return [program];
    },
  },
  java: {
    name: 'Java',
    sdk: 'com.huaweicloud.sdk:huaweicloud-sdk-apig',
    tools: [
      ['java', '-version'],
      ['mvn', '--version'],
    ],
    pins: ['pom.xml'],
    fetch(source, folder) {
      const to = `-DoutputDirectory=${folder}`;
      get('mvn', ['--quiet', '--batch-mode', '-f', join(source, 'pom.xml'), 'dependency:copy-dependencies', to]);
    },
    command: (source, folder) => ['java', '-cp', join(folder, '*'), join(source, 'Driver.java')],
  },
};

/** Where what is fetched for a client is kept. */
export function folderOf(key: string): string {
  return join(cache, key);
}

/**
 * Makes a client ready to run, anew where its pins have changed.
 *
 * @returns the command of its driver
 * @throws Missing where its toolchain is not installed or the registry does not have it
 */
export function prepared(key: string, client: Client): string[] {
  for (const [program, version] of client.tools) {
    if (spawnSync(program, [version]).status !== 0) throw new Missing(`${program} is not installed`);
  }
  const source = join(import.meta.dirname, '..', key);
  const folder = folderOf(key);
  const fetched = join(folder, 'fetched');
  const hash = createHash('sha256');
  for (const pin of client.pins) hash.update(readFileSync(join(source, pin)));
  const pinned = hash.digest('hex');
  if (!existsSync(fetched) || readFileSync(fetched, 'utf8') !== pinned) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    client.fetch(source, folder);
    writeFileSync(fetched, pinned);
  }
  return client.command(source, folder);
}

/** Runs what fetches something. */
function get(program: string, args: string[], cwd?: string): void {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  const why = (stderr || stdout).trim().replaceAll(/\s+/g, ' ').slice(0, 200);
  throw new Missing(`${program} could not fetch it: ${why}`);
}
