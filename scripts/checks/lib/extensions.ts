// The specification extensions of the contract, and what each may hold: a misspelt one would be ignored without a word.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf, pointerOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { ajvMessage } from '@apig-spec/repository/ajv-messages';
import { Ajv2020 } from 'ajv/dist/2020.js';

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1 };

/** JSON Schemas of what each extension holds. */
const extensions: Record<string, JsonObject> = {
  'x-displayName': text,
  'x-edition': { type: 'string', pattern: '^\\d{4}-\\d{2}\\.(en|zh-CN)$' },
  'x-enum-descriptions': texts,
  'x-enum-varnames': { ...texts, items: { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' }, uniqueItems: true },
  'x-error-codes': { ...texts, items: { type: 'string', pattern: '^API[CG]\\.\\d{4}$' }, uniqueItems: true },
  // Whether an operation may be carried out twice: the client repeats such a call where it cannot know whether it arrived.
  'x-idempotent': { type: 'boolean' },
  // On one of several kinds of an object: the fields that it accepts and does not use.
  'x-ignores': { ...texts, items: { type: 'string', pattern: '^\\w+$' }, uniqueItems: true },
  'x-invented': { const: true },
  // By fact: `'*'` for all that the object says, else the keyword. What a document states needs no mark.
  'x-provenance': { type: 'object', minProperties: 1, additionalProperties: { enum: ['sibling', 'observed'] } },
  // The response whose body a request accepts, too.
  'x-sent-back': { type: 'string', minLength: 1 },
  'x-revision': { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
  'x-validations': {
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      required: ['rule', 'message'],
      properties: { rule: text, message: text, fieldPath: { type: 'string', pattern: '^(\\.\\w+)+$' } },
      additionalProperties: false,
    },
  },
};

const ajv = new Ajv2020({ strict: false, verbose: true });
const checks = new Map(Object.entries(extensions).map(([name, schema]) => [name, ajv.compile(schema)]));

/** What is wrong with an extension, and what to do. */
export interface ExtensionProblem {
  pointer: string;
  problem: string;
  fix: string;
}

/** The extensions of a document that are unknown, hold what they may not, or mark a fact that is not beside them. */
export function extensionProblems(document: JsonObject): ExtensionProblem[] {
  const problems: ExtensionProblem[] = [];
  const visit = (value: Json | undefined, steps: string[]): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...steps, String(index)]);
    if (!isObject(value)) return;
    const named = maps.has(steps.at(-1) ?? '');
    for (const [key, child] of Object.entries(value)) {
      const at = [...steps, key];
      if (named) visit(child, at);
      else if (key.startsWith('x-')) problems.push(...problemsOf(key, child, value, pointerOf(at), document));
      else if (!isData(key, child)) visit(child, at);
    }
  };
  visit(document, []);
  return [...problems, ...idempotencyProblems(document), ...unnamedKinds(document)];
}

/** Clients repeat what may be carried out twice. What only reads always may; of all else the contract says it. */
function idempotencyProblems(document: JsonObject): ExtensionProblem[] {
  return Object.entries(objectOf(document['paths'])).flatMap(([path, item]) =>
    Object.entries(objectOf(item)).flatMap(([method, operation]) => {
      if (!isObject(operation) || !('operationId' in operation)) return [];
      const reads = method === 'get';
      if ('x-idempotent' in operation !== reads) return [];
      return {
        pointer: pointerOf(['paths', path, method]),
        problem: reads ? 'x-idempotent is set on an operation that only reads.' : 'The operation needs x-idempotent.',
        fix: reads ? 'Remove it.' : 'Say `true` where the client may repeat it without knowing whether it arrived.',
      };
    }),
  );
}

/** The kinds of an object that readers choose from: each has a name in words. */
function unnamedKinds(document: JsonObject): ExtensionProblem[] {
  const isKind = (schema: JsonObject) => ['properties', 'required', 'allOf'].some((keyword) => keyword in schema);
  const schemas = Object.values(objectOf(objectOf(document['components'])['schemas'])).map(objectOf);
  const references = schemas.flatMap(({ oneOf, anyOf }) =>
    [oneOf, anyOf].flatMap((options) => {
      const kinds = listOf(options).filter((option) => isKind(objectOf(resolve(document, option))));
      return kinds.length > 1 ? kinds.map((option) => String(objectOf(option)['$ref'])) : [];
    }),
  );
  return [...new Set(references)]
    .filter((reference) => !('x-displayName' in objectOf(resolve(document, { $ref: reference }))))
    .map((reference) => ({
      pointer: reference.replace(/^#/, ''),
      problem: 'The schema is one of several kinds of an object, and has no name in words.',
      fix: 'Add `x-displayName`, of a few words, and its Chinese entry.',
    }));
}

/** Their keys are names of the API, not keywords. */
const maps = new Set(['properties', 'headers', 'responses', 'parameters', 'schemas', 'variables']);

/** What an example, a default or a list of values holds. `examples` is a map of examples outside of schemas. */
function isData(key: string, child: Json): boolean {
  return ['value', 'example', 'default', 'enum', 'const'].includes(key) || (key === 'examples' && Array.isArray(child));
}

function problemsOf(
  name: string,
  value: Json | undefined,
  owner: JsonObject,
  pointer: string,
  document: JsonObject,
): ExtensionProblem[] {
  const check = checks.get(name);
  if (!check) {
    const problem = `Unknown extension ${name}; known: ${[...checks.keys()].join(', ')}.`;
    return [{ pointer, problem, fix: 'Correct its name, or add what it holds to scripts/checks/lib/extensions.ts.' }];
  }
  if (!check(value)) {
    const [error] = check.errors ?? [];
    const where = error?.instancePath ? `at ${error.instancePath}: ` : '';
    return [
      {
        pointer,
        problem: `${name}: ${where}${error && ajvMessage(error)}`,
        fix: `See scripts/checks/lib/extensions.ts; for example ${JSON.stringify(shown[name] ?? null)}.`,
      },
    ];
  }
  if (name === 'x-sent-back') return sentBackProblems(String(value), owner, pointer, document);
  if (name !== 'x-provenance') return [];
  return Object.keys(value as JsonObject)
    .filter((fact) => fact !== '*' && !(fact in owner))
    .map((fact) => ({
      pointer,
      problem: `It marks ${fact}, which its object does not have.`,
      fix: "Mark a keyword that is there, or '*' for all of them.",
    }));
}

function sentBackProblems(
  response: string,
  owner: JsonObject,
  pointer: string,
  document: JsonObject,
): ExtensionProblem[] {
  if (!Object.hasOwn(objectOf(objectOf(document['components'])['schemas']), response)) {
    const problem = `x-sent-back: ${response} does not name a schema of this edition.`;
    return [{ pointer, problem, fix: 'Name the schema of the response, as its file is named.' }];
  }
  if (operationsOf(document).some(({ request }) => resolve(document, request) === owner)) return [];
  const problem = 'x-sent-back is set on a schema that is not the body of a request: it has no effect there.';
  return [{ pointer, problem, fix: 'Put it into the schema that the requestBody names.' }];
}

/** An example of each extension whose shape is easily missed. */
const shown: Record<string, Json> = {
  'x-provenance': { '*': 'observed' },
  'x-validations': [{ rule: 'self.a > self.b', message: 'a must be greater than b' }],
  'x-error-codes': ['APIG.2011'],
  'x-invented': true,
};
