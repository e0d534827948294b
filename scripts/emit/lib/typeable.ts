// Rewrites an edition for openapi-typescript: the same contract, written so that the types say what the schemas say.
//
// - `allOf` of plain objects becomes one object, so that `required` reaches every field, and an editor shows the fields.
// - A shared scalar (a name, a port) is put where it is used, with its limits as JSDoc tags: a type would be `string`.
// - A field that an object requires, but only its alternatives declare, is required in each alternative: in a copy of it, where
//   it does not say so itself.
// - The JSDoc of a field leads to where it stands in the docs.
// - A file is marked, for `typesOf` in type-nodes.ts: its type is `Blob`, whatever its media type.
// - A body whose schema names a response in `x-sent-back` may be of the type of that response, too.
// - Components that nothing uses any more are left out.

import { isFile } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { copyOf, isObject, listOf, objectOf, reachedFrom, refName, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Part } from '@apig-spec/model/schema';
import { partsOf, viewOf } from '@apig-spec/model/schema';
import { pageOf } from './page.ts';

/** What JSDoc says of a field beside its description, in this order. */
const tags = ['minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems', 'format', 'default'];
/** Where a field or parameter keeps its page until that becomes JSDoc; below it, where an object keeps its fields'. */
export const page = 'x-page';
const fieldPages = 'x-field-pages';
/** What describes a value without changing its type. */
const annotations = [...tags, 'description', 'deprecated', 'example', 'examples', 'x-provenance', page];
/** What a file has in the place of its type. */
export const fileMark = 'x-file';
/** How many operations may share a field whose page is that of the first of them. */
const sharing = 3;
/** By document the alternatives that are copied to require more. */
const copies = new WeakMap<JsonObject, JsonObject>();

/** The edition as openapi-typescript should read it. */
export function typeable(edition: JsonObject): JsonObject {
  const document = placed(edition);
  const components = objectOf(document['components']);
  const copied: JsonObject = {};
  copies.set(document, copied);
  const schemas = mapValues(objectOf(components['schemas']), (schema) => rewrite(document, schema));
  const rewritten: JsonObject = {
    ...document,
    paths: worded(document, document['paths'] ?? {}),
    components: {
      ...components,
      examples: {},
      parameters: worded(document, components['parameters'] ?? {}),
      responses: worded(document, components['responses'] ?? {}),
      schemas: { ...schemas, ...copied },
    },
  };
  return withoutUnused(rewritten);
}

/** A copy of the edition in which every field and parameter knows its page. */
function placed(edition: JsonObject): JsonObject {
  const document = copyOf(edition);
  /** By the object that declares fields, or that is a parameter: where it stands. */
  const places = new Map<JsonObject, string[]>();
  const stands = (object: JsonObject, place: string) => places.set(object, [...(places.get(object) ?? []), place]);
  /** @param around - what the place is within: a schema that holds itself stands where it does first */
  const visit = (schema: Json | undefined, place: string, around: readonly JsonObject[] = []): void => {
    for (const part of partsOf(document, objectOf(resolve(document, schema)))) {
      if (around.includes(part)) continue;
      const within = [...around, part];
      if ('properties' in part || 'allOf' in part) stands(part, place);
      if ('items' in part) visit(part['items'], `${place}/0`, within);
      if ('additionalProperties' in part) visit(part['additionalProperties'], `${place}/{key}`, within);
      for (const [name, field] of Object.entries(objectOf(part['properties'])))
        visit(field, `${place}/${name}`, within);
    }
  };
  for (const { id, parameters, request, responses } of operationsOf(document)) {
    for (const parameter of parameters) stands(parameter, `${id}/${parameter['in']}/${parameter['name']}`);
    visit(request, `${id}/request`);
    for (const { status, schema } of responses) visit(schema, `${id}/${status}`);
  }

  // In place: the operations that are remembered of the copy hold these objects.
  for (const [object, where] of places) {
    const [first = ''] = where;
    const operations = new Set(where.map((place) => place.split('/')[0]));
    if (operations.size > sharing) continue;
    if (typeof object['in'] === 'string') {
      object[page] = pageOf(document, first) ?? null;
      continue;
    }
    const names = partsOf(document, object).flatMap((part) => Object.keys(objectOf(part['properties'])));
    const entries = names.map((name) => [name, pageOf(document, `${first}/${name}`) ?? null]);
    object[fieldPages] = Object.fromEntries(entries);
  }
  return document;
}

