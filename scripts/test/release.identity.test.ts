// Schemas of one identity are compared once: in both languages, and wherever they stand.

import { compiled } from '@apig-spec/model/differences/compiled';
import { identityOf, shapeOf } from '@apig-spec/model/differences/identity';
import { compareSchemas } from '@apig-spec/model/differences/schemas';
import { trialOf } from '@apig-spec/model/differences/trial';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { expect, test } from 'vitest';

const documentWith = (schemas: JsonObject): JsonObject => ({ components: { schemas } });
const identity = (schema: Json, schemas: JsonObject = {}) => identityOf([{ document: documentWith(schemas), schema }]);
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test.for<[string, Json, Json]>([
  ['other words', { description: 'a', type: 'string' }, { description: 'b', type: 'string' }],
  ['other examples', { type: 'string', examples: ['a'] }, { type: 'string', examples: ['b'] }],
  [
    'the message of a rule',
    { 'x-validations': [{ rule: 'self.a < 1', message: 'a' }] },
    { 'x-validations': [{ rule: 'self.a < 1', message: 'b' }] },
  ],
  ['keys in another order', { type: 'string', maxLength: 1 }, { maxLength: 1, type: 'string' }],
])('schemas are the same with %s', ([, one, other]) => {
  expect(identity(one)).toBe(identity(other));
});

test.for<[string, Json, Json]>([
  ['a bound', { maxLength: 1 }, { maxLength: 2 }],
  ['a field that is called as prose is', { properties: { description: { maxLength: 1 } } }, { properties: {} }],
  ['a value that looks like prose', { const: { description: 'a' } }, { const: { description: 'b' } }],
  ['a rule', { 'x-validations': [{ rule: 'self.a < 1' }] }, { 'x-validations': [{ rule: 'self.a < 2' }] }],
])('schemas are not the same with another %s', ([, one, other]) => {
  expect(identity(one)).not.toBe(identity(other));
});

test('what references lead to belongs to a schema, however far away', () => {
  const chain = (end: Json) => ({ A: { items: ref('B') }, B: { properties: { loop: ref('A'), end } } });
  expect(identity(ref('A'), chain({ type: 'string' }))).toBe(
    identity(ref('A'), chain({ type: 'string', title: undefined as never })),
  );
  expect(identity(ref('A'), chain({ type: 'string' }))).not.toBe(identity(ref('A'), chain({ type: 'integer' })));
});

test('two languages share their validators and their comparison', () => {
  const [english, chinese] = ['A name', '名称'].map((description) =>
    documentWith({ A: { description, maxLength: 3 } }),
  );
  const part = (document: JsonObject = {}, schema: Json = ref('A')) => [{ document, schema }];
  expect(compiled(part(english))).toBe(compiled(part(chinese)));
  const shorter = { maxLength: 2 };
  expect(compareSchemas(part(english), part(english, shorter))).toBe(
    compareSchemas(part(chinese), part(chinese, shorter)),
  );
});

test('schemas that differ in the names of their parts only have one shape, and are tried once', () => {
  const looping = (one: string, other: string, end: Json) =>
    documentWith({ [one]: { items: ref(other) }, [other]: { properties: { loop: ref(one), end } } });
  const part = (document: JsonObject, name: string) => [{ document, schema: ref(name) }];
  const [first, second, third] = [
    part(looping('A', 'B', { maxLength: 3 }), 'A'),
    part(looping('C', 'D', { maxLength: 3 }), 'C'),
    part(looping('A', 'B', { maxLength: 2 }), 'A'),
  ];
  expect(identityOf(first)).not.toBe(identityOf(second));
  expect(shapeOf(first)).toBe(shapeOf(second));
  expect(shapeOf(first)).not.toBe(shapeOf(third));
  expect(trialOf(first, third)).toBe(trialOf(second, third));
  // Begun at another place of the loop, it is another one.
  expect(shapeOf(part(looping('A', 'B', { maxLength: 3 }), 'B'))).not.toBe(shapeOf(first));
});
