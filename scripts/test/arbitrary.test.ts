// What makes values and breaks them: it makes only what a schema admits, stops at what it does not know, and its mutants
// find a contract that is looser than the documents.

import { SchemaChecker } from '@apig-spec/checks/schema-checker';
import { arbitraryOf } from '@apig-spec/emit/arbitrary';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isObject } from '@apig-spec/model/json';
import { limitsOf } from '@apig-spec/model/limits';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { Failure } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { readEvidence } from '@apig-spec/sources/evidence';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf } from './model.documents.ts';
import { ruledOut } from './mutants.ts';
import { sampled } from './sample.ts';

const [edition = { name: '', revision: '', locale: 'en' as const }] = editionsOf(readRevisions());
const newest = () => readBuilt(`${distDir}/${edition.name}.json`);

describe('values of a schema', () => {
  const sample = (schema: Json, numRuns = 200) => fc.sample(arbitraryOf({}, schema), { seed: 1, numRuns });

  test('are what plain Ajv and a CEL library accept', { timeout: 60_000 }, () => {
    const checker = new SchemaChecker(newest());
    for (const { path, method, request, form } of operationsOf(checker.document).filter(sampled(checker.document))) {
      const schema = request ?? form;
      if (schema === undefined) continue;
      const pointer = checker.bodyPointer(path, method, schema === form ? 'form' : 'request') ?? '';
      for (const body of fc.sample(arbitraryOf(checker.document, schema), { seed: 1, numRuns: 60 })) {
        expect(checker.at(pointer, body).errors, JSON.stringify(body)).toEqual([]);
      }
    }
  });

  test('reach the edges of numbers and of lengths', () => {
    const numbers = sample({ type: 'integer', minimum: 3, maximum: 9 });
    expect(Math.min(...numbers.map(Number))).toBe(3);
    expect(Math.max(...numbers.map(Number))).toBe(9);
    const lengths = sample({ type: 'string', minLength: 3, maxLength: 64, pattern: '^[a-z]+$' }).map(
      (text) => String(text).length,
    );
    expect(Math.min(...lengths)).toBe(3);
    expect(Math.max(...lengths)).toBe(64);
    expect(
      sample({ type: 'array', items: { type: 'boolean' }, minItems: 1, maxItems: 9 }).map(
        (list) => (list as Json[]).length,
      ),
    ).toContain(9);
  });

  test('of a map have the keys that it lists alone, and of another map any', () => {
    const additionalProperties = { type: 'integer', minimum: 1, maximum: 9 };
    const keysOf = (schema: JsonObject) =>
      new Set(sample({ type: 'object', additionalProperties, ...schema }).flatMap((map) => Object.keys(map as object)));
    expect([...keysOf({ propertyNames: { enum: ['a', 'b'] } })].sort()).toEqual(['a', 'b']);
    expect([...keysOf({})]).toEqual(['a_field_of_the_future']);
    const values = sample({ type: 'object', additionalProperties }).flatMap((map) => Object.values(map as object));
    expect(values.every((value) => value >= 1 && value <= 9)).toBe(true);
  });

  test('take every alternative, and nothing that one forbids', () => {
    const schema = {
      type: 'object',
      oneOf: [
        { required: ['a'], properties: { a: { const: 1 }, b: false } },
        { required: ['b'], properties: { a: false, b: { enum: [2, 3] } } },
      ],
      unevaluatedProperties: false,
    };
    const shown = new Set(sample(schema).map((value) => JSON.stringify(value)));
    expect([...shown].sort()).toEqual(['{"a":1}', '{"b":2}', '{"b":3}']);
  });

  test('of a schema that holds itself end', () => {
    const node = { $ref: '#/components/schemas/Node' };
    const document = documentOf({
      Node: {
        type: 'object',
        required: ['id'],
        properties: { id: { const: 1 }, parent: node, children: { type: 'array', items: node } },
        unevaluatedProperties: false,
      },
    });
    const shown = new Set(fc.sample(arbitraryOf(document, node), 50).map((value) => JSON.stringify(value)));
    expect([...shown].sort()).toEqual(['{"id":1,"children":[]}', '{"id":1}']);
  });

  test('are of every type that a schema lists', () => {
    const shown = (schema: Json) => new Set(sample(schema).map((value) => JSON.stringify(value)));
    expect(shown({ type: ['array', 'null'], items: { const: 1 }, maxItems: 1 })).toEqual(
      new Set(['null', '[]', '[1]']),
    );
    expect(shown({ type: ['string', 'null'], enum: ['a', null, 1] })).toEqual(new Set(['null', '"a"']));
  });

  test('keep the rules', () => {
    const [a, b] = [
      { type: 'integer', minimum: 0, maximum: 9 },
      { type: 'integer', minimum: 0, maximum: 9 },
    ];
    const rules = [{ rule: 'self.a > self.b', message: '', fieldPath: '.a' }];
    const schema = { type: 'object', properties: { a, b }, required: ['a', 'b'], 'x-validations': rules };
    for (const value of sample(schema)) expect(Number(at(value, '/a'))).toBeGreaterThan(Number(at(value, '/b')));
  });

  test('stop at what is not known, and at what nothing satisfies', () => {
    expect(() => arbitraryOf({}, { type: 'integer', multipleOf: 2 })).toThrow(/no arbitrary for `multipleOf`/);
    expect(() => arbitraryOf({}, { allOf: [{ const: 1 }, { const: 2 }] })).toThrow(Failure);
  });
});

