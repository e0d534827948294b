// The facts of an edition, one a line, by resource: what a review reads where it would have to compare whole editions. Every
// wire fact is in one of the lines; prose and examples are in none.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf, reachedFrom, refName, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';

/** What no byte on the wire depends on. */
const silent = new Set([
  'title',
  'summary',
  'description',
  'example',
  'examples',
  'x-displayName',
  'x-enum-descriptions',
  'x-enum-varnames',
  'x-ignores',
  'x-invented',
  'x-provenance',
  'x-sent-back',
]);

const ranges = [
  ['', 'minimum', 'maximum'],
  ['length ', 'minLength', 'maxLength'],
  ['items ', 'minItems', 'maxItems'],
] as const;

const combinations = { allOf: ['all of', ', '], oneOf: ['one of', ' | '], anyOf: ['any of', ' | '] } as const;

/** What is said in words of its own below, or in lines of its own. */
const summarized = new Set([
  ...silent,
  ...ranges.flatMap(([, least, most]) => [least, most]),
  ...[
    '$ref',
    'type',
    'format',
    'contentMediaType',
    'enum',
    'const',
    'pattern',
    'default',
    'properties',
    'required',
    'items',
  ],
  ...Object.keys(combinations),
]);

/**
 * The facts of an edition: by resource, its operations and the schemas that it alone refers to; under `shared` what several
 * resources refer to, and what holds for all operations.
 *
 * @returns texts that end with a newline, by resource
 */
export function factsOf(document: JsonObject): Map<string, string> {
  const { components: _, paths: __, tags: ___, ...head } = document;
  const lines = new Map<string, string[]>([['shared', restOf(head, new Set(['info', 'x-edition', 'x-revision']))]]);
  const users = new Map<string, Set<string>>();
  for (const operation of operationsOf(document)) {
    const { resource } = operation;
    lines.set(resource, [...(lines.get(resource) ?? []), ...operationLines(document, operation)]);
    const own = objectOf(objectOf(document['paths'])[operation.path])[operation.method] ?? null;
    for (const name of schemasBelow(document, [own, ...operation.parameters]))
      users.set(name, (users.get(name) ?? new Set()).add(resource));
  }
  for (const [name, schema] of Object.entries(objectOf(objectOf(document['components'])['schemas']))) {
    const [resource = 'shared', ...others] = users.get(name) ?? [];
    if (isLeaf(schema)) continue;
    lines.get(others.length > 0 ? 'shared' : resource)?.push(...schemaLines(document, name, schema, ''));
  }
  for (const [name, scheme] of Object.entries(objectOf(objectOf(document['components'])['securitySchemes'])))
    lines.get('shared')?.push(
      `${name}${restOf(scheme)
        .map((each) => ` ${each}`)
        .join('')}`,
    );
  return new Map([...lines].map(([resource, each]) => [resource, `${each.join('\n')}\n`]));
}

type Operation = ReturnType<typeof operationsOf>[number];

function operationLines(document: JsonObject, operation: Operation): string[] {
  const { id, method, path, parameters, request, responses } = operation;
  const own = objectOf(objectOf(objectOf(document['paths'])[path])[method]);
  const body = objectOf(resolve(document, own['requestBody']));
  const rest = restOf(own, new Set(['operationId', 'tags', 'parameters', 'requestBody', 'responses']));
  return [
    [id, method.toUpperCase(), path, ...rest].join(' '),
    ...parameters.flatMap((parameter) =>
      schemaLines(
        document,
        `${id} ${parameter['in']} ${parameter['name']}`,
        parameter['schema'],
        ending([
          ...(parameter['required'] === true ? ['required'] : []),
          ...restOf(parameter, new Set(['in', 'name', 'schema', 'required'])),
        ]),
      ),
    ),
    ...(request === undefined
      ? []
      : schemaLines(document, `${id} request`, request, ending(body['required'] === true ? ['required'] : []))),
    ...restOf(body, new Set(['content', 'required'])).map((each) => `${id} request ${each}`),
    ...contentLines(document, `${id} request`, body),
    ...responses.flatMap(({ status, response, schema }) => {
      const headers = Object.entries(objectOf(response['headers'])).map(([name, value]) => {
        const header = objectOf(resolve(document, value));
        return [`${name}:`, ...wordsOf(document, header['schema']), ...restOf(header, new Set(['schema']))].join(' ');
      });
      const words = [
        ...listOf(response['x-error-codes']).map(String),
        ...restOf(response, new Set(['x-error-codes', 'content', 'headers'])),
        ...(headers.length > 0 ? [`with ${headers.join(', ')}`] : []),
      ];
      const at = `${id} ${status}`;
      const lines = schema === undefined ? [at + ending(words)] : schemaLines(document, at, schema, ending(words));
      return [...lines, ...contentLines(document, at, response)];
    }),
  ];
}

