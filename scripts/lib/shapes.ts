// The shapes of what is written by hand in spec/, as JSON Schemas: a key that is misspelt is a mistake, not a fact less.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf, stepsOf } from '@apig-spec/model/json';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ajvMessage } from './ajv-messages.ts';
import type { Mistake } from './failure.ts';
import { Failure } from './failure.ts';

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text };
const count = { type: 'integer', minimum: 0 };
const maps = { type: 'array', items: { type: 'object' } };
const scalars = { type: 'array', items: { type: ['string', 'number', 'boolean'] } };

function map(required: string[], optional: JsonObject, more: JsonObject = {}): JsonObject {
  const given = Object.fromEntries(required.map((key): [string, Json] => [key, optional[key] ?? text]));
  return { type: 'object', required, properties: { ...optional, ...given }, additionalProperties: false, ...more };
}

/** One of the keys, and only one. */
function oneOf(...keys: string[]): JsonObject {
  return { oneOf: keys.map((key) => ({ required: [key] })) };
}

/** What a row may state of its field. */
const facts: JsonObject = {
  required: { type: 'boolean' },
  type: {
    type: 'string',
    pattern: '^(String|Integer|Long|Boolean|Object|[A-Z]\\w* object|Array of (strings|[A-Z]\\w* objects))$',
  },
  minimum: { type: 'number' },
  maximum: { type: 'number' },
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  enum: scalars,
  values: scalars,
  default: { type: ['string', 'number', 'boolean'] },
  deprecated: { type: 'boolean' },
  pattern: text,
  textLimits: map([], { minLength: count, maxLength: count }),
  unsupported: { type: 'boolean' },
  rules: { type: 'array', items: map(['says'], { accepts: maps, refuses: maps }) },
};

export const ledgerShape: JsonObject = map(
  ['document', 'file', 'dated', 'locale', 'edition', 'title', 'rows', 'examples', 'sha256', 'tables'],
  {
    document: { type: 'string', pattern: '^\\d{3}$' },
    dated: { type: ['string', 'null'] },
    locale: { enum: ['en', 'zh-CN'] },
    since: { type: 'object', minProperties: 1, additionalProperties: { type: 'string', pattern: '^\\d{4}-\\d{2}$' } },
    rows: count,
    examples: count,
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    tables: {
      type: 'array',
      items: map(
        ['id', 'operation', 'in', 'rows'],
        {
          in: { enum: ['path', 'query', 'header', 'request', 'response'] },
          status: { type: ['string', 'integer'] },
          object: text,
          pointer: { type: 'string' },
          also: texts,
          rows: {
            type: 'array',
            items: map(['field', 'type'], {
              ...facts,
              text: { type: 'array', items: { enum: Object.keys(facts) } },
              note: text,
            }),
          },
        },
        { if: { properties: { in: { const: 'response' } } }, then: { required: ['status'] } },
      ),
    },
  },
);

const bilingual = map(['en', 'zh-CN'], {});
const name = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' };
/** In place of a fact, `null` says that the contract does not have it; `also` are values accepted besides what facts say. */
const instead = Object.fromEntries(
  Object.entries({ ...facts, also: { type: 'array' } }).map(([fact, schema]) => [
    fact,
    { ...(schema as JsonObject), type: [(schema as JsonObject)['type'] ?? [], 'null'].flat() },
  ]),
);

export const errataShape: JsonObject = {
  type: 'array',
  items: map(['id', 'kind', 'title', 'decision', 'reason'], {
    id: name,
    kind: { enum: ['contradiction', 'gap'] },
    title: bilingual,
    decision: bilingual,
    reason: bilingual,
    facts: {
      type: 'array',
      items: {
        type: 'object',
        if: { required: ['row'] },
        then: map(['row', 'fact'], { fact: { enum: [...Object.keys(facts), 'absent'] }, states: true }),
        else: {
          if: { required: ['example'] },
          then: map(['example', 'pointer', 'states'], { pointer: { type: 'string' }, states: true }),
          else: {
            if: { required: ['sibling'] },
            then: map(['sibling', 'says'], { sibling: text, says: bilingual }),
            else: map(['document', 'section', 'says'], { says: bilingual }),
          },
        },
      },
    },
    departs: {
      type: 'array',
      items: {
        if: { required: ['answer'] },
        then: map(['answer', 'instead'], { answer: text, instead: map(['status'], { status: text }) }),
        else: map(
          ['instead'],
          {
            row: text,
            rows: texts,
            instead: { type: 'object', minProperties: 1, properties: instead, additionalProperties: false },
          },
          oneOf('row', 'rows'),
        ),
      },
    },
    touches: { ...texts, minItems: 1 },
    rules: { type: 'array', items: map(['says'], { operation: text, revisions: texts, accepts: maps, refuses: maps }) },
  }),
};