test('a contract that is looser than a document accepts a mutant', { timeout: 60_000 }, () => {
  const { ledgers, errata } = readEvidence();
  const accepted = (document: JsonObject): string[] => {
    const checker = new SchemaChecker(document);
    const pointer = '/components/schemas/VpcChannelCreate';
    const { mutants } = ruledOut(document, edition, 'createVpcChannel', ledgers, errata);
    const bodies = fc.sample(arbitraryOf(document, { $ref: `#${pointer}` }), { seed: 1, numRuns: 40 });
    return mutants
      .filter((mutant) => mutant.pointer === '/vpc_health_config')
      .filter(({ broken }) =>
        bodies.some((body) => {
          const check = at(body, '/vpc_health_config');
          const changed = isObject(check) ? broken(check) : undefined;
          return (
            changed !== undefined && checker.at(pointer, { ...(body as JsonObject), vpc_health_config: changed }).valid
          );
        }),
      )
      .map(({ name }) => name);
  };
  expect(accepted(newest())).toEqual([]);

  const loose = newest();
  const timeout = at(loose, '/components/schemas/VpcHealthConfigBase/properties/timeout') as JsonObject;
  timeout['maximum'] = 31;
  const whole = at(loose, '/components/schemas/VpcHealthConfig') as JsonObject;
  whole['required'] = ['protocol'];
  expect(accepted(loose)).toEqual(
    expect.arrayContaining([
      'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/timeout maximum',
      'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/timeout required',
    ]),
  );
  expect(accepted(loose)).not.toContain(
    'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/timeout minimum',
  );
});

describe('limits', () => {
  const limitsOfBody = (Body: JsonObject) => {
    const schema = { $ref: '#/components/schemas/Body' };
    const post = { operationId: 'post', requestBody: { content: { 'application/json': { schema } } } };
    return limitsOf({ paths: { '/': { post } }, components: { schemas: { Body } } })['Body'];
  };

  test('parts narrow, alternatives widen', () => {
    const one = { properties: { a: { minimum: 5, maximum: 6 }, kind: { const: 'x' }, b: { maxLength: 3 } } };
    const other = { properties: { a: { maximum: 9 }, kind: { const: 'y' }, b: false } };
    const base = { properties: { a: { minimum: 2 }, kind: { enum: ['x', 'y', 'z'], default: 'x' } } };
    expect(limitsOfBody({ allOf: [base, { oneOf: [one, other] }] })).toEqual({
      a: { minimum: 2, maximum: 9 },
      kind: { enum: ['x', 'y'], default: 'x' },
      b: { maxLength: 3 },
    });
  });

  test('an alternative that is silent on a field does not narrow it', () => {
    const base = { properties: { a: { minimum: 2 } } };
    const choice = { oneOf: [{ properties: { a: { minimum: 5 } } }, { properties: { b: { minimum: 1 } } }] };
    expect(limitsOfBody({ allOf: [base, choice] })).toEqual({ a: { minimum: 2 }, b: { minimum: 1 } });
  });

  test('a response that may be empty has the limits of one that is not', () => {
    const set = { type: 'string', enum: ['x'], maxLength: 3 };
    expect(limitsOfBody({ properties: { a: { anyOf: [set, { const: '' }] } } })).toEqual({ a: { enum: ['x', ''] } });
    const { enum: _, ...open } = set;
    expect(limitsOfBody({ properties: { a: { anyOf: [open, { const: '' }] } } })).toEqual({ a: { maxLength: 3 } });
  });

  test('two patterns of one field are a mistake', () => {
    const parts = ['^a', 'b$'].map((pattern) => ({ properties: { a: { pattern } } }));
    expect(() => limitsOfBody({ allOf: parts })).toThrow(/two patterns/);
  });
});
