// The published packages in the hands of those who use them: installed in an empty folder, imported on each Node, and run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fetchedRuntime } from '@apig-spec/dev/runtimes';
import { objectOf } from '@apig-spec/model/json';
import { readBuilt } from '@apig-spec/repository/files';
import { type PackageName, packageNames } from '../verdict.ts';
import { type Place, run, tried } from './run.ts';

/** Installs all packages in an empty folder, as a user would. */
export async function install(place: Place, version: string): Promise<void> {
  mkdirSync(place.cwd, { recursive: true });
  writeFileSync(join(place.cwd, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const wanted = packageNames.map((name) => `@apig-spec/${name}@${version}`);
  await run('npm', ['install', '--no-audit', '--no-fund', ...wanted], place);
}

export function installed(place: Place, name: PackageName): string {
  return join(place.cwd, 'node_modules', '@apig-spec', name);
}

/** The binary of a Node, from npm. @throws where npm does not give it */
export function nodeOf(major: number): string {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const found = fetchedRuntime(`node-${major}`);
  if ('lacks' in found) throw new Error(found.lacks);
  return found.file;
}

/** What a Node says of each subpath of a package: `ok`, or why it cannot be imported. Patterns stand for what `dist` has. */
export async function importAll(node: string, place: Place, name: PackageName): Promise<Map<string, string>> {
  const { exports, peerDependencies } = readBuilt(join(installed(place, name), 'package.json'));
  const subpaths = Object.keys(objectOf(exports)).map((subpath) => subpath.replace('*', '2024-11.en'));
  const file = join(place.cwd, 'import-all.mjs');
  writeFileSync(
    file,
    `import { readFileSync } from 'node:fs';
const said = {};
for (const subpath of ${JSON.stringify(subpaths)}) {
  const name = subpath.replace('.', '@apig-spec/${name}');
  try {
    const url = import.meta.resolve(name);
    if (subpath.endsWith('.yaml')) readFileSync(new URL(url), 'utf8');
    else await import(name, subpath.endsWith('.json') ? { with: { type: 'json' } } : undefined);
    said[subpath] = 'ok';
  } catch (error) {
    // An adapter to a library that its user brings along.
    const lacking = /Cannot find package '([^']+)'/.exec(error.message)?.[1];
    said[subpath] = ${JSON.stringify(Object.keys(objectOf(peerDependencies)))}.includes(lacking) ? 'ok' : error.message;
  }
}
console.log(JSON.stringify(said));`,
  );
  return new Map(Object.entries(JSON.parse(await run(node, ['--no-warnings', file], place)) as Record<string, string>));
}

/** What the mock's command says on a Node that is too old for it. */
export async function rejection(node: string, place: Place): Promise<string> {
  const { code, output } = await tried(node, [join(installed(place, 'mock'), 'dist', 'src', 'cli.js')], place);
  return code === 0 ? 'nothing' : output.trim();
}

/** The version of an installed package. */
export function versionOf(place: Place, name: PackageName): string {
  return String(readBuilt(join(installed(place, name), 'package.json'))['version']);
}

/** Starts the published mock as its README says, in an empty folder. */
export async function startByNpx(place: Place, version: string): Promise<{ url: string; stop(): Promise<void> }> {
  mkdirSync(place.cwd, { recursive: true });
  const args = ['-y', `@apig-spec/mock@${version}`, '--port', '0', '--log', 'json'];
  const windows = process.platform === 'win32';
  // A group of its own: npx does not pass signals on to what it runs.
  const child = spawn('npx', args, {
    ...place,
    env: { ...process.env, ...place.env },
    detached: !windows,
    shell: windows,
  });
  const ended = new Promise<void>((done) => child.on('close', () => done()));
  const failed = ended.then(() => Promise.reject(new Error(`npx ${args.join(' ')} ended before it listened.`)));
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), failed]);
  return {
    url: (JSON.parse(String(first[0])) as { url: string }).url,
    stop: () => {
      process.kill(windows ? Number(child.pid) : -Number(child.pid), 'SIGTERM');
      return ended;
    },
  };
}

/** The first block of code of a language in a README. */
export function firstExample(readme: string, language: string): string {
  return new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(readFileSync(readme, 'utf8'))?.[1] ?? '';
}
