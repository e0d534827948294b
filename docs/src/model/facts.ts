// What a schema says of a value, in one flat record: what pages print and what alternatives are compared by.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, isObject, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { partsOf } from '@apig-spec/model/schema';

export interface Facts {
  type?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  patterns?: string[];
  /** The closed list of `enum` or `const`. */
  values?: Json[];
  default?: Json;
  deprecated?: true;
  description?: string;
  example?: Json;
  /** Of each element of a list of plain values. */
  each?: Facts;
  /** Of each way in which a plain value may be given. */
  variants?: Facts[];
}

/** A reference's target with what stands beside the reference, which wins. */
export function resolved(document: JsonObject, value: Json | undefined): JsonObject {
  const { $ref: _, ...beside } = objectOf(value);
  return { ...objectOf(resolve(document, value)), ...beside };
}

/** Whether the schema describes an object whose fields are known. */
export function holdsFields(document: JsonObject, value: Json | undefined): boolean {
  return partsOf(document, resolved(document, value)).some((part) => isObject(part['properties']));
}

/** The facts of a schema, with those of everything that it is composed of. */
export function factsOf(document: JsonObject, value: Json | undefined): Facts {
  const schema = resolved(document, value);
  const variants = ['oneOf', 'anyOf']
    .flatMap((keyword) => listOf(schema[keyword]))
    .filter((option) => !holdsFields(document, option))
    .map((option) => factsOf(document, option));
  const types = new Set(variants.map(({ type }) => type));
  const own: Facts = {
    ...ownFacts(schema),
    ...(schema['items'] !== undefined && !holdsFields(document, schema['items'])
      ? { each: factsOf(document, schema['items']) }
      : {}),
    ...(variants.length > 0 ? { variants } : {}),
  };
  if (own.type === undefined && types.size === 1) own.type = [...types][0] ?? 'string';
  return merged([own, ...listOf(schema['allOf']).map((part) => factsOf(document, part))]);
}

/** Facts that hold together: bounds narrow each other, of prose the first word counts. */
export function merged(all: readonly Facts[]): Facts {
  return all.reduce(both, {});
}

function both(left: Facts, right: Facts): Facts {
  const result: Facts = { ...right, ...left };
  for (const key of ['minimum', 'minLength', 'minItems'] as const) {
    const bounds = [left[key], right[key]].filter((bound) => bound !== undefined);
    if (bounds.length > 0) result[key] = Math.max(...bounds);
  }
  for (const key of ['maximum', 'maxLength', 'maxItems'] as const) {
    const bounds = [left[key], right[key]].filter((bound) => bound !== undefined);
    if (bounds.length > 0) result[key] = Math.min(...bounds);
  }
  if (left.patterns && right.patterns) result.patterns = unique([...left.patterns, ...right.patterns]);
  if (left.values && right.values) {
    const known = new Set(right.values.map(canonical));
    result.values = left.values.filter((value) => known.has(canonical(value)));
  }
  if (left.variants && right.variants) result.variants = [...left.variants, ...right.variants];
  return result;
}

/** The facts on which all agree, with the first example. Where each has a closed list, the values of any. */
export function common(all: readonly Facts[]): Facts {
  const [first = {}, ...others] = all;
  const agreed = Object.entries(first).filter(([key, fact]) =>
    others.every((facts) => same(facts[key as keyof Facts], fact)),
  );
  const facts = Object.fromEntries(agreed) as Facts;
  if (all.every(({ values }) => values)) facts.values = unique(all.flatMap(({ values }) => values ?? []));
  // An example of one is an example of the field, best of one that sets it.
  const examples = all.flatMap((each) => (each.example === undefined ? [] : [each.example]));
  const example = examples.find((each) => each !== '') ?? examples[0];
  if (example !== undefined) facts.example = example;
  return facts;
}

/** The facts that go beyond what is known already. */
export function beyond(known: Facts, facts: Facts): Facts {
  return Object.fromEntries(
    // Another example tells nothing that holds for one alternative only.
    Object.entries(facts).filter(([key, fact]) => key !== 'example' && !same(known[key as keyof Facts], fact)),
  ) as Facts;
}

/** Values without repetition, in their first order. */
export function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [canonical(value as Json), value])).values()];
}

function same(left: unknown, right: unknown): boolean {
  return canonical(left as Json) === canonical(right as Json);
}

function ownFacts(schema: JsonObject): Facts {
  const facts: Record<string, Json> = {};
  for (const key of ['format', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'default']) {
    const fact = schema[key];
    if (fact !== undefined) facts[key] = fact;
  }
  const values = 'const' in schema ? [schema['const'] ?? null] : schema['enum'];
  const type = schema['type'] ?? typeOf(listOf(values)[0]);
  const example = listOf(schema['examples'])[0];
  return {
    ...facts,
    ...(type === undefined ? {} : { type: listOf(type).join(' | ') || String(type) }),
    ...(typeof schema['pattern'] === 'string' ? { patterns: [schema['pattern']] } : {}),
    ...(Array.isArray(values) ? { values } : {}),
    ...(schema['deprecated'] === true ? { deprecated: true as const } : {}),
    ...(typeof schema['description'] === 'string' ? { description: schema['description'] } : {}),
    ...(example === undefined ? {} : { example }),
  };
}

/** The type that a closed list goes without saying. */
function typeOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value : undefined;
}
