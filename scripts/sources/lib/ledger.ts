// The ledger: what each source document states, row by row; its own examples; and the errata.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FieldIn } from '@apig-spec/model/fields';
import type { Departs, Erratum, Ledger, Row, Table } from '@apig-spec/model/records';
import { rowsOf } from '@apig-spec/model/records';
import { Mistakes } from '@apig-spec/repository/failure';
import { filesBelow, readYaml } from '@apig-spec/repository/files';
import { errataFiles, operationFolders, readFolders } from '@apig-spec/repository/parts';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';

/** The name of a row: its source, and the place of its field there: `zh-handbook/updateApp/request/name`. */
export function rowName(table: Table, row: Row): string {
  return `${table.name}/${row.field}`;
}

/** Holds a folder for each source document: source.yaml says what it is, `<resource>.yaml` what it states; and examples/. */
export const sourcesDir = join(specDir, 'sources');

/** The folder of what the sibling reference states, which `npm run transcribe` writes. */
export const siblingSource = 'sibling';

/** The head of a source. */
export function sourceFile(document: string): string {
  return join(sourcesDir, document, 'source.yaml');
}

/** Reads all ledgers. @throws {@link Failure} where one is not of the shape, or does not hold the rows that it counts. */
export function readLedgers(errata = readErrata()): Ledger[] {
  const corrected = correctedStatuses(errata);
  return readSources().map((ledger) => ({
    ...ledger,
    tables: ledger.tables.map((table) => {
      const status = corrected.get(`${ledger.document}/${table.operation}/${table.status}`) ?? table.status;
      return { ...table, ...(status !== undefined && { status }) };
    }),
  }));
}

/** Rows that come first in each table at some places, given by patterns, but not at others. */
export interface Recurring {
  at: string[];
  except?: string[];
  rows: Row[];
}

/** The names of the source documents, which are their folders. @param folder - spec/sources, or a copy of it */
export function documentNames(folder = sourcesDir): string[] {
  return (
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      // What the sibling reference states has no head yet: ./sibling.ts reads what stands in sibling.yaml.
      .filter((name) => name !== siblingSource)
      .sort()
  );
}

/** What a source.yaml says. */
type Head = Omit<Ledger, 'document' | 'tables'> & { recurring: Recurring[] };

/** A table as it is written. */
export interface WrittenTable {
  at: string;
  table: number;
  also?: string[];
  rows?: Row[];
}

/** The ledgers, each response under the status that its document prints. */
function readSources(): Ledger[] {
  const mistakes = new Mistakes();
  const folders = operationFolders();
  const ledgers = documentNames().map((document): Ledger => {
    const value = readYaml(sourceFile(document));
    checkShape(sourceFile(document), value, 'source');
    const { recurring, ...head } = value as unknown as Head;
    const files = filesBelow(join(sourcesDir, document), '.yaml').filter((name) => name !== 'source.yaml');
    const tables = files.flatMap((name) => {
      const file = join(sourcesDir, document, name);
      const written = readYaml(file);
      checkShape(file, written, 'ledger');
      return (written as unknown as WrittenTable[]).map((table) => {
        const read = tableOf(document, table, recurring);
        if (basename(folders.get(read.operation) ?? '') !== basename(name, '.yaml'))
          mistakes.add({
            file,
            at: table.at,
            problem: `It is about ${read.operation}, which is not an operation of this resource.`,
            fix: 'Correct the name, or move it to the file of its resource.',
          });
        return { ...read, file };
      });
    });
    checkTables(sourceFile(document), head.rows, tables, mistakes);
    return { document, ...head, tables };
  });
  mistakes.stop();
  return ledgers;
}

function tableOf(
  document: string,
  { at, table, also, rows = [] }: WrittenTable,
  recurring: Head['recurring'],
): Omit<Table, 'file'> {
  const [operation = '', part = '', ...steps] = at.split('/');
  const status = /^\d/.test(part) ? part : undefined;
  return {
    name: `${document}/${at}`,
    number: table,
    operation,
    in: status === undefined ? (part as FieldIn) : 'response',
    ...(status !== undefined && { status }),
    pointer: steps.map((step) => `/${step}`).join(''),
    ...(also && { also }),
    rows: [...recurringAt(at, recurring), ...rows],
  };
}

