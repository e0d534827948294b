// Makes values that a schema of an edition admits, at random: alternatives, optional fields, bounds at their edges.
// It knows the keywords that the contract uses, and stops at any other: a keyword that it passed over in silence would
// make values that prove nothing.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, isObject, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { evaluate } from '@marcbachmann/cel-js';
import fc, { type Arbitrary } from 'fast-check';
import { silent } from './checkable.ts';
import { Failure } from './failure.ts';

const known = new Set([
  ...[
    'type',
    'enum',
    'const',
    'minimum',
    'maximum',
    'minLength',
    'maxLength',
    'pattern',
    'items',
    'minItems',
    'maxItems',
  ],
  ...['$ref', 'allOf', 'oneOf', 'anyOf', 'properties', 'required', 'unevaluatedProperties', 'x-validations'],
]);

/** A schema without composition: one way to satisfy it. What several parts say of a field stands side by side. */
interface Shape {
  types: Set<string> | undefined;
  /** The only values, where there is a list. */
  values: Json[] | undefined;
  minimum: number;
  maximum: number;
  minLength: number;
  maxLength: number;
  patterns: string[];
  minItems: number;
  maxItems: number;
  items: Json[];
  /** By name, the schemas that a field must satisfy. */
  fields: Map<string, Json[]>;
  required: Set<string>;
  /** Whether fields that no part knows are refused. */
  closed: boolean;
  rules: string[];
}

/** A field that no schema knows, which is added where a schema admits any. */
export const unknownField = 'a_field_of_the_future';

/**
 * An arbitrary of the values that satisfy a schema of the edition.
 *
 * @throws {@link Failure} for a keyword that it does not know
 */
export function arbitraryOf(document: JsonObject, schema: Json): Arbitrary<Json> {
  return satisfying(document, [schema]);
}

/** What has been made already, by edition and schemas: alternatives share most of their fields. */
const made = new WeakMap<JsonObject, Map<string, Arbitrary<Json>>>();

/** Of values that satisfy all of the schemas. */
function satisfying(document: JsonObject, schemas: readonly Json[]): Arbitrary<Json> {
  const known = made.get(document) ?? new Map<string, Arbitrary<Json>>();
  made.set(document, known);
  const key = JSON.stringify(schemas);
  const arbitrary = known.get(key) ?? newArbitrary(document, schemas);
  known.set(key, arbitrary);
  return arbitrary;
}

function newArbitrary(document: JsonObject, schemas: readonly Json[]): Arbitrary<Json> {
  const shapes = schemas.map((schema) => shapesOf(document, schema)).reduce(meetAll);
  // Of parts that each have alternatives, not every two go together.
  const possible = shapes.filter(isPossible).flatMap((shape) => unlessImpossible(() => fitting(document, shape)) ?? []);
  if (possible.length === 0) throw new Impossible(schemas);
  return fc.oneof(...possible);
}

function unlessImpossible<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Impossible) return undefined;
    throw error;
  }
}

/** Each way to satisfy a schema. */
function shapesOf(document: JsonObject, schema: Json): Shape[] {
  if (schema === true) return [anything()];
  if (!isObject(schema)) return [];
  const stranger = Object.keys(schema).find((keyword) => !known.has(keyword) && !silent.has(keyword));
  if (stranger !== undefined) throw unknown(stranger);
  let shapes = [ownShape(schema)];
  if (typeof schema['$ref'] === 'string')
    shapes = meetAll(shapes, shapesOf(document, resolve(document, { $ref: schema['$ref'] }) ?? true));
  for (const part of listOf(schema['allOf'])) shapes = meetAll(shapes, shapesOf(document, part));
  for (const keyword of ['oneOf', 'anyOf']) {
    if (!(keyword in schema)) continue;
    shapes = meetAll(
      shapes,
      listOf(schema[keyword]).flatMap((part) => shapesOf(document, part)),
    );
  }
  // Whatever a part adds is known to the whole that is closed around it.
  return shapes.map((shape) => ({ ...shape, closed: shape.closed || schema['unevaluatedProperties'] === false }));
}

