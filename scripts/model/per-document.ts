// What is worked out of a document, and asked for again and again.
import type { JsonObject } from './json.ts';

/** A function that works something out of a document once for each: documents do not change once they have been read. */
export function perDocument<T>(make: (document: JsonObject) => T): (document: JsonObject) => T {
  const known = new WeakMap<JsonObject, { value: T }>();
  return (document) => {
    const made = known.get(document) ?? { value: make(document) };
    known.set(document, made);
    return made.value;
  };
}
