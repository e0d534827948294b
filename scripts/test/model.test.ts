// The model of an edition where schemas hold themselves: each is read once on each way that leads to it.

import { arbitraryOf } from '@apig-spec/emit/arbitrary';
import { typeable } from '@apig-spec/emit/typeable';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { JsonObject } from '@apig-spec/model/json';
import { at, copyOf } from '@apig-spec/model/json';
import { limitsOf } from '@apig-spec/model/limits';
import { partsOf, viewOf, waysOf } from '@apig-spec/model/schema';
import { contractFindings } from '@apig-spec/release/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf } from './model.documents.ts';

describe('A schema that holds itself', () => {
  const document = documentOf({
    Node: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        parent: { $ref: '#/components/schemas/Node' },
        children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
      },
    },
  });

  test('has each of its fields once', () => {
    expect(fieldsOf(document).map(placeOf)).toEqual([
      'createNode/request/name',
      'createNode/request/parent',
      'createNode/request/children',
    ]);
  });
});

test('A schema that is composed of itself is one part', () => {
  const Loop = { properties: { name: {} }, allOf: [{ $ref: '#/components/schemas/Loop' }] };
  expect(partsOf(documentOf({ Loop }), Loop)).toEqual([Loop]);
});

describe('A view', () => {
  const schemas: JsonObject = {
    Base: { required: ['a'], properties: { a: { type: 'string', maxLength: 9 }, b: { description: 'of the base' } } },
    Whole: {
      description: 'whole',
      allOf: [
        { $ref: '#/components/schemas/Base' },
        {
          oneOf: [
            { properties: { kind: { const: 1 }, c: { type: 'integer' } } },
            { properties: { kind: { const: 2 }, b: false } },
          ],
        },
      ],
      properties: { a: { minLength: 2, maxLength: 12 } },
      unevaluatedProperties: false,
    },
  };
  const document = documentOf(schemas);
  const view = viewOf({ document, schema: { $ref: '#/components/schemas/Whole' } });

  test('holds what the schema and all that it is composed of say together', () => {
    expect([...view.names]).toEqual(['a', 'b', 'kind', 'c']);
    expect([...view.properties.keys()]).toEqual(['a', 'b']);
    expect({ ...view.notes, required: [...view.required], closed: view.closed }).toEqual({
      description: 'whole',
      required: ['a'],
      closed: true,
    });
    expect(Object.fromEntries(viewOf(...(view.properties.get('a') ?? [])).bounds)).toEqual({
      minLength: 2,
      maxLength: 9,
    });
  });

  test('has a way for each of its alternatives', () => {
    const ways = waysOf(view).map(({ properties }) =>
      [...properties].map(([name, parts]) => [name, viewOf(...parts).forbidden]),
    );
    expect(ways).toEqual([
      [
        ['a', false],
        ['b', false],
        ['kind', false],
        ['c', false],
      ],
      [
        ['a', false],
        ['b', true],
        ['kind', false],
      ],
    ]);
  });

  test('of a map whose keys are listed is that of an object with these fields alone', () => {
    const Key = { type: 'string', enum: ['a', 'b'] };
    const Listed = {
      type: 'object',
      propertyNames: { $ref: '#/components/schemas/Key' },
      additionalProperties: { type: 'integer', minimum: 1 },
    };
    const maps = documentOf({ Key, Listed, Any: { type: 'object', additionalProperties: { type: 'integer' } } });
    const listed = viewOf({ document: maps, schema: { $ref: '#/components/schemas/Listed' } });
    expect([[...listed.names], listed.closed, listed.additional.length]).toEqual([['a', 'b'], true, 1]);
    expect(viewOf(...(listed.properties.get('b') ?? [])).bounds.get('minimum')).toBe(1);
    const any = viewOf({ document: maps, schema: { $ref: '#/components/schemas/Any' } });
    expect([[...any.names], any.closed, any.additional.length]).toEqual([[], false, 1]);
  });

  test('of a schema that is composed of itself, or offers itself, ends', () => {
    const self = { $ref: '#/components/schemas/Loop' };
    const composed = documentOf({ Loop: { type: 'object', allOf: [self], properties: { a: {} } } });
    expect([...viewOf({ document: composed, schema: self }).names]).toEqual(['a']);
    const offered = documentOf({ Loop: { oneOf: [{ type: 'string' }, { type: 'integer' }, self] } });
    const ways = waysOf(viewOf({ document: offered, schema: self }));
    expect(ways.map(({ types }) => [...(types ?? [])])).toEqual([['string'], ['integer'], []]);
  });

  test('gives limits of a schema that holds itself', () => {
    const children = { type: 'array', maxItems: 3, items: { $ref: '#/components/schemas/Node' } };
    const document = documentOf({ Node: { properties: { name: { maxLength: 5 }, children } } });
    expect(limitsOf(document)).toEqual({ Node: { name: { maxLength: 5 }, children: { maxItems: 3 } } });
  });
});

test('every reader ends with a schema that a field of its own is composed of', { timeout: 60_000 }, () => {
  const node = { $ref: '#/components/schemas/Node' };
  const whole = (maxLength: number) =>
    documentOf({
      Node: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', maxLength }, tree: { description: 'A tree.', allOf: [node] } },
        allOf: [{ $ref: '#/components/schemas/Base' }],
      },
      Base: { properties: { owner: node, peers: { type: 'array', maxItems: 2, items: { allOf: [node] } } } },
    });
  const document = whole(5);
  expect(limitsOf(document)).toEqual({ Node: { name: { maxLength: 5 }, peers: { maxItems: 2 } } });
  expect(at(typeable(document), '/components/schemas/Node/properties/tree')).toEqual({
    description: 'A tree.',
    allOf: [node],
  });
  expect(fc.sample(arbitraryOf(document, node), 20)).toHaveLength(20);
  const changes = contractFindings({ name: '2024-11.en', before: document, after: whole(6) });
  expect(changes.map(({ place }) => place)).toContain('createNode/request/name');
});

test('A copy says the same and shares nothing', () => {
  const shared = { type: 'string' };
  const value = { list: [shared, 1, null], map: { shared }, text: 'a' };
  const copy = copyOf(value);
  expect(copy).toEqual(value);
  copy.map.shared.type = 'integer';
  expect(copy.list[0]).toEqual({ type: 'string' });
  expect(shared.type).toBe('string');
});
