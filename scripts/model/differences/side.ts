// One side of a comparison: what a schema says, as far as text can distinguish two schemas. Keywords that say nothing
// (`minLength: 0`, `uniqueItems: false`) are left out.
import type { Json, JsonObject } from '../json.ts';
import { canonical, isObject, listOf, objectOf, refName, resolve } from '../json.ts';
import type { Part, View } from '../schema.ts';
import { viewOf } from '../schema.ts';
import { wireOf } from './identity.ts';

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

/** `oneOf` or `anyOf` with its alternatives by name. */
export interface Alternatives {
  keyword: 'oneOf' | 'anyOf';
  byName: Map<string, Part>;
}

export interface Side
  extends Pick<View, 'forbidden' | 'types' | 'required' | 'properties' | 'items' | 'closed' | 'additional'> {
  /** The closed list, each value as canonical JSON. */
  values: Set<string> | undefined;
  bounds: Map<string, number>;
  /** For each group of opaque keywords, what its schemas say: `pattern` → `"^a$"`. */
  conditions: Map<string, Set<string>>;
  alternatives: Alternatives[];
  /** Keywords that validators pass over: `default`, `format`, `readOnly`, `discriminator`… as canonical JSON. */
  notes: Map<string, string>;
}

const noted = ['default', 'format', 'readOnly', 'writeOnly', 'deprecated', 'discriminator'];

/** What parts say that must all hold. */
export function sideOf(parts: readonly Part[]): Side {
  const view = viewOf(...parts);
  const [{ document } = { document: {} }] = parts;
  const conditions = opaque.flatMap((group): [string, Set<string>][] => {
    const name = group[0] ?? '';
    const texts = view.schemas.flatMap((schema) => textsOf(document, group, picked(schema, group)));
    const telling = texts.filter((text) => !saysNothing.has(`${name} ${text}`));
    return telling.length > 0 ? [[name, new Set(telling)]] : [];
  });
  const notes = Object.entries(view.notes).filter(
    // A default of `false` is one; a mark of `false` is none.
    ([name, value]) => noted.includes(name) && (value !== false || name === 'default'),
  );
  const [named] = view.schemas.flatMap((schema) => namesOf(schema) ?? []);
  return {
    ...view,
    values: view.values && new Set(view.values.map(canonical)),
    bounds: new Map<string, number>(
      [...view.bounds].filter(([keyword, bound]) => !/^min[LIP]/.test(keyword) || bound > 0),
    ),
    conditions: new Map(conditions),
    alternatives: view.alternatives.map(({ keyword, options }) => {
      return { keyword, byName: new Map(options.map((option) => [alternativeName(option.schema), option])) };
    }),
    notes: new Map(
      [...notes, ...(named ? [['x-enum-varnames', named] as const] : [])].map(([name, value]) => [
        name,
        canonical(value),
      ]),
    ),
  };
}

/** What the parts say in one keyword, or one group of them, as schemas of their own. */
export function keywordParts(parts: readonly Part[], name: string): Part[] {
  const keywords = name === 'enum' ? ['enum', 'const'] : (opaque.find(([first]) => first === name) ?? [name]);
  return parts.flatMap((part) =>
    viewOf(part).schemas.flatMap((schema) => {
      const only = picked(schema, keywords);
      return Object.keys(only).length > 0 ? [{ document: part.document, schema: only }] : [];
    }),
  );
}

function picked(schema: JsonObject, keywords: readonly string[]): JsonObject {
  return Object.fromEntries(keywords.flatMap((name) => (name in schema ? [[name, schema[name] as Json]] : [])));
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