const codesByStatus: JsonObject = { type: 'object', patternProperties: { '^[1-5][0-9]{2}$': texts } };

export const siblingShape: JsonObject = map(
  ['title', 'dated', 'locale', 'licence', 'repository', 'operations', 'errors'],
  {
    title: bilingual,
    dated: text,
    locale: text,
    licence: text,
    repository: text,
    operations: {
      type: 'object',
      additionalProperties: map(['page', 'answers'], {
        page: text,
        answers: codesByStatus,
        shows: { type: 'object', patternProperties: { '^2[0-9]{2}$': { type: 'object', minProperties: 1 } } },
      }),
    },
    errors: codesByStatus,
  },
);

export const overlayShape: JsonObject = map(['overlay', 'info', 'actions'], {
  overlay: { const: '1.1.0' },
  info: map(['title', 'version'], {}),
  actions: {
    type: 'array',
    minItems: 1,
    items: map(
      ['target', 'description'],
      { update: true, remove: { const: true }, copy: text, 'x-change': text, 'x-revisions': texts, 'x-sources': texts },
      oneOf('update', 'remove', 'copy'),
    ),
  },
});

export const changesShape: JsonObject = {
  type: 'array',
  items: map(['id', 'en', 'zh-CN', 'sources'], { id: name, sources: { ...texts, minItems: 1 } }),
};

const operationName = { type: 'string', pattern: '^[a-z][A-Za-z0-9]*$' };

export const resourceShape: JsonObject = map(['tag', 'paths'], {
  tag: {
    type: ['object', 'string'],
    required: ['name', 'x-displayName', 'description'],
    properties: { name: text, 'x-displayName': text, description: text },
    additionalProperties: false,
  },
  paths: {
    type: 'object',
    propertyNames: { pattern: '^(/[^/]+)+$' },
    additionalProperties: map(
      [],
      { get: operationName, put: operationName, post: operationName, delete: operationName },
      { minProperties: 1 },
    ),
  },
});

export const glossaryShape: JsonObject = {
  type: 'array',
  items: map(['en', 'zh-CN'], { note: text, never: texts }),
};

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false });

/** Holds what a file contains against its shape. @throws {@link Failure} with all that is not of the shape. */
export function checkShape(file: string, value: Json, shape: JsonObject): void {
  if (ajv.validate(shape, value)) return;
  const errors = (ajv.errors ?? []).filter(
    ({ keyword, schemaPath }) => keyword !== 'if' && !schemaPath.includes('/oneOf/'),
  );
  throw new Failure(...errors.map((error) => ({ file, at: placeIn(value, error.instancePath), ...told(error) })));
}

/** A place in words where there are any: `tables/T7/rows/protocol`, not `/tables/3/rows/0`. */
function placeIn(value: Json, pointer: string): string {
  let node: Json | undefined = value;
  return stepsOf(pointer)
    .map((step) => {
      node = Array.isArray(node) ? node[Number(step)] : objectOf(node)[step];
      const named = isObject(node) ? (node['id'] ?? node['field'] ?? node['target'] ?? node['en']) : undefined;
      return typeof named === 'string' && /^\d+$/.test(step) ? named : step;
    })
    .join('/');
}

function told(error: ErrorObject): Pick<Mistake, 'problem' | 'mend'> {
  const { keyword, schema, parentSchema } = error;
  switch (keyword) {
    case 'additionalProperties':
      return {
        problem: ajvMessage(error),
        mend: `Known here: ${Object.keys(objectOf(parentSchema?.['properties'])).join(', ')}.`,
      };
    case 'required':
      return { problem: ajvMessage(error), mend: 'Add it; see its neighbours.' };
    case 'oneOf':
      return {
        problem: 'One key too many, or one too few.',
        mend: `Exactly one of ${listOf(schema as Json)
          .map((each) => listOf(objectOf(each)['required'])[0])
          .join(', ')}.`,
      };
    default:
      return { problem: ajvMessage(error), mend: 'Correct it; see its neighbours.' };
  }
}
