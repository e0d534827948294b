// Step: no prose has a phrase of phrases.yaml: texts of the contract, docs, READMEs, changesets, messages of packages and scripts.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { Mistakes, step } from '@apig-spec/repository/failure';
import { readText, readYaml } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { hitsIn, type Phrase } from './lib/phrases.ts';

/** What others wrote, or what is written from what is looked at. */
const exclude = ['**/node_modules/**', '**/dist/**', '**/generated/**', '**/test/**', 'spec/sources/**'];

const written = [
  '*.md',
  '.changeset/*.md',
  'docs/src/**/*.{md,ts}',
  'packages/*/README.md',
  'packages/*/src/**/*.ts',
  'scripts/**/*.ts',
  'spec/**/*.yaml',
];

await step('prose', () => {
  const mistakes = new Mistakes();
  const { english, chinese } = readYaml(join(import.meta.dirname, 'phrases.yaml')) as unknown as Record<
    string,
    Phrase[]
  >;
  const phrases = [...(english ?? []), ...(chinese ?? [])];
  const files = globSync(written, { cwd: root, exclude }).map((file) => file.replaceAll('\\', '/'));
  for (const file of files.toSorted()) {
    for (const { line, found, write } of hitsIn(file, readText(join(root, file)), phrases))
      mistakes.add({
        file: join(root, file),
        at: `line ${line}`,
        problem: `The prose has “${found}”.`,
        fix: `Write: ${write}.`,
      });
  }
  mistakes.stop();
  return `${files.length} files have none of ${phrases.length} phrases`;
});
