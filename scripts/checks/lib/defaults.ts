// What becomes of a value where a tool fills in the defaults that the contract states: clients, gateways and form builders do
// so before they send.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import type { Part, View } from '@apig-spec/model/schema';
import { viewOf } from '@apig-spec/model/schema';
import { Ajv2020 } from 'ajv/dist/2020.js';

/**
 * The value with every default filled in that any part of its schema states for a missing field, alternatives included,
 * whether or not the value is one of that alternative. No tool fills in more than this one.
 *
 * @param schema - of the value, in the document
 */
export function withDefaults(document: JsonObject, schema: Json | undefined, value: Json): Json {
  return filled([{ document, schema: schema ?? true }], value);
}

function filled(parts: readonly Part[], value: Json): Json {
  const views = everyView(viewOf(...parts));
  if (Array.isArray(value)) {
    const items = views.flatMap((view) => view.items);
    return value.map((item) => filled(items, item));
  }
  if (!isObject(value)) return value;
  const result: JsonObject = { ...value };
  const described = Map.groupBy(
    views.flatMap(({ properties }) => [...properties]),
    ([name]) => name,
  );
  for (const [name, all] of described) {
    // A field may be described by several parts, each of which knows other fields within.
    const own = all.flatMap(([, each]) => each);
    const defaults = own.flatMap((part) => everyView(viewOf(part)).map(({ notes }) => notes['default']));
    const given = name in result ? result[name] : defaults.find((each) => each !== undefined);
    if (given !== undefined) result[name] = filled(own, given);
  }
  return result;
}

/** What holds always, and what each alternative says. @param around - one that leads back to itself says nothing more */
function everyView(view: View, around: readonly View[] = []): View[] {
  if (around.includes(view)) return [];
  const options = view.alternatives.flatMap((each) => each.options);
  return [view, ...options.flatMap((option) => everyView(viewOf(option), [...around, view]))];
}

/** Fills defaults in as Ajv does (`useDefaults`), for the schema at a JSON pointer of the document; those within alternatives it leaves. */
export function defaultsByAjv(document: JsonObject): (pointer: string, value: Json) => Json {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, useDefaults: true, code: { optimize: false } });
  ajv.addSchema(document, 'edition');
  return (pointer, value) => {
    const filled = structuredClone(value);
    ajv.validate({ $ref: `edition#${pointer.split('/').map(encodeURIComponent).join('/')}` }, filled);
    return filled;
  };
}
