// Where each fact comes from: stated by the edition's own document, derived from a neighbouring edition's or a sibling
// operation's, or observed.
import { readFileSync } from 'node:fs';
import type { Edition } from './editions.ts';
import type { Field } from './fields.ts';
import { fieldsOf, operationsOf, placeOf } from './fields.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject, objectOf } from './json.ts';
import type { DocumentExample, Ledger } from './ledger.ts';
import { rowName } from './ledger.ts';

export type Mark = 'documented' | 'derived' | 'observed';

export interface Provenance {
  mark: Mark;
  /** Rows of the ledger that state the field, or documents' own examples that show it. */
  sources: string[];
  /** Facts of the field whose mark is another. */
  facts?: Record<string, string>;
}

interface Stated {
  row: string;
  edition: string;
}

/** For every operation and field of an edition, by place: its mark and its sources. */
export function provenanceOf(
  document: JsonObject,
  edition: Edition,
  ledgers: readonly Ledger[],
  examples: readonly DocumentExample[],
): Record<string, Provenance> {
  const rows = new Map<string, Stated[]>();
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
  // Where a document has no table, its examples still show the field.
  for (const { name, document: number, operation, part, file } of examples) {
    const ledger = ledgers.find(({ document: own }) => own === number);
    if (ledger) operations.set(operation, [...(operations.get(operation) ?? []), ledger.edition]);
    const body = JSON.parse(readFileSync(file, 'utf8')) as Json;
    for (const place of placesShown(body, `${operation}/${part}`)) {
      if (ledger && !rows.has(place)) rows.set(place, [{ row: name, edition: ledger.edition }]);
    }
  }
  const marked = (stated: readonly Stated[]): Provenance => {
    const own = stated.filter((each) => each.edition === edition.name);
    if (own.length > 0) return { mark: 'documented', sources: own.map(({ row }) => row) };
    return { mark: stated.length > 0 ? 'derived' : 'observed', sources: stated.map(({ row }) => row) };
  };

  // What one operation's document does not show, its siblings' may: they share the objects that declare the field.
  const fields = fieldsOf(document);
  const bySibling = new Map<JsonObject, Stated[]>();
  const declarations = (field: Field) =>
    field.owners.map((owner) => objectOf(owner['properties'] ?? owner['schema'])[field.name] ?? owner);
  for (const field of fields) {
    const stated = rows.get(placeOf(field)) ?? [];
    for (const declaration of declarations(field)) {
      const key = declaration as JsonObject;
      bySibling.set(key, [...(bySibling.get(key) ?? []), ...stated]);
    }
  }

  const result: Record<string, Provenance> = {};
  for (const { id } of operationsOf(document)) {
    const { mark } = marked((operations.get(id) ?? []).map((name) => ({ row: '', edition: name })));
    result[id] = { mark, sources: [] };
  }
  for (const field of fields) {
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
    let provenance = marked(rows.get(place) ?? []);
    if (provenance.mark === 'observed') {
      const siblings = declarations(field).flatMap((declaration) => bySibling.get(declaration as JsonObject) ?? []);
      if (siblings.length > 0) provenance = { mark: 'derived', sources: [...new Set(siblings.map(({ row }) => row))] };
    }
    result[place] = { ...provenance, ...(Object.keys(facts).length > 0 ? { facts } : {}) };
  }
  return result;
}

/** The places of all fields that a body holds. */
function placesShown(body: Json, place: string): string[] {
  if (Array.isArray(body)) return body.flatMap((item) => placesShown(item, `${place}/0`));
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => [
    `${place}/${name}`,
    ...placesShown(value, `${place}/${name}`),
  ]);
}
