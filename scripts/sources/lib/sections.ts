// Sections of source documents, as errata cite them.
import type { JsonObject } from '@apig-spec/model/json';
import type { Ledger } from '@apig-spec/model/records';

/** What a section names. */
export interface Section {
  /** In a document of several operations, theirs come first: `updateApp Table 4`. */
  operations: string[];
  /** The number of a table. */
  table: number | undefined;
  /** Its rows, where they are named: `Table 7, path and http_code`. */
  fields: string[];
}

const form =
  /^(?:([a-z]\w+(?: and [a-z]\w+)*)(?: |$))?(?:Table (\d+)(?:, (.+))?|Function|URI|Response Parameters|Example Responses(?:, Example \d+)?)?$/;

/** What a section names; `undefined` for none of the sections that a reference page has. */
export function sectionOf(text: string): Section | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, operations, table, fields] = match;
  return {
    operations: operations?.split(' and ') ?? [],
    table: table === undefined ? undefined : Number(table),
    fields: fields?.split(/, | and /) ?? [],
  };
}

/** The table that a section names. */
export function tableOf({ tables }: Ledger, { operations, table }: Section) {
  return tables.find(
    ({ number, operation }) => number === table && (operations.length === 0 || operations.includes(operation)),
  );
}

/** A fact of an erratum with the rows that its section names. */
export function withRows(fact: JsonObject, ledgers: readonly Ledger[]): JsonObject {
  const ledger = ledgers.find(({ document }) => document === fact['document']);
  const section = sectionOf(String(fact['section']));
  const table = ledger && section && tableOf(ledger, section);
  if (!table || section.fields.length === 0) return fact;
  return { ...fact, rows: section.fields.map((field) => `${table.name}/${field}`) };
}
