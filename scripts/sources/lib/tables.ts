// The tables of a source as spec/ has them: rows by place, rows that recur, names of rows and patterns of such names.
import { basename, join } from 'node:path';
import type { FieldIn } from '@apig-spec/model/fields';
import type { Row, Stating, Table } from '@apig-spec/model/records';
import type { Mistakes } from '@apig-spec/repository/failure';
import { readYaml } from '@apig-spec/repository/files';
import { operationFolders } from '@apig-spec/repository/parts';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';

/** Holds a folder for each source: source.yaml says what it is, `<resource>.yaml` what it states. */
export const sourcesDir = join(specDir, 'sources');

/** The head of a source. */
export function sourceFile(source: string): string {
  return join(sourcesDir, source, 'source.yaml');
}

/** The name of a row: its source, and the place of its field there: `zh-handbook/updateApp/request/name`. */
export function rowName(table: Pick<Table, 'name'>, row: Pick<Row, 'field'>): string {
  return `${table.name}/${row.field}`;
}

/** All rows by name. */
export function rowsByName(sources: readonly Stating[]): Map<string, Row> {
  return new Map(
    sources.flatMap(({ tables }) =>
      tables.flatMap((table) => table.rows.map((row): [string, Row] => [rowName(table, row), row])),
    ),
  );
}

/** Rows that come first in each table at some places, given by patterns, but not at others. */
export interface Recurring {
  at: string[];
  except?: string[];
  rows: Row[];
}

/** A table as it is written. */
export interface WrittenTable {
  at: string;
  table: number;
  also?: string[];
  rows?: Row[];
}

/**
 * The tables in the ledgers of a source, in the order of its files.
 *
 * @param files - their names in the folder of the source; each is that of a resource
 * @throws {@link Failure} where one is not of the shape
 */
export function readTables(
  source: string,
  files: readonly string[],
  recurring: readonly Recurring[],
  mistakes: Mistakes,
): Table[] {
  const folders = operationFolders();
  return files.flatMap((name) => {
    const file = join(sourcesDir, source, name);
    const written = readYaml(file);
    checkShape(file, written, 'ledger');
    return (written as unknown as WrittenTable[]).map((table) => {
      const read = tableOf(source, table, recurring);
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
}

function tableOf(
  source: string,
  { at, table, also, rows = [] }: WrittenTable,
  recurring: readonly Recurring[],
): Omit<Table, 'file'> {
  const [operation = '', part = '', ...rest] = at.split('/');
  // The headers of a response stand under their status: `exportApis/headers/200`.
  const [first = '', ...others] = part === 'headers' ? rest : [part, ...rest];
  const status = /^\d/.test(first) ? first : undefined;
  return {
    name: `${source}/${at}`,
    number: table,
    operation,
    in: part === 'headers' ? 'response-header' : status === undefined ? (part as FieldIn) : 'response',
    ...(status !== undefined && { status }),
    pointer: others.map((step) => `/${step}`).join(''),
    ...(also && { also }),
    rows: [...recurringAt(at, recurring), ...rows],
  };
}

/** The rows that recur in a table at a place. */
export function recurringAt(at: string, recurring: readonly Recurring[]): Row[] {
  const found = (patterns: readonly string[]) => patterns.some((pattern) => matcher(pattern)(at));
  return recurring.filter((each) => found(each.at) && !found(each.except ?? [])).flatMap(({ rows }) => rows);
}

/** Adds a mistake for each row that stands twice. */
export function checkNoRowTwice(file: string, tables: readonly Table[], mistakes: Mistakes): void {
  const rows = tables.flatMap((table) => table.rows.map((row) => rowName(table, row)));
  for (const [row, same] of Map.groupBy(rows, (each) => each)) {
    if (same.length > 1) mistakes.add({ file, at: row, problem: 'The row occurs twice.', fix: 'Remove one of them.' });
  }
}

/** Each is tried against all tables: its expression is compiled once. */
const matchers = new Map<string, (name: string) => boolean>();

/** Tells whether a name is one that a pattern stands for: `*` is anything within a step. */
export function matcher(pattern: string): (name: string) => boolean {
  const known = matchers.get(pattern);
  if (known) return known;
  const [start = '', ...others] = pattern.split('*');
  const parts = [start, ...others].map((part) => part.replaceAll(/[^\w/]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('[^/]*')}$`);
  // Most names differ at once.
  const matches = (name: string) => name.startsWith(start) && expression.test(name);
  matchers.set(pattern, matches);
  return matches;
}
