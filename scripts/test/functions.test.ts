// The functions that are generated for operations.
import { join } from 'node:path';
import { codecsUsed, formsModule, functionsOf, idempotentModule } from '@apig-spec/emit/functions';
import type { JsonObject } from '@apig-spec/model/json';
import { Failure } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';

const base = '/v2/{project_id}/apigw/instances/{instance_id}';
const idOf = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

/** An edition of one operation. */
function edition(method: string, path: string, operation: JsonObject): JsonObject {
  return {
    info: { 'x-edition': '2024-11.en' },
    servers: [
      { url: 'https://apig.{region}.myhuaweicloud.com', variables: { region: { enum: ['cn-north-1', 'cn-north-4'] } } },
      { url: 'https://apig.eu-west-101.myhuaweicloud.eu' },
    ],
    paths: {
      [path]: {
        parameters: [idOf('project_id'), idOf('instance_id')],
        [method]: { operationId: 'doThing', summary: 'Do a thing', description: 'Does it.', ...operation },
      },
    },
  };
}

const thing = { $ref: '#/components/schemas/Thing' };
const content = { 'application/json': { schema: thing } };
const form = { 'multipart/form-data': { schema: thing } };
const binary = { 'application/yaml': { schema: { type: 'string', format: 'binary' } } };

describe('functionsOf', () => {
  test('a body, a query and an ID', () => {
    const query = { name: 'limit', in: 'query', schema: { type: 'integer' } };
    const document = edition('put', `${base}/things/{thing_id}`, {
      parameters: [idOf('thing_id'), query],
      requestBody: { content },
      responses: { 200: { content }, 404: { 'x-error-codes': ['APIG.3023', 'APIG.3030'] }, 500: {} },
    });
    expect(functionsOf(document, 'en', ['Thing'])).toMatchInlineSnapshot(`
      "/** The regions that the edition names. */
      export type Region = 'cn-north-1' | 'cn-north-4' | 'eu-west-101';

      /** What {@link doThing} takes: parameters of the path, \`query\` and \`body\`, and options of the call. */
      export interface DoThingInput extends CallOptions {
        /** @see /en/2024-11/doThing/#path.thing_id */
        thing_id: operations['doThing']['parameters']['path']['thing_id'];
        /** The query of {@link doThing}. */
        query?: DoThingQuery;
        body: Thing;
      }

      /** The result of {@link doThing}: check \`ok\` or \`status\` before you read \`data\` or \`error\`. */
      export type DoThingResult =
        | Success<200, Thing>
        | Refusal<404, 'APIG.3023' | 'APIG.3030'>
        | Refusal<500, never>
        | OtherRefusal<404 | 500>
        | Fault;

      /**
       * Do a thing
       *
       * Does it.
       *
       * \`PUT …/things/{thing_id}\`
       *
       * @param apig - a client of this edition
       * @param input - parameters of the path, \`query\` and \`body\`, and options of the call
       * @returns the result; it never rejects
       * @see /en/2024-11/doThing/
       */
      export function doThing(apig: ApigClient, { thing_id, query, ...init }: DoThingInput): Promise<DoThingResult> {
        return call(apig, { path: '/v2/{project_id}/apigw/instances/{instance_id}/things/{thing_id}', status: 200, method: 'PUT' }, init, { path: { thing_id }, query });
      }
      "
    `);
  });

  test('a form and a file have how they are written and read, and the edition imports that', () => {
    const sending = edition('post', base, { requestBody: { content: form }, responses: { 200: { content } } });
    const sent = functionsOf(sending, 'en', ['Thing']);
    expect(sent).toContain('  body: Thing;\n');
    expect(sent).toContain("status: 200, method: 'POST' }, input, undefined, multipart);");
    expect(sent).toContain(' * The body is sent as a form. A file is a `File`, ');
    expect(functionsOf(sending, 'en', [])).toContain("['requestBody']['content']['multipart/form-data'];");
    expect(codecsUsed(sending)).toBe("import { multipart } from '../src/multipart.ts';\n");
    expect(formsModule([sending, sending])).toContain(`new Set([\n  'POST ${base}',\n]);`);

    const file = edition('get', `${base}/{thing_id}`, {
      parameters: [idOf('thing_id')],
      responses: { 200: { content: binary } },
    });
    const given = functionsOf(file, 'en', []);
    expect(given).toContain('  | Success<200, Blob>\n');
    expect(given).toContain("status: 200, method: 'GET', idempotent: true }, init, { path: { thing_id } }, file);");
    expect(codecsUsed(file)).toBe("import { file } from '../src/file.ts';\n");
    expect(formsModule([file])).toContain('new Set([\n]);');
  });

  test.each([
    ['JSON, too', { requestBody: { content: { ...content, ...form } }, responses: { 204: {} } }],
    ['gives a file', { requestBody: { content: form }, responses: { 200: { content: binary } } }],
  ])('an operation that takes a form and %s is a mistake in the contract', (_, operation) => {
    expect(() => functionsOf(edition('post', base, operation), 'en', [])).toThrow(Failure);
  });

  test('no input is needed where nothing is required, and an operation may answer without a body', () => {
    const text = functionsOf(edition('delete', base, { 'x-idempotent': true, responses: { 204: {} } }), 'zh-CN', []);
    expect(text).toContain('input: DoThingInput = {}');
    expect(text).toContain('Success<204, undefined>');
    expect(text).toContain(
      `call(apig, { path: '${base}', status: 204, method: 'DELETE', empty: true, idempotent: true }, input)`,
    );
    expect(text).toContain('@returns 调用结果；不会抛出异常');
  });

  test('methods may repeat what every edition says may be repeated, beside what only reads', () => {
    const editions = [
      edition('put', '/a', { 'x-idempotent': true, responses: {} }),
      edition('put', '/a', { 'x-idempotent': true, responses: {} }),
      edition('delete', '/b', { 'x-idempotent': true, responses: {} }),
      edition('delete', '/b', { 'x-idempotent': false, responses: {} }),
      edition('get', '/c', { responses: {} }),
      edition('post', '/d', { 'x-idempotent': false, responses: {} }),
    ];
    expect([...idempotentModule(editions).matchAll(/'(.*)',/g)].map(([, name]) => name)).toEqual(['PUT /a']);
  });

  test('what would end a comment does not', () => {
    const text = functionsOf(
      edition('get', base, { description: 'a */ b', responses: { 200: { content } } }),
      'en',
      [],
    );
    expect(text).toContain('a *\\/ b');
  });

  test('an operation with two successful statuses, or none, is a mistake', () => {
    for (const responses of [{ 200: { content }, 202: { content } }, { 400: {} }]) {
      expect(() => functionsOf(edition('get', base, { responses }), 'en', [])).toThrow(Failure);
    }
  });

  test('every operation of a bundled edition has one', () => {
    const document = readBuilt(join(distDir, '2023-05.zh-CN.json'));
    const text = functionsOf(document, 'zh-CN', []);
    for (const id of JSON.stringify(document).match(/(?<="operationId":")\w+/g) ?? [])
      expect(text).toContain(`export function ${id}(`);
  });
});
