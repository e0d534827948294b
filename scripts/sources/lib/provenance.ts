// Where each fact comes from: stated by the edition's own document, derived from a neighbouring edition's or a sibling
// operation's, stated by the sibling reference, or observed.

import { readFileSync } from 'node:fs';
import type { Edition } from '@apig-spec/model/editions';
import type { Field } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Ledger, Mark, Provenance, Row, Sibling } from '@apig-spec/model/records';
import type { Evidence } from './evidence.ts';
import type { DocumentExample } from './ledger.ts';
import { siblingSource, statesCode } from './sibling.ts';
import { rowName } from './tables.ts';

/** A source that states something, and the edition that its document describes. */
interface Stated {
  name: string;
  edition: string;
  row?: Row;
}

/** What all documents state: of fields, by place; of operations; of responses, by `operation/status`; and of error codes. */
interface Statements {
  fields: Map<string, Stated[]>;
  operations: Map<string, Stated[]>;
  paths: Map<string, Stated[]>;
  responses: Map<string, Stated[]>;
  codes: Map<string, Stated[]>;
}

/**
 * The mark and the sources of everything in an edition, by place: operations (`createVpcChannel`), responses
 * (`createVpcChannel/201`) and fields (`createVpcChannel/request/members/0/host`).
 *
 * @returns what tells them of one edition after another
 */
export function provenanceReader({
  ledgers,
  examples,
  sibling,
}: Pick<Evidence, 'ledgers' | 'examples' | 'sibling'>): (
  document: JsonObject,
  edition: Edition,
) => Record<string, Provenance> {
  const stated = statementsOf(ledgers, examples);
  const inSibling = rowsByPlace(sibling);
  return (document, edition) => provenanceOf(document, edition, sibling, stated, inSibling);
}

function provenanceOf(
  document: JsonObject,
  edition: Edition,
  sibling: Sibling,
  stated: Statements,
  inSibling: ReadonlyMap<string, string>,
): Record<string, Provenance> {
  const markOf = (statements: readonly Stated[] | undefined): Mark => {
    if (statements?.some((each) => each.edition === edition.name)) return 'documented';
    return statements && statements.length > 0 ? 'derived' : 'observed';
  };
  const marked = (statements: readonly Stated[] = []): Provenance => {
    const own = statements.filter((each) => each.edition === edition.name);
    return { mark: markOf(statements), sources: names(own.length > 0 ? own : statements) };
  };

  const result: Record<string, Provenance> = {};
  for (const { id, responses } of operationsOf(document)) {
    // What no document states, the sibling's page may.
    const page = sibling.operations[id]?.responses;
    const or = (mark: Mark, states: boolean): Mark => (mark === 'observed' && states ? 'sibling' : mark);
    const provenance = (statements: readonly Stated[] | undefined, states: boolean): Provenance => {
      const own = marked(statements);
      const mark = or(own.mark, states);
      return mark === 'sibling' ? { mark, sources: [`${siblingSource}/${id}`] } : own;
    };
    const hasPage = page !== undefined;
    const path = or(markOf(stated.paths.get(id)), hasPage);
    result[id] = withFacts(provenance(stated.operations.get(id), hasPage), { path });
    for (const { status, response } of responses) {
      const codes = listOf(response['x-error-codes']).map((code) => [
        code,
        or(markOf(stated.codes.get(`${id}/${status}/${code}`)), statesCode(sibling, id, status, String(code))),
      ]);
      const itself = provenance(stated.responses.get(`${id}/${status}`), page?.[status] !== undefined);
      result[`${id}/${status}`] = withFacts(itself, Object.fromEntries(codes));
    }
  }

  const fields = fieldsOf(document);
  const siblings = siblingsOf(fields, stated.fields);
  for (const field of fields) {
    const own = stated.fields.get(placeOf(field)) ?? [];
    const row = inSibling.get(placeOf(field));
    let provenance = marked(own);
    if (provenance.mark === 'observed' && row !== undefined) provenance = { mark: 'sibling', sources: [row] };
    if (provenance.mark === 'observed') {
      const shared = siblings(field);
      if (shared.length > 0) provenance = { mark: 'derived', sources: names(shared) };
    }
    const itself = own.length === 0 && row === undefined ? markIn([...field.owners, ...field.schemas], '*') : undefined;
    if (itself)
      provenance = { mark: itself, sources: itself === 'sibling' ? [`${siblingSource}/${field.operation}`] : [] };
    result[placeOf(field)] = withFacts(provenance, factsOf(field, own, edition));
  }
  return result;
}

