// Each kind of difference between two schemas, and between two editions, with who is affected.
import { join } from 'node:path';
import { placeBelow } from '@apig-spec/model/differences/schema-difference';
import { compareSchemas } from '@apig-spec/model/differences/schemas';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, listOf, objectOf } from '@apig-spec/model/json';
import { contractFindings } from '@apig-spec/release/contract';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';

const document: JsonObject = {
  components: {
    schemas: {
      A: { properties: { a: { type: 'string' } } },
      Loop: { properties: { loop: { $ref: '#/components/schemas/Loop' } } },
    },
  },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test.for<[string, Json, Json, string[]]>([
  ['a lower bound raised', { minimum: 1 }, { minimum: 2 }, ['narrower minimum 1 → 2']],
  ['a lower bound gone', { minLength: 1 }, {}, ['wider minLength 1 → none']],
  ['an upper bound lowered', { maximum: 2 }, { maximum: 1 }, ['narrower maximum 2 → 1']],
  ['an upper bound gone', { maxItems: 2 }, {}, ['wider maxItems 2 → none']],
  ['a bound that another part states already', { allOf: [{ maximum: 2 }, { maximum: 1 }] }, { maximum: 1 }, []],
  ['a value that another part lets through alone', { allOf: [{ enum: [1, 2] }, { enum: [2, 3] }] }, { enum: [2] }, []],
  ['a type more', { type: 'string' }, { type: ['string', 'null'] }, ['wider type string → string or null']],
  ['a type less', { type: ['string', 'null'] }, { type: 'string' }, ['narrower type string or null → string']],
  ['another type', { type: 'string' }, { type: 'integer' }, ['other type string → integer']],
  ['any type', { type: 'string' }, {}, ['wider type string → any']],
  ['a value less', { enum: [1, 2] }, { enum: [1] }, ['narrower no longer 2']],
  ['a value more', { const: 1 }, { enum: [1, 2] }, ['wider also 2']],
  ['a closed list opened', { enum: ['a'] }, {}, ['wider any value, not only "a"']],
  ['an open list closed', {}, { enum: ['a'] }, ['narrower only "a"']],
  ['values in another order', { enum: [1, 2] }, { enum: [2, 1] }, []],
  [
    'another pattern',
    { pattern: 'a' },
    { pattern: 'b' },
    ['other pattern "a" → "b": "a" is no longer valid, "b" is valid now'],
  ],
  [
    'a rule more',
    {},
    { 'x-validations': [{ rule: 'self.a' }] },
    ['narrower x-validations none → self.a: {"a":false} is no longer valid'],
  ],
  ['closed', {}, { unevaluatedProperties: false }, ['narrower unknown fields are rejected']],
  ['opened', { additionalProperties: false }, {}, ['wider unknown fields are accepted']],
  ['a default', { default: 1 }, { default: 2 }, ['breaks default 1 → 2']],
  ['deprecated', {}, { deprecated: true }, ['extends deprecated']],
  ['a field forbidden', { properties: { a: {} } }, { properties: { a: false } }, ['narrower /a no longer allowed']],
  ['a field allowed', { properties: { a: false } }, { properties: { a: {} } }, ['wider /a allowed']],
  ['a field that was only forbidden', { properties: { a: false } }, {}, []],
  ['required without being declared', {}, { required: ['a'] }, ['narrower required a']],
  [
    'no longer required',
    { properties: { a: {} }, required: ['a'] },
    { properties: { a: {} } },
    ['wider /a no longer required'],
  ],
  ['elements', { items: { maximum: 1 } }, { items: { maximum: 2 } }, ['wider /0 maximum 1 → 2']],
  [
    'an alternative more',
    { anyOf: [ref('A')] },
    { anyOf: [ref('A'), { title: 'B' }] },
    ['wider also the alternative B'],
  ],
  [
    'an alternative less',
    { anyOf: [ref('A'), { title: 'B' }] },
    { anyOf: [ref('A')] },
    ['narrower no longer the alternative B'],
  ],
  ['alternatives in another order', { oneOf: [ref('A'), { title: 'B' }] }, { oneOf: [{ title: 'B' }, ref('A')] }, []],
  [
    'an alternative changed',
    { oneOf: [{ title: 'B', minimum: 1 }] },
    { oneOf: [{ title: 'B', minimum: 2 }] },
    ['narrower minimum 1 → 2'],
  ],
  ['alternatives at all', {}, { oneOf: [ref('A')] }, ['narrower one of several alternatives']],
  ['a field moved to another part', { allOf: [ref('A')] }, { properties: { a: { type: 'string' } } }, []],
  ['words', { description: 'a' }, { description: 'b' }, []],
  ['a schema that leads to itself', ref('Loop'), { allOf: [ref('Loop')], minimum: 1 }, ['narrower minimum none → 1']],
])('%s', { timeout: 60_000 }, ([, before, after, expected]) => {
  const changes = compareSchemas([{ document, schema: before }], [{ document, schema: after }]);
  const said = changes.map(({ move, steps, change }) => [move, placeBelow(steps), change].filter(Boolean).join(' '));
  expect(said).toEqual(expected);
});

const newest = () => readBuilt(join(distDir, '2024-11.en.json'));
const node = (edition: JsonObject, pointer: string) => objectOf(at(edition, pointer));
const parametersOf = (e: JsonObject) =>
  listOf(
    at(e, '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}~1throttle-bindings~1binded-apis/get/parameters'),
  );
const throttle = '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}~1throttles~1{throttle_id}/delete';

test.for<[string, (edition: JsonObject) => void, string[]]>([
  [
    'an error more',
    (e) => (node(e, `${throttle}/responses`)['409'] = { description: '' }),
    ['feature deleteThrottle/409'],
  ],
  [
    'a success more',
    (e) => (node(e, `${throttle}/responses`)['202'] = { description: '' }),
    ['receiver deleteThrottle/202'],
  ],
  ['a success less', (e) => delete node(e, `${throttle}/responses`)['204'], ['receiver deleteThrottle/204']],
  ['an operation deprecated', (e) => (node(e, throttle)['deprecated'] = true), ['feature deleteThrottle']],
  ['an operation renamed', (e) => (node(e, throttle)['operationId'] = 'x'), ['code deleteThrottle']],
  ['a server gone', (e) => (e['servers'] = listOf(e['servers']).slice(0, 1)), ['sender /servers']],
  [
    'a required parameter beside others',
    (e) => parametersOf(e).push({ name: 'q', in: 'query', required: true, schema: {} }),
    ['sender listThrottleBoundApis/query/q'],
  ],
  [
    'an optional parameter beside others',
    (e) => parametersOf(e).push({ name: 'q', in: 'query', schema: {} }),
    ['feature listThrottleBoundApis/query/q'],
  ],
  ['a parameter gone', (e) => parametersOf(e).shift(), ['sender listThrottleBoundApis/query/throttle_id']],
  [
    'a required parameter',
    (e) => (node(e, throttle)['parameters'] = [{ name: 'q', in: 'query', required: true, schema: {} }]),
    ['sender deleteThrottle/query/q'],
  ],
  [
    'a path parameter narrowed',
    (e) => (node(e, '/components/schemas/ResourceId')['maxLength'] = 1),
    ['sender listInstances/path/project_id'],
  ],
  [
    'said otherwise',
    (e) => (node(e, '/components/schemas/ResourceId')['x-note'] = 1),
    ['same /components/schemas/ResourceId'],
  ],
])('of an edition: %s', ([, change, expected]) => {
  const after = newest();
  change(after);
  const findings = contractFindings({ name: '2024-11.en', before: newest(), after });
  expect(findings.slice(0, 1).map(({ effect, place }) => `${effect} ${place}`)).toEqual(expected);
});

test('a shared schema is told wherever it is used, in requests and in responses', () => {
  const after = newest();
  node(after, '/components/schemas/VpcChannelBase/properties/port')['maximum'] = 65534;
  const findings = contractFindings({ name: '2024-11.en', before: newest(), after });
  expect(findings.map(({ effect, place }) => `${effect} ${place}`)).toEqual([
    'feature listVpcChannels/200/vpc_channels/0/port',
    'feature createVpcChannel/201/port',
    'feature showVpcChannel/200/port',
    'feature updateVpcChannel/200/port',
    'sender createVpcChannel/request/port',
    'sender updateVpcChannel/request/port',
  ]);
});

test('an error code more is told for each response that has it', () => {
  const after = newest();
  const response = node(after, '/components/responses/ThrottleNotFound');
  response['x-error-codes'] = [...listOf(response['x-error-codes']), 'APIG.0001'];
  const findings = contractFindings({ name: '2024-11.en', before: newest(), after });
  expect(findings.map(({ effect, place, change }) => [effect, place, change])).toContainEqual([
    'feature',
    'deleteThrottle/404',
    'also APIG.0001',
  ]);
});
