// JSON values without repetition.
import type { Json } from '../json.ts';

/** The values, each once, in their first order. */
export function unique(values: readonly Json[]): Json[] {
  // Most values are texts, which are their own keys.
  const texts = new Set<string>();
  const others = new Set<string>();
  return values.filter((value) => {
    const isText = typeof value === 'string';
    const [keys, key] = isText ? [texts, value] : [others, JSON.stringify(value)];
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}
