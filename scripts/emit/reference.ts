// Step: the packages' exports → docs/generated/<locale>/reference/, a page for each entry point. What is written by hand
// is English in both languages; what is generated from the contract speaks the page's language.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { editionsOf, locales } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { filesBelow, readBuilt, readJson, writeAll } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { codeIn, madeFrom } from '@apig-spec/repository/unchanged';
import type { Entries } from './lib/reference.ts';
import { packages, withoutFieldProse } from './lib/referenced.ts';

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

/** What the pages depend on: code, what is written by hand, and of what is generated all but the prose of fields. */
function inputsOf(entries: Entries): string[] {
  const below = (folder: string) => filesBelow(folder, '.ts').map((file) => join(folder, file));
  const written = packages.flatMap((name) => below(join(root, 'packages', name, 'src')));
  const others = [import.meta.filename, join(import.meta.dirname, 'tsconfig.reference.json')];
  const read = (file: string) => readFileSync(file, 'utf8');
  return [
    JSON.stringify(entries),
    ...codeIn('emit/lib', 'model', 'repository/lib'),
    ...[...written, ...others].map(read),
    ...Object.values(entries).map((file) => withoutFieldProse(read(join(root, 'packages', file)))),
  ];
}

await step('reference', async () => {
  let count = 0;
  // A word is of one language.
  for (const edition of editionsOf(readRevisions()).slice(0, locales.length)) {
    const entries = entriesOf(edition.name);
    const folder = join(root, 'docs', 'generated', edition.locale, 'reference');
    await madeFrom([folder], inputsOf(entries), async () => {
      // Only now: TypeDoc takes long to load.
      const { referencePages } = await import('./lib/reference.ts');
      const document = readBuilt(join(distDir, `${edition.name}.json`));
      const pages = await referencePages(entries, { ...edition, document });
      writeAll(folder, pages, (name) => name.endsWith('.md'));
      count += pages.size;
    });
  }
  return count > 0 ? `${count} pages` : 'unchanged';
});
