// What the ledger says must be rejected, as changes to a body that is valid: bounds overstepped, required fields left out,
// values of no list or of another type, broken patterns, misspelt names, and fields that only other revisions know.
import type { Edition } from '@apig-spec/model/editions';
import { fieldsOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Erratum, Ledger, Row, Table } from '@apig-spec/model/records';
import { rowsOf } from '@apig-spec/model/records';
import { rowName } from '@apig-spec/sources/tables';

export interface Mutant {
  /** The row and the fact that it breaks: `en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/timeout maximum`. */
  name: string;
  /** Of the object that holds the field, in the body; `/0` stands for any element. */
  pointer: string;
  field: string;
  /** The object, broken; `undefined` where this one cannot be broken so. */
  broken(holder: JsonObject): JsonObject | undefined;
}

interface Statement {
  name: string;
  document: string;
  table: Table;
  row: Row;
  /** Whether the document describes this very edition, and not only one that says the same. */
  own: boolean;
}

/** A rule between fields that a row states: what it rejects, as changes (JSON Merge Patch) to the document's own example. */
export interface BrokenRule {
  name: string;
  document: string;
  patches: Json[];
}

/** What the documents rule out of the body of an operation in an edition. */
export interface RuledOut {
  mutants: Mutant[];
  rules: BrokenRule[];
}

/** What the rows that hold in the edition rule out, but for what an erratum departs from. */
export function ruledOut(
  document: JsonObject,
  edition: Edition,
  operation: string,
  ledgers: readonly Ledger[],
  errata: readonly Erratum[],
): RuledOut {
  const departed = new Set(
    errata.flatMap(({ departs = [] }) =>
      departs.flatMap((each) => rowsOf(each).flatMap((row) => departing(each.instead).map((fact) => `${row} ${fact}`))),
    ),
  );
  const { stated, elsewhere } = statementsOf(document, edition, operation, ledgers);
  const known = new Set(
    fieldsOf(document)
      .filter((field) => field.operation === operation && field.in === 'request')
      .map(({ pointer, name }) => `${pointer}/${name}`),
  );
  const places = ({ pointer, also = [] }: Table) => [pointer, ...also];

  const broken = stated.flatMap(({ name, table, row, own }) =>
    places(table)
      .filter((pointer) => known.has(`${pointer}/${row.field}`))
      .flatMap((pointer) =>
        breaksOf(row, own, (fact) => departed.has(`${name} ${fact}`)).map(({ fact, broken }): Mutant => {
          const field = fact === 'unknown' ? misspelt(row.field) : row.field;
          return { name: `${name} ${fact}`, pointer, field, broken };
        }),
      ),
  );
  const objects = new Set(stated.flatMap(({ table }) => places(table)));
  const foreign = elsewhere.flatMap(({ name, table, row }) =>
    places(table)
      .filter((pointer) => objects.has(pointer) && !known.has(`${pointer}/${row.field}`))
      .map((pointer): Mutant => {
        const add = (holder: JsonObject): JsonObject => ({ ...holder, [row.field]: 'x' });
        return { name: `${name} in another revision`, pointer, field: row.field, broken: add };
      }),
  );
  const rules = stated
    .filter(({ name }) => !departed.has(`${name} rules`))
    .map(({ name, document, row }) => ({
      name: `${name} rules`,
      document,
      patches: (row.rules ?? []).flatMap(({ refuses = [] }) => refuses),
    }));
  return { mutants: [...broken, ...foreign], rules: rules.filter(({ patches }) => patches.length > 0) };
}

/** The rows that hold in the edition, those of its own documents before those of its revision's; and all others. */
function statementsOf(document: JsonObject, edition: Edition, operation: string, ledgers: readonly Ledger[]) {
  // Operations that take the same body are described by the same rows.
  const operations = operationsOf(document);
  const body = canonical(operations.find(({ id }) => id === operation)?.request);
  const alike = new Set(operations.filter(({ request }) => canonical(request) === body).map(({ id }) => id));
  const all = ledgers.flatMap((ledger) =>
    ledger.tables
      .filter((table) => table.in === 'request' && alike.has(table.operation))
      .flatMap((table) =>
        table.rows.map((row) => ({
          name: rowName(table, row),
          document: ledger.document,
          table,
          row,
          edition: ledger.edition,
          own: ledger.edition === edition.name,
        })),
      ),
  );
  const sameRevision = all.filter((each) => each.edition.startsWith(`${edition.revision}.`));
  const choices: Statement[][] = [all.filter(({ own }) => own), sameRevision, all];
  const stated = choices.find((statements) => statements.length > 0) ?? [];
  return { stated, elsewhere: all.filter((each) => !stated.includes(each)) };
}