/** The rows that recur in a table at a place. */
export function recurringAt(at: string, recurring: readonly Recurring[]): Row[] {
  const found = (patterns: readonly string[]) => patterns.some((pattern) => matcher(pattern)(at));
  return recurring.filter((each) => found(each.at) && !found(each.except ?? [])).flatMap(({ rows }) => rows);
}

function checkTables(file: string, count: number, tables: readonly Table[], mistakes: Mistakes): void {
  const rows = tables.flatMap((table) => table.rows.map((row) => rowName(table, row)));
  if (rows.length !== count) {
    mistakes.add({
      file,
      at: 'rows',
      problem: `The document has ${count} rows, and ${rows.length} stand here.`,
      fix: 'Restore the row that is gone, or take out the one that the document does not have.',
    });
  }
  for (const [row, same] of Map.groupBy(rows, (each) => each)) {
    if (same.length > 1)
      mistakes.add({ file, at: row, problem: 'The row stands twice.', fix: 'Take out one of them.' });
  }
}

/** Tells whether a name is one that a pattern stands for: `*` is anything within a step. */
function matcher(pattern: string): (name: string) => boolean {
  const [start = '', ...others] = pattern.split('*');
  const parts = [start, ...others].map((part) => part.replaceAll(/[^\w/]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('[^/]*')}$`);
  // Most names differ at once.
  return (name) => name.startsWith(start) && expression.test(name);
}

/** All rows by name. */
export function rowsByName(ledgers: readonly Ledger[]): Map<string, Row> {
  return new Map(
    ledgers.flatMap((ledger) =>
      ledger.tables.flatMap((table) => table.rows.map((row): [string, Row] => [rowName(table, row), row])),
    ),
  );
}

/** An erratum as spec/ has it. */
export interface WrittenErratum extends Erratum {
  file: string;
}

/**
 * Reads the errata of all folders. A pattern among the rows of a departure, with `*` for anything within a step, is the rows
 * that it stands for.
 *
 * @throws {@link Failure} where one is not of the shape, or a pattern stands for no row
 */
export function readErrata(): WrittenErratum[] {
  const rows = [...rowsByName(readSources()).keys()];
  const mistakes = new Mistakes();
  const errata = readFolders()
    .flatMap(errataFiles)
    .flatMap((file) => {
      const value = readYaml(file);
      checkShape(file, value, 'errata');
      return (value as unknown as Erratum[]).map((erratum): WrittenErratum => {
        const expanded = (name: string): string[] => {
          const found = name.includes('*') ? rows.filter(matcher(name)) : [name];
          if (found.length === 0)
            mistakes.add({ file, at: erratum.id, problem: `${name} stands for no row.`, fix: 'Correct the pattern.' });
          return found;
        };
        const departs = erratum.departs?.map((each): Departs => {
          if ('response' in each) return each;
          const [row = '', ...more] = rowsOf(each).flatMap(expanded);
          return { ...(more.length > 0 ? { rows: [row, ...more] } : { row }), instead: each.instead };
        });
        return { ...erratum, ...(departs && { departs }), file };
      });
    });
  mistakes.stop();
  return errata;
}

/** Responses that stand under another status than their document prints: its tables and examples are validated against that one. */
function correctedStatuses(errata: readonly Erratum[]): Map<string, string> {
  const departs = errata.flatMap(({ departs: listed = [] }) => listed);
  return new Map(
    departs.flatMap((each) => ('response' in each ? [[each.response, each.instead.status] as const] : [])),
  );
}

/** A source document's own example, kept verbatim: `zh-handbook/02-createAppCode-400`. */
export interface DocumentExample {
  name: string;
  document: string;
  operation: string;
  /** A status, or `request`. */
  part: string;
  file: string;
}

export function listDocumentExamples(errata: readonly Erratum[] = readErrata()): DocumentExample[] {
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
export function checkDocumentExamples(ledgers: readonly Ledger[], mistakes: Mistakes): void {
  const examples = listDocumentExamples();
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
