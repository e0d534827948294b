// The ledgers of the source documents: what each states, row by row, and its own examples.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Erratum, Ledger, Table } from '@apig-spec/model/records';
import { correctedStatuses } from '@apig-spec/model/records';
import { Mistakes } from '@apig-spec/repository/failure';
import { filesBelow, readYaml } from '@apig-spec/repository/files';
import { checkShape } from '@apig-spec/repository/shapes';
import { siblingSource } from './sibling.ts';
import { checkNoRowTwice, type Recurring, readTables, sourceFile, sourcesDir } from './tables.ts';

/** The names of the source documents, which are their folders. @param folder - spec/sources, or a copy of it */
export function documentNames(folder = sourcesDir): string[] {
  return (
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      // The sibling reference describes every edition: ./sibling.ts reads it.
      .filter((name) => name !== siblingSource)
      .sort()
  );
}

/** What a source.yaml says. */
type Head = Omit<Ledger, 'document' | 'tables'> & { recurring: Recurring[] };

/**
 * Reads the ledgers, each response under the status that its document prints.
 *
 * @throws {@link Failure} where one is not of the shape, or does not hold the rows that it counts
 */
export function readLedgers(): Ledger[] {
  const mistakes = new Mistakes();
  const ledgers = documentNames().map((document): Ledger => {
    const value = readYaml(sourceFile(document));
    checkShape(sourceFile(document), value, 'source');
    const { recurring, ...head } = value as unknown as Head;
    const files = filesBelow(join(sourcesDir, document), '.yaml').filter((name) => name !== 'source.yaml');
    const tables = readTables(document, files, recurring, mistakes);
    checkTables(sourceFile(document), head.rows, tables, mistakes);
    return { document, ...head, tables };
  });
  mistakes.stop();
  return ledgers;
}

function checkTables(file: string, count: number, tables: readonly Table[], mistakes: Mistakes): void {
  const found = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  if (found !== count) {
    mistakes.add({
      file,
      at: 'rows',
      problem: `The document has ${count} rows, and ${found} stand here.`,
      fix: 'Restore the row that is gone, or take out the one that the document does not have.',
    });
  }
  checkNoRowTwice(file, tables, mistakes);
}

/** A source document's own example, kept verbatim: `zh-handbook/02-generateAppCode-400`. */
export interface DocumentExample {
  name: string;
  document: string;
  operation: string;
  /** A status, or `request`. */
  part: string;
  file: string;
}

/** Lists the examples of the documents, each under the status that an erratum corrects its own to. */
export function listDocumentExamples(errata: readonly Erratum[]): DocumentExample[] {
  const corrected = correctedStatuses(errata);
  return filesBelow(sourcesDir, '.json').map((path) => {
    const [document = ''] = path.split('/');
    const name = basename(path, '.json');
    const [, operation = '', printed = ''] = name.split('-');
    const part = corrected.get(`${document}/${operation}/${printed}`) ?? printed;
    return { name: `${document}/${name}`, document, operation, part, file: join(sourcesDir, path) };
  });
}

/** The code that an example of an error has. */
export function errorCodeOf({ file }: DocumentExample): string | undefined {
  const { error_code: code } = JSON.parse(readFileSync(file, 'utf8')) as { error_code?: string };
  return code;
}

/** Checks the examples on disk against the heads of the ledgers: none gone, none altered. */
export function checkDocumentExamples(
  ledgers: readonly Ledger[],
  examples: readonly DocumentExample[],
  mistakes: Mistakes,
): void {
  for (const { document, examples: count, sha256 } of ledgers) {
    const own = examples.filter((example) => example.document === document);
    const file = join(sourcesDir, document, 'examples');
    if (own.length !== count) {
      mistakes.add({
        file,
        problem: `The document has ${count} examples, and ${own.length} are here.`,
        fix: 'Restore the example that is gone, or take out the one that is not the document’s.',
      });
    } else if (digestOf(own) !== sha256) {
      mistakes.add({
        file,
        problem: 'An example is not as the document prints it: the SHA-256 in source.yaml is another.',
        fix: 'Restore it, `git diff` shows what changed. Only where the transcription was wrong, put in the new sum.',
      });
    }
  }
}

function digestOf(examples: readonly DocumentExample[]): string {
  const hash = createHash('sha256');
  for (const { file } of examples) hash.update(readFileSync(file));
  return hash.digest('hex');
}
