// Validators of single schemas, compiled as the published ones are: Ajv for JSON Schema, our own compiler for CEL rules.

import { Ajv2020, type AnySchema, type CodeKeywordDefinition } from 'ajv/dist/2020.js';
import { brokenWhen } from '../cel.ts';
import type { Json } from '../json.ts';
import { isObject, listOf, objectOf } from '../json.ts';
import { perDocument } from '../per-document.ts';
import type { Part } from '../schema.ts';
import { identityOf } from './identity.ts';

export type Accepts = (value: Json) => boolean;

const rules: CodeKeywordDefinition = {
  keyword: 'x-validations',
  type: 'object',
  schemaType: 'array',
  code(cxt) {
    for (const validation of listOf(cxt.schema as Json)) {
      cxt.fail(brokenWhen(String(objectOf(validation)['rule']), cxt.data));
    }
  },
};

const made = new Map<string, Accepts | undefined>();

/** Whether a value meets all parts, which are of one document; `undefined` where one of them cannot be compiled. */
export function compiled(parts: readonly Part[]): Accepts | undefined {
  const [part] = parts;
  if (!part) return () => true;
  const identity = identityOf(parts);
  if (!made.has(identity)) made.set(identity, check(compilerOf(part.document), parts));
  return made.get(identity);
}

function check(ajv: Ajv2020, parts: readonly Part[]): Accepts | undefined {
  try {
    const validate = ajv.compile({ allOf: parts.map(({ schema }) => within(schema) as AnySchema) });
    return (value) => validate(value) as boolean;
  } catch {
    // An unknown pattern's syntax, say. What cannot be tried out is compared as it is written.
    return undefined;
  }
}

const compilerOf = perDocument((document): Ajv2020 => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, logger: false });
  ajv.addKeyword(rules);
  ajv.addSchema({ $id: 'document', components: document['components'] ?? {} });
  return ajv;
});

/** The schema with references that lead into the document from anywhere. */
function within(value: Json): Json {
  if (Array.isArray(value)) return value.map(within);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === '$ref' && typeof each === 'string' && each.startsWith('#') ? `document${each}` : within(each),
    ]),
  );
}