/** Media types other than JSON, whose schemas are told with the operation. */
function contentLines(document: JsonObject, at: string, body: JsonObject): string[] {
  return Object.entries(objectOf(body['content'])).flatMap(([type, content]) => {
    const isJson = type === 'application/json';
    const rest = restOf(content, new Set(['schema']));
    if (isJson && rest.length === 0) return [];
    return [[at, type, ...(isJson ? [] : wordsOf(document, objectOf(content)['schema'])), ...rest].join(' ')];
  });
}

/** A schema and all that it holds itself; what it refers to by name has lines of its own. */
function schemaLines(document: JsonObject, at: string, schema: Json | undefined, end: string): string[] {
  const own = objectOf(schema);
  const required = new Set(listOf(own['required']).map(String));
  const properties = Object.entries(objectOf(own['properties']));
  const elsewhere = [...required].filter((name) => !properties.some(([each]) => each === name));
  const requires = elsewhere.length > 0 ? [`requires ${elsewhere.join(', ')}`] : [];
  return [
    [at, ...wordsOf(document, schema), ...requires].join(' ') + end,
    ...properties.flatMap(([name, property]) =>
      schemaLines(document, `${at}.${name}`, property, required.has(name) ? ' required' : ''),
    ),
    ...(fitsOnLine(own['items'] ?? true) ? [] : schemaLines(document, `${at}[]`, own['items'], '')),
    ...Object.keys(combinations).flatMap((keyword) =>
      listOf(own[keyword]).flatMap((part, index) =>
        fitsOnLine(part) ? [] : schemaLines(document, `${at}#${index + 1}`, part, ''),
      ),
    ),
  ];
}

/** What a schema says of the value itself. */
function wordsOf(document: JsonObject, schema: Json | undefined): string[] {
  if (schema === false) return ['forbidden'];
  if (!isObject(schema)) return ['anything'];
  const target = '$ref' in schema ? resolve(document, { $ref: schema['$ref'] ?? null }) : undefined;
  const named =
    target === undefined ? [] : isLeaf(target) ? wordsOf(document, target) : [refName(String(schema['$ref']))];
  const words = [...named];
  if ('type' in schema) words.push([schema['type'] ?? []].flat().join('|'));
  for (const keyword of ['format', 'contentMediaType'])
    if (schema[keyword] !== undefined) words.push(String(schema[keyword]));
  if ('const' in schema) words.push(`is ${shown(schema['const'])}`);
  if ('enum' in schema) words.push(`in ${listOf(schema['enum']).map(shown).join(', ')}`);
  for (const [unit, least, most] of ranges)
    if (least in schema || most in schema) words.push(`${unit}${schema[least] ?? ''}..${schema[most] ?? ''}`);
  if ('pattern' in schema) words.push(`pattern ${schema['pattern']}`);
  if ('default' in schema) words.push(`default ${shown(schema['default'])}`);
  if ('items' in schema) words.push('of', ...wordsOf(document, schema['items']));
  for (const [keyword, [name, between]] of Object.entries(combinations)) {
    if (!(keyword in schema)) continue;
    const parts = listOf(schema[keyword]).map((part, index) =>
      fitsOnLine(part) ? wordsOf(document, part).join(' ') : `#${index + 1}`,
    );
    words.push(`${name} ${parts.join(between)}`);
  }
  return [...words, ...restOf(schema, summarized)];
}

/** Whether all that a schema says fits on the line of what refers to it: it has no fields and no parts. */
function isLeaf(schema: Json): boolean {
  if (!isObject(schema)) return true;
  return (
    !['properties', 'items', 'required', ...Object.keys(combinations)].some((keyword) => keyword in schema) &&
    !('$ref' in schema)
  );
}

/** Whether a part of a schema needs no lines of its own. */
function fitsOnLine(schema: Json): boolean {
  return isLeaf(schema) || '$ref' in objectOf(schema);
}

/** What is left of an object, keyword by keyword: `deprecated`, `x-validations=[…]`. */
function restOf(value: Json | undefined, left: ReadonlySet<string> = new Set()): string[] {
  return Object.entries(objectOf(value)).flatMap(([keyword, each]) => {
    if (silent.has(keyword) || left.has(keyword)) return [];
    return each === true ? [keyword] : [`${keyword}=${JSON.stringify(withoutProse(each))}`];
  });
}

function withoutProse(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([keyword]) => !silent.has(keyword) && keyword !== 'message');
  return Object.fromEntries(kept.map(([keyword, each]) => [keyword, withoutProse(each)]));
}

function shown(value: Json | undefined): string {
  return typeof value === 'string' && /^\S+$/.test(value) && !/^[\d-]|,$/.test(value) ? value : JSON.stringify(value);
}

function ending(words: readonly string[]): string {
  return words.map((word) => ` ${word}`).join('');
}

/** The names of the schemas that a part of the document leads to. */
function schemasBelow(document: JsonObject, part: Json): string[] {
  const references = [...reachedFrom(document, part)];
  return references.filter((each) => each.startsWith('#/components/schemas/')).map(refName);
}
