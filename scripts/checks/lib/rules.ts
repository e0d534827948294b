// Rules tried out: what rows of the ledger and errata say of fields that hang together, as changes to a body that is valid.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import type { Rule } from '@apig-spec/model/records';
import type { Departure } from './bench.ts';
import type { SchemaChecker } from './schema-checker.ts';

/** What of a rule does not hold. */
export function ruleDepartures(
  { accepts = [], refuses = [] }: Rule,
  checker: SchemaChecker,
  schema: string,
  base: Json,
): Departure[] {
  const valid = (change: JsonObject) => checker.at(schema, patched(base, change)).valid;
  const departure = (verb: string, change: JsonObject) => ({
    fact: 'rules',
    says: `${verb} ${JSON.stringify(change)}`,
  });
  return [
    ...accepts.filter((change) => !valid(change)).map((change) => departure('rejects', change)),
    ...refuses.filter(valid).map((change) => departure('accepts', change)),
  ];
}

/** A JSON Merge Patch (RFC 7396), applied: `null` takes a field out, a list is replaced as a whole. */
export function patched(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: JsonObject = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = patched(result[key] ?? null, value);
  }
  return result;
}
