// What a schema says, however it is put together: `allOf` and `$ref` are merged, so that moving a field from one part to
// another changes nothing, and keywords that say nothing (`minLength: 0`, `uniqueItems: false`) are left out.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, isObject, listOf, objectOf, refName, resolve } from '@apig-spec/model/json';
import { wireOf } from './identity.ts';

/** The keywords whose greater value lets less through, and those whose smaller value does. */
export const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
export const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/** Keywords whose effect cannot be read from their value, in groups that only work together. Validators decide on them. */
const opaque: readonly (readonly string[])[] = [
  ['pattern'],
  ['multipleOf'],
  ['not'],
  ['if', 'then', 'else'],
  ['dependentRequired', 'dependentSchemas'],
  ['uniqueItems'],
  ['propertyNames'],
  ['contains', 'minContains', 'maxContains'],
  ['patternProperties'],
  ['prefixItems'],
  ['x-validations'],
];

/** A schema with the document that its references lead into. */
export interface Part {
  document: JsonObject;
  schema: Json;
}

/** `oneOf` or `anyOf` with its alternatives by name. */
export interface Alternatives {
  keyword: 'oneOf' | 'anyOf';
  byName: Map<string, Part>;
}

export interface View {
  /** Nothing is valid: the schema is `false`, or one of its parts is. */
  forbidden: boolean;
  types: Set<string> | undefined;
  /** The closed list, each value as canonical JSON. */
  values: Set<string> | undefined;
  bounds: Map<string, number>;
  /** For each group of opaque keywords, what its parts say: `pattern` → `"^a$"`. */
  conditions: Map<string, Set<string>>;
  /** The schemas of one keyword, or one group of keywords, each. */
  parts: Map<string, Part[]>;
  required: Set<string>;
  properties: Map<string, Part[]>;
  items: Part[];
  /** Properties that are not named are rejected. */
  closed: boolean;
  /** What properties that are not named have to meet. */
  additional: Part[];
  alternatives: Alternatives[];
  /** Keywords that validators pass over: `default`, `format`, `readOnly`, `discriminator`… as canonical JSON. */
  notes: Map<string, string>;
}

const noted = ['default', 'format', 'readOnly', 'writeOnly', 'deprecated', 'discriminator', 'x-enum-varnames'];

/** Merges parts that must all hold. */
export function viewOf(parts: readonly Part[]): View {
  const view: View = {
    forbidden: false,
    types: undefined,
    values: undefined,
    bounds: new Map(),
    conditions: new Map(),
    parts: new Map(),
    required: new Set(),
    properties: new Map(),
    items: [],
    closed: false,
    additional: [],
    alternatives: [],
    notes: new Map(),
  };
  for (const part of parts) merge(view, part);
  return view;
}

