// What the module of an edition says beyond openapi-typescript's own types.
import { clientModule, contractTypes } from '@apig-spec/emit/client-module';
import type { Json } from '@apig-spec/model/json';
import { expect, test } from 'vitest';

const parameter = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const thing = {
  type: 'object',
  required: ['kind', 'mode'],
  properties: {
    kind: { type: 'string', const: 'a' },
    mode: { type: 'string', enum: ['x', 'y'], description: 'First line.\n\n- a list' },
  },
};
const operation = (operationId: string, more: object): Json => ({
  ...{ operationId, summary: 'Does it', description: 'It does.', tags: ['Things'] },
  responses: {
    200: { description: 'Done.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
  },
  ...more,
});
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '2024.11.0', 'x-edition': '2024-11.en', 'x-revision': '2024-11' },
  servers: [{ url: 'https://apig.cn-north-4.myhuaweicloud.com' }],
  paths: {
    '/v2/{project_id}/apigw/instances/{instance_id}': {
      parameters: [parameter('project_id'), parameter('instance_id')],
      get: operation('showThings', {}),
    },
    '/v2/{project_id}/apigw/instances/{instance_id}/things/{thing_id}': {
      parameters: [parameter('project_id'), parameter('instance_id'), parameter('thing_id')],
      get: operation('showThing', {}),
    },
  },
  components: { schemas: { Thing: thing } },
};
const edition = { name: '2024-11.en', revision: '2024-11', locale: 'en', document } as const;

test('what a client binds once is optional, and so is a path of nothing else', () => {
  const text = clientModule(edition)
    .replaceAll(/\/\*\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ');
  expect(text).toContain('path?: { project_id?: string; instance_id?: string; };');
  expect(text).toContain('path: { project_id?: string; instance_id?: string; thing_id: string; };');
});

test('comments say what the types do not, without indented code; of the documents of the mock there are none', () => {
  const text = clientModule(edition);
  expect(text).not.toMatch(/@constant|@enum|@description|\* {5}/);
  expect(text).toContain('* First line.\n');
  expect(text).toContain('* - a list\n');
  const types = contractTypes(edition);
  expect(types).toContain('kind: "a";');
  expect(types).not.toContain('/*');
});

test('each alternative of a schema is an interface, and says what the fields of all of them mean', () => {
  const Shared = {
    ...{ type: 'object', required: ['kind', 'name'], description: 'A body.' },
    properties: { kind: { enum: ['a', 'b'], type: 'string', description: 'Its kind.' }, name: { type: 'string' } },
    allOf: [{ oneOf: [{ $ref: '#/components/schemas/OfA' }, { $ref: '#/components/schemas/OfB' }] }],
  };
  const of = (kind: string) => ({
    ...{ type: 'object', required: ['kind'], description: `Of kind ${kind}.` },
    properties: { kind: { type: 'string', const: kind }, [kind]: { type: 'string' } },
  });
  const requestBody = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Shared' } } } };
  const [path = ''] = Object.keys(document.paths);
  const text = clientModule({
    ...edition,
    document: {
      ...document,
      paths: { [path]: { parameters: [], put: operation('updateThings', { requestBody }) } },
      components: { schemas: { Thing: thing, Shared, OfA: of('a'), OfB: of('b') } },
    },
  });
  const lines = text.replaceAll(/\s+/g, ' ');
  expect(lines).toContain('/** Of kind a. */ export interface SharedAsOfA extends SharedFields, OfA { }');
  expect(lines).toContain('/** A body. */ export type Shared = SharedAsOfA | SharedAsOfB;');
  expect(lines).toMatch(/OfB = \{ \/\*\* \* Its kind\. \* \* @see \S+#body.kind \*\/ kind: "b";/);
  expect(lines).toContain('/** A body. */ body: Shared; }');
  expect(text).not.toContain('components["schemas"]');
});