/** Gives each parameter below a node the words of its schema, each operation one text, and takes the named examples out. */
function worded(document: JsonObject, node: Json): Json {
  if (Array.isArray(node)) return node.map((item) => worded(document, item));
  if (!isObject(node)) return node;
  if (typeof node['in'] === 'string' && isObject(node['schema'])) {
    const { example: _, [page]: _page, ...parameter } = node;
    const schema = rewrite(document, node['schema']);
    const said = objectOf(resolve(document, node['schema']));
    return {
      ...parameter,
      ...described({ ...said, ...pick(node, ['description', 'example', page]) }),
      schema: undescribed(schema),
    };
  }
  if (isFile(node)) return rewrite(document, node);
  const back = typeof node['in'] === 'string' ? undefined : sentBack(document, node['schema']);
  if (back !== undefined) {
    const { examples: _, ...body } = node;
    return { ...body, schema: { anyOf: [node['schema'] ?? true, { $ref: `#/components/schemas/${back}` }] } };
  }
  // openapi-typescript puts no blank line between the two.
  const { summary, ...rest } = node;
  const whole = typeof summary === 'string' ? { ...rest, description: `${summary}\n\n${node['description']}` } : node;
  return Object.fromEntries(
    Object.entries(whole).flatMap(([key, value]) => (key === 'examples' ? [] : [[key, worded(document, value)]])),
  );
}

/** The schema of the response that a request with this schema accepts besides. */
export function sentBack(document: JsonObject, schema: Json | undefined): string | undefined {
  const back = schema === undefined ? undefined : objectOf(resolve(document, schema))['x-sent-back'];
  return typeof back === 'string' ? back : undefined;
}

/** @param around - the schemas of the objects around */
function rewrite(document: JsonObject, schema: Json, around: readonly JsonObject[] = []): Json {
  if (!isObject(schema)) return schema;
  const { $ref: reference, ...beside } = schema;
  if (typeof reference === 'string') {
    const target = objectOf(resolve(document, schema));
    if (isScalar(document, target)) return rewrite(document, { ...target, ...beside });
    return { $ref: reference, ...described({ ...pick(target, ['description']), ...beside }) };
  }
  if (isObject(schema['items'])) {
    return { type: 'array', items: undescribed(rewrite(document, schema['items'], around)), ...described(schema) };
  }
  if (isFile(schema)) return { ...described(without(schema, ['format'])), [fileMark]: true };
  if (isScalar(document, schema)) {
    const anyOf = listOf(schema['anyOf']).map((part) => undescribed(rewrite(document, part)));
    return {
      ...without(schema, annotations),
      ...(anyOf.length > 0 ? { anyOf } : {}),
      ...described({ ...whereSet(document, schema), ...schema }),
    };
  }
  return rewriteObject(document, schema, around);
}

/** What describes the value of a response that may also be left empty, `anyOf: [DictCode, Unset]`. */
function whereSet(document: JsonObject, schema: JsonObject): JsonObject {
  const parts = listOf(schema['anyOf']).map((part) => objectOf(resolve(document, part)));
  const [set, ...others] = parts.filter((part) => part['const'] !== '');
  return set && others.length === 0 ? pick(set, [...tags.filter((tag) => tag !== 'default'), 'description']) : {};
}

/** Whether a schema describes a string, a number or the like: then its type alone is not worth a name. */
function isScalar(document: JsonObject, schema: JsonObject): boolean {
  if (schema['anyOf'])
    return listOf(schema['anyOf']).every((part) => isScalar(document, objectOf(resolve(document, part))));
  return (
    !['object', 'array'].includes(String(schema['type'])) &&
    !('properties' in schema || 'allOf' in schema || 'oneOf' in schema)
  );
}

/** An object without its composition: its fields, and its lists of alternatives. */
interface Flat {
  properties: JsonObject;
  required: ReadonlySet<string>;
  alternatives: Json[][];
}

