// Makes values that a schema of an edition admits, at random: alternatives, optional fields, bounds at their edges.
// It knows the keywords that the contract uses, and stops at any other: a keyword that it passed over in silence would
// make values that prove nothing.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { perDocument } from '@apig-spec/model/per-document';
import type { Part, View } from '@apig-spec/model/schema';
import { viewOf, waysOf } from '@apig-spec/model/schema';
import { Failure } from '@apig-spec/repository/failure';
import { evaluate } from '@marcbachmann/cel-js';
import fc, { type Arbitrary } from 'fast-check';
import { silent } from './checkable.ts';

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
  ...['additionalProperties', 'propertyNames'],
]);

/** A field that no schema knows, which is added where a schema admits any. */
export const unknownField = 'a_field_of_the_future';

/**
 * An arbitrary of the values that satisfy a schema of the edition. Of a schema that holds itself, they hold it once.
 *
 * @throws {@link Failure} for a keyword that it does not know
 */
export function arbitraryOf(document: JsonObject, schema: Json): Arbitrary<Json> {
  return satisfying([{ document, schema }]);
}

/** What has been made already, by edition and schemas: alternatives share most of their fields. None while it is made. */
const madeOf = perDocument(() => new Map<string, Arbitrary<Json> | undefined>());

/** Of values that satisfy all of the schemas. */
function satisfying(parts: readonly Part[]): Arbitrary<Json> {
  const [{ document } = { document: {} }] = parts;
  const known = madeOf(document);
  const key = JSON.stringify(parts.map(({ schema }) => schema));
  const arbitrary = known.get(key);
  if (arbitrary) return arbitrary;
  if (known.has(key)) throw new Impossible(parts.map(({ schema }) => schema));
  known.set(key, undefined);
  try {
    const fresh = newArbitrary(parts);
    known.set(key, fresh);
    return fresh;
  } catch (error) {
    known.delete(key);
    throw error;
  }
}

function newArbitrary(parts: readonly Part[]): Arbitrary<Json> {
  const ways = waysOf(viewOf(...parts));
  const keywords = ways.flatMap(({ schemas }) => schemas.flatMap((schema) => Object.keys(schema)));
  const stranger = keywords.find((keyword) => !known.has(keyword) && !silent.has(keyword));
  if (stranger !== undefined) throw unknown(stranger);
  // Of parts that each have alternatives, not every two go together.
  const possible = ways.filter(isPossible).flatMap((way) => unlessImpossible(() => fitting(way)) ?? []);
  if (possible.length === 0) throw new Impossible(parts.map(({ schema }) => schema));
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

function isPossible({ forbidden, types, values, properties, required }: View): boolean {
  const needsForbidden = [...required].some((name) => isForbidden(properties.get(name)));
  return !forbidden && types?.size !== 0 && values?.length !== 0 && !needsForbidden;
}

function isForbidden(parts: readonly Part[] = []): boolean {
  return parts.some(({ schema }) => schema === false);
}

function fitting(way: View): Arbitrary<Json> {
  const { types, values, bounds } = way;
  if (values) {
    const typed = values.filter((value) => !types || types.has(typeOf(value)));
    const admitted = typed.filter((value) => typeof value !== 'string' || fitsText(way)(value));
    if (admitted.length === 0) throw new Impossible(values);
    return fc.constantFrom(...admitted);
  }
  const [type = way.properties.size > 0 ? 'object' : 'any', ...others] = types ?? [];
  if (others.length > 0) {
    return fc.oneof(...[type, ...others].map((one) => fitting({ ...way, types: new Set([one]) })));
  }
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') {
    const [min = -Infinity, max = Infinity] = [bounds.get('minimum'), bounds.get('maximum')];
    return fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31 - 1) });
  }
  if (type === 'number') {
    const [min = -(2 ** 31), max = 2 ** 31] = [bounds.get('minimum'), bounds.get('maximum')];
    return fc.double({ min, max, noNaN: true });
  }
  if (type === 'string') return textOf(way);
  if (type === 'array') return listFrom(way);
  if (type === 'object') return objectFrom(way);
  throw unknown(`type: ${type}`);
}

