// What a schema says of a value, in one flat record: what pages print and what alternatives are compared by.

import { isFile } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, listOf } from '@apig-spec/model/json';
import type { Part } from '@apig-spec/model/schema';
import { viewOf } from '@apig-spec/model/schema';

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

/** The facts of a schema, with those of everything that it is composed of. */
export function factsOf(document: JsonObject, schema: Json | undefined): Facts {
  return factsOfParts([{ document, schema: schema ?? true }]);
}

/** Whether the schema describes an object whose fields are known. */
export function holdsFields(document: JsonObject, schema: Json): boolean {
  return declaresFields({ document, schema });
}

export function declaresFields(part: Part): boolean {
  const { names, additional } = viewOf(part);
  return names.size > 0 || additional.length > 0;
}

/** The facts that hold together. */
export function factsOfParts(parts: readonly Part[]): Facts {
  const view = viewOf(...parts);
  const { bounds, notes, patterns, values } = view;
  const facts: Record<string, unknown> = {};
  for (const key of ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const) {
    if (bounds.has(key)) facts[key] = bounds.get(key);
  }
  for (const key of ['format', 'default', 'description'] as const) if (key in notes) facts[key] = notes[key];
  if (notes['deprecated'] === true) facts['deprecated'] = true;
  const [example] = listOf(notes['examples']);
  if (example !== undefined) facts['example'] = example;
  if (patterns.length > 0) facts['patterns'] = patterns;
  if (values) facts['values'] = values;
  const elements = view.items.filter((part) => !declaresFields(part));
  if (elements.length > 0) facts['each'] = factsOfParts(elements);
  const options = view.alternatives.flatMap((each) => each.options).filter((option) => !declaresFields(option));
  const variants = options.map((option) => factsOfParts([option]));
  if (variants.length > 0) facts['variants'] = variants;
  const types = new Set(variants.map(({ type }) => type));
  const type = view.types ? [...view.types].join(' | ') : typeOf(values?.[0]);
  if (type !== undefined) facts['type'] = type;
  else if (types.size === 1) facts['type'] = [...types][0] ?? 'string';
  // To JSON Schema a string.
  if (view.schemas.some(isFile)) {
    facts['type'] = 'file';
    delete facts['format'];
  }
  return facts as Facts;
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
function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [canonical(value as Json), value])).values()];
}

function same(left: unknown, right: unknown): boolean {
  return left === right || canonical(left as Json) === canonical(right as Json);
}

/** The type that a closed list goes without saying. */
function typeOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value : undefined;
}