function anything(): Shape {
  return {
    types: undefined,
    values: undefined,
    minimum: Number.NEGATIVE_INFINITY,
    maximum: Number.POSITIVE_INFINITY,
    minLength: 0,
    maxLength: Number.POSITIVE_INFINITY,
    patterns: [],
    minItems: 0,
    maxItems: Number.POSITIVE_INFINITY,
    items: [],
    fields: new Map(),
    required: new Set(),
    closed: false,
    rules: [],
  };
}

function ownShape(schema: JsonObject): Shape {
  const open = anything();
  const number = (keyword: 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems') =>
    keyword in schema ? Number(schema[keyword]) : open[keyword];
  return {
    ...open,
    types: 'type' in schema ? new Set([schema['type'] ?? []].flat().map(String)) : undefined,
    values: 'const' in schema ? [schema['const'] as Json] : (schema['enum'] as Json[] | undefined),
    minimum: number('minimum'),
    maximum: number('maximum'),
    minLength: number('minLength'),
    maxLength: number('maxLength'),
    patterns: 'pattern' in schema ? [String(schema['pattern'])] : [],
    minItems: number('minItems'),
    maxItems: number('maxItems'),
    items: 'items' in schema ? [schema['items'] as Json] : [],
    fields: new Map(Object.entries(objectOf(schema['properties'])).map(([name, field]) => [name, [field]])),
    required: new Set(listOf(schema['required']).map(String)),
    rules: listOf(schema['x-validations']).map((rule) => String(objectOf(rule)['rule'])),
  };
}

function meetAll(some: readonly Shape[], others: readonly Shape[]): Shape[] {
  return some.flatMap((one) => others.map((other) => meet(one, other)));
}

function meet(one: Shape, other: Shape): Shape {
  const fields = new Map(one.fields);
  for (const [name, schemas] of other.fields) fields.set(name, [...(fields.get(name) ?? []), ...schemas]);
  return {
    types: one.types && other.types ? one.types.intersection(other.types) : (one.types ?? other.types),
    values: bothValues(one.values, other.values),
    minimum: Math.max(one.minimum, other.minimum),
    maximum: Math.min(one.maximum, other.maximum),
    minLength: Math.max(one.minLength, other.minLength),
    maxLength: Math.min(one.maxLength, other.maxLength),
    patterns: [...one.patterns, ...other.patterns],
    minItems: Math.max(one.minItems, other.minItems),
    maxItems: Math.min(one.maxItems, other.maxItems),
    items: [...one.items, ...other.items],
    fields,
    required: one.required.union(other.required),
    closed: one.closed || other.closed,
    rules: [...one.rules, ...other.rules],
  };
}

function bothValues(one: Json[] | undefined, other: Json[] | undefined): Json[] | undefined {
  if (!one || !other) return one ?? other;
  return one.filter((value) => other.some((each) => canonical(each) === canonical(value)));
}

function isPossible({ types, values, fields, required }: Shape): boolean {
  const forbidden = [...required].some((name) => fields.get(name)?.includes(false));
  return types?.size !== 0 && values?.length !== 0 && !forbidden;
}

function fitting(document: JsonObject, shape: Shape): Arbitrary<Json> {
  const { types, values, minimum, maximum } = shape;
  if (values) {
    const typed = values.filter((value) => !types || types.has(typeOf(value)));
    const admitted = typed.filter((value) => typeof value !== 'string' || fitsText(shape)(value));
    if (admitted.length === 0) throw new Impossible(values);
    return fc.constantFrom(...admitted);
  }
  const [type = shape.fields.size > 0 ? 'object' : 'any', ...others] = types ?? [];
  if (others.length > 0) {
    return fc.oneof(...[type, ...others].map((one) => fitting(document, { ...shape, types: new Set([one]) })));
  }
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') {
    return fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) });
  }
  if (type === 'string') return textOf(shape);
  if (type === 'array') {
    const item = shape.items.length > 0 ? satisfying(document, shape.items) : fc.string();
    const maxLength = Math.min(shape.maxItems, Math.max(shape.minItems, 4));
    // The longest list that is admitted, too, where it is not long.
    const lists = [fc.array(item, { minLength: shape.minItems, maxLength })];
    if (shape.maxItems < 20) lists.push(fc.array(item, { minLength: shape.maxItems, maxLength: shape.maxItems }));
    return fc.oneof(...lists);
  }
  if (type === 'object') return objectFrom(document, shape);
  throw unknown(`type: ${type}`);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? 'integer' : typeof value;
}