function listFrom({ items, bounds }: View): Arbitrary<Json> {
  const [minLength = 0, most = Number.POSITIVE_INFINITY] = [bounds.get('minItems'), bounds.get('maxItems')];
  const item = items.length > 0 ? unlessImpossible(() => satisfying(items)) : fc.string();
  if (!item && minLength > 0) throw new Impossible(items.map(({ schema }) => schema));
  if (!item) return fc.constant([]);
  // The longest list that is admitted, too, where it is not long.
  const lists = [fc.array(item, { minLength, maxLength: Math.min(most, Math.max(minLength, 4)) })];
  if (most < 20) lists.push(fc.array(item, { minLength: most, maxLength: most }));
  return fc.oneof(...lists);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? 'integer' : typeof value;
}

function objectFrom({ properties, required, closed, additional, rules }: View): Arbitrary<Json> {
  const fields = Object.fromEntries(
    [...properties].flatMap(([name, parts]) => {
      if (isForbidden(parts)) return [];
      const value = unlessImpossible(() => satisfying(parts));
      if (value === undefined && required.has(name)) throw new Impossible(parts.map(({ schema }) => schema));
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const requiredKeys = [...required].filter((name) => name in fields);
  const object = fc.record(fields, { requiredKeys, noNullPrototype: true }) as Arbitrary<JsonObject>;
  // What a map holds under any key, or anything.
  const other = additional.length > 0 ? satisfying(additional) : (fc.jsonValue() as Arbitrary<Json>);
  const whole = closed
    ? object
    : fc.tuple(object, fc.option(other, { freq: 4 })).map(([value, more]) => {
        return more === null ? value : { ...value, [unknownField]: more };
      });
  const texts = rules.map(({ rule }) => String(rule));
  return texts.length === 0 ? whole : whole.filter((value) => texts.every((rule) => holds(rule, value)));
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

function lengthsOf({ bounds }: View): { minLength: number; maxLength: number } {
  return { minLength: bounds.get('minLength') ?? 0, maxLength: bounds.get('maxLength') ?? Number.POSITIVE_INFINITY };
}

function fitsText(way: View): (text: string) => boolean {
  const { minLength, maxLength } = lengthsOf(way);
  const expressions = way.patterns.map((pattern) => new RegExp(pattern, 'u'));
  return (text) => {
    const { length } = [...text];
    return length >= minLength && length <= maxLength && expressions.every((each) => each.test(text));
  };
}

/** By their limits: to make one costs milliseconds, and most fields have the limits of others. */
const texts = new Map<string, Arbitrary<string>>();

function textOf(way: View): Arbitrary<Json> {
  const { minLength, maxLength } = lengthsOf(way);
  const key = JSON.stringify([minLength, maxLength, way.patterns]);
  const made = texts.get(key) ?? newText(way);
  texts.set(key, made);
  return made;
}

/** fast-check's own would first list them all, which takes two seconds. */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((number) => String.fromCodePoint(number < 0xd800 ? number : number + 0x800));

function newText(way: View): Arbitrary<string> {
  const { minLength, maxLength } = lengthsOf(way);
  const fits = fitsText(way);
  const [pattern] = way.patterns.map((each) => new RegExp(each, 'u'));
  const any = pattern
    ? matching(pattern, fits, { min: minLength, max: Math.min(maxLength, 1000) }).filter(fits)
    : fc.string({ unit: anyCharacter, minLength, maxLength: Math.min(maxLength, minLength + 40) });
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
    file: 'scripts/emit/lib/arbitrary.ts',
    problem: `There is no arbitrary for \`${keyword}\`.`,
    fix: 'Implement the values that the keyword allows.',
  });
}

class Impossible extends Failure {
  constructor(schemas: readonly Json[]) {
    super({
      file: 'spec',
      problem: `No value satisfies ${JSON.stringify(schemas).slice(0, 200)}.`,
      fix: 'Correct the schemas: what one of them demands another forbids.',
    });
  }
}
