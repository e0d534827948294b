// From the rows of a page to tables: what each row states, and where each table stands.
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import type { Mistakes } from '@apig-spec/repository/failure';
import type { Page, ReferenceRow } from './reference.ts';
import { type Recurring, recurringAt, type WrittenTable } from './tables.ts';

/** A row as it is transcribed. */
export type TranscribedRow = Record<string, Json>;

/** A table as it is transcribed. */
export interface TranscribedTable extends Omit<WrittenTable, 'rows'> {
  object?: string;
  rows: TranscribedRow[];
}

/** How the reference calls the one row of a body that is a map. */
const anyKey = '{User defined key}';
/** Error responses have these rows in every table, which the reference's form leaves out. */
const errorRows: TranscribedRow[] = [
  { field: 'error_code', type: 'String' },
  { field: 'error_msg', type: 'String' },
];

/**
 * The tables of a page, with all their rows.
 *
 * A nested table stands where the types of rows lead to it: `0` is any item of a list, `{key}` any value of a map. Forms are
 * the part `form`, the headers of a response `headers/<status>`, and a body that is no object has one row, `-`.
 */
export function tablesOf(page: Page, operation: string, mistakes: Mistakes): TranscribedTable[] {
  const parts = Map.groupBy(page.rows, ({ section, status }) => partOf(section, status));
  for (const status of page.responses.keys()) if (!parts.has(status) && Number(status) >= 400) parts.set(status, []);
  const inOrder = [...parts].sort(([a], [b]) => statusOf(a) - statusOf(b));
  return inOrder
    .flatMap(([part, rows]) => tablesOfPart(page, `${operation}/${part}`, rows, mistakes))
    .map(({ at, ...table }, index) => ({ at, table: index + 1, ...table }));
}

function partOf(section: ReferenceRow['section'], status?: number): string {
  if (status === undefined) return section;
  return section === 'response' ? String(status) : `headers/${status}`;
}

/** Requests first, then responses by status, each one's headers before its body. */
function statusOf(part: string): number {
  return Number(/\d+/.exec(part)?.[0] ?? 0) - (part.startsWith('headers') ? 0.5 : 0);
}

function tablesOfPart(
  page: Page,
  part: string,
  rows: readonly ReferenceRow[],
  mistakes: Mistakes,
): Omit<TranscribedTable, 'table'>[] {
  const bodies = /\/2\d\d$/.test(part) ? page.examples.filter((each) => part.endsWith(`/${each.part}`)) : [];
  const tables = Map.groupBy(rows, ({ schema }) => schema);
  const wrong = ({ line }: ReferenceRow, problem: string) =>
    mistakes.add({
      file: page.file,
      at: `line ${line}`,
      problem,
      fix: 'Correct the row, or extend the program to read it.',
    });
  const places = placesOf(tables, wrong);
  return (rows.length === 0 ? [undefined] : [...tables.keys()]).map((object) => {
    const own = tables.get(object) ?? [];
    const [first = '', ...also] = object === undefined ? [''] : (places.get(object) ?? []);
    const objects = [first, ...also].flatMap((pointer) => bodies.flatMap(({ body }) => objectsAt(body, pointer)));
    for (const [index, row] of own.entries())
      if (own.findIndex(({ field }) => field === row.field) < index) wrong(row, `The row ${row.field} occurs twice.`);
    return {
      at: `${part}${first}`,
      ...(object !== undefined && { object }),
      ...(also.length > 0 && { also }),
      rows: rows.length === 0 ? errorRows : own.map((row) => rowOf(row, objects, wrong)),
    };
  });
}

type Wrong = (row: ReferenceRow, problem: string) => void;

