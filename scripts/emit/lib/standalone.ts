// Compiles the checks of an edition: Ajv writes the code, one function for each schema.

import { brokenWhen } from '@apig-spec/model/cel';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf, pointerOf, refName, resolve, shortHash } from '@apig-spec/model/json';
import { type Operation, operationsOf } from '@apig-spec/model/operations';
import { Failure } from '@apig-spec/repository/failure';
import { _, Ajv2020, type AnySchema, type Code, type CodeKeywordDefinition, type KeywordCxt } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { bounded } from './bounded.ts';
import { type CheckFunction, checkFunctions } from './check-code.ts';
import { checkable, type Source, type Validation } from './checkable.ts';

/**
 * A loop of a check ends once it has found that many errors: more than the 100 problems that are told, because several errors
 * may concern one field.
 */
export const errorsPerLoop = 4000;

/** The checks of an edition. */
export interface Checks {
  /** By the name of the schema; parameters by a name that says what they are. */
  functions: ReadonlyMap<string, CheckFunction>;
  operations: ReadonlyMap<string, OperationNames>;
}

/** The names of the functions that check an operation; `null` stands for a body that must not be there. */
export interface OperationNames {
  path: string;
  query: string;
  body: string | null;
  /** `file` stands for a body whose content is not checked. */
  responses: Record<string, string | null>;
}

/**
 * The checks of an edition's operations.
 *
 * @throws {@link Failure} for what the validator cannot check
 */
export function compileChecks(source: Source): Checks {
  const schemas = new Map<string, Json>();
  for (const [name, schema] of Object.entries(objectOf(objectOf(source.document['components'])['schemas'])))
    schemas.set(name, byName(checkable(schema, source, ['components', 'schemas', name])));

  const used = new Set<string>();
  const body = (schema: Json | undefined, operation: string, part: string): string | null => {
    if (schema === undefined) return null;
    const reference = objectOf(schema)['$ref'];
    if (typeof reference === 'string') {
      used.add(refName(reference));
      return refName(reference);
    }
    throw new Failure({
      file: source.file,
      at: pointerOf([operation, part]),
      problem: 'The body is not described by a schema among the components.',
      fix: 'Give its schema a name, and a file in schemas/ of its resource.',
    });
  };
  const parameters = (operation: Operation, part: 'path' | 'query'): string => {
    const schema = byName(parametersSchema(operation, part, source));
    const name = `${part}_${shortHash(JSON.stringify(schema))}`;
    schemas.set(name, schema);
    used.add(name);
    return name;
  };
  const operations = operationsOf(source.document).map((operation): [string, OperationNames] => {
    const { id, request, form, responses } = operation;
    return [
      id,
      {
        path: parameters(operation, 'path'),
        query: parameters(operation, 'query'),
        body: body(request ?? form, id, 'body'),
        responses: Object.fromEntries(
          responses.map(({ status, schema, file }) => [status, file ? 'file' : body(schema, id, status)]),
        ),
      },
    ];
  });
  return { functions: functionsOf(used, schemas), operations: new Map(operations) };
}

/** Functions that have been compiled, by their schema and all that it leads to: editions differ in few. */
const compiled = new Map<string, CheckFunction>();

/** The functions of schemas and of all that they lead to, by their names. */
function functionsOf(names: Iterable<string>, schemas: ReadonlyMap<string, Json>): Map<string, CheckFunction> {
  const called = new Map([...schemas].map(([name, schema]) => [name, referencesIn(schema)]));
  const hashes = new Map([...schemas].map(([name, schema]) => [name, shortHash(JSON.stringify(schema))]));
  const keys = new Map(
    reachedFrom(names, called).map((name) => {
      const parts = reachedFrom([name], called).map((each) => `${each} ${hashes.get(each)}`);
      return [name, [name, ...parts.sort()].join()];
    }),
  );
  const fresh = [...keys].flatMap(([name, key]) => (compiled.has(key) ? [] : [name]));
  for (const [name, check] of compile(reachedFrom(fresh, called), schemas)) compiled.set(keys.get(name) ?? '', check);
  return new Map(
    [...keys].flatMap(([name, key]) => {
      const check = compiled.get(key);
      return check ? [[name, check]] : [];
    }),
  );
}

