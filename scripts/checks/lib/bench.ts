// Where a field of a row can be tried: the bodies that hold it, and the checker of the edition.
import type { Field } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, canonical, isObject, objectOf, pointerOf, resolve, stepsOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { perDocument } from '@apig-spec/model/per-document';
import type { Row, Rule, Table } from '@apig-spec/model/records';
import type { SchemaChecker } from './schema-checker.ts';

/** A fact of a row that the contract does not share. */
export interface Departure {
  fact: string;
  /** What was tried, and what came of it. */
  says: string;
}

export interface Bench {
  checker: SchemaChecker;
  /** Of the body, or of the parameter. */
  schema: string;
  /** Valid bodies, each with an object in it that has room for the field. A parameter is tried bare, without an object. */
  places: { example: string; body: Json; holder: JsonObject | undefined }[];
  /** Whether what the row admits must be accepted at every place; where the field hangs together with others, one will do. */
  everywhere: (fact: string) => boolean;
}

/** Where the fields of a table can be tried in a body: all examples of the operation that are valid as they stand. */
export function bodyPlaces(
  checker: SchemaChecker,
  operation: Operation,
  table: Table,
  { schema, pointer }: { schema: string; pointer: string },
): Bench['places'] {
  const { requestExamples, formExamples, responses } = operation;
  const response = responses.find(({ status }) => status === table.status);
  const examples = { request: requestExamples, form: formExamples, response: response?.examples }[String(table.in)];
  return Object.entries(examples ?? {}).flatMap(([example, named]) => {
    const body = structuredClone(objectOf(resolve(checker.document, named))['value']);
    if (body === undefined || !checker.at(schema, body).valid) return [];
    // The elements of a list have one schema: the first one stands for all.
    const holder = placesIn(body, pointer)
      .map((place) => at(body, place))
      .find(isObject);
    return holder ? [{ example, body, holder }] : [];
  });
}

/** The bench for a parameter. */
export function parameterBench(checker: SchemaChecker, field: Field): Bench {
  const [parameter] = field.owners;
  const pointer = parameter && pointersOf(checker.document).get(parameter);
  const places = [{ example: '', body: null, holder: undefined }];
  return { checker, schema: pointer === undefined ? '' : `${pointer}/schema`, places, everywhere: () => true };
}

/** Where the parameters that operations share stand. */
const pointersOf = perDocument((document) => {
  const parameters = Object.entries(objectOf(objectOf(document['components'])['parameters']));
  return new Map(
    parameters.map(([name, parameter]) => [objectOf(parameter), pointerOf(['components', 'parameters', name])]),
  );
});

/**
 * Which facts of a field need to hold at one place only.
 *
 * A field with a rule of its own that rejects bodies, such as one for microservice channels only, is not admitted everywhere.
 * Of a field that such a rule merely names, such as the one that chooses, a body may need the value that it has.
 *
 * @param own - the rules of the field's row
 * @param all - those of all rows of its operation, and of the errata
 */
export function everywhereBut(row: Row, own: readonly Rule[], all: readonly Rule[]): Bench['everywhere'] {
  if (own.some(({ refuses }) => refuses)) return () => false;
  const name = new RegExp(`\\b${row.field}\\b`);
  if (!all.some(({ says, refuses }) => refuses && name.test(says))) return () => true;
  return (fact) => !['required', 'enum', 'values', 'also'].includes(fact);
}

/** Tries values that the row admits: where there are several, any of them will do at a place. */
export function admits(fact: string, row: Row, bench: Bench, ...values: (Json | undefined)[]): Departure[] {
  const { places, everywhere } = bench;
  const rejecting = places.filter((place) => !values.some((value) => accepted(bench, place, row.field, value)));
  if (everywhere(fact) ? rejecting.length === 0 : rejecting.length < places.length) return [];
  const where = rejecting.length < places.length ? ` in the example ${rejecting[0]?.example}` : '';
  return [{ fact, says: `rejects ${values.length > 1 ? 'every value of it' : brief(values[0])}${where}` }];
}

/** Tries a value that the row does not admit, unless it lists the value in `also`: that one it admits after all. */
export function excludes(fact: string, row: Row, bench: Bench, value: Json | undefined): Departure[] {
  if (row.also?.some((other) => canonical(other) === canonical(value))) return [];
  const accepting = bench.places.some((place) => accepted(bench, place, row.field, value));
  return accepting ? [{ fact, says: `accepts ${brief(value)}` }] : [];
}

/** Tries a value, which the row admits or not. */
export function tries(fact: string, row: Row, bench: Bench, value: Json | undefined, admitted: boolean): Departure[] {
  return (admitted ? admits : excludes)(fact, row, bench, value);
}

function accepted(
  { checker, schema }: Bench,
  place: Bench['places'][number],
  name: string,
  value: Json | undefined,
): boolean {
  const { body, holder } = place;
  if (!holder) return value !== undefined && checker.at(schema, value).valid;
  const before = holder[name];
  put(holder, name, value);
  // A bound is tried at its edge, where a rule about another field may well stand in the way.
  const { valid } = checker.at(schema, body, { rules: false });
  put(holder, name, before);
  return valid;
}

function put(holder: JsonObject, name: string, value: Json | undefined): void {
  if (value === undefined) delete holder[name];
  else holder[name] = value;
}

function brief(value: Json | undefined): string {
  if (value === undefined) return 'an absent field';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length - 2} characters)` : text;
}

/** Values of the field to try: what the row lists, what the bodies hold, what the contract gives as a sample, and plain ones. */
export function samplesOf(row: Row, field: Field, bench: Bench): Json[] {
  const held = bench.places.flatMap(({ holder }) => {
    const value = holder?.[row.field];
    return value === undefined ? [] : [structuredClone(value)];
  });
  const given = field.schemas.flatMap((schema) => (Array.isArray(schema['examples']) ? schema['examples'] : []));
  const plain = ['aaa', 'a'.repeat(row.minLength ?? 1), '', 1, 0, true, [], {}];
  return [...(row.enum ?? row.values ?? []), ...held, ...given, ...plain];
}

/**
 * Every pointer of a body at which the object of a table stands: in the table's pointer, `/0` stands for any element of a list
 * and `/{key}` for any value of a map.
 */
export function placesIn(body: Json, pointer: string): string[] {
  return stepsOf(pointer).reduce<string[]>(
    (places, step) =>
      places.flatMap((place) => {
        const node = at(body, place);
        if (step === '0' && Array.isArray(node)) return node.map((_, index) => `${place}/${index}`);
        if (step === '{key}') return Object.keys(objectOf(node)).map((key) => `${place}${pointerOf([key])}`);
        return isObject(node) && node[step] !== undefined ? [`${place}/${step}`] : [];
      }),
    [''],
  );
}
