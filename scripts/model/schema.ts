// What a schema says of a value, however it is put together: references and `allOf` are followed, so that a reader need not
// know of which parts a schema is composed.
import type { Json, JsonObject } from './json.ts';
import { canonical, isObject, listOf, objectOf, resolve } from './json.ts';

/** The keywords whose greater value lets less through, and those whose smaller value does. */
export const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
export const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;
export type Bound = (typeof lowerBounds | typeof upperBounds)[number];

/** Keywords of which the first schema that has one is right. */
const annotations = [
  'title',
  'description',
  'default',
  'deprecated',
  'discriminator',
  'example',
  'examples',
  'format',
  'readOnly',
  'writeOnly',
];

/** A schema with the document that its references lead into. */
export interface Part {
  document: JsonObject;
  schema: Json;
}

/** `oneOf` or `anyOf`. */
export interface Alternatives {
  keyword: 'oneOf' | 'anyOf';
  options: readonly Part[];
}

/** What schemas say that must all hold. A schema's own words count first; its fields come after those of its bases. */
export interface View {
  /** The schemas, references followed. */
  schemas: readonly JsonObject[];
  /** Nothing is valid: the schema is `false`, or one that it is composed of is. */
  forbidden: boolean;
  types: ReadonlySet<string> | undefined;
  /** The closed list of `enum` or `const`. */
  values: Json[] | undefined;
  bounds: ReadonlyMap<Bound, number>;
  patterns: readonly string[];
  required: ReadonlySet<string>;
  properties: ReadonlyMap<string, readonly Part[]>;
  /** The names of all fields, those that only alternatives have among them. */
  names: ReadonlySet<string>;
  items: readonly Part[];
  /** Fields that are not named are rejected. */
  closed: boolean;
  /** What fields that are not named have to meet. */
  additional: readonly Part[];
  alternatives: readonly Alternatives[];
  /** `x-validations` */
  rules: readonly JsonObject[];
  /** Keywords that validate nothing. */
  notes: JsonObject;
}

const anything: View = {
  schemas: [],
  forbidden: false,
  types: undefined,
  values: undefined,
  bounds: new Map(),
  patterns: [],
  required: new Set(),
  properties: new Map(),
  names: new Set(),
  items: [],
  closed: false,
  additional: [],
  alternatives: [],
  rules: [],
  notes: {},
};

/** Views that have been made, by document and schema. Documents do not change once they have been read. */
const known = new WeakMap<JsonObject, WeakMap<JsonObject, View>>();

/** What parts say that must all hold. */
export function viewOf(...parts: readonly Part[]): View {
  return combined(parts.map(partView));
}

function partView({ document, schema }: Part): View {
  if (!isObject(schema)) return schema === false ? { ...anything, forbidden: true } : anything;
  const views = known.get(document) ?? new WeakMap<JsonObject, View>();
  known.set(document, views);
  const made = views.get(schema);
  if (made) return made;
  // A schema that is composed of itself says nothing more by that.
  views.set(schema, anything);
  const target = '$ref' in schema ? [resolve(document, { $ref: schema['$ref'] ?? null }) ?? true] : [];
  const bases = [...target, ...listOf(schema['allOf'])].map((base) => partView({ document, schema: base }));
  const own = ownView(document, schema);
  const view = combined([own, ...bases], [...bases, own]);
  views.set(schema, view);
  return view;
}

/** What a schema says itself. */
function ownView(document: JsonObject, schema: JsonObject): View {
  const part = (value: Json): Part => ({ document, schema: value });
  const alternatives = (['oneOf', 'anyOf'] as const)
    .filter((keyword) => keyword in schema)
    .map((keyword): Alternatives => ({ keyword, options: listOf(schema[keyword]).map(part) }));
  const keys = keysOf(document, schema);
  const properties = [
    ...Object.entries(objectOf(schema['properties'])),
    ...keys.map((key): [string, Json] => [key, schema['additionalProperties'] ?? true]),
  ];
  const others = ['unevaluatedProperties', 'additionalProperties'].flatMap((keyword) => schema[keyword] ?? []);
  const bounds = [...lowerBounds, ...upperBounds].filter((keyword) => typeof schema[keyword] === 'number');
  const notes = Object.entries(schema).filter(([keyword]) => annotations.includes(keyword));
  return {
    schemas: [schema],
    forbidden: false,
    types: 'type' in schema ? new Set([schema['type'] ?? []].flat().map(String)) : undefined,
    values: 'const' in schema ? [schema['const'] ?? null] : 'enum' in schema ? listOf(schema['enum']) : undefined,
    bounds: new Map(bounds.map((keyword) => [keyword, Number(schema[keyword])])),
    patterns: 'pattern' in schema ? [String(schema['pattern'])] : [],
    required: new Set(listOf(schema['required']).map(String)),
    properties: new Map(properties.map(([name, property]) => [name, [part(property)]])),
    names: new Set([
      ...alternatives.flatMap(({ options }) => options.flatMap((option) => [...partView(option).names])),
      ...properties.map(([name]) => name),
    ]),
    items: 'items' in schema ? [part(schema['items'] ?? true)] : [],
    closed: others.includes(false) || keys.length > 0,
    additional: others.filter((each) => isObject(each) && Object.keys(each).length > 0).map(part),
    alternatives,
    rules: listOf(schema['x-validations']).map(objectOf),
    notes: Object.fromEntries(notes),
  };
}