/** @param names - with all that they lead to: a function is known by the name of its schema only where that is exported */
function compile(names: readonly string[], schemas: ReadonlyMap<string, Json>): Map<string, CheckFunction> {
  if (names.length === 0) return new Map();
  const ajv = new Ajv2020({
    allErrors: true,
    code: { source: true, esm: true },
    // One function for each schema: what one edition has otherwise is then small.
    inlineRefs: false,
    messages: false,
    strictRequired: false,
    strictTypes: false,
  });
  ajv.addKeyword(rules);
  for (const keyword of [file, digits, bound('x-minimum', _`<`), bound('x-maximum', _`>`)]) ajv.addKeyword(keyword);
  for (const name of names) ajv.addSchema(schemas.get(name) as AnySchema, name);
  const code = standaloneCode.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  return checkFunctions(bounded(code, errorsPerLoop));
}

/** References by the names of components, which are schemas of their own here. */
function byName(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(byName);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? refName(value) : byName(value),
    ]),
  );
}

/** The names of the schemas that a schema refers to. */
function referencesIn(schema: Json): Set<string> {
  const names = new Set<string>();
  JSON.stringify(schema, (key, value) => {
    if (key === '$ref') names.add(String(value));
    return value;
  });
  return names;
}

/** Names of schemas, with those of all that they lead to. */
function reachedFrom(names: Iterable<string>, called: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reached = new Set(names);
  for (const name of reached) for (const other of called.get(name) ?? []) reached.add(other);
  return [...reached];
}

/** Parameters of one part of a request, as the fields of an object. */
function parametersSchema(operation: Operation, part: 'path' | 'query', source: Source): JsonObject {
  const parameters = operation.parameters.filter((parameter) => parameter['in'] === part);
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map((each) => [String(each['name']), onTheWire(each, operation, source)]),
    ),
    required: parameters.filter((each) => each['required'] === true).map((each) => String(each['name'])),
  };
}

/** The schema of a parameter's text: an integer is written in digits. */
function onTheWire(parameter: JsonObject, operation: Operation, source: Source): Json {
  const at = [operation.id, String(parameter['name'])];
  const schema = objectOf(checkable(resolve(source.document, parameter['schema']) ?? true, source, at));
  if (schema['type'] === 'string') return schema;
  const { type, minimum, maximum, enum: values, ...rest } = schema;
  if (type === 'integer' && values !== undefined && Object.keys(rest).length === 0) {
    return { type: 'string', enum: listOf(values).map(String) };
  }
  if (type === 'integer' && Object.keys(rest).length === 0) {
    return {
      ...{ type: 'string', 'x-digits': true },
      ...(minimum !== undefined && { 'x-minimum': minimum }),
      ...(maximum !== undefined && { 'x-maximum': maximum }),
    };
  }
  throw new Failure({
    file: source.file,
    at: pointerOf(at),
    problem: 'A parameter must be a string, or an integer with no more than a list or a minimum and a maximum.',
    fix: 'Put the rest into its description, or extend scripts/emit/lib/standalone.ts to check it.',
  });
}

/** `x-validations`: CEL, compiled to JavaScript in place. */
const rules: CodeKeywordDefinition = {
  keyword: 'x-validations',
  type: 'object',
  schemaType: 'array',
  // Ajv asks for a message; messages come from the validator.
  error: { message: '', params: ({ params }) => _`{message: ${params['message']}, field: ${params['field']}}` },
  code(cxt: KeywordCxt) {
    for (const { rule, message, fieldPath } of cxt.schema as Validation[]) {
      cxt.setParams({ message: _`${message}`, field: _`${fieldPath.replaceAll('.', '/')}` });
      cxt.fail(brokenWhen(rule, cxt.data));
    }
  },
};

/** A part of a form that is a `Blob`, of whichever realm. */
const file: CodeKeywordDefinition = {
  keyword: 'x-file',
  schemaType: 'boolean',
  code: (cxt: KeywordCxt) => cxt.fail(_`typeof ${cxt.data}?.arrayBuffer !== "function"`),
};

/** An integer as a parameter spells it. */
const digits: CodeKeywordDefinition = {
  keyword: 'x-digits',
  type: 'string',
  schemaType: 'boolean',
  code: (cxt: KeywordCxt) => cxt.fail(_`!/^-?[0-9]+$/.test(${cxt.data})`),
};

/** A bound of an integer that a parameter spells. What is not one is not a number, and within any bounds. */
function bound(keyword: 'x-minimum' | 'x-maximum', beyond: Code): CodeKeywordDefinition {
  return {
    keyword,
    type: 'string',
    schemaType: 'number',
    error: { message: '', params: ({ schemaCode }) => _`{limit: ${schemaCode}}` },
    code: (cxt: KeywordCxt) => cxt.fail(_`+${cxt.data} ${beyond} ${cxt.schemaCode}`),
  };
}
