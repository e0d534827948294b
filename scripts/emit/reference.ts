// Step: the packages' exports → docs/generated/<locale>/reference/, a page for each entry point. What is written by hand
// is English in both languages; what is generated from the contract speaks the page's language.
import { join, posix } from 'node:path';
import { editionsOf, locales } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { readBuilt, readJson, writeAll } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import type { Entries } from './lib/reference.ts';
import { packages, referencePages } from './lib/reference.ts';

/** Each entry point that people import, with its module: the edition's, where there is one for each. */
function entriesOf(edition: string): Entries {
  const entries = packages.flatMap((name) => {
    const { exports } = readJson(join(root, 'packages', name, 'package.json')) as { exports: JsonObject };
    return Object.entries(exports).flatMap(([subpath, target]) => {
      const module = /^\.\/dist\/(.*)\.d\.ts$/.exec(String(objectOf(target)['types']))?.[1];
      // The older revisions export the same names.
      if (!module || /^\.\/\d/.test(subpath)) return [];
      const file = `${name}/${module.replace(/\d{4}-\d{2}\.en/, edition)}.ts`;
      return [[posix.join(name, subpath), file] as const];
    });
  });
  return Object.fromEntries(entries);
}

await step('reference', async () => {
  const files = new Map<string, string>();
  for (const edition of editionsOf(readRevisions()).slice(0, locales.length)) {
    const document = readBuilt(join(distDir, `${edition.name}.json`));
    for (const [name, text] of await referencePages(entriesOf(edition.name), { ...edition, document })) {
      files.set(`${edition.locale}/reference/${name}`, text);
    }
  }
  writeAll(join(root, 'docs', 'generated'), files, (name) => /[\\/]reference[\\/].*\.md$/.test(name));
  return `${files.size} pages`;
});