function flatten(document: JsonObject, schema: Json): Flat {
  const { properties, required, alternatives } = viewOf({ document, schema });
  const merged = [...properties].map(([name, parts]): [string, Json] => [name, mergedField(parts)]);
  return {
    properties: Object.fromEntries(merged),
    required,
    alternatives: alternatives.map(({ options }) => options.map((option) => option.schema)),
  };
}

/** Where several parts describe a field, the first has the last word on each keyword. */
function mergedField(parts: readonly Part[]): Json {
  const [first = true, ...others] = parts.map(({ schema }) => schema);
  return isObject(first) ? (Object.assign({}, ...others.filter(isObject).reverse(), first) as Json) : first;
}

function rewriteObject(document: JsonObject, schema: JsonObject, around: readonly JsonObject[]): Json {
  const { schemas, additional, closed } = viewOf({ document, schema });
  // What is composed of an object around it cannot be put in its place.
  if (schemas.some((each) => 'properties' in each && around.includes(each))) {
    return { ...without(schema, [...annotations, fieldPages]), ...described(schema) };
  }
  const { properties, required, alternatives } = flatten(document, schema);
  const object: JsonObject = {
    ...described(pick(schema, ['description', 'deprecated', page])),
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, field]) => {
        const own = { [page]: objectOf(schema[fieldPages])[name] ?? null };
        return [name, rewrite(document, isObject(field) ? { ...field, ...own } : field, [...around, ...schemas])];
      }),
    ),
    required: [...required].filter((name) => name in properties),
    // A map whose keys are listed has them as fields.
    ...Object.fromEntries(
      (closed ? [] : additional).slice(0, 1).map(({ schema: value }) => ['additionalProperties', value]),
    ),
  };
  if (alternatives.length === 0) return object;
  // Alternatives alone: an empty object beside them would only hide them in an editor.
  const all = Object.keys(properties).length > 0 ? [] : ['properties', 'required', 'type'];
  const choices = alternatives.map((parts) => ({ oneOf: parts.map((part) => requiring(document, part, required)) }));
  return { ...without(object, all), allOf: choices };
}

/** The alternative, with the fields required that the object around it requires. */
function requiring(document: JsonObject, alternative: Json, required: ReadonlySet<string>): Json {
  const { properties, required: own } = flatten(document, alternative);
  const more = [...required].filter((name) => name in properties && properties[name] !== false && !own.has(name));
  if (more.length === 0) return alternative;
  const whole = objectOf(resolve(document, alternative));
  const copy = rewrite(document, { ...whole, required: [...listOf(whole['required']), ...more] });
  const reference = objectOf(alternative)['$ref'];
  const copied = copies.get(document);
  if (typeof reference !== 'string' || copied === undefined) return copy;
  const name = `${refName(reference)}With${more.map(pascal).join('And')}`;
  copied[name] = copy;
  return { $ref: `#/components/schemas/${name}` };
}

/** `req_method` as part of a type's name: `ReqMethod`. */
function pascal(name: string): string {
  return name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The JSDoc of a field, as a description: openapi-typescript knows no tags for limits. */
export function described(schema: JsonObject): JsonObject {
  const lines = tags.filter((tag) => schema[tag] !== undefined).map((tag) => `@${tag} ${plain(schema[tag])}`);
  const example = schema['example'] ?? listOf(schema['examples'])[0];
  if (example !== undefined && example !== '') lines.push(`@example ${plain(example)}`);
  if (schema['deprecated'] === true) lines.push('@deprecated');
  if (typeof schema[page] === 'string') lines.push(`@see ${schema[page]}`);
  const description = schema['description'];
  const text = [
    ...(typeof description === 'string' ? [description] : []),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
  ];
  return text.length > 0 ? { description: text.join('\n\n') } : {};
}

function plain(value: Json | undefined): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}

function undescribed(schema: Json): Json {
  return isObject(schema) ? without(schema, annotations) : schema;
}

/** The document with only those components that its paths lead to. */
function withoutUnused(document: JsonObject): JsonObject {
  const components = objectOf(document['components']);
  const used = reachedFrom(document, document['paths'] ?? null);
  const kept = Object.entries(components).map(([kind, all]) => [
    kind,
    Object.fromEntries(Object.entries(objectOf(all)).filter(([name]) => used.has(`#/components/${kind}/${name}`))),
  ]);
  return { ...document, components: Object.fromEntries(kept) };
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function pick(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
