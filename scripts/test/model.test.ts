// The model of an edition where schemas hold themselves: each is read once on each way that leads to it.
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import { partsOf } from '@apig-spec/model/schema';
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
