// Step: the packages' exports → docs/generated/<locale>/reference/: a page for each entry point, and for the functions of each
// resource. What is written by hand is English in both languages; what is generated speaks the page's language.
import { join } from 'node:path';
import { editionsOf, locales } from '@apig-spec/model/editions';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { readBuilt, writeAll } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { madeFrom } from '@apig-spec/repository/unchanged';
import { contractPages, entryPage } from './lib/reference-resources.ts';
import { entriesOf, inputsOf } from './lib/referenced.ts';

await step('reference', async () => {
  const editions = editionsOf(readRevisions())
    .slice(0, locales.length)
    .map((edition) => ({ ...edition, document: readBuilt(join(distDir, `${edition.name}.json`)) }));
  const [newest] = editions;
  if (!newest) throw new Error('The contract has no editions.');
  const entries = entriesOf(newest);
  const made = editions.map((edition) => {
    const folder = join(root, 'docs', 'generated', edition.locale, 'reference');
    return { ...edition, folder, pages: contractPages(edition, entries) };
  });
  let count = 0;
  const inputs = inputsOf(
    entries,
    made.flatMap(({ pages }) => [...pages].flat()),
  );
  await madeFrom(
    made.map(({ folder }) => folder),
    inputs,
    async () => {
      // Only now: TypeDoc takes long to load.
      const { exportsOf } = await import('./lib/reference.ts');
      const exported = await exportsOf(entries, locales);
      for (const { folder, pages, ...edition } of made) {
        for (const [name, body] of exported.get(edition.locale) ?? [])
          pages.set(`${name}.md`, entryPage(edition, entries, name, body));
        writeAll(folder, pages, (name) => name.endsWith('.md'));
        count += pages.size;
      }
    },
  );
  return count > 0 ? `${count} pages` : 'unchanged';
});