interface Break {
  fact: string;
  broken: Mutant['broken'];
}

/** The facts that the contract has otherwise; a value beside them (`also`) may be one that any of the others would reject. */
function departing(instead: JsonObject): string[] {
  return Object.keys(instead).flatMap((fact) =>
    fact === 'also' ? ['enum', 'values', 'minLength', 'pattern'] : [fact],
  );
}

function breaksOf(row: Row, own: boolean, departed: (fact: string) => boolean): Break[] {
  const { field } = row;
  const breaks: Break[] = [];
  const set = (fact: string, value: Json) => breaks.push({ fact, broken: (holder) => ({ ...holder, [field]: value }) });
  const unlessDeparted = (fact: string, add: () => void) => {
    if (!departed(fact)) add();
  };

  const listed = row.enum ?? row.values;
  for (const value of strangers(row.type)) unlessDeparted('type', () => set('type', value));
  if (listed) {
    set('enum', typeof listed[0] === 'string' ? 'no-such-value' : 999);
  } else {
    const { minimum, maximum, minLength = 0, maxLength } = row;
    if (minimum !== undefined) unlessDeparted('minimum', () => set('minimum', minimum - 1));
    if (maximum !== undefined) unlessDeparted('maximum', () => set('maximum', maximum + 1));
    if (minLength > 0) unlessDeparted('minLength', () => set('minLength', 'a'.repeat(minLength - 1)));
    if (maxLength !== undefined) unlessDeparted('maxLength', () => set('maxLength', 'a'.repeat(maxLength + 1)));
    unlessDeparted('pattern', () => {
      if (row.pattern !== undefined) breaks.push({ fact: 'pattern', broken: (holder) => offPattern(row, holder, own) });
    });
  }
  for (const [fact, beyond] of [
    ['minItems', -1],
    ['maxItems', 1],
  ] as const) {
    const bound = row[fact];
    if (bound === undefined || bound + beyond < 0 || departed(fact)) continue;
    breaks.push({ fact, broken: (holder) => ofLength(holder, field, bound + beyond) });
  }
  if (row.required === true && !departed('required')) {
    breaks.push({
      fact: 'required',
      broken: ({ [field]: value, ...rest }) => (value === undefined ? undefined : rest),
    });
  }
  breaks.push({
    fact: 'unknown',
    broken: ({ [field]: value, ...rest }) => (value === undefined ? undefined : { ...rest, [misspelt(field)]: value }),
  });
  return breaks;
}

function misspelt(field: string): string {
  return `${field}s_`;
}

function strangers(type: string): Json[] {
  if (type === 'String') return [1, true, []];
  if (type === 'Integer' || type === 'Long') return ['1', 1.5, true];
  if (type === 'Boolean') return ['true', 1];
  return type.startsWith('Array of') ? ['a', {}, [1]] : ['a', []];
}

/** The holder with one character of the field changed for one that the row's pattern does not let stand there. */
function offPattern(row: Row, holder: JsonObject, own: boolean): JsonObject | undefined {
  const pattern = new RegExp(row.pattern ?? '', 'u');
  const value = holder[row.field];
  if (typeof value !== 'string' || value === '') return undefined;
  const letters = [...value];
  // Whether names may be Chinese depends on the language: another's row tells only where it speaks of that.
  const chinese = own || pattern.source.includes('Script=Han') ? ['中'] : [];
  const text = [' ', '~', '@', '\n', ...chinese]
    .flatMap((character) => [letters.with(0, character), letters.with(-1, character)])
    .map((changed) => changed.join(''))
    .find((changed) => !pattern.test(changed));
  return text === undefined ? undefined : { ...holder, [row.field]: text };
}

function ofLength(holder: JsonObject, field: string, length: number): JsonObject | undefined {
  const list = holder[field];
  const item = Array.isArray(list) ? list[0] : undefined;
  return item === undefined ? undefined : { ...holder, [field]: Array.from({ length }, () => item) };
}
