// Each row of a source, and how to tell what of it an edition does not share.
import type { Field, FieldIn } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, canonical, isObject, objectOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { perDocument } from '@apig-spec/model/per-document';
import type { Row, Rule, Stating, Table } from '@apig-spec/model/records';
import { partsOf } from '@apig-spec/model/schema';
import type { Mistakes } from '@apig-spec/repository/failure';
import { readJson } from '@apig-spec/repository/files';
import type { DocumentExample } from '@apig-spec/sources/ledger';
import { siblingSource } from '@apig-spec/sources/sibling';
import { rowName } from '@apig-spec/sources/tables';
import type { Bench, Departure } from './bench.ts';
import { bodyPlaces, everywhereBut, parameterBench } from './bench.ts';
import { departuresOf } from './probe.ts';
import { ruleDepartures } from './rules.ts';
import type { SchemaChecker } from './schema-checker.ts';

export interface Probe {
  name: string;
  /** The ledger. */
  file: string;
  row: Row;
  /** What of a row the edition does not share: of this one, or of what an erratum makes of it. */
  departures(row: Row): Departure[];
}

export function probes(
  ledger: Stating,
  checker: SchemaChecker,
  { decided, examples }: { decided: (operation: string) => readonly Rule[]; examples: readonly DocumentExample[] },
  mistakes: Mistakes,
): Probe[] {
  const { operations, fields } = contentOf(checker.document);
  return ledger.tables.flatMap((table) => {
    const operation = operations.get(table.operation);
    const inBody = table.in === 'request' || table.in === 'form' || table.in === 'response';
    const schema =
      inBody && operation && checker.bodyPointer(operation.path, operation.method, table.status ?? table.in);
    // The sibling's examples are not kept here: its rules are tried on ours.
    const base =
      baseOf(examples, table.operation, ledger.document) ??
      (ledger.document === siblingSource ? ownExample(checker.document, operation, table.in) : undefined);
    const siblings = ledger.tables.filter((each) => each.operation === table.operation);
    // Responses do not hang together: what is required of them is not checked.
    const isSent = table.in === 'request' || table.in === 'form';
    const naming = isSent
      ? [...siblings.flatMap((each) => each.rows.flatMap((row) => row.rules ?? [])), ...decided(table.operation)]
      : [];
    const pointers = [table.pointer, ...(table.also ?? [])].map((pointer) => {
      const places = schema && operation ? bodyPlaces(checker, operation, table, { schema, pointer }) : [];
      return { pointer, places };
    });
    // Of an object that no example shows, no row is shown.
    const isShown = table.rows.some(({ shown }) => shown);
    return table.rows.map((row) => {
      const name = rowName(table, row);
      const rules = tried(row);
      if (rules.length > 0 && (base === undefined || !isSent)) {
        mistakes.add({
          file: table.file,
          at: name,
          problem: 'A rule has bodies to try, and there is no example of a request that they could change.',
          fix: 'Leave only the rule with `says`.',
        });
      }
      const benches = pointers.map(({ pointer, places }) => {
        const field = fields.get(placeOf({ ...table, pointer, name: row.field }));
        if (!operation || !field) return undefined;
        const everywhere = everywhereBut(row, rules, naming);
        const bench = schema ? { checker, schema, places, everywhere } : parameterBench(checker, field);
        return { field, bench, pointer };
      });
      const departures = (ours: Row): Departure[] => {
        if (table.in === 'header') return headerDepartures(checker, ours);
        if (table.in === 'response-header') return responseHeaderDepartures(operation, table, ours);
        if (ours.field === '-') return bodyDepartures(checker.document, operation, table, ours);
        return [
          ...benches.flatMap((each): Departure[] => {
            if (!each) return [{ fact: 'type', says: 'does not have the field' }];
            const { field, bench, pointer } = each;
            if (bench.places.length === 0)
              return [{ fact: 'type', says: `has no valid example that holds ${pointer || 'the body'}` }];
            return [
              ...(isSent ? departuresOf(ours, field, bench) : sharedDepartures(ours, field, bench, pointer)),
              ...parameterRequired(ours, field),
              ...(isShown ? responseRequired(ours, field) : []),
            ];
          }),
          ...(base !== undefined && schema
            ? tried(ours).flatMap((rule) => ruleDepartures(rule, checker, schema, base))
            : []),
        ];
      };
      return { name, file: table.file, row, departures };
    });
  });
}

interface Content {
  operations: ReadonlyMap<string, Operation>;
  /** By place. */
  fields: ReadonlyMap<string, Field>;
}

/** The operations and fields of an edition: each resource has tables to hold against it. */
const contentOf = perDocument(
  (document): Content => ({
    operations: new Map(operationsOf(document).map((operation) => [operation.id, operation])),
    fields: new Map(fieldsOf(document).map((field) => [placeOf(field), field])),
  }),
);

