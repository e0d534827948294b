// The checks of four editions in one module: what they share is written once, and each still checks by its own rules.

import { checkFunctions } from '@apig-spec/emit/check-code';
import { checkModules, shared, type Variants } from '@apig-spec/emit/check-modules';
import { type Checks, compileChecks } from '@apig-spec/emit/standalone';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { describe, expect, test } from 'vitest';
import { checksOf, type ResourceChecks, type SharedChecks } from '../../packages/validator/src/checks.ts';

/** An operation that takes a body by each tag. */
function edition(tags: string[], schemas: JsonObject): JsonObject {
  const paths = tags.map((tag): [string, Json] => {
    const content = { 'application/json': { schema: { $ref: `#/components/schemas/${tag}` } } };
    return [
      `/${tag}`,
      { post: { operationId: `create${tag}`, tags: [tag.toLowerCase()], requestBody: { content }, responses: {} } },
    ];
  });
  return { paths: Object.fromEntries(paths), components: { schemas } };
}

function modulesOf(documents: Variants<JsonObject>): Map<string, string> {
  const checks = documents.map((document) => compileChecks({ document, file: 'edition.json' }));
  const resourceOf = new Map(documents.flatMap(operationsOf).map(({ id, resource }) => [id, resource]));
  return checkModules(checks as unknown as Variants<Checks>, resourceOf);
}

/** What the four editions find in a body: keywords and what they say, by English, Chinese, and both as observed. */
async function found(modules: Map<string, string>, tag: string, body: Json): Promise<string[]> {
  const load = async (name: string): Promise<unknown> =>
    (await import(`data:text/javascript,${encodeURIComponent(modules.get(name) ?? '')}`)).default;
  const [common, resource] = [(await load(shared)) as SharedChecks, (await load(tag.toLowerCase())) as ResourceChecks];
  return [false, true].flatMap((observed) =>
    (['en', 'zh-CN'] as const).map((locale) => {
      const operations = { [`create${tag}`]: { resource: tag } };
      const modules = { shared: common, [tag]: resource };
      const check = checksOf(operations, modules, { locale, observed })(`create${tag}`).body;
      if (check?.(body, '')) return 'valid';
      return (check?.errors ?? []).map(({ instancePath, params }) => instancePath + JSON.stringify(params)).join();
    }),
  );
}

const count = (modules: Map<string, string>, name: string, part: string) => modules.get(name)?.split(part).length ?? 0;

describe('texts and numbers that differ', () => {
  const body = (pattern: string, message: string, maximum: number): JsonObject => ({
    A: {
      type: 'object',
      properties: { name: { type: 'string', pattern }, port: { type: 'integer', maximum } },
      'x-validations': [{ rule: 'self.port > 1', message, fieldPath: '.port' }],
    },
  });
  const [en, chinese] = ['^[a-z"\\\\]*$', '^[a-z"\\\\一-鿿]*$'];
  const modules = modulesOf([
    edition(['A'], body(en, 'Too low', 5)),
    edition(['A'], body(chinese, '过低', 5)),
    edition(['A'], body(en, 'Too low', 9)),
    edition(['A'], body(chinese, '过低', 9)),
  ]);

  test('stand beside one function', () => {
    expect(count(modules, 'a', 'function self')).toBe(1 + 3);
    expect(count(modules, 'a', 'Too low')).toBe(2);
  });

  test('are those of each edition', async () => {
    const names = await found(modules, 'A', { name: '中"\\', port: 2 });
    expect(names).toEqual([
      `/name{"pattern":${JSON.stringify(en)}}`,
      'valid',
      `/name{"pattern":${JSON.stringify(en)}}`,
      'valid',
    ]);
    expect(await found(modules, 'A', { port: 7 })).toEqual([
      '/port{"comparison":"<=","limit":5}',
      '/port{"comparison":"<=","limit":5}',
      'valid',
      'valid',
    ]);
    const rules = await found(modules, 'A', { port: 1 });
    expect(rules.map((text) => /Too low|过低/.exec(text)?.[0])).toEqual(['Too low', '过低', 'Too low', '过低']);
  });
});

