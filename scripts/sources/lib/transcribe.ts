// Transcribes the sibling reference into spec/sources/sibling: rows, statuses and codes, no texts and no examples.
//
// What the program writes is never edited: from the same reference it writes the same again.
import { join } from 'node:path';
import type { Json } from '@apig-spec/model/json';
import { Mistakes } from '@apig-spec/repository/failure';
import { readText, readYaml } from '@apig-spec/repository/files';
import { operationFolders } from '@apig-spec/repository/parts';
import { checkShape } from '@apig-spec/repository/shapes';
import { ledgerText, listsText, pagesText } from './ledger-text.ts';
import { type Page, parseErrors, parseOperations, parsePage, type ReferenceOperation } from './reference.ts';
import { type TranscribedTable, tablesOf, withoutRecurring } from './reference-tables.ts';
import { siblingSource } from './sibling.ts';
import { type Recurring, sourceFile, sourcesDir } from './tables.ts';

/** What it goes by: the rows that recur, by resource the operationIds of the reference's operations, and which are transcribed. */
export interface Transcription {
  recurring: Recurring[];
  operations: Record<string, Record<string, string>>;
  /** Whether an operation is transcribed: those that the contract has. */
  isDue(operation: string): boolean;
}

const transcriptionFile = join(sourcesDir, siblingSource, 'transcription.yaml');

/** @throws {@link Failure} where a file is not of its shape */
export function readTranscription(): Transcription {
  const [head, value] = [readYaml(sourceFile(siblingSource)), readYaml(transcriptionFile)];
  checkShape(sourceFile(siblingSource), head, 'sibling');
  checkShape(transcriptionFile, value, 'transcription');
  const { recurring } = head as unknown as Pick<Transcription, 'recurring'>;
  const own = operationFolders();
  return { recurring, operations: value as unknown as Transcription['operations'], isDue: (id) => own.has(id) };
}

/** An operation as it is transcribed. */
export interface TranscribedOperation {
  resource: string;
  /** Its operationId. */
  operation: string;
  page: Page;
  /** With all their rows. */
  tables: TranscribedTable[];
}

/** What the reference states, or some of its resources. */
export interface Transcribed {
  operations: TranscribedOperation[];
  /** Codes by status. */
  errors: Map<string, string[]>;
  /** The files to be written, by their names in spec/sources/sibling. */
  files: Map<string, string>;
}

/**
 * Transcribes the reference.
 *
 * @param folder - holds `operations.tsv`, `errors.tsv`, and `<resource>/<name>.txt` for each operation
 * @param asked - the resources to transcribe; all if none is given
 * @throws {@link Failure} with the file and line of all that is not understood or contradicts operations.tsv
 */
export function transcribe(folder: string, asked: readonly string[], transcription: Transcription): Transcribed {
  const mistakes = new Mistakes();
  const read = (name: string): [string, string] => [join(folder, name), readText(join(folder, name))];
  const listed = parseOperations(...read('operations.tsv'), mistakes);
  const errors = parseErrors(...read('errors.tsv'), mistakes);
  checkNames(join(folder, 'operations.tsv'), listed, transcription, mistakes);
  const resources = [...new Set(listed.map(({ resource }) => resource))];
  for (const resource of asked.filter((each) => !resources.includes(each))) {
    const fix = `Known: ${resources.join(', ')}.`;
    mistakes.add({ file: join(folder, 'operations.tsv'), problem: `Unknown resource '${resource}'.`, fix });
  }
  mistakes.stop();

  const operations = listed
    .filter(({ page, resource, name }) => {
      const isAsked = asked.length === 0 || asked.includes(resource);
      return page && isAsked && transcription.isDue(transcription.operations[resource]?.[name] ?? '');
    })
    .map((line): TranscribedOperation => {
      const { resource, name } = line;
      const page = parsePage(...read(join(resource, `${name}.txt`)), mistakes);
      const operation = transcription.operations[resource]?.[name] ?? '';
      const tables = tablesOf(page, operation, mistakes);
      checkCounts(join(folder, 'operations.tsv'), line, page, tables, mistakes);
      return { resource, operation, page, tables };
    });
  const files = new Map<string, string>();
  for (const [resource, own] of Map.groupBy(operations, (each) => each.resource)) {
    const tables = own.flatMap((each) =>
      each.tables.map((table) => withoutRecurring(table, transcription.recurring, each.page.file, mistakes)),
    );
    files.set(`${resource}.yaml`, ledgerText(resource, tables));
    files.set(`pages/${resource}.yaml`, pagesText(resource, own));
  }
  mistakes.stop();
  return { operations, errors, files: files.set('errors.yaml', listsText(errors)) };
}

/** How much was transcribed, in words. */
export function countsOf({ operations, errors }: Transcribed): string {
  const rows = operations.flatMap(({ tables }) => tables.flatMap((table) => table.rows));
  const resources = new Set(operations.map(({ resource }) => resource));
  const codes = [...errors.values()].flat();
  return `${operations.length} operations in ${resources.size} resources, ${rows.length} rows; ${codes.length} codes`;
}

/** Each operation has an operationId of its own, and none is left over. */
function checkNames(
  file: string,
  listed: readonly ReferenceOperation[],
  { operations }: Transcription,
  mistakes: Mistakes,
): void {
  const named = Object.entries(operations).flatMap(([resource, names]) =>
    Object.entries(names).map(([name, operation]) => ({ key: `${resource}/${name}`, operation })),
  );
  const known = new Set(listed.map(({ resource, name }) => `${resource}/${name}`));
  for (const { line, resource, name } of listed) {
    if (operations[resource]?.[name] !== undefined) continue;
    const fix = `Add it to ${transcriptionFile}.`;
    mistakes.add({ file, at: `line ${line}`, problem: `${resource}/${name} has no operationId.`, fix });
  }
  for (const [index, { key, operation }] of named.entries()) {
    const wrong = (problem: string, fix: string) => mistakes.add({ file: transcriptionFile, at: key, problem, fix });
    if (!known.has(key)) wrong('The reference has no such operation.', 'Correct it, or remove it.');
    if (named.findIndex((each) => each.operation === operation) < index)
      wrong(`${operation} occurs twice.`, 'Find another name for one of them.');
  }
}

/** What operations.tsv says of a page was counted in another way. */
function checkCounts(
  file: string,
  listed: ReferenceOperation,
  page: Page,
  tables: readonly TranscribedTable[],
  mistakes: Mistakes,
): void {
  const statuses = [...page.responses.keys()];
  const codes = [...page.responses].flatMap(([status, own]) => own.map((code) => `${status} ${code}`));
  const compared: [string, Json, Json][] = [
    ['method and path', `${page.method} ${page.path}`, `${listed.method} ${listed.path}`],
    ['success', statuses.filter((status) => Number(status) < 400).join(', '), listed.success],
    ['rows', tables.reduce((sum, { rows }) => sum + rows.length, 0), listed.rows],
    ['codes in examples', codes.sort().join('; '), listed.codes],
  ];
  for (const [what, found, expected] of compared) {
    if (found === expected) continue;
    mistakes.add({
      file: page.file,
      at: what,
      problem: `The page has ${found}, and line ${listed.line} of operations.tsv ${expected}.`,
      fix: `Correct the page, or ${file}.`,
    });
  }
}
