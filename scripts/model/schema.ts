// What a schema says, however it is put together.
import type { JsonObject } from './json.ts';
import { listOf, objectOf, resolve } from './json.ts';

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
