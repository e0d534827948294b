// What openapi-typescript is given to read.

import { typeable } from '@apig-spec/emit/typeable';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { expect, test } from 'vitest';

/** The schema `Body`, or another, rewritten in a document where a path leads to it. */
function rewritten(schemas: JsonObject, info: JsonObject = {}, name = 'Body'): Json | undefined {
  const schema = { $ref: '#/components/schemas/Body' };
  const paths = {
    '/': { post: { operationId: 'post', requestBody: { content: { 'application/json': { schema } } } } },
  };
  const result = typeable({ info, paths, components: { schemas } });
  return objectOf(objectOf(objectOf(result['components'])['schemas']))[name];
}

test('a shared scalar is put where it is used, with its limits as tags', () => {
  const Name = { type: 'string', minLength: 3, pattern: '^a', description: 'A name.', examples: ['abc'] };
  const body = {
    type: 'object',
    properties: {
      name: { $ref: '#/components/schemas/Name' },
      port: { type: 'integer', minimum: 0, default: 1, deprecated: true },
    },
  };
  expect(rewritten({ Name, Body: body })).toEqual({
    type: 'object',
    properties: {
      name: { type: 'string', description: 'A name.\n\n@minLength 3\n@pattern ^a\n@example abc' },
      port: { type: 'integer', description: '@minimum 0\n@default 1\n@deprecated' },
    },
    required: [],
  });
});

test('a map has the keys that it lists as fields, and any key where it lists none', () => {
  const Value = { type: 'object', properties: { status: { type: 'integer' } } };
  const value = { $ref: '#/components/schemas/Value' };
  const Body = {
    type: 'object',
    properties: {
      listed: { type: 'object', propertyNames: { enum: ['A', 'B'] }, additionalProperties: value },
      any: { type: 'object', additionalProperties: value },
    },
  };
  expect(objectOf(rewritten({ Value, Body }))['properties']).toEqual({
    listed: { type: 'object', properties: { A: value, B: value }, required: [] },
    any: { type: 'object', properties: {}, required: [], additionalProperties: value },
  });
});

test('words beside a reference stand for those of what it refers to', () => {
  const Name = { type: 'string', description: 'A name.' };
  const name = { $ref: '#/components/schemas/Name', description: 'Its name.' };
  expect(rewritten({ Name, Body: { type: 'object', properties: { name } } })).toMatchObject({
    properties: { name: { type: 'string', description: 'Its name.' } },
  });
});

test('objects that are composed become one, and required reaches all of their fields', () => {
  const Base = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, required: ['b'] };
  const body = {
    allOf: [{ $ref: '#/components/schemas/Base' }],
    required: ['a'],
    properties: { a: { minLength: 1 }, c: false },
    unevaluatedProperties: false,
  };
  expect(rewritten({ Base, Body: body })).toEqual({
    type: 'object',
    properties: { a: { type: 'string', description: '@minLength 1' }, b: { type: 'string' }, c: false },
    required: ['a', 'b'],
  });
});

test('a field that only alternatives declare is required in each of them, which may need a copy of it', () => {
  const One = { type: 'object', properties: { kind: { const: 1 } } };
  const Two = { type: 'object', properties: { kind: { const: 2 } }, required: ['kind'] };
  const body = {
    type: 'object',
    properties: { a: { type: 'string' } },
    allOf: [{ oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }] }],
    required: ['kind'],
  };
  expect(rewritten({ One, Two, Body: body })).toMatchObject({
    allOf: [{ oneOf: [{ $ref: '#/components/schemas/OneWithKind' }, { $ref: '#/components/schemas/Two' }] }],
  });
  expect(rewritten({ One, Two, Body: body }, {}, 'OneWithKind')).toEqual({
    type: 'object',
    properties: { kind: { const: 1 } },
    required: ['kind'],
  });
});

test('the limits of a response that may be empty are those of one that is not', () => {
  const Code = { type: 'string', minLength: 3, description: 'A code.', default: 'abc' };
  const Unset = { type: 'string', const: '', description: 'Not set.' };
  const code = { anyOf: [{ $ref: '#/components/schemas/Code' }, { $ref: '#/components/schemas/Unset' }] };
  const field = (property: JsonObject) =>
    rewritten({ Code, Unset, Body: { type: 'object', properties: { code: property } } });
  expect(field(code)).toMatchObject({ properties: { code: { description: 'A code.\n\n@minLength 3' } } });
  expect(field({ ...code, description: 'Its code.' })).toMatchObject({
    properties: { code: { description: 'Its code.\n\n@minLength 3' } },
  });
});

const info = { 'x-edition': '2024-11.en' };

test('a field leads to its place on the page of its operation, wherever its object is composed from', () => {
  const Base = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'object', properties: {} } } };
  const Inner = { type: 'object', properties: { c: { type: 'string' } } };
  const Body = {
    allOf: [{ $ref: '#/components/schemas/Base' }],
    properties: { list: { type: 'array', items: { $ref: '#/components/schemas/Inner' } } },
  };
  expect(rewritten({ Base, Inner, Body }, info)).toMatchObject({
    properties: {
      a: { description: '@see /en/2024-11/post/#body.a' },
      b: { description: '@see /en/2024-11/post/#body.b' },
      list: {
        type: 'array',
        description: '@see /en/2024-11/post/#body.list',
        items: { $ref: '#/components/schemas/Inner' },
      },
    },
  });
});

test('what many operations share leads to none of them', () => {
  const Body = { type: 'object', properties: { a: { type: 'string' } } };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Body' } } };
  const operations = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `/${index}`,
        { post: { operationId: `post${index}`, requestBody: { content } } },
      ]),
    );
  const fieldIn = (count: number) => {
    const { components = {} } = typeable({ info, paths: operations(count), components: { schemas: { Body } } });
    return objectOf(objectOf(objectOf(objectOf(objectOf(components)['schemas'])['Body'])['properties'])['a']);
  };
  expect(fieldIn(3)).toEqual({ type: 'string', description: '@see /en/2024-11/post0/#body.a' });
  expect(fieldIn(4)).toEqual({ type: 'string' });
});

test('components that nothing uses are left out', () => {
  const result = typeable({ paths: {}, components: { schemas: { Body: { type: 'object' } } } });
  expect(result['components']).toMatchObject({ schemas: {} });
});

test('a schema that holds itself refers to itself', () => {
  const child = { $ref: '#/components/schemas/Body' };
  const body = { type: 'object', properties: { name: { type: 'string' }, child } };
  expect(rewritten({ Body: body }, info)).toEqual({
    type: 'object',
    properties: {
      name: { type: 'string', description: '@see /en/2024-11/post/#body.name' },
      child: { ...child, description: '@see /en/2024-11/post/#body.child' },
    },
    required: [],
  });
});

test('a file is marked, wherever it is described, for its type is no string', () => {
  const File = { type: 'string', contentMediaType: 'application/octet-stream', description: 'A file.' };
  const Body = {
    type: 'object',
    required: ['file'],
    properties: {
      file: { $ref: '#/components/schemas/File' },
      other: { type: 'string', format: 'binary', description: 'Another.' },
      text: { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
    },
  };
  expect(objectOf(rewritten({ File, Body }))['properties']).toMatchObject({
    file: { 'x-file': true, description: 'A file.' },
    other: { 'x-file': true, description: 'Another.' },
    text: { type: 'string' },
  });
});
