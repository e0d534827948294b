// What is tried once for several editions: operations that are alike in all but their words, with what they refer to.
import type { JsonObject } from '@apig-spec/model/json';
import { operationKeys, unlikeBefore, withoutOperations } from '@apig-spec/repository/alike';
import { expect, test } from 'vitest';

const document = (): JsonObject => ({
  paths: {
    '/a': {
      parameters: [{ $ref: '#/components/parameters/Id' }, { name: 'page', in: 'query' }],
      get: { operationId: 'showA', summary: 'Shows.', responses: { 200: { $ref: '#/components/responses/A' } } },
      post: { operationId: 'createA', requestBody: { examples: { one: { $ref: '#/components/examples/one' } } } },
    },
    '/b': { get: { operationId: 'showB', responses: { 200: { $ref: '#/components/responses/B' } } } },
  },
  components: {
    parameters: { Id: { name: 'id' } },
    responses: { A: { schema: { $ref: '#/components/schemas/A' } }, B: { description: 'B.' } },
    schemas: { A: { type: 'string', description: 'Words.', 'x-enum-descriptions': ['one'] }, Unused: {} },
    examples: { one: { value: { description: 'fact' } } },
  },
});

/** The operations that are others than before where some text is put otherwise. */
function unlikeWith(from: string, to: string): string[] {
  const changed = JSON.stringify(document()).replace(from, to);
  expect(changed).not.toBe(JSON.stringify(document()));
  const [first, second] = unlikeBefore([document(), JSON.parse(changed) as JsonObject]);
  expect([...(first ?? [])]).toEqual(['showA', 'createA', 'showB']);
  return [...(second ?? [])];
}

test.for([
  ['its words', '"Shows."', '"Shows it."', []],
  ['words of what it refers to', '"Words."', '"其他。"', []],
  ['words for a value', '["one"]', '["a"]', []],
  ['that there are words', '"Words."', '""', ['showA']],
  ['a fact of what it refers to', '"string"', '"integer"', ['showA']],
  ['a parameter of its path', '{"name":"id"}', '{"name":"key"}', ['showA', 'createA']],
  ['a parameter that its path describes itself', '"page"', '"offset"', ['showA', 'createA']],
  ['a text of an example', '"fact"', '"other"', ['createA']],
  ['its path', '"/b"', '"/c"', ['showB']],
  ['where the response leads', 'responses/B', 'responses/A', ['showB']],
] as const)('an operation is another by %s, or is not', ([, from, to, unlike]) => {
  expect(unlikeWith(from, to)).toEqual(unlike);
});

test('what is alike has one key', () => {
  const [one, other] = [document(), document()].map(operationKeys);
  expect(one).toEqual(other);
  expect(new Set(one?.values()).size).toBe(3);
});

test('an operation goes with the components of its own; one that nobody refers to stays to be found', () => {
  const { paths, components } = withoutOperations(document(), (id) => id === 'showA') as Record<string, JsonObject>;
  expect(paths).toEqual({
    ...(document()['paths'] as JsonObject),
    '/a': expect.not.objectContaining({ get: expect.anything() }),
  });
  expect(components).toEqual({
    ...(document()['components'] as JsonObject),
    responses: { B: { description: 'B.' } },
    schemas: { Unused: {} },
  });
  const shared = {
    ...document(),
    paths: {
      ...(document()['paths'] as JsonObject),
      '/c': { get: { $ref: '#/components/responses/B', operationId: 'showC' } },
    },
  };
  const rest = withoutOperations(shared, (id) => id === 'showB') as Record<string, JsonObject>;
  expect(rest['components']).toEqual(document()['components']);
  const none = withoutOperations(document(), () => true) as Record<string, JsonObject>;
  expect(none['paths']).toEqual({});
  expect(none['components']?.['parameters']).toEqual({});
});
