// What only a newer source states does not belong in an older edition: where no overlay takes it back, it has leaked. A source
// that describes an object, an operation or its responses without a fact is the evidence that the fact came later; what no older
// source describes at all is derived from the newer one.
import type { Edition } from '@apig-spec/model/editions';
import type { Field } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, listOf, pointerOf, stepsOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import type { Row } from '@apig-spec/model/records';
import type { Mistakes } from '@apig-spec/repository/failure';
import { pointersOf } from '@apig-spec/repository/homes';
import { overlayFile, partFinder, readParts, sharedFolder } from '@apig-spec/repository/parts';
import { subjectsOf } from '@apig-spec/sources/derived';
import type { Evidence } from '@apig-spec/sources/evidence';
import { rowName, sourceFile } from '@apig-spec/sources/tables';

/** A source that states a fact, and the revision that it describes. */
interface Source {
  name: string;
  revision: string;
}

/** What the sources state, and what they describe whether or not they state something of it. */
interface Statements {
  operations: Map<string, Source[]>;
  /** By operation or place, the revision that a ledger says had it already; the empty one is before all. */
  since: Map<string, string>;
  /** By `operation/status`, and who tells of any response of an operation. */
  statuses: Map<string, Source[]>;
  responding: Map<string, Source[]>;
  /** By {@link keyOf} of a field, and by that of the object that holds it. */
  fields: Map<string, (Source & { row: Row })[]>;
  objects: Map<string, Source[]>;
}

/** The sources that describe one revision each. */
type Documents = Pick<Evidence, 'ledgers' | 'examples' | 'errata'>;

interface Leak {
  place: string;
  pointer: string;
  what: string;
  sources: string[];
  edition: Edition;
}

/** Adds a mistake for each operation, status, parameter, field and value that an edition has from newer sources alone. */
export function checkLeaks(documents: ReadonlyMap<Edition, JsonObject>, evidence: Evidence, mistakes: Mistakes): void {
  const [newest = {}] = documents.values();
  const statements = statementsOf(evidence, subjectsOf(newest));
  const excused = absentIn(evidence, subjectsOf(newest));
  for (const place of everywhere(evidence)) statements.since.set(place, '');
  checkSince(evidence.ledgers, documents, mistakes);
  const leaks = [...documents].flatMap(([edition, document]) =>
    leaksOf(document, edition.revision, statements, excused).map((leak): Leak => ({ ...leak, edition })),
  );
  const partOf = partFinder(readParts());
  const byFact = Map.groupBy(leaks, ({ place, what }) => `${place} ${what}`);
  for (const [first, ...others] of byFact.values()) {
    if (!first) continue;
    const editions = [first, ...others].map(({ edition }) => edition.name);
    // The editions are in order, newest first: taken back there, it is gone from the older ones too.
    mistakes.add({
      file: overlayFile(partOf(first.pointer)?.folder ?? sharedFolder, first.edition.revision),
      at: `${first.place} (${first.pointer})`,
      problem: `${first.what} is in ${editions.join(', ')}, and only newer sources state it: ${listed(first.sources)}.`,
      fix: `Revert it in an action of this overlay. If it did exist in ${first.edition.revision}, state that with \`since\` in the source's \`source.yaml\`, or in an erratum with \`fact: absent\`.`,
    });
  }
}

/** What a ledger says existed already is something of the contract, in a revision that there is. */
function checkSince(
  ledgers: Documents['ledgers'],
  documents: ReadonlyMap<Edition, JsonObject>,
  mistakes: Mistakes,
): void {
  const [newest = {}] = documents.values();
  const places = new Set([...operationsOf(newest).map(({ id }) => id), ...fieldsOf(newest).map(placeOf)]);
  const revisions = new Set([...documents.keys()].map(({ revision }) => revision));
  for (const { document, since = {} } of ledgers) {
    for (const [place, revision] of Object.entries(since)) {
      const wrong = (problem: string, fix: string) =>
        mistakes.add({ file: sourceFile(document), at: `since, ${place}`, problem, fix });
      if (!places.has(place))
        wrong('The newest edition has no such operation or field.', 'Correct its place, or remove it.');
      if (!revisions.has(revision)) wrong(`Unknown revision ${revision}.`, `Known: ${[...revisions].join(', ')}.`);
    }
  }
}

