// A mistake is reported once, where spec/ has it, with words that people know.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionProblems } from '@apig-spec/checks/extensions';
import { editionsOf } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { ajvMessage } from '@apig-spec/repository/ajv-messages';
import { readRevisions } from '@apig-spec/repository/editions';
import { Failure } from '@apig-spec/repository/failure';
import { filesBelow } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

const editions = editionsOf(readRevisions()).map(({ name }) => name);
const [newest = '', chinese = ''] = editions;
const oldest = editions.at(-2) ?? '';

function reported(pointer: string, names: readonly string[], folder = ''): string {
  const mistakes = names.map((name) => {
    return { file: join(distDir, folder, `${name}.json`), at: pointer, problem: 'It is wrong.', fix: 'Correct it.' };
  });
  return new Failure(...mistakes).message;
}

const field = '/components/schemas/VpcChannelBase/properties/port';

test.for<[string, string, string[], string, string]>([
  [
    'of all editions is one of the schema',
    field,
    editions,
    '',
    'spec/resources/vpc-channels/schemas/VpcChannelBase.yaml: /properties/port\n',
  ],
  [
    'of an older revision is one of its step',
    field,
    [oldest],
    '',
    `spec/resources/vpc-channels/revisions/${oldest.slice(0, 7)}.overlay.yaml: ${field}\n`,
  ],
  [
    'of Chinese alone is one of its overlay',
    field,
    [chinese],
    '',
    `spec/resources/vpc-channels/zh-CN.overlay.yaml: ${field}\n`,
  ],
  [
    'of Chinese prose is one of the catalogue',
    `${field}/description`,
    [chinese],
    '',
    'spec/resources/vpc-channels/zh-CN.yaml: ',
  ],
  [
    'of observed facts is one of their overlay',
    field,
    editions,
    'observed',
    `spec/resources/vpc-channels/observed.overlay.yaml: ${field}\n`,
  ],
  [
    'of an operation is one of its path',
    '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}/get/summary',
    [newest],
    '',
    'spec/resources/instances/showInstance.yaml: /summary\n',
  ],
  [
    'of an example is one of the example',
    '/components/examples/nacos-channel',
    [newest],
    '',
    'spec/resources/vpc-channels/examples/nacos-channel.yaml\n',
  ],
])('a mistake %s', ([, pointer, names, folder, expected]) => {
  expect(reported(pointer, names, folder)).toContain(expected);
  expect(reported(pointer, names, folder)).not.toContain('dist');
});

test('one mistake at eighteen places is reported once', () => {
  const fields = ['port', 'name', 'type'].map((name) => `/components/schemas/VpcChannelBase/properties/${name}`);
  const mistakes = fields.flatMap((at) =>
    editions.map((name) => ({ file: join(distDir, `${name}.yaml`), at, problem: 'It is wrong.', fix: 'Correct it.' })),
  );
  const { message } = new Failure(...mistakes);
  expect(message.match(/It is wrong/g)).toHaveLength(1);
  expect(message).toContain('/properties/port; /properties/name; /properties/type\n');
});

