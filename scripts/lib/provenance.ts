// Where each fact comes from: stated by the edition's own document, derived from a neighbouring edition's, or observed.
import type { Edition } from './editions.ts';
import { fieldsOf, operationsOf, placeOf } from './fields.ts';
import type { JsonObject } from './json.ts';
import { isObject } from './json.ts';
import type { Ledger } from './ledger.ts';
import { rowName } from './ledger.ts';

export type Mark = 'documented' | 'derived' | 'observed';

export interface Provenance {
  mark: Mark;
  /** Rows of the ledger that state the field. */
  sources: string[];
  /** Facts of the field whose mark is another. */
  facts?: Record<string, string>;
}

/** For every operation and field of an edition, by place: its mark and its sources. */
export function provenanceOf(document: JsonObject, edition: Edition, ledgers: readonly Ledger[]): Record<string, Provenance> {
  const rows = new Map<string, { row: string; edition: string }[]>();
  const operations = new Map<string, string[]>();
  for (const ledger of ledgers) {
    for (const table of ledger.tables) {
      operations.set(table.operation, [...(operations.get(table.operation) ?? []), ledger.edition]);
      for (const pointer of [table.pointer, ...(table.also ?? [])]) {
        for (const row of table.rows) {
          const place = placeOf({ ...table, pointer, name: row.field });
          rows.set(place, [...(rows.get(place) ?? []), { row: rowName(ledger, table, row), edition: ledger.edition }]);
        }
      }
    }
  }
  const marked = (stated: readonly { row: string; edition: string }[]): Provenance => {
    const own = stated.filter((each) => each.edition === edition.name);
    if (own.length > 0) return { mark: 'documented', sources: own.map(({ row }) => row) };
    return { mark: stated.length > 0 ? 'derived' : 'observed', sources: stated.map(({ row }) => row) };
  };

  const result: Record<string, Provenance> = {};
  for (const { id } of operationsOf(document)) {
    const { mark } = marked((operations.get(id) ?? []).map((name) => ({ row: '', edition: name })));
    result[id] = { mark, sources: [] };
  }
  for (const field of fieldsOf(document)) {
    const facts: Record<string, string> = {};
    for (const schema of field.schemas) {
      if (isObject(schema['x-provenance'])) Object.assign(facts, schema['x-provenance']);
    }
    for (const owner of field.owners) {
      const marks = owner['x-provenance'];
      if (!isObject(marks)) continue;
      if (marks['required'] && Array.isArray(owner['required']) && owner['required'].includes(field.name)) {
        facts['required'] = String(marks['required']);
      }
    }
    const place = placeOf(field);
    result[place] = { ...marked(rows.get(place) ?? []), ...(Object.keys(facts).length > 0 ? { facts } : {}) };
  }
  return result;
}