function leaksOf(
  document: JsonObject,
  revision: string,
  stated: Statements,
  excused: ReadonlySet<string>,
): Omit<Leak, 'edition'>[] {
  const resources = subjectsOf(document);
  const pointers = pointersOf(document);
  const isOld = (source: Source) => source.revision <= revision;
  const hadAlready = (place: string) => (stated.since.get(place) ?? '9') <= revision;
  const onlyNewer = (sources: readonly Source[] = []) => sources.length > 0 && !sources.some(isOld);
  const known = (sources: readonly Source[] = []) => sources.some(isOld);
  const names = (sources: readonly Source[] = []) => [...new Set(sources.map(({ name }) => name))];
  /** By older sources, the object that holds a field: in its role, or in requests, unless they state the field there. */
  const wasDescribed = (field: Field) => {
    if (known(stated.objects.get(objectKeyOf(field, resources)))) return true;
    const sent = { ...field, in: 'request' as const };
    return (
      field.in === 'response' &&
      known(stated.objects.get(objectKeyOf(sent, resources))) &&
      !known(stated.fields.get(keyOf(sent, resources)))
    );
  };
  const leaks: Omit<Leak, 'edition'>[] = [];
  const gone = new Set<string>();

  for (const operation of operationsOf(document)) {
    const { id } = operation;
    const sources = stated.operations.get(id);
    if (onlyNewer(sources) && !hadAlready(id)) {
      gone.add(id);
      leaks.push({ place: id, pointer: operationPointer(operation), what: 'The operation', sources: names(sources) });
      continue;
    }
    for (const { status, pointer } of operation.responses) {
      const sources = stated.statuses.get(`${id}/${status}`);
      if (!onlyNewer(sources) || !known(stated.responding.get(id))) continue;
      gone.add(`${id}/${status}`);
      leaks.push({ place: `${id}/${status}`, pointer, what: `The response ${status}`, sources: names(sources) });
    }
  }

  for (const field of fieldsOf(document)) {
    const place = placeOf(field);
    // What stands in something that has leaked goes with it.
    if ([...gone].some((each) => place.startsWith(`${each}/`))) continue;
    const key = keyOf(field, resources);
    const sources = stated.fields.get(key);
    const pointer = pointerTo(field, pointers);
    if (onlyNewer(sources) && wasDescribed(field)) {
      if (excused.has(key) || hadAlready(place)) continue;
      gone.add(place);
      const what = field.in === 'request' || field.in === 'response' ? 'The field' : 'The parameter';
      leaks.push({ place, pointer, what, sources: names(sources) });
      continue;
    }
    for (const value of valuesOf(field)) {
      const lists = (sources ?? []).filter(({ row }) => row.enum !== undefined || row.values !== undefined);
      const stating = lists.filter(({ row }) =>
        [...(row.enum ?? []), ...(row.values ?? [])].some((each) => each === value),
      );
      // An older list without the value is the evidence.
      if (!onlyNewer(stating) || !known(lists)) continue;
      leaks.push({ place, pointer, what: `The value ${JSON.stringify(value)}`, sources: names(stating) });
    }
  }
  return leaks;
}