/** The keys that a map lists: it is as good as an object with these fields and no others. */
function keysOf(document: JsonObject, schema: JsonObject): string[] {
  const { propertyNames = null } = schema;
  return listOf(objectOf(resolve(document, propertyNames))['enum']).map(String);
}

/** What views say together. @param inOrder - the same views, in the order in which their fields and alternatives come */
function combined(views: readonly View[], inOrder = views): View {
  const [first = anything, ...others] = views;
  if (others.length === 0) return first;
  const names = new Set(inOrder.flatMap(({ properties }) => [...properties.keys()]));
  return {
    schemas: views.flatMap(({ schemas }) => schemas),
    forbidden: views.some(({ forbidden }) => forbidden),
    types: views.map(({ types }) => types).reduce(bothTypes),
    values: views.map(({ values }) => values).reduce(bothValues),
    bounds: views.map(({ bounds }) => bounds).reduce(tighter),
    patterns: [...new Set(views.flatMap(({ patterns }) => patterns))],
    required: new Set(views.flatMap(({ required }) => [...required])),
    properties: new Map(
      [...names].map((name) => [name, views.flatMap(({ properties }) => properties.get(name) ?? [])]),
    ),
    names: new Set(inOrder.flatMap((view) => [...view.names])),
    items: views.flatMap(({ items }) => items),
    closed: views.some(({ closed }) => closed),
    additional: views.flatMap(({ additional }) => additional),
    alternatives: inOrder.flatMap(({ alternatives }) => alternatives),
    rules: views.flatMap(({ rules }) => rules),
    notes: Object.assign({}, ...views.map(({ notes }) => notes).reverse()) as JsonObject,
  };
}

function bothTypes(one: View['types'], other: View['types']): View['types'] {
  if (!one || !other) return one ?? other;
  // A number may be an integer, which is a type of its own in a list of types.
  const narrowed = (some: ReadonlySet<string>, more: ReadonlySet<string>) =>
    some.has('number') && more.has('integer') ? ['integer'] : [];
  return new Set([...one.intersection(other), ...narrowed(one, other), ...narrowed(other, one)]);
}

function bothValues(one: View['values'], other: View['values']): View['values'] {
  if (!one || !other) return one ?? other;
  const admitted = new Set(other.map(canonical));
  return one.filter((value) => admitted.has(canonical(value)));
}

function tighter(one: View['bounds'], other: View['bounds']): View['bounds'] {
  const bounds = new Map(one);
  for (const [keyword, value] of other) {
    const stronger = (lowerBounds as readonly string[]).includes(keyword) ? Math.max : Math.min;
    bounds.set(keyword, stronger(value, bounds.get(keyword) ?? value));
  }
  return bounds;
}

/**
 * Each way to choose among alternatives, with what then holds.
 *
 * @param most - how many ways, where they need not be all
 */
export function waysOf(view: View, most = Number.POSITIVE_INFINITY): View[] {
  return waysWithin(view, most, []);
}

/** @param around - alternatives that are being chosen among: a choice that leads back to itself is none */
function waysWithin(view: View, most: number, around: readonly Alternatives[]): View[] {
  let ways: View[] = [{ ...view, alternatives: [] }];
  for (const each of view.alternatives) {
    if (around.includes(each)) continue;
    const chosen = each.options.flatMap((option) => waysWithin(viewOf(option), most, [...around, each]));
    ways = ways.flatMap((way) => chosen.map((choice) => combined([way, choice]))).slice(0, most);
  }
  return ways;
}

/**
 * A schema and everything that it is composed of: what `allOf`, `oneOf` and `anyOf` lead to. One that is part of itself is
 * listed once on each way that leads to it.
 */
export function partsOf(document: JsonObject, schema: JsonObject): JsonObject[] {
  return partsWithin(document, schema, []);
}

function partsWithin(document: JsonObject, schema: JsonObject, around: readonly JsonObject[]): JsonObject[] {
  if (around.includes(schema)) return [];
  const composed = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => listOf(schema[keyword]));
  return [
    schema,
    ...composed.flatMap((part) => partsWithin(document, objectOf(resolve(document, part)), [...around, schema])),
  ];
}
