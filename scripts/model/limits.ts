// The limits of an edition: for each object that requests and responses hold, what each field's value is bound to.
// Who reads `VpcHealthConfig.threshold_normal` need not know of which parts the schema is composed.
import type { Json, JsonObject } from './json.ts';
import { listOf, objectOf, refName, resolve } from './json.ts';
import { operationsOf } from './operations.ts';
import type { Part, View } from './schema.ts';
import { partsOf, viewOf, waysOf } from './schema.ts';

const lower = ['minimum', 'minLength', 'minItems'] as const;
const upper = ['maximum', 'maxLength', 'maxItems'] as const;

/** A field has several patterns. */
export class AmbiguousPattern extends Error {}

/** What binds a value, in the keywords of JSON Schema; `false` where there must be none. */
type Limits = JsonObject | false;

/** By schema and field: `{ VpcHealthConfig: { timeout: { minimum: 1, maximum: 30 } } }`. Parameters are those of `Parameters`. */
export function limitsOf(document: JsonObject): Record<string, Record<string, JsonObject>> {
  const found: Record<string, Record<string, JsonObject>> = {};
  const add = (name: string, fields: readonly (readonly [string, Limits])[]) => {
    found[name] = Object.fromEntries(fields.filter(([, limits]) => limits && Object.keys(limits).length > 0)) as Record<
      string,
      JsonObject
    >;
  };
  const visited = new Set<JsonObject>();
  const visit = (schema: Json | undefined): void => {
    const reference = objectOf(schema)['$ref'];
    const name = typeof reference === 'string' ? refName(reference) : undefined;
    if (name !== undefined && name in found) return;
    const parts = partsOf(document, objectOf(resolve(document, schema)));
    if (name !== undefined && parts.some((part) => 'properties' in part)) {
      const view = viewOf({ document, schema: schema ?? true });
      const ways = waysOf(view);
      add(
        name,
        [...view.names].map((field) => [field, limitsIn(ways, field)]),
      );
    }
    const fresh = parts.filter((part) => !visited.has(part));
    for (const part of fresh) visited.add(part);
    for (const part of fresh) Object.values(objectOf(part['properties'])).forEach(visit);
    for (const part of fresh) if ('items' in part) visit(part['items']);
    for (const part of fresh) if ('additionalProperties' in part) visit(part['additionalProperties']);
  };

  const operations = operationsOf(document);
  for (const { request, form, responses } of operations)
    [request, form, ...responses.map(({ schema }) => schema)].forEach(visit);
  const parameters = operations.flatMap((operation) => operation.parameters);
  const named = parameters.map((each) => {
    return [String(each['name']), valueLimits([{ document, schema: each['schema'] ?? true }])[0] ?? {}] as const;
  });
  add(
    'Parameters',
    named.sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return Object.fromEntries(Object.entries(found).filter(([, fields]) => Object.keys(fields).length > 0));
}

/** What a field of an object is bound to, whichever way the object is built. */
function limitsIn(ways: readonly View[], field: string): Limits {
  return ways.flatMap(({ properties }) => valueLimits(properties.get(field))).reduce(either, false);
}

/** What binds a value in each way that it may be given; none where nothing is said of it. */
function valueLimits(parts: readonly Part[] | undefined): Limits[] {
  return parts
    ? [
        waysOf(viewOf(...parts))
          .map(ownLimits)
          .reduce(either, false),
      ]
    : [];
}

function ownLimits({ forbidden, bounds, patterns, values, notes }: View): Limits {
  if (forbidden) return false;
  const limits: JsonObject = {};
  for (const keyword of [...lower, ...upper]) {
    const bound = bounds.get(keyword);
    if (bound !== undefined) limits[keyword] = bound;
  }
  const [pattern, ...others] = patterns;
  if (others.length > 0) {
    throw new AmbiguousPattern(`A field must match two patterns, ${patterns.join(' and ')}: no constant can say that.`);
  }
  if (pattern !== undefined) limits['pattern'] = pattern;
  if (values) limits['enum'] = [...values];
  if (notes['default'] !== undefined) limits['default'] = notes['default'];
  return limits;
}

/** What a value is bound to that must satisfy one of the two. Where one leaves it unset, the other binds a value that is set. */
function either(one: Limits, other: Limits): Limits {
  if (one === false) return other;
  if (other === false) return one;
  // Of two lists, the empty text is one of the values.
  const listed = 'enum' in one && 'enum' in other;
  if (!listed && isUnset(one)) return other;
  if (!listed && isUnset(other)) return one;
  const limits: JsonObject = {};
  for (const [keyword, value] of Object.entries(one)) {
    const also = other[keyword];
    if (also === undefined) continue;
    if ((lower as readonly string[]).includes(keyword)) limits[keyword] = Math.min(Number(value), Number(also));
    else if ((upper as readonly string[]).includes(keyword)) limits[keyword] = Math.max(Number(value), Number(also));
    else if (keyword === 'enum') limits[keyword] = [...new Set([...listOf(value), ...listOf(also)])];
    else if (value === also) limits[keyword] = value;
  }
  return limits;
}

/** Whether a value counts as none: clients send empty texts, zeros and empty lists for what they do not set. */
function isUnset(limits: JsonObject): boolean {
  const values = limits['enum'];
  return limits['maxItems'] === 0 || (Array.isArray(values) && values.every((value) => value === '' || value === 0));
}