function statementsOf(ledgers: readonly Ledger[], examples: readonly DocumentExample[]): Statements {
  const stated: Statements = {
    fields: new Map(),
    operations: new Map(),
    paths: new Map(),
    responses: new Map(),
    codes: new Map(),
  };
  const add = (kind: keyof Statements, place: string, statement: Stated) =>
    stated[kind].set(place, [...(stated[kind].get(place) ?? []), statement]);

  for (const ledger of ledgers) {
    const { edition } = ledger;
    for (const table of ledger.tables) {
      const { name } = table;
      add('operations', table.operation, { name, edition });
      if (table.in === 'path') add('paths', table.operation, { name, edition });
      if (table.status !== undefined) add('responses', `${table.operation}/${table.status}`, { name, edition });
      for (const pointer of [table.pointer, ...(table.also ?? [])]) {
        for (const row of table.rows) {
          add('fields', placeOf({ ...table, pointer, name: row.field }), {
            name: rowName(table, row),
            edition,
            row,
          });
        }
      }
    }
  }
  // Where a document has no table, its examples still show the field.
  const tabled = new Set(stated.fields.keys());
  for (const { name, document: number, operation, part, file } of examples) {
    const ledger = ledgers.find(({ document: own }) => own === number);
    if (!ledger) continue;
    const statement = { name, edition: ledger.edition };
    const body = JSON.parse(readFileSync(file, 'utf8')) as Json;
    add('operations', operation, statement);
    if (part !== 'request') add('responses', `${operation}/${part}`, statement);
    if (isObject(body) && typeof body['error_code'] === 'string')
      add('codes', `${operation}/${part}/${body['error_code']}`, statement);
    for (const place of placesShown(body, `${operation}/${part}`)) {
      if (!tabled.has(place)) add('fields', place, statement);
    }
  }
  return stated;
}

/** The names of the rows of the sibling reference, by the places of their fields. */
function rowsByPlace({ tables }: Sibling): Map<string, string> {
  return new Map(
    tables.flatMap((table) =>
      [table.pointer, ...(table.also ?? [])].flatMap((pointer) =>
        table.rows.map((row): [string, string] => [
          placeOf({ ...table, pointer, name: row.field }),
          rowName(table, row),
        ]),
      ),
    ),
  );
}

/**
 * What is stated of the same field at other places, since operations share the objects that declare it: of each document the
 * first statement of a request and of a response, however many operations share them.
 */
function siblingsOf(fields: readonly Field[], stated: ReadonlyMap<string, Stated[]>): (field: Field) => Stated[] {
  const declarations = (field: Field) =>
    field.owners.map((owner) => objectOf(owner['properties'] ?? owner['schema'])[field.name] ?? owner);
  const shared = new Map<Json, Map<string, Stated>>();
  for (const field of fields) {
    for (const declaration of declarations(field)) {
      const first = shared.get(declaration) ?? new Map<string, Stated>();
      for (const statement of stated.get(placeOf(field)) ?? []) {
        const [document = ''] = statement.name.split('/');
        const key = `${document} ${field.in}`;
        if (!first.has(key)) first.set(key, statement);
      }
      shared.set(declaration, first);
    }
  }
  return (field) => declarations(field).flatMap((declaration) => [...(shared.get(declaration)?.values() ?? [])]);
}

/** Facts of a field that the contract has and its edition's own rows do not state. */
function factsOf(field: Field, own: readonly Stated[], edition: Edition): Record<string, Mark> {
  const facts: Record<string, Mark> = {};
  for (const schema of field.schemas) {
    if (isObject(schema['x-provenance'])) Object.assign(facts, schema['x-provenance']);
  }
  delete facts['*'];
  const rows = own.filter((each) => each.edition === edition.name).flatMap(({ row }) => row ?? []);
  const required = field.requiredBy.length > 0;
  const requiredMark = markIn(field.requiredBy, 'required');
  if (requiredMark) facts['required'] = requiredMark;
  else if (required && rows.length > 0 && rows.every((row) => row.required === undefined))
    facts['required'] = 'derived';
  const listed = field.schemas.some((schema) => Array.isArray(schema['enum']));
  if (listed && rows.length > 0 && rows.every((row) => row.enum === undefined && row.values === undefined))
    facts['enum'] = 'derived';
  return facts;
}

/** The mark that one of the objects gives a fact, or with `*` everything that it says. */
function markIn(objects: readonly JsonObject[], fact: string): Mark | undefined {
  const marks = objects.map((object) => objectOf(object['x-provenance'])[fact]).filter((mark) => mark !== undefined);
  return marks[0] as Mark | undefined;
}

function withFacts(provenance: Provenance, facts: Record<string, Mark>): Provenance {
  const others = Object.entries(facts).filter(([, mark]) => mark !== provenance.mark);
  return others.length > 0 ? { ...provenance, facts: Object.fromEntries(others) } : provenance;
}

function names(statements: readonly Stated[]): string[] {
  return [...new Set(statements.map(({ name }) => name))];
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