test('messages name the scripts that users have, not pnpm’s', () => {
  const files = filesBelow(join(root, 'scripts'), '.ts').filter((name) => !/^(node_modules|test)\//.test(name));
  const telling = files.filter((name) => {
    const text = readFileSync(join(root, 'scripts', name), 'utf8');
    return /`pnpm (?!licenses|pack)|pnpm (build|bench|translations|run|check|test)\b/.test(text);
  });
  expect(telling).toEqual([]);
});

test.for<[string, JsonObject, RegExp]>([
  ['a mark without its fact', { 'x-provenance': 'observed' }, /"observed" is not a map\. .*\{"\*":"observed"\}/],
  ['an unknown mark', { 'x-provenance': { '*': 'guessed' } }, /at \/\*: "guessed" is not one of "sibling", "observed"/],
  ['a mark of a fact that is not there', { 'x-provenance': { pattern: 'observed' } }, /marks pattern, which/],
  ['a misspelt extension', { 'x-provenence': { '*': 'observed' } }, /Unknown extension x-provenence; known: /],
  ['codes that are not a list', { 'x-error-codes': 'APIG.2011' }, /"APIG.2011" is not a list/],
  [
    'a response to send back that there is not',
    { 'x-sent-back': 'VpcChanelDetails' },
    /VpcChanelDetails does not name/,
  ],
  ['a rule without a message', { 'x-validations': [{ rule: 'true' }] }, /at \/0: 'message' is missing/],
])('%s is not ignored', ([, schema, expected]) => {
  const found = extensionProblems({ components: { schemas: { It: { type: 'object', ...schema } } } });
  expect(found.map(({ pointer, problem, fix }) => `${pointer} ${problem} ${fix}`)).toEqual([
    expect.stringMatching(expected),
  ]);
  expect(found[0]?.pointer).toMatch(/^\/components\/schemas\/It\/x-/);
});

test('a response is sent back in the body of a request; elsewhere, to say so has no effect', () => {
  const schemas = { Sent: { type: 'object', 'x-sent-back': 'Shown' }, Shown: { type: 'object' } };
  const body = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Sent' } } } };
  const paths = { '/it': { put: { operationId: 'it', 'x-idempotent': true, requestBody: body, responses: {} } } };
  expect(extensionProblems({ paths, components: { schemas } })).toEqual([]);
  expect(extensionProblems({ paths: {}, components: { schemas } })).toEqual([
    expect.objectContaining({
      pointer: '/components/schemas/Sent/x-sent-back',
      problem: expect.stringContaining('not the body of a request'),
    }),
  ]);
});

test('the kinds of an object have names in words; values and single kinds need none', () => {
  const [named, unnamed] = [{ required: ['a'], 'x-displayName': 'One' }, { required: ['b'] }];
  const refs = (...names: string[]) => names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const schemas = {
    ...{ Named: named, Unnamed: unnamed, Text: { type: 'string' } },
    Value: { anyOf: refs('Text', 'Unnamed') },
    Choice: { oneOf: refs('Named', 'Unnamed', 'Text') },
  };
  expect(extensionProblems({ components: { schemas } })).toEqual([
    expect.objectContaining({ pointer: '/components/schemas/Unnamed', problem: expect.stringContaining('no name') }),
  ]);
  expect(extensionProblems({ components: { schemas: { ...schemas, Choice: {} } } })).toEqual([]);
});

test('operations that change something, and they alone, say whether they may be repeated', () => {
  const paths = {
    '/told': { put: { operationId: 'a', 'x-idempotent': false }, get: { operationId: 'b' }, parameters: [] },
    '/untold': { post: { operationId: 'c' }, get: { operationId: 'd', 'x-idempotent': true } },
  };
  expect(extensionProblems({ paths }).map(({ pointer, problem }) => [pointer, problem])).toEqual([
    ['/paths/~1untold/post', 'The operation needs x-idempotent.'],
    ['/paths/~1untold/get', 'x-idempotent is set on an operation that only reads.'],
  ]);
});

test('a field or header of the API may begin with x-, and what an example holds is data', () => {
  const schema = { properties: { 'x-forwarded-for': { type: 'string' } }, examples: [{ 'x-y': 1 }] };
  const response = { headers: { 'x-request-id': {} }, examples: { one: { value: { 'x-z': 1 }, 'x-invented': true } } };
  expect(extensionProblems({ components: { schemas: { It: schema }, responses: { It: response } } })).toEqual([]);
});

test.for<[string, JsonObject, unknown, string]>([
  ['an empty list', { minItems: 1 }, [], 'The list is empty.'],
  ['a list that is too short', { minItems: 2 }, [1], 'The list has less than 2 items.'],
  ['an empty text', { minLength: 1 }, '', 'The text is empty.'],
  ['another type', { type: ['array', 'object'] }, 1, '1 is not a list or a map.'],
  ['an empty map', { minProperties: 1 }, {}, 'The map is empty.'],
  ['equal items', { uniqueItems: true }, [1, 2, 1], 'Items 0 and 2 of the list are equal.'],
])('%s is described in words', ([, schema, value, expected]) => {
  const ajv = new Ajv2020({ strict: false, verbose: true });
  ajv.validate(schema, value);
  expect(ajv.errors?.map(ajvMessage)).toEqual([expected]);
});
