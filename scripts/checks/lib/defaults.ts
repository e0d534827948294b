// What becomes of a value where a tool fills in the defaults that the contract states: clients, gateways and form builders do
// so before they send.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, objectOf, resolve } from '@apig-spec/model/json';
import { partsOf } from '@apig-spec/model/schema';
import { Ajv2020 } from 'ajv/dist/2020.js';

/**
 * The value with every default filled in that any part of its schema states for a missing field, alternatives included,
 * whether or not the value is one of that alternative. No tool fills in more than this one.
 *
 * @param schema - of the value, in the document
 */
export function withDefaults(document: JsonObject, schema: Json | undefined, value: Json): Json {
  const parts = partsOf(document, objectOf(resolve(document, schema)));
  if (Array.isArray(value)) {
    const [items] = parts.flatMap((part) => part['items'] ?? []);
    return value.map((item) => withDefaults(document, items, item));
  }
  if (!isObject(value)) return value;
  const filled: JsonObject = { ...value };
  for (const [name, property] of parts.flatMap((part) => Object.entries(objectOf(part['properties'])))) {
    const beside = isObject(property) ? property['default'] : undefined;
    const [fallback] = [
      beside,
      ...partsOf(document, objectOf(resolve(document, property))).map((part) => part['default']),
    ].filter((each) => each !== undefined);
    if (!(name in filled) && fallback !== undefined) filled[name] = fallback;
  }
  // A field may be described by several parts, each of which knows other fields within.
  for (const name of Object.keys(filled)) {
    const described = parts.flatMap((part) => objectOf(part['properties'])[name] ?? []).filter(isObject);
    filled[name] = withDefaults(document, { allOf: described }, filled[name] as Json);
  }
  return filled;
}

/** Fills defaults in as Ajv does (`useDefaults`), for the schema at a JSON pointer of the document; those within alternatives it leaves. */
export function defaultsByAjv(document: JsonObject): (pointer: string, value: Json) => Json {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, useDefaults: true });
  ajv.addSchema(document, 'edition');
  return (pointer, value) => {
    const filled = structuredClone(value);
    ajv.validate({ $ref: `edition#${pointer.split('/').map(encodeURIComponent).join('/')}` }, filled);
    return filled;
  };
}
