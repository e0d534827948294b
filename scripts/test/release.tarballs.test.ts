// What is packed of each package, and what is said of a tarball that holds too much, or too little.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tarballProblems } from '@apig-spec/release/rehearsal/tarballs';
import { packageNames } from '@apig-spec/release/verdict';
import { filesBelow } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { expect, onTestFinished, test } from 'vitest';

const timeout = 120_000;

/** A package as it is packed, unpacked again. */
function packed(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'apig-tarball-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const pnpm = join(root, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');
  execFileSync(process.execPath, [pnpm, 'pack', '--pack-destination', folder], {
    cwd: join(root, 'packages', name),
    stdio: 'pipe',
  });
  const [tarball = ''] = filesBelow(folder, '.tgz');
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  return join(folder, 'package');
}

test.for(packageNames)('%s is packed as it should be', { timeout }, (name) => {
  expect(tarballProblems(name, packed(name))).toEqual([]);
});

test('what is wrong with a tarball is said', { timeout }, () => {
  const folder = packed('mock');
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'cli.ts'), '');
  writeFileSync(join(folder, 'dist', '.tsbuildinfo'), 'x'.repeat(3_000_000));
  renameSync(join(folder, 'dist', 'src', 'cli.js'), join(folder, 'dist', 'src', 'command.js'));
  rmSync(join(folder, 'LICENSE'));
  const file = join(folder, 'package.json');
  const { license, repository, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
  manifest.dependencies['@apig-spec/validator'] = 'workspace:^';
  writeFileSync(file, JSON.stringify({ ...manifest, repository: { ...repository, url: 'x', directory: '.' } }));
  expect(license).toBe('MIT');
  expect(tarballProblems('mock', folder)).toEqual([
    'dist/.tsbuildinfo does not belong into the tarball',
    'src/cli.ts does not belong into the tarball',
    'LICENSE is missing',
    expect.stringMatching(/^it weighs \d+ kB unpacked, more than 2700 kB$/),
    'package.json has no license',
    'repository.url is x, no git+https address',
    'repository.directory is .',
    'package.json names the workspace',
    './dist/src/cli.js, named in package.json, is missing',
  ]);
});
