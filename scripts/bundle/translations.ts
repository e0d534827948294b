// Command: lists what the Chinese catalogues lack and what has gone stale, by file, with the English text beside it, in
// their own form. Exits with 1 while there is anything to do.
import { relative } from 'node:path';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';
import { bundleEnglish, namedProse } from './lib/bundling.ts';
import { gapsByFile, readCatalogues } from './lib/catalogue.ts';
import { readWorkflowCatalogue, readWorkflows, workflowGaps } from './lib/workflows.ts';

await step('translations', async () => {
  const english = await bundleEnglish(readRevisions());
  const prose = new Map([...english].map(([revision, document]) => [revision, namedProse(document)]));
  const count = { missing: 0, stale: 0 };
  const workflows = readWorkflowCatalogue();
  const [newest = ''] = [...english.keys()].sort().toReversed();
  const ofWorkflows = { file: workflows.file, gaps: workflowGaps(workflows, readWorkflows(), newest) };
  for (const { file, gaps } of [...gapsByFile(readCatalogues(), prose), ofWorkflows]) {
    const { missing, stale } = gaps;
    if (missing.length + stale.length > 0) console.log(`# ${relative(root, file)}\n`);
    for (const { key, hash, english: text, revisions, outdated } of missing) {
      console.log(`# ${revisions.join(', ')}\n${text.replaceAll(/^/gm, '# ')}`);
      if (outdated) console.log(`# before: ${outdated.replaceAll('\n', '\n# ')}`);
      // Quoted, since a hash such as 45e72865 is a number to YAML.
      console.log(`${key}:\n  '${hash}': \n`);
    }
    for (const { key, hash, chinese } of stale)
      console.log(`# stale: ${key}, ${hash}: ${chinese.replaceAll('\n', '\n# ')}\n`);
    count.missing += missing.length;
    count.stale += stale.length;
  }
  if (count.missing + count.stale > 0) process.exitCode = 1;
  return `${count.missing} missing, ${count.stale} stale`;
});
