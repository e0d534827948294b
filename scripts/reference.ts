// Step: the packages' exports → docs/generated/<locale>/reference/, a page for each entry point. What is written by hand
// is English in both languages; what is generated from the contract speaks the page's language.
import { join } from 'node:path';
import { editionsOf, locales, readRevisions } from './lib/editions.ts';
import { step } from './lib/failure.ts';
import { readBuilt, writeAll } from './lib/files.ts';
import { distDir, root } from './lib/paths.ts';
import type { Entries } from './lib/reference.ts';
import { referencePages } from './lib/reference.ts';

/** Each entry point that people import, with its module: the newest edition's, where there is one for each. */
function entriesOf(edition: string): Entries {
  return {
    client: `client/generated/${edition}.ts`,
    'client/limits': `client/generated/${edition}.limits.ts`,
    'client/aksk': 'client/src/aksk.ts',
    'client/retry': 'client/src/retry.ts',
    'client/validate': 'client/src/validate.ts',
    validator: `validator/generated/${edition}.ts`,
    mock: 'mock/src/index.ts',
    'mock/node': 'mock/src/doors/node.ts',
    'mock/sqlite': 'mock/src/store/sqlite.ts',
    openapi: 'openapi/src/index.ts',
  };
}

await step('reference', async () => {
  const files = new Map<string, string>();
  for (const edition of editionsOf(readRevisions()).slice(0, locales.length)) {
    const document = readBuilt(join(distDir, `${edition.name}.json`));
    for (const [name, text] of await referencePages(entriesOf(edition.name), { ...edition, document })) {
      files.set(`${edition.locale}/reference/${name}`, text);
    }
  }
  writeAll(join(root, 'docs', 'generated'), files, (name) => name.endsWith('.md'));
  return `${files.size} pages`;
});
