// Tests take the revisions, and how many there are, from spec/: with the next revision none of them needs an edit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRevisions } from '@apig-spec/repository/editions';
import { filesBelow } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';

const revisions = readRevisions();
const [newest = ''] = revisions;

/** What a test says that is no longer so, or no longer all, once there is a newer revision. */
const kinds: Record<string, RegExp> = {
  'asks for the newest revision alone: >= includes what comes later': new RegExp(
    `[!=]== '${newest}['.]|startsWith\\('${newest}`,
  ),
  'lists all revisions': new RegExp(`\\[${revisions.map((each) => `(?=[^\\]]*'${each}[^\\]]*\\])`).join('')}`),
  'counts editions, revisions or operations':
    /\b(editions|editionNames|revisions|operations|subpaths|names|ids)(\.length\)\.toBe|\)\.toHaveLength)\(([2-9]|\d\d)/,
  'takes an edition for the newest: ./generated/newest.ts is the newest': new RegExp(
    `from '\\.\\./generated/${newest}\\.en\\.ts'`,
  ),
};
/** What is about these revisions by name. */
const named = /^mistakes\..*\.ts$/;

function faultsOf(text: string): string[] {
  return Object.keys(kinds).filter((kind) => kinds[kind]?.test(text));
}

test.for([
  ["const byName = revision === 'NEWEST';"],
  ["edition.startsWith('NEWEST')"],
  [`test.each([${revisions.map((each) => `'${each}'`).join(', ')}])`],
  ['expect(names).toHaveLength(6);'],
  ["import { call } from '../generated/NEWEST.en.ts';"],
])('%s is found', ([line = '']) => {
  expect(faultsOf(line.replace('NEWEST', newest))).toHaveLength(1);
});

test.for(['packages/openapi', 'packages/validator', 'packages/client', 'packages/mock', 'scripts', 'docs'])(
  'the tests of %s derive revisions and counts',
  (part) => {
    const folder = join(root, part, 'test');
    const files = filesBelow(folder, '.ts').filter((file) => !named.test(file) && !file.startsWith('generated/'));
    expect(files).not.toEqual([]);
    const faults = files.flatMap((file) =>
      file === 'derived.test.ts'
        ? []
        : faultsOf(readFileSync(join(folder, file), 'utf8')).map((kind) => `${part}/test/${file} ${kind}`),
    );
    expect(faults).toEqual([]);
  },
);