function statementsOf({ ledgers, examples }: Documents, resources: ReadonlyMap<string, string>): Statements {
  const stated: Statements = {
    operations: new Map(),
    since: new Map(),
    statuses: new Map(),
    responding: new Map(),
    fields: new Map(),
    objects: new Map(),
  };
  const add = <Item>(map: Map<string, Item[]>, key: string, item: Item): void => {
    map.set(key, [...(map.get(key) ?? []), item]);
  };
  for (const ledger of ledgers) {
    const revision = revisionOf(ledger);
    for (const [place, since] of Object.entries(ledger.since ?? {})) stated.since.set(place, since);
    for (const table of ledger.tables) {
      const source = { name: table.name, revision };
      add(stated.operations, table.operation, source);
      if (table.status !== undefined) {
        add(stated.statuses, `${table.operation}/${table.status}`, source);
        add(stated.responding, table.operation, source);
      }
      // Who describes an operation's parameters or bodies would have told of another parameter.
      for (const part of ['path', 'query'] as const)
        add(stated.objects, objectKeyOf({ operation: table.operation, in: part, pointer: '' }, resources), source);
      for (const pointer of [table.pointer, ...(table.also ?? [])]) {
        add(stated.objects, objectKeyOf({ ...table, pointer }, resources), source);
        for (const row of table.rows) {
          const item = { name: rowName(table, row), revision, row };
          add(stated.fields, keyOf({ ...table, pointer, name: row.field }, resources), item);
        }
      }
    }
    for (const example of examples.filter(({ document }) => document === ledger.document)) {
      const source = { name: example.name, revision };
      add(stated.operations, example.operation, source);
      if (example.part === 'request') continue;
      add(stated.statuses, `${example.operation}/${example.part}`, source);
      add(stated.responding, example.operation, source);
    }
  }
  return stated;
}

/** The fields of operations that the sibling reference alone describes: it describes all revisions alike. */
function everywhere({ ledgers, sibling }: Evidence): string[] {
  const documented = new Set(ledgers.flatMap(({ tables }) => tables.map(({ operation }) => operation)));
  const tables = sibling.tables.filter(({ operation }) => !documented.has(operation));
  return tables.flatMap((table) => table.rows.map(({ field }) => placeOf({ ...table, name: field })));
}

type Holder = Pick<Field, 'operation' | 'in' | 'pointer'>;

/**
 * The object that holds a field, alike for operations that share it: of the parameters, those of the operation; of bodies, by
 * resource and role, the name that the object has.
 */
function objectKeyOf({ operation, in: part, pointer }: Holder, resources: ReadonlyMap<string, string>): string {
  if (part !== 'request' && part !== 'response') return `${operation} ${part}`;
  const object = stepsOf(pointer).findLast((step) => !/^\d+$/.test(step)) ?? '';
  return `${resources.get(operation) ?? operation} ${part} ${object}`;
}

function keyOf(field: Holder & { name: string }, resources: ReadonlyMap<string, string>): string {
  return `${objectKeyOf(field, resources)}.${field.name}`;
}

/** The fields that an erratum says an older document lacks, and decides about. */
function absentIn({ errata, ledgers }: Documents, resources: ReadonlyMap<string, string>): Set<string> {
  const tables = new Map(ledgers.flatMap(({ tables: own }) => own.map((table) => [table.name, table] as const)));
  const rows = errata.flatMap(({ facts = [] }) =>
    facts.filter(({ fact }) => fact === 'absent').map(({ row }) => String(row)),
  );
  return new Set(
    rows.flatMap((row) => {
      const [, holder = '', name = ''] = /^(.*)\/(.*)$/.exec(row) ?? [];
      const table = tables.get(holder);
      return table
        ? [table.pointer, ...(table.also ?? [])].map((pointer) => keyOf({ ...table, pointer, name }, resources))
        : [];
    }),
  );
}

function valuesOf({ schemas }: Field): Json[] {
  const values = schemas.flatMap((schema) => ('const' in schema ? [schema['const'] as Json] : listOf(schema['enum'])));
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}

function revisionOf({ edition }: Documents['ledgers'][number]): string {
  return edition.split('.')[0] ?? '';
}

function listed(names: readonly string[]): string {
  return names.slice(0, 4).join(', ') + (names.length > 4 ? ` and ${names.length - 4} more` : '');
}

function operationPointer({ path, method }: Operation): string {
  return pointerOf(['paths', path, method]);
}

function pointerTo({ owners, name, in: part }: Field, pointers: ReadonlyMap<object, string>): string {
  const owner = pointers.get(owners[0] ?? {}) ?? '';
  return part === 'request' || part === 'response' ? owner + pointerOf(['properties', name]) : owner;
}