function merge(view: View, { document, schema }: Part): void {
  if (schema === false) view.forbidden = true;
  if (!isObject(schema)) return;
  const part = (value: Json): Part => ({ document, schema: value });
  if (typeof schema['$ref'] === 'string') merge(view, part(resolve(document, { $ref: schema['$ref'] }) ?? {}));
  for (const each of listOf(schema['allOf'])) merge(view, part(each));
  const keep = (group: string, only: JsonObject) =>
    view.parts.set(group, [...(view.parts.get(group) ?? []), part(only)]);

  const { type } = schema;
  if (type !== undefined) {
    // A number may be an integer, which is a type of its own in a list of types.
    const named = new Set([type].flat().map(String));
    view.types = view.types ? bothTypes(view.types, named) : named;
    keep('type', { type });
  }
  const list = schema['const'] === undefined ? schema['enum'] : [schema['const']];
  if (list !== undefined) {
    const values = new Set(listOf(list).map(canonical));
    view.values = view.values ? view.values.intersection(values) : values;
    keep('enum', { enum: list });
  }
  for (const [keywords, stronger] of [
    [lowerBounds, Math.max],
    [upperBounds, Math.min],
  ] as const) {
    for (const keyword of keywords) {
      const bound = schema[keyword];
      if (typeof bound !== 'number' || (/^min[LIP]/.test(keyword) && bound <= 0)) continue;
      view.bounds.set(keyword, stronger(bound, view.bounds.get(keyword) ?? bound));
      keep(keyword, { [keyword]: bound });
    }
  }
  for (const group of opaque) {
    const said = Object.fromEntries(group.flatMap((name) => (name in schema ? [[name, schema[name] as Json]] : [])));
    const name = group[0] ?? '';
    const texts = textsOf(document, group, said).filter((text) => !saysNothing.has(`${name} ${text}`));
    if (texts.length === 0) continue;
    view.conditions.set(name, new Set([...(view.conditions.get(name) ?? []), ...texts]));
    keep(name, said);
  }
  for (const name of listOf(schema['required'])) view.required.add(String(name));
  for (const [name, property] of Object.entries(objectOf(schema['properties']))) {
    view.properties.set(name, [...(view.properties.get(name) ?? []), part(property)]);
  }
  if (schema['items'] !== undefined) view.items.push(part(schema['items']));
  for (const keyword of ['unevaluatedProperties', 'additionalProperties']) {
    const others = schema[keyword];
    if (others === false) view.closed = true;
    else if (isObject(others) && Object.keys(others).length > 0) view.additional.push(part(others));
  }
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    if (schema[keyword] === undefined) continue;
    const byName = new Map(listOf(schema[keyword]).map((each) => [alternativeName(each), part(each)]));
    view.alternatives.push({ keyword, byName });
  }
  for (const name of noted) {
    const value = name === 'x-enum-varnames' ? namesOf(schema) : schema[name];
    // A default of `false` is one; a mark of `false` is none.
    if (value !== undefined && (value !== false || name === 'default')) view.notes.set(name, canonical(value));
  }
}

/** The name of each listed value: in which order they are listed does not matter. */
function namesOf(schema: JsonObject): JsonObject | undefined {
  const names = listOf(schema['x-enum-varnames']);
  if (names.length === 0) return undefined;
  return Object.fromEntries(listOf(schema['enum']).map((value, index) => [canonical(value), names[index] ?? null]));
}

/** What keywords say when they let everything through. */
const saysNothing = new Set([
  'uniqueItems false',
  'pattern ""',
  'not false',
  'propertyNames true',
  'propertyNames {}',
  'patternProperties {}',
  'prefixItems []',
  'dependentRequired {"dependentRequired":{}}',
  'x-validations ',
]);

function textsOf(document: JsonObject, group: readonly string[], said: JsonObject): string[] {
  if (Object.keys(said).length === 0) return [];
  if (group[0] === 'x-validations') {
    return listOf(said['x-validations']).map((each) => String(objectOf(each)['rule']).trim());
  }
  const inlinedSaid = inlined(document, said);
  return [canonical(group.length === 1 ? objectOf(inlinedSaid)[group[0] ?? ''] : inlinedSaid)];
}

function bothTypes(a: Set<string>, b: Set<string>): Set<string> {
  const integers = a.has('number') && b.has('integer') ? ['integer'] : [];
  const others = b.has('number') && a.has('integer') ? ['integer'] : [];
  return new Set([...a.intersection(b), ...integers, ...others]);
}

/** What distinguishes an alternative from its siblings: the schema that it refers to, its title, or all that it says. */
function alternativeName(schema: Json): string {
  const { $ref, title } = objectOf(schema);
  return typeof $ref === 'string' ? refName($ref) : typeof title === 'string' ? title : canonical(schema);
}

/** What a value says on the wire, with its references replaced by what they lead to. */
function inlined(document: JsonObject, value: Json, within: readonly string[] = []): Json {
  return withoutReferences(document, wireOf(value), within);
}

function withoutReferences(document: JsonObject, value: Json, within: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((each) => withoutReferences(document, each, within));
  if (!isObject(value)) return value;
  const { $ref } = value;
  if (typeof $ref === 'string') {
    return within.includes($ref) ? { $ref } : inlined(document, resolve(document, value) ?? null, [...within, $ref]);
  }
  const entries = Object.entries(value).map(([key, each]) => [key, withoutReferences(document, each, within)]);
  return Object.fromEntries(entries);
}
