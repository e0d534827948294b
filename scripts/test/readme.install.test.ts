// How users are told to install and to start the packages: by names that are ours, or those of tools that a recipe installs.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageNames } from '@apig-spec/release/verdict';
import { readBuilt } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';

const text = (file: string) => readFileSync(join(root, file), 'utf8');

test.for(packageNames)('the README of %s says how to install it before its first example', (name) => {
  const readme = text(`packages/${name}/README.md`);
  const install = readme.search(new RegExp(`^npm install (--save-dev )?@apig-spec/${name}$`, 'm'));
  expect(install).toBeGreaterThan(0);
  expect(install).toBeLessThan(readme.search(/^```[jt]s$/m));
});

test('npx is told of packages that are ours or that a recipe installs: npx apig-mock would ask npm for another', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => /\.(md|ts|astro|yaml|yml)$/.test(file) && existsSync(join(root, file)))
    // What has been released stays as it was told, and tests may name what is wrong.
    .filter((file) => !/CHANGELOG\.md$|^\.changeset\/|\/test\//.test(file));
  const named = files.flatMap((file) =>
    [...text(file).matchAll(/(?:^ *|[`'"|] ?)npx (?:-y )?((?:@[\w-]+\/)?[a-z][\w.-]*)/gm)].map(([, name = '']) => ({
      file,
      name,
    })),
  );
  // `tsc` is of the package typescript, which the guide installs; `changeset` is for contributors, in a clone.
  const ours = ['@apig-spec/mock', '@redocly/cli', 'playwright', 'msw', 'tsc', 'changeset'];
  expect(named.filter(({ name }) => name.includes('mock')).length).toBeGreaterThan(20);
  expect(named.filter(({ name }) => !ours.includes(name))).toEqual([]);
});

test('npx @apig-spec/mock knows which command to run: the package has one', () => {
  const { name, bin } = readBuilt(join(root, 'packages', 'mock', 'package.json'));
  expect([name, Object.keys(bin ?? {})]).toEqual(['@apig-spec/mock', ['apig-mock']]);
});
