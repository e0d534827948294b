// The ledger: what each source document states, row by row; its own examples; and the errata.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Erratum, Ledger, Row, Table } from '@apig-spec/model/records';
import { Mistakes } from '@apig-spec/repository/failure';
import { filesBelow, readYaml } from '@apig-spec/repository/files';
import { errataFiles, readFolders } from '@apig-spec/repository/parts';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';

/** The name of a row: `000/T7/protocol`, `004/updateApp.T4/app_type`. */
export function rowName(ledger: Ledger, table: Table, row: Row): string {
  return `${ledger.document}/${table.id}/${row.field}`;
}

export const ledgersDir = join(specDir, 'sources');

/** Reads all ledgers. @throws {@link Failure} where one is not of the shape, or does not hold the rows that it counts. */
export function readLedgers(errata = readErrata()): Ledger[] {
  const mistakes = new Mistakes();
  const corrected = correctedStatuses(errata);
  const ledgers = filesBelow(ledgersDir, '.yaml')
    .filter((name) => name !== 'sibling.yaml')
    .map((name): Ledger => {
      const file = join(ledgersDir, name);
      const value = readYaml(file);
      checkShape(file, value, 'ledger');
      const ledger = value as unknown as Ledger;
      const rows = ledger.tables.reduce((sum, table) => sum + table.rows.length, 0);
      if (rows !== ledger.rows) {
        mistakes.add({
          file,
          at: 'rows',
          problem: `The document has ${ledger.rows} rows, and ${rows} stand here.`,
          fix: 'Restore the row that is gone, or take out the one that the document does not have.',
        });
      }
      return {
        ...ledger,
        tables: ledger.tables.map((table) => ({
          ...table,
          pointer: table.pointer ?? '',
          ...(table.status === undefined
            ? {}
            : {
                status: corrected.get(`${ledger.document}/${table.operation}/${table.status}`) ?? String(table.status),
              }),
        })),
      };
    });
  mistakes.stop();
  return ledgers;
}

/** All rows by name. */
export function rowsByName(ledgers: readonly Ledger[]): Map<string, Row> {
  return new Map(
    ledgers.flatMap((ledger) =>
      ledger.tables.flatMap((table) => table.rows.map((row): [string, Row] => [rowName(ledger, table, row), row])),
    ),
  );
}

/** An erratum as spec/ has it. */
export interface WrittenErratum extends Erratum {
  file: string;
}

/** Reads the errata of all folders. @throws {@link Failure} where one is not of the shape. */
export function readErrata(): WrittenErratum[] {
  return readFolders()
    .flatMap(errataFiles)
    .flatMap((file) => {
      const value = readYaml(file);
      checkShape(file, value, 'errata');
      return (value as unknown as Erratum[]).map((erratum) => ({ ...erratum, file }));
    });
}

/** Responses that stand under another status than their document prints: its tables and examples are validated against that one. */
function correctedStatuses(errata: readonly Erratum[]): Map<string, string> {
  const departs = errata.flatMap(({ departs: listed = [] }) => listed);
  return new Map(departs.flatMap((each) => ('answer' in each ? [[each.answer, each.instead.status] as const] : [])));
}

/** A source document's own example, kept verbatim: `000/01-createVpcChannel-request`. */
export interface DocumentExample {
  name: string;
  document: string;
  operation: string;
  /** A status, or `request`. */
  part: string;
  file: string;
}

export function listDocumentExamples(errata = readErrata()): DocumentExample[] {
  const corrected = correctedStatuses(errata);
  return filesBelow(ledgersDir, '.json').map((path) => {
    const [document = '', file = ''] = path.split('/');
    const [, operation = '', printed = ''] = file.replace('.json', '').split('-');
    const part = corrected.get(`${document}/${operation}/${printed}`) ?? printed;
    return { name: path.replace('.json', ''), document, operation, part, file: join(ledgersDir, path) };
  });
}

/** The code that an example of an error has. */
export function errorCodeOf({ file }: DocumentExample): string | undefined {
  const { error_code: code } = JSON.parse(readFileSync(file, 'utf8')) as { error_code?: string };
  return code;
}

/** Checks the examples on disk against the heads of the ledgers: none gone, none altered, none that no ledger knows. */
export function checkDocumentExamples(ledgers: readonly Ledger[], mistakes: Mistakes): void {
  const examples = listDocumentExamples();
  for (const { document, examples: count, sha256 } of ledgers) {
    const own = examples.filter((example) => example.document === document);
    const file = join(ledgersDir, document);
    if (own.length !== count) {
      mistakes.add({
        file,
        problem: `The document has ${count} examples, and ${own.length} are here.`,
        fix: 'Restore the example that is gone, or take out the one that is not the document’s.',
      });
    } else if (digestOf(own) !== sha256) {
      mistakes.add({
        file,
        problem: 'An example is not as the document prints it: the SHA-256 in the head of its ledger is another.',
        fix: 'Restore it, `git diff` shows what changed. Only where the transcription was wrong, put in the new sum.',
      });
    }
  }
  for (const { document, file } of examples) {
    if (ledgers.some((ledger) => ledger.document === document)) continue;
    mistakes.add({
      file,
      problem: `There is no ledger of a document ${document}.`,
      fix: 'Move the example to its document, or to the examples of its resource where it is ours.',
    });
  }
}

function digestOf(examples: readonly DocumentExample[]): string {
  const hash = createHash('sha256');
  for (const { file } of examples) hash.update(readFileSync(file));
  return hash.digest('hex');
}
