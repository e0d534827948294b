// What is sent as a form (`multipart/form-data`), whose parts are texts or files on the wire.
import type { Json, JsonObject } from './json.ts';
import { isObject, objectOf, resolve } from './json.ts';
import { partsOf, viewOf } from './schema.ts';

export const formType = 'multipart/form-data';

/** What a part of a form is: a file, a text, or a boolean, which is written as the text `true` or `false`. */
export type FormPart = 'file' | 'boolean' | 'string';

/** Whether a schema describes the bytes of a file, rather than a text: by its media type, or by `format: binary` of OpenAPI 3.0. */
export function isFile(schema: Json | undefined): boolean {
  if (!isObject(schema) || schema['type'] !== 'string') return false;
  return schema['format'] === 'binary' || ('contentMediaType' in schema && !('contentEncoding' in schema));
}

/**
 * The parts of a form, by their names.
 *
 * @throws TypeError for a part that is neither a text nor a boolean nor a file
 */
export function formPartsOf(document: JsonObject, form: Json): Map<string, FormPart> {
  const found = new Map<string, FormPart>();
  for (const { properties } of partsOf(document, objectOf(resolve(document, form)))) {
    for (const [name, schema] of Object.entries(objectOf(properties))) {
      const { schemas, types, values = [] } = viewOf({ document, schema });
      const [type, ...others] = types ?? new Set(values.map((value) => typeof value));
      if (schemas.some(isFile)) found.set(name, 'file');
      else if ((type === 'boolean' || type === 'string') && others.length === 0) found.set(name, type);
      // One that an alternative forbids, or says nothing of.
      else if (type !== undefined) throw new TypeError(`The part ${name} of the form is of type ${type}.`);
    }
  }
  return found;
}

/** The names of the parts of a form that are not plain texts. */
export interface FormNames {
  files: string[];
  booleans: string[];
}

/** @throws TypeError as {@link formPartsOf} does */
export function formNamesOf(document: JsonObject, form: Json): FormNames {
  const parts = [...formPartsOf(document, form)];
  const named = (kind: FormPart) => parts.flatMap(([name, part]) => (part === kind ? [name] : []));
  return { files: named('file'), booleans: named('boolean') };
}
