// The glossary binds what we write in Chinese: the catalogue, the errata, the errors and the changes.
import { join } from 'node:path';
import type { Json } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import type { StepInWords } from '@apig-spec/model/records';
import { stepFile } from '@apig-spec/repository/editions';
import type { Mistakes } from '@apig-spec/repository/failure';
import { readYaml } from '@apig-spec/repository/files';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';
import type { WrittenErratum } from '@apig-spec/sources/evidence';
import type { FolderCatalogue } from './catalogue.ts';
import type { ErrorCodes } from './error-codes.ts';

interface Text {
  file: string;
  at: string;
  text: string;
}

/** Adds a mistake for each word that the glossary rules out. What stands in “quotes” or `code` is cited, not said. */
export function checkWords(
  {
    catalogues,
    errata,
    errors,
    steps,
  }: {
    catalogues: readonly FolderCatalogue[];
    errata: readonly WrittenErratum[];
    errors: ErrorCodes;
    steps: readonly StepInWords[];
  },
  mistakes: Mistakes,
): void {
  const glossaryFile = join(specDir, 'glossary.yaml');
  const glossary = readYaml(glossaryFile);
  checkShape(glossaryFile, glossary, 'glossary');
  const terms = (glossary as unknown as { 'zh-CN': string; never?: string[] }[]).flatMap((term) =>
    (term.never ?? []).map((word) => ({ word, instead: term['zh-CN'] })),
  );
  const texts: Text[] = [
    ...catalogues.flatMap(({ file, catalogue }) =>
      Object.entries(catalogue).flatMap(([key, entries]) =>
        Object.entries(objectOf(entries as Json)).map(([hash, text]) => {
          return { file, at: `${key}, ${hash}`, text: String(text) };
        }),
      ),
    ),
    ...errata.flatMap(({ id, file, title, decision, reason, facts = [] }) =>
      [title, decision, reason, ...facts.map((fact) => objectOf(fact['says']))].map((words) => {
        return { file, at: id, text: String(words['zh-CN'] ?? '') };
      }),
    ),
    ...Object.entries(errors).flatMap(([code, { file, means, causes = [], cure }]) =>
      [means, ...causes, cure].map((text) => ({ file, at: code, text: text['zh-CN'] })),
    ),
    ...steps.flatMap(({ from, changes }) =>
      changes.map((change) => ({ file: stepFile(from), at: change.id, text: change['zh-CN'] })),
    ),
  ];
  for (const { text, ...place } of texts) {
    const said = text.replaceAll(/“[^”]*”|`[^`]*`/g, '');
    for (const { word, instead } of terms.filter((term) => said.includes(term.word))) {
      const problem = `It says ${word}, which the glossary rules out: ${JSON.stringify(text)}`;
      mistakes.add({
        ...place,
        problem,
        fix: `Say ${instead}, or put the word in “quotes” where a document is cited.`,
      });
    }
  }
}
