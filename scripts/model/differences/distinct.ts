// JSON values without repetition.
import type { Json, JsonObject } from '../json.ts';

/** The values, each once, in their first order. */
export function unique(values: readonly Json[]): Json[] {
  // Most values are texts, which are their own keys.
  const seen = { texts: new Set<string>(), others: new Set<string>() };
  return values.filter((value) => {
    const isText = typeof value === 'string';
    const [keys, key] = isText ? [seen.texts, value] : [seen.others, keyOf(value)];
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

/** Numbers of objects and lists by what they hold: the same ones stand in many others, and are written down once. */
const numbers = new WeakMap<object, number>();
const numbersByKey = new Map<string, number>();

/** Equal values have equal keys. */
function keyOf(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const held = (each: Json) =>
    typeof each === 'object' && each !== null ? `#${numberOf(each)}` : JSON.stringify(each);
  if (Array.isArray(value)) return `[${value.map(held).join()}`;
  return `{${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}:${held(each)}`)
    .join()}`;
}

function numberOf(value: Json[] | JsonObject): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  const key = keyOf(value);
  const number = numbersByKey.get(key) ?? numbersByKey.size;
  numbersByKey.set(key, number);
  numbers.set(value, number);
  return number;
}
