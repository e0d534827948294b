// The state that was released last: found in history, or given, and built or fetched.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Failure } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { manifestOf } from './manifest.ts';
import { licenceOf } from './shipped.ts';
import { type PackageName, packageNames, readState, type State } from './verdict.ts';

/** A release, by how it is told. */
export interface Release {
  /** `0.1.0` */
  version: string;
  /** `0.1.0, commit 1a2b3c4d` */
  name: string;
  /** Its packages, built. */
  state(): State;
  /** Whether nothing that the packages are made from differs from it. */
  isUnchanged(): boolean;
}

const manifest = 'packages/openapi/package.json';
/** What the packages are made from. Where nothing of it differs, neither do they. */
const sources = [
  'packages',
  'spec',
  'scripts',
  ':(exclude)scripts/test',
  ':(exclude)scripts/bench',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'redocly.yaml',
  'tsconfig*.json',
];

/** @param repository - its folder */
export function gitIn(repository: string) {
  return (...args: string[]): string | undefined => {
    const { status, stdout } = spawnSync('git', args, { cwd: repository, encoding: 'utf8', maxBuffer: 2 ** 28 });
    return status === 0 ? stdout.trim() : undefined;
  };
}

type Git = ReturnType<typeof gitIn>;

/**
 * The newest release in the history of the branch: the commit that gave the packages their version. Prereleases are none:
 * what they promise, the release after them has to keep.
 *
 * @returns `undefined` where there has been no release
 * @throws {@link Failure} where the clone does not reach back that far
 */
export function newestRelease(git: Git): Release | undefined {
  const commits = git('log', '--first-parent', '-m', '--format=%H', '--', manifest)?.split('\n').filter(Boolean) ?? [];
  for (const commit of commits) {
    const version = versionAt(git, commit);
    if (isRelease(version) && version !== versionAt(git, `${commit}^`) && !isCutOff(git, commit)) {
      return releaseOf(git, commit, version);
    }
  }
  if (git('rev-parse', '--is-shallow-repository') === 'true' && versionAt(git, 'HEAD') !== '0.0.0') {
    throw new Failure({
      file: manifest,
      problem: 'The clone is too shallow to find the last release.',
      fix: 'Run `git fetch --unshallow`, or name the release: `--since <ref>` or `--npm <version>`.',
    });
  }
  return undefined;
}

/** The release at a commit, a branch or a tag. @throws {@link Failure} where there is none of this name */
export function releaseAt(git: Git, ref: string): Release {
  const commit = git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  const version = commit && versionAt(git, commit);
  if (commit && version) return releaseOf(git, commit, version);
  throw new Failure({
    file: manifest,
    problem: `There is no ${ref} here.`,
    fix: 'Name a commit, a branch or a tag that has been fetched.',
  });
}

function releaseOf(git: Git, commit: string, version: string): Release {
  return {
    version,
    name: `${version} (commit ${commit.slice(0, 10)})`,
    state: () => builtState(git, commit),
    isUnchanged: () =>
      git('diff', '--quiet', commit, '--', ...sources) !== undefined &&
      git('ls-files', '--others', '--exclude-standard', '--', ...sources) === '',
  };
}

function versionAt(git: Git, commit: string): string | undefined {
  const text = git('show', `${commit}:${manifest}`);
  return text === undefined ? undefined : (JSON.parse(text) as { version: string }).version;
}

function isRelease(version: string | undefined): version is string {
  return version !== undefined && version !== '0.0.0' && !version.includes('-');
}

/** Whether a shallow clone ends at a commit: what it changed cannot be told, for its parent is not there. */
function isCutOff(git: Git, commit: string): boolean {
  const hasParent = /^parent /m.test(git('cat-file', '-p', commit) ?? '');
  return hasParent && git('rev-parse', '--verify', '--quiet', `${commit}^`) === undefined;
}

/** A release's packages, built from its commit. Built once for each commit. */
function builtState(git: Git, commit: string): State {
  // Named by what is kept of a release, too: a cache of an earlier shape is not read.
  const cache = join(root, 'node_modules', '.cache', 'apig-spec', 'releases', `${commit}-2`);
  if (!existsSync(cache)) {
    const folder = mkdtempSync(join(tmpdir(), 'apig-release-'));
    try {
      const archive = join(folder, 'release.tar');
      git('archive', '--output', archive, commit);
      execFileSync('tar', ['-xf', archive, '-C', folder]);
      const build = [join(folder, 'scripts', 'bootstrap.mjs'), 'turbo', 'run', 'build', '--filter=./packages/*'];
      const { status, stdout, stderr } = spawnSync(process.execPath, build, { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(`The release ${commit} cannot be built:\n${stdout}${stderr}`);
      // Beside its place first: whoever finds the folder finds all of it.
      const part = `${cache}.${process.pid}`;
      for (const name of packageNames) keep(join(folder, 'packages', name), join(part, name));
      renameSync(part, cache);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return readState(foldersIn(cache));
}

/**
 * A release as npm's registry has it.
 *
 * @param version - or a dist-tag
 * @param folder - where to put its packages
 */
export function releaseOnNpm(version: string, folder: string): Release {
  for (const name of packageNames) {
    const to = join(folder, name);
    mkdirSync(to, { recursive: true });
    execFileSync('npm', ['pack', '--silent', `@apig-spec/${name}@${version}`], {
      cwd: to,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const [tarball = ''] = readdirSync(to);
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: to });
    linkDependencies(name, to);
  }
  const state = readState(foldersIn(folder));
  const fetched = versionIn(state.folders.openapi);
  return { version: fetched, name: `${fetched} (npm)`, state: () => state, isUnchanged: () => false };
}

function keep(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const parts = readdirSync(from).filter((part) =>
    /^(dist|types|evidence\.json|Dockerfile)$|^(README|LICENSE)/.test(part),
  );
  for (const part of parts) cpSync(join(from, part), join(to, part), { recursive: true });
  const licence = licenceOf(from);
  if (licence) cpSync(licence, join(to, 'LICENSE'));
  // Its catalog goes with it: the workspace's own may name other versions by now.
  writeFileSync(join(to, 'package.json'), JSON.stringify(manifestOf(from), null, 2));
  linkDependencies(basename(to) as PackageName, to);
}

/** Its declarations are read with the dependencies that the package has now. */
function linkDependencies(name: PackageName, folder: string): void {
  symlinkSync(join(root, 'packages', name, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** The packages as they stand in the workspace, built. */
export function currentState(): State {
  return readState(foldersIn(join(root, 'packages')));
}

/** The version of a package. */
export function versionIn(folder: string): string {
  return String(readBuilt(join(folder, 'package.json'))['version']);
}

function foldersIn(folder: string): Record<PackageName, string> {
  return Object.fromEntries(packageNames.map((name) => [name, join(folder, name)])) as Record<PackageName, string>;
}
