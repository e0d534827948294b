// Command: lists what the Chinese catalogue lacks and what has gone stale, with the English text beside it, in the
// catalogue's own form. Exits with 1 while there is anything to do.
import { bundleEnglish, namedProse } from './lib/bundling.ts';
import { gapsOf, readCatalogue } from './lib/catalogue.ts';
import { readRevisions } from './lib/editions.ts';
import { step } from './lib/failure.ts';

await step('translations', async () => {
  const english = await bundleEnglish(readRevisions());
  const prose = new Map([...english].map(([revision, document]) => [revision, namedProse(document)]));
  const { missing, stale } = gapsOf(readCatalogue(), prose);
  for (const { key, hash, english: text, revisions, outdated } of missing) {
    console.log(`# ${revisions.join(', ')}\n${text.replaceAll(/^/gm, '# ')}`);
    if (outdated) console.log(`# before: ${outdated.replaceAll('\n', '\n# ')}`);
    // Quoted, since a hash such as 45e72865 is a number to YAML.
    console.log(`${key}:\n  '${hash}': \n`);
  }
  for (const { key, hash, chinese } of stale)
    console.log(`# stale: ${key}, ${hash}: ${chinese.replaceAll('\n', '\n# ')}\n`);
  if (missing.length + stale.length > 0) process.exitCode = 1;
  return `${missing.length} missing, ${stale.length} stale`;
});