/** The places of nested tables, nearest first: breadth first, and never into a table from within itself. */
function placesOf(tables: Map<string | undefined, ReferenceRow[]>, wrong: Wrong): Map<string, string[]> {
  const places = new Map<string, string[]>();
  const queue: { object: string | undefined; pointer: string; within: string[] }[] = [
    { object: undefined, pointer: '', within: [] },
  ];
  for (const { object, pointer, within } of queue) {
    for (const row of tables.get(object) ?? []) {
      const { object: nested, step = '' } = typeOf(row.type) ?? {};
      if (nested === undefined || within.includes(nested)) continue;
      const to = `${pointer}${row.field === anyKey ? '' : `/${row.field}`}${step}`;
      if (!tables.has(nested)) wrong(row, `There is no table ${nested}.`);
      else if (!places.get(nested)?.includes(to)) {
        places.set(nested, [...(places.get(nested) ?? []), to]);
        queue.push({ object: nested, pointer: to, within: [...within, nested] });
      }
    }
  }
  for (const [object, [row]] of tables)
    if (object !== undefined && row && !places.has(object)) wrong(row, `No row leads to the table ${object}.`);
  return places;
}

/** What kind of bounds a type has, and which object it leads to by which step. */
function typeOf(type: string): { bounds?: 'length' | 'value'; object?: string; step?: string } | undefined {
  if (/^(String|Object|Array of strings)$/.test(type)) return { bounds: 'length' };
  if (/^(Integer|Long|Float)$/.test(type)) return { bounds: 'value' };
  if (/^(Boolean|File|Map<String,(String|Boolean|Array<String>)>)$/.test(type)) return {};
  const [, item, one, value] =
    /^(?:Array of ([A-Z]\w*) objects|([A-Z]\w*) object|Map<String,([A-Z]\w*)>)$/.exec(type) ?? [];
  if (item !== undefined) return { object: item, step: '/0' };
  if (one !== undefined) return { object: one };
  return value === undefined ? undefined : { object: value, step: '/{key}' };
}

/** @param objects - what examples of success show at the places of its table */
function rowOf(row: ReferenceRow, objects: readonly Json[], wrong: Wrong): TranscribedRow {
  const type = typeOf(row.type);
  if (!type) wrong(row, `Unknown type ${row.type}.`);
  if (row.field !== '-' && row.field !== anyKey && !/^\w[\w-]*$/.test(row.field))
    wrong(row, `Unknown field ${row.field}.`);
  const { min, max, items_min: minItems, items_max: maxItems } = row;
  if ((min ?? max) !== undefined && !type?.bounds) wrong(row, `A ${row.type} has no minimum and no maximum.`);
  if ((minItems ?? maxItems) !== undefined && !row.type.startsWith('Array of '))
    wrong(row, `A ${row.type} has no number of items.`);
  const facts = {
    field: row.field === anyKey ? '-' : row.field,
    required: row.mandatory,
    type: row.type,
    ...(type?.bounds === 'value' ? { minimum: min, maximum: max } : { minLength: min, maxLength: max }),
    minItems,
    maxItems,
    enum: row.enum,
    default: row.default,
    deprecated: row.deprecated || undefined,
    shown: (objects.length > 0 && objects.every((each) => isObject(each) && row.field in each)) || undefined,
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** What a body has at the places that a pointer leads to, `0` being all items of a list and `{key}` all values of a map. */
function objectsAt(body: Json, pointer: string): Json[] {
  const [, ...steps] = pointer.split('/');
  return steps
    .reduce<Json[]>(
      (found, step) => {
        if (step === '0') return found.flatMap((each) => (Array.isArray(each) ? each : []));
        const maps = found.filter(isObject);
        return step === '{key}'
          ? maps.flatMap((each) => Object.values(each))
          : maps.flatMap((each) => (each[step] === undefined ? [] : [each[step]]));
      },
      [body],
    )
    .filter(isObject);
}

/**
 * Takes the rows that recur out of a table.
 *
 * @throws nothing; a table that lacks one, or states it otherwise, is a mistake
 */
export function withoutRecurring(
  table: TranscribedTable,
  recurring: readonly Recurring[],
  file: string,
  mistakes: Mistakes,
): TranscribedTable {
  const common = recurringAt(table.at, recurring);
  for (const row of common) {
    if (table.rows.some((own) => isDeepStrictEqual(own, { ...row }))) continue;
    const problem = `The table does not have the row ${JSON.stringify(row)}, which recurs at such places.`;
    mistakes.add({ file, at: table.at, problem, fix: 'Correct the pattern in transcription.yaml.' });
  }
  const rows = table.rows.filter((own) => !common.some((row) => isDeepStrictEqual(own, { ...row })));
  return { ...table, rows };
}
