// Which release is the newest one, by the history of a repository; and what is said where that cannot be told.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bumpBetween, promisesOf } from '@apig-spec/release/promises';
import { gitIn, newestRelease, releaseAt } from '@apig-spec/release/released';
import { expect, onTestFinished, test } from 'vitest';

/** A repository with a commit for each version, and what git says in it. */
function repository(...versions: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'apig-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Test');
  git('config', 'user.email', 'test@example.com');
  mkdirSync(join(folder, 'packages', 'openapi'), { recursive: true });
  for (const [index, version] of versions.entries()) {
    // A commit may leave the version as it is and change something else.
    writeFileSync(join(folder, 'packages', 'openapi', 'package.json'), JSON.stringify({ version, index }));
    git('add', '.');
    git('commit', '--quiet', '--message', version);
  }
  return folder;
}

const versionOf = (folder: string) => newestRelease(gitIn(folder))?.version;

test('the newest release is the commit that gave the version, not the last one', () => {
  const folder = repository('0.0.0', '0.1.0', '0.1.0', '0.2.0', '0.2.0', '0.2.0');
  const release = newestRelease(gitIn(folder));
  const commit = gitIn(folder)('rev-parse', 'HEAD~2')?.slice(0, 10);
  expect(release?.name).toBe(`0.2.0 (commit ${commit})`);
});

test('before the first release there is none', () => {
  expect(versionOf(repository('0.0.0', '0.0.0'))).toBeUndefined();
});

test('a prerelease is not a release', () => {
  expect(versionOf(repository('0.0.0', '0.1.0', '0.2.0-next.0', '0.2.0-next.1'))).toBe('0.1.0');
});

test('a release can be named', () => {
  const git = gitIn(repository('0.0.0', '0.1.0', '0.2.0'));
  expect(releaseAt(git, 'HEAD~1').version).toBe('0.1.0');
  expect(() => releaseAt(git, 'v9')).toThrow('There is no v9 here.');
});

test.for([
  [1, true],
  [2, true],
  [3, false],
])('a clone of depth %d', ([depth, cut]) => {
  const folder = repository('0.0.0', '0.1.0', '0.1.0');
  const clone = join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', '--depth', String(depth), `file://${folder}`, clone], { stdio: 'pipe' });
  if (cut) expect(() => versionOf(clone)).toThrow(/too shallow to find.*\n.*git fetch --unshallow/s);
  else expect(versionOf(clone)).toBe('0.1.0');
});

test('a shallow clone in which nothing was released yet', () => {
  const folder = repository('0.0.0', '0.0.0');
  const clone = join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${folder}`, clone], { stdio: 'pipe' });
  expect(versionOf(clone)).toBeUndefined();
});

test('a package is promised the greatest bump that names it, or what its version has had already', async () => {
  const folder = repository('0.1.0');
  mkdirSync(join(folder, '.changeset'));
  const changeset = (name: string, ...bumps: string[]) =>
    writeFileSync(join(folder, '.changeset', `${name}.md`), `---\n${bumps.join('\n')}\n---\n\nA change.\n`);
  changeset('one', "'@apig-spec/openapi': patch", "'@apig-spec/client': patch");
  changeset('two', "'@apig-spec/openapi': minor");
  expect(await promisesOf(folder, '0.1.0', '0.1.0')).toEqual({
    openapi: 'minor',
    client: 'patch',
    validator: 'none',
    mock: 'none',
  });
  expect(await promisesOf(folder, '0.1.0', '0.1.1')).toEqual({
    openapi: 'minor',
    client: 'patch',
    validator: 'patch',
    mock: 'patch',
  });
});

test.for([
  ['0.1.0', '0.1.0', 'none'],
  ['0.1.0', '0.1.1', 'patch'],
  ['0.1.0', '0.2.0', 'minor'],
  ['0.1.0', '0.2.0-next.0', 'minor'],
  ['0.9.9', '1.0.0', 'major'],
] as const)('%s → %s is a %s', ([from, to, bump]) => {
  expect(bumpBetween(from, to)).toBe(bump);
});