function objectFrom(document: JsonObject, shape: Shape): Arbitrary<Json> {
  const admitted = [...shape.fields].filter(([, schemas]) => !schemas.includes(false));
  const fields = Object.fromEntries(
    admitted.flatMap(([name, schemas]) => {
      const value = unlessImpossible(() => satisfying(document, schemas));
      if (value === undefined && shape.required.has(name)) throw new Impossible(schemas);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const requiredKeys = [...shape.required].filter((name) => name in fields);
  const object = fc.record(fields, { requiredKeys, noNullPrototype: true }) as Arbitrary<JsonObject>;
  const whole = shape.closed
    ? object
    : fc.tuple(object, fc.option(fc.jsonValue() as Arbitrary<Json>, { freq: 4 })).map(([value, more]) => {
        return more === null ? value : { ...value, [unknownField]: more };
      });
  return shape.rules.length === 0 ? whole : whole.filter((value) => shape.rules.every((rule) => holds(rule, value)));
}

/** Whether a CEL rule holds; one about fields that are not there does. */
function holds(rule: string, self: JsonObject): boolean {
  try {
    return evaluate(rule, { self }) !== false;
  } catch {
    return true;
  }
}

/** Characters that texts as short and as long as may be are made of. */
const characters = ['a', '1', '-', '中', '𠀀'];

function fitsText({ patterns, minLength, maxLength }: Shape): (text: string) => boolean {
  const expressions = patterns.map((pattern) => new RegExp(pattern, 'u'));
  return (text) => {
    const { length } = [...text];
    return length >= minLength && length <= maxLength && expressions.every((each) => each.test(text));
  };
}

function textOf(shape: Shape): Arbitrary<Json> {
  const { patterns, minLength, maxLength } = shape;
  const expressions = patterns.map((pattern) => new RegExp(pattern, 'u'));
  const fits = fitsText(shape);
  const [pattern] = expressions;
  const any = pattern
    ? matching(pattern, fits, { min: minLength, max: Math.min(maxLength, 1000) }).filter(fits)
    : fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, minLength + 40) });
  const lengths = [minLength, minLength + 1, maxLength - 1, maxLength].filter((length) => length >= 0 && length < 1000);
  const edges = lengths.flatMap((length) => characters.map((character) => character.repeat(length))).filter(fits);
  return edges.length > 0 ? fc.oneof({ arbitrary: any, weight: 3 }, fc.constantFrom(...edges)) : any;
}

/** Texts that match a pattern. fast-check's are short: where the pattern lets them, they are brought to any length. */
function matching(pattern: RegExp, fits: (text: string) => boolean, lengths: { min: number; max: number }) {
  return fc.tuple(fc.stringMatching(pattern), fc.integer(lengths)).map(([match, length]) => {
    const letters = [...match];
    const stretched = [...letters, ...Array<string>(1000).fill(letters.at(-1) ?? 'a')].slice(0, length).join('');
    return fits(stretched) ? stretched : match;
  });
}

function unknown(keyword: string): Failure {
  return new Failure({
    file: 'scripts/lib/arbitrary.ts',
    problem: `There is no arbitrary for \`${keyword}\`.`,
    mend: 'Teach it what values the keyword admits.',
  });
}

class Impossible extends Failure {
  constructor(schemas: readonly Json[]) {
    super({
      file: 'spec/schemas',
      problem: `No value satisfies ${JSON.stringify(schemas).slice(0, 200)}.`,
      mend: 'Correct the schemas: what one of them demands another forbids.',
    });
  }
}
