// What a schema says, however it is put together: `allOf` and `$ref` are merged, so that moving a field from one part to
// another changes nothing, and each keyword is told as what it lets through.
import type { Json, JsonObject } from '../json.ts';
import { canonical, isObject, listOf, objectOf, refName, resolve } from '../json.ts';

/** The keywords whose greater value lets less through, and those whose smaller value does. */
export const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
export const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
/** Each value of these keywords is one more condition. */
const conditions = [
  'pattern',
  'format',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'multipleOf',
];
const more = [
  'uniqueItems',
  'propertyNames',
  'contains',
  'minContains',
  'maxContains',
  'patternProperties',
  'prefixItems',
];

/** A schema with the document that its references lead into. */
export interface Part {
  document: JsonObject;
  schema: Json;
}

export interface View {
  /** Nothing is valid: the schema is `false`, or one of its parts is. */
  forbidden: boolean;
  types: Set<string> | undefined;
  /** The closed list, each value as canonical JSON. */
  values: Set<string> | undefined;
  bounds: Map<string, number>;
  /** Everything else that a value has to meet: `pattern ^a$`, a CEL rule. */
  conditions: Set<string>;
  required: Set<string>;
  properties: Map<string, Part[]>;
  items: Part[];
  /** Properties that are not named are refused. */
  closed: boolean;
  /** For each `oneOf` and `anyOf` its alternatives by name. */
  alternatives: Map<string, Part>[];
  default: string | undefined;
  deprecated: boolean;
}

/** Merges parts that must all hold. */
export function viewOf(parts: readonly Part[]): View {
  const view: View = {
    forbidden: false,
    types: undefined,
    values: undefined,
    bounds: new Map(),
    conditions: new Set(),
    required: new Set(),
    properties: new Map(),
    items: [],
    closed: false,
    alternatives: [],
    default: undefined,
    deprecated: false,
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

  if (schema['type'] !== undefined) view.types = both(view.types, new Set([schema['type']].flat().map(String)));
  const list = schema['const'] === undefined ? schema['enum'] : [schema['const']];
  if (list !== undefined) view.values = both(view.values, new Set(listOf(list).map(canonical)));
  for (const [keywords, stronger] of [
    [lowerBounds, Math.max],
    [upperBounds, Math.min],
  ] as const) {
    for (const keyword of keywords) {
      const bound = schema[keyword];
      if (typeof bound === 'number') view.bounds.set(keyword, stronger(bound, view.bounds.get(keyword) ?? bound));
    }
  }
  for (const keyword of [...conditions, ...more]) {
    if (schema[keyword] !== undefined)
      view.conditions.add(`${keyword} ${canonical(inlined(document, schema[keyword]))}`);
  }
  for (const validation of listOf(schema['x-validations'])) {
    view.conditions.add(`rule ${String(objectOf(validation)['rule']).trim()}`);
  }
  for (const name of listOf(schema['required'])) view.required.add(String(name));
  for (const [name, property] of Object.entries(objectOf(schema['properties']))) {
    view.properties.set(name, [...(view.properties.get(name) ?? []), part(property)]);
  }
  if (schema['items'] !== undefined) view.items.push(part(schema['items']));
  if (schema['unevaluatedProperties'] === false || schema['additionalProperties'] === false) view.closed = true;
  for (const keyword of ['oneOf', 'anyOf']) {
    if (schema[keyword] === undefined) continue;
    view.alternatives.push(new Map(listOf(schema[keyword]).map((each) => [alternativeName(each), part(each)])));
  }
  if (schema['default'] !== undefined) view.default = canonical(schema['default']);
  if (schema['deprecated'] === true) view.deprecated = true;
}

function both<Value>(a: Set<Value> | undefined, b: Set<Value>): Set<Value> {
  return a ? a.intersection(b) : b;
}

/** What tells an alternative from its siblings: the schema that it refers to, its title, or all that it says. */
function alternativeName(schema: Json): string {
  const { $ref, title } = objectOf(schema);
  return typeof $ref === 'string' ? refName($ref) : typeof title === 'string' ? title : canonical(schema);
}

/** The value with its references replaced by what they lead to, prose left out. */
function inlined(document: JsonObject, value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map((each) => inlined(document, each));
  if (!isObject(value)) return value ?? null;
  const { description: _, examples: __, ...rest } = objectOf(resolve(document, value));
  return Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, inlined(document, each)]));
}