/** What has been tried of each edition, by where its schema stands: hundreds of operations share a response, or a parameter. */
const known = new WeakMap<SchemaChecker, Map<string, Departure[]>>();

/** The same as {@link departuresOf}, for a field that does not hang together with others of its operation. */
function sharedDepartures(row: Row, field: Field, bench: Bench, pointer: string): Departure[] {
  if (bench.schema === '') return departuresOf(row, field, bench);
  const own = known.get(bench.checker) ?? new Map<string, Departure[]>();
  known.set(bench.checker, own);
  const key = `${bench.schema} ${pointer} ${canonical(row as unknown as Json)}`;
  const departures = own.get(key) ?? departuresOf(row, field, bench);
  own.set(key, departures);
  return departures;
}

/** The rules of a row that have bodies to try. */
function tried(row: Row): Rule[] {
  return (row.rules ?? []).filter(({ accepts, refuses }) => accepts || refuses);
}

/** The first example of an operation's request in the documents, or in one of them. */
export function baseOf(examples: readonly DocumentExample[], operation: string, document?: string): Json | undefined {
  const example = examples.find(
    (each) => each.operation === operation && each.part === 'request' && (document ?? each.document) === each.document,
  );
  return example && readJson(example.file);
}

/** The first example that an operation has of its own request, or of its form. */
export function ownExample(
  document: JsonObject,
  operation: Operation | undefined,
  part: FieldIn = 'request',
): Json | undefined {
  const examples = part === 'form' ? operation?.formExamples : operation?.requestExamples;
  const [example] = Object.values(examples ?? {});
  return example && objectOf(resolve(document, example))['value'];
}

function parameterRequired(row: Row, field: Field): Departure[] {
  if (row.required === undefined || (field.in !== 'path' && field.in !== 'query')) return [];
  const ours = field.owners[0]?.['required'] === true;
  return ours === row.required ? [] : [{ fact: 'required', says: ours ? 'requires it' : 'does not require it' }];
}

/** A response requires a field only where every example has it. */
function responseRequired(row: Row, field: Field): Departure[] {
  if (field.in !== 'response' || !/^2/.test(field.status ?? '') || field.requiredBy.length === 0 || row.shown)
    return [];
  return [{ fact: 'shown', says: 'requires it, though not each example has it' }];
}

/** Headers are security schemes in the contract: one that is required stands in every alternative. */
function headerDepartures(checker: SchemaChecker, row: Row): Departure[] {
  const schemes = at(checker.document, '/components/securitySchemes') as Record<string, { in: string; name: string }>;
  const [scheme] =
    Object.entries(schemes).find(([, { in: place, name }]) => place === 'header' && name === row.field) ?? [];
  if (scheme === undefined) return [{ fact: 'type', says: 'does not have the header' }];
  if (row.type !== 'String') return [{ fact: 'type', says: 'takes a text' }];
  if (row.deprecated) return [{ fact: 'deprecated', says: 'does not' }];
  if (row.required === undefined) return [];
  const everywhere = (checker.document['security'] as object[]).every((alternative) => scheme in alternative);
  return everywhere === row.required ? [] : [{ fact: 'required', says: 'takes other credentials too' }];
}

/** A response has the header, in whatever case its name is written. */
function responseHeaderDepartures(operation: Operation | undefined, { status }: Table, row: Row): Departure[] {
  const response = operation?.responses.find((each) => each.status === status)?.response;
  const names = Object.keys(objectOf(response?.['headers'])).map((name) => name.toLowerCase());
  if (!names.includes(row.field.toLowerCase())) return [{ fact: 'type', says: 'does not have the header' }];
  if (row.deprecated) return [{ fact: 'deprecated', says: 'does not' }];
  return row.type === 'String' ? [] : [{ fact: 'type', says: 'sends a text' }];
}

/** A body that is no object with fields: a map, or a file. */
function bodyDepartures(
  document: JsonObject,
  operation: Operation | undefined,
  { status }: Table,
  row: Row,
): Departure[] {
  const response = operation?.responses.find((each) => each.status === status);
  const types = Object.keys(objectOf(response?.response['content']));
  const parts = response?.schema === undefined ? [] : partsOf(document, objectOf(resolve(document, response.schema)));
  const isMap = parts.some((part) => isObject(part['additionalProperties']));
  const isFile = types.some((type) => type !== 'application/json');
  const [kind = ''] = row.type.split('<');
  const ours = isMap ? 'Map' : isFile ? 'File' : 'an object with fields';
  return ours === kind ? [] : [{ fact: 'type', says: `has ${ours}` }];
}
