// What is written by hand in spec/ beside the contract itself, validated by its JSON Schema there: a key that is misspelt is a
// mistake, not a fact less.

import { join } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf, stepsOf } from '@apig-spec/model/json';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ajvMessage } from './ajv-messages.ts';
import type { Mistake } from './failure.ts';
import { Failure } from './failure.ts';
import { filesBelow, readJson } from './files.ts';
import { specDir } from './paths.ts';

/** The kinds of files that have a schema, spec/<kind>.schema.json, which their first line names for editors. */
export type Kind =
  | 'catalogue'
  | 'changes'
  | 'errata'
  | 'errors'
  | 'glossary'
  | 'ledger'
  | 'overlay'
  | 'pages'
  | 'read'
  | 'resource'
  | 'sibling'
  | 'source'
  | 'transcription';

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false });

/** Validates what a file contains. @throws {@link Failure} with all that is not as the schema of its kind has it. */
export function checkShape(file: string, value: Json, kind: Kind): void {
  if (schemaOf(kind)(value)) return;
  const errors = (schemaOf(kind).errors ?? []).filter(
    ({ keyword, schemaPath }) => keyword !== 'if' && !schemaPath.includes('/oneOf/'),
  );
  throw new Failure(
    ...errors.map((error) => ({ file, at: placeIn(value, error.instancePath), ...describeError(error) })),
  );
}

function schemaOf(kind: Kind): ValidateFunction {
  const name = `${kind}.schema.json`;
  // They refer to each other by their files' names.
  if (!ajv.schemas[name]) {
    for (const file of filesBelow(specDir, '.schema.json'))
      ajv.addSchema(readJson(join(specDir, file)) as JsonObject, file);
  }
  return ajv.getSchema(name) as ValidateFunction;
}

/** A place in words where there are any: `createVpcChannel/path/rows/project_id`, not `/3/rows/0`. */
function placeIn(value: Json, pointer: string): string {
  let node: Json | undefined = value;
  return stepsOf(pointer)
    .map((step) => {
      node = Array.isArray(node) ? node[Number(step)] : objectOf(node)[step];
      const named = isObject(node)
        ? (node['id'] ?? node['at'] ?? node['field'] ?? node['target'] ?? node['en'])
        : undefined;
      return typeof named === 'string' && /^\d+$/.test(step) ? named : step;
    })
    .join('/');
}

/** The keys that a closed object may have: its own, and those of the parts that it is made of. */
function keysOf(schema: JsonObject): string[] {
  const parts = listOf(schema['allOf']).map((part) => ajv.getSchema(String(objectOf(part)['$ref']))?.schema as Json);
  return [schema, ...parts.map(objectOf)].flatMap((each) => Object.keys(objectOf(each['properties'])));
}

function describeError(error: ErrorObject): Pick<Mistake, 'problem' | 'fix'> {
  const { keyword, schema, parentSchema } = error;
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return {
        problem: ajvMessage(error),
        fix: `Known here: ${keysOf(objectOf(parentSchema as Json)).join(', ')}.`,
      };
    case 'required':
      return { problem: ajvMessage(error), fix: 'Add it; see its neighbours.' };
    case 'oneOf':
      return {
        problem: 'One key too many, or one too few.',
        fix: `Exactly one of ${listOf(schema as Json)
          .map((each) => listOf(objectOf(each)['required'])[0])
          .join(', ')}.`,
      };
    default:
      return { problem: ajvMessage(error), fix: 'Correct it; see its neighbours.' };
  }
}
