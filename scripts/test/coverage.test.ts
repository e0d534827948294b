// What the READMEs say is covered: by resource, the operations of the contract, and those that the vendor's SDKs know.
import { join } from 'node:path';
import { readText } from '@apig-spec/repository/files';
import { operationFolders } from '@apig-spec/repository/parts';
import { root } from '@apig-spec/repository/paths';
import { readTranscription } from '@apig-spec/sources/transcribe';
import { expect, test } from 'vitest';

const own = operationFolders();
const counts = Object.entries(readTranscription().operations)
  .map(([resource, names]) => {
    const all = Object.values(names);
    return [resource, all.filter((id) => own.has(id)).length, all.length] as const;
  })
  .sort(([a], [b]) => (a < b ? -1 : 1));
const sumOf = (column: 1 | 2) => counts.reduce((sum, each) => sum + each[column], 0);

test.each([
  ['README.md', ' of '],
  ['README.zh-CN.md', ' / '],
])('%s tells what is covered', (name, between) => {
  const text = readText(join(root, name));
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\d+)(?: of | \/ )(\d+) \|$/gm)].map(
    ([, resource = '', ours, all]) => [resource, Number(ours), Number(all)],
  );
  expect(rows).toEqual(counts);
  const [, all, ours] =
    /(\d{3})\D{4,80}?(\d{2,3})/.exec(text.slice(text.search(/^## (What is covered|覆盖范围)/m))) ?? [];
  expect([ours, all].map(Number)).toEqual([sumOf(1), sumOf(2)]);
  expect(text).toContain(`\`apps\` | ${counts.find(([resource]) => resource === 'apps')?.[1]}${between}`);
});
