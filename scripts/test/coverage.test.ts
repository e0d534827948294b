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
  ['README.md', ' of ', `The contract has ${sumOf(1)} of the ${sumOf(2)} operations in the vendor's SDKs`],
  ['README.zh-CN.md', ' / ', `官方 SDK 共有 ${sumOf(2)} 个接口，契约已收录 ${sumOf(1)} 个`],
])('%s tells what is covered', (name, between, sentence) => {
  const text = readText(join(root, name));
  const table = counts.map(([resource, ours, all]) => `| \`${resource}\` | ${ours}${between}${all} |`).join('\n');
  expect(text).toContain(`\n${table}\n\n`);
  expect(text).toContain(sentence);
});