test('a function of another form is another one, by rules, and the languages still share it', async () => {
  const body = (pattern: string, required: string[]): JsonObject => ({
    A: { type: 'object', properties: { name: { type: 'string', pattern } }, ...(required.length > 0 && { required }) },
  });
  const modules = modulesOf([
    edition(['A'], body('^a$', ['name'])),
    edition(['A'], body('^b$', ['name'])),
    edition(['A'], body('^a$', [])),
    edition(['A'], body('^b$', [])),
  ]);
  expect(count(modules, 'a', 'missingProperty')).toBe(2);
  expect(await found(modules, 'A', {})).toEqual([...Array(2).fill('{"missingProperty":"name"}'), 'valid', 'valid']);
  expect((await found(modules, 'A', { name: 'b' })).map((text) => text === 'valid')).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test('what two resources use stands in the shared module', async () => {
  const own = (name: string): Json => ({
    type: 'object',
    properties: { [name]: { $ref: '#/components/schemas/Name' } },
  });
  const document = edition(['A', 'B'], { A: own('a'), B: own('b'), Name: { type: 'string', maxLength: 3 } });
  const modules = modulesOf([document, document, document, document]);
  expect(count(modules, shared, '"maxLength"')).toBe(2);
  expect(count(modules, 'a', '"maxLength"') + count(modules, 'b', '"maxLength"')).toBe(2);
  expect(await found(modules, 'B', { b: '😀😀😀' })).toEqual(Array(4).fill('valid'));
  expect(await found(modules, 'B', { b: '😀😀😀😀' })).toEqual(Array(4).fill('/b{"limit":3}'));
});

test('a schema that leads back to itself, directly and by way of another', async () => {
  const of = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
  const document = edition(['A'], {
    A: { type: 'object', properties: { a: of('A'), list: { type: 'array', items: of('B') } } },
    B: { type: 'object', required: ['b'], properties: { b: { type: 'integer' }, up: of('A') } },
  });
  const modules = modulesOf([document, document, document, document]);
  expect(await found(modules, 'A', { a: { list: [{ b: 1, up: { a: {} } }] } })).toEqual(Array(4).fill('valid'));
  const wrong = { a: { list: [{ up: { a: { list: [{ b: 'x' }] } } }] } };
  expect((await found(modules, 'A', wrong))[0]).toBe(
    '/a/list/0{"missingProperty":"b"},/a/list/0/up/a/list/0/b{"type":"integer"}',
  );
});

test('code that is not as Ajv writes it stops the step', () => {
  const written = 'export const A = validate1;function validate1(data, {instancePath=""}={}){return 1;}';
  expect(checkFunctions(written).get('A')?.code).toBe('function self(data, path) {return 1;}');
  for (const other of ['const func0 = require("ajv/dist/runtime/equal").default;', 'validate1.other = 1;', 'if (1) {}'])
    expect(() => checkFunctions(written + other), other).toThrow(
      'Ajv writes what scripts/emit/lib/check-code.ts does not know',
    );
  expect(() => checkFunctions('function validate1(data){}')).toThrow('validate1, which is not exported');
});

test('a function is the same whatever is compiled beside it, and follows what its schema leads to', () => {
  const port = { type: 'integer', minimum: 1 };
  const body: JsonObject = {
    type: 'object',
    properties: { ports: { type: 'array', items: { $ref: '#/components/schemas/Port' } } },
  };
  const functions = (schemas: JsonObject, ...tags: string[]) =>
    compileChecks({ document: edition(tags, schemas), file: 'edition.json' }).functions;
  // Neither has been compiled before: their texts are of this test alone.
  const beside = functions({ First: { required: ['ports'], ...body }, A: body, Port: port }, 'First', 'A').get('A');
  const alone = functions({ A: { ...body, title: 'Alone' }, Port: port }, 'A').get('A');
  expect(alone?.code).toBe(beside?.code);

  // What fields are left to reject depends on whether the base has rejected them.
  const closed: JsonObject = { allOf: [{ $ref: '#/components/schemas/Base' }], unevaluatedProperties: false };
  const base: JsonObject = { type: 'object', properties: { one: { type: 'string' } } };
  const over = (Base: JsonObject) => functions({ B: closed, Base }, 'B').get('B')?.code;
  expect(over(base)).not.toBe(over({ ...base, unevaluatedProperties: false }));
});
