// Ajv's code, made linear: the same errors in the same order, and an end to each loop that has found plenty.

import { bounded } from '@apig-spec/emit/bounded';
import type { Json } from '@apig-spec/model/json';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const schema = {
  $id: 'root',
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    first: { type: 'array', items: { $ref: '#/$defs/item' } },
    second: { type: 'array', items: { $ref: '#/$defs/item' } },
    either: {
      anyOf: [
        { type: 'array', items: { $ref: '#/$defs/item' } },
        { type: 'array', items: { type: 'number' } },
      ],
    },
    chosen: {
      if: { type: 'array', items: { type: 'number' } },
      then: { maxItems: 3 },
      else: { minItems: 2 },
    },
  },
  unevaluatedProperties: false,
  propertyNames: { enum: ['name', 'first', 'second', 'either', 'chosen'] },
  $defs: {
    item: {
      type: 'object',
      required: ['host'],
      properties: { host: { type: 'string' }, inner: { type: 'array', items: { $ref: '#/$defs/item' } } },
    },
  },
};

interface Check {
  (data: unknown): boolean;
  errors: { instancePath: string; keyword: string; params: object }[] | null;
}

const code = standaloneCode.default(
  new Ajv2020({ allErrors: true, messages: false, strict: false, code: { source: true, esm: true } }).addSchema(schema),
  { check: 'root' },
);
const load = async (text: string): Promise<Check> =>
  (await import(`data:text/javascript,${encodeURIComponent(text)}`)).check;
const plain = await load(code);
const limit = 20;
const linear = await load(bounded(code, limit));
const errorsOf = (check: Check, data: unknown) => {
  check(data);
  return check.errors ?? [];
};
const many = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

test('the errors are those of plain Ajv, in their order, where no loop finds plenty', () => {
  const { tree: item } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom<Json>(0, 'x', null, {}),
      fc.record(
        { host: fc.constantFrom<Json>('h', 0), inner: fc.array(tie('tree'), { maxLength: 2 }) },
        { requiredKeys: [] },
      ),
    ),
  }));
  const list = fc.oneof(fc.array(item, { maxLength: 3 }), fc.array(fc.nat(), { maxLength: 5 }), fc.constant('x'));
  const body = fc.record(
    { name: fc.constantFrom('n', 0), first: list, second: list, either: list, chosen: list, unknown: fc.constant(1) },
    { requiredKeys: [] },
  );
  let invalid = 0;
  fc.assert(
    fc.property(body, (data) => {
      const expected = errorsOf(plain, data);
      // Within the allowance of each loop.
      fc.pre(expected.length < limit);
      invalid += Number(expected.length > 0);
      expect(errorsOf(linear, data)).toEqual(expected);
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(invalid).toBeGreaterThan(100);
});

describe('a loop that has found plenty', () => {
  test('ends, and what follows it is still checked', () => {
    const errors = errorsOf(linear, { first: many(1000, 0), second: [{ host: 1 }] });
    expect(errors.map(({ instancePath }) => instancePath)).toEqual([
      '',
      ...Array.from({ length: limit }, (_, index) => `/first/${index}`),
      '/second/0/host',
    ]);
  });

  test('is one over unknown names, too', () => {
    const unknown = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, 0]));
    // Each name is an error of `enum` and one of `propertyNames`; then come the unevaluated ones.
    expect(errorsOf(linear, { ...unknown, name: 0 })).toHaveLength(2 * limit + 1);
  });

  test('within another ends both, and each item once', () => {
    const inner = many(1000, 0);
    expect(errorsOf(linear, { name: 'n', first: many(1000, { host: 'h', inner }) })).toHaveLength(limit);
  });

  test('in a branch that is rolled back takes nothing from others', () => {
    const data = { name: 'n', either: many(1000, 1), second: [0] };
    expect(errorsOf(linear, data).map(({ instancePath }) => instancePath)).toEqual(['/second/0']);
  });

  test('does not change which branch is chosen', () => {
    const data = { first: many(1000, 0), chosen: [1, 2, 3, 'x'] };
    expect(errorsOf(linear, data).at(-1)?.instancePath).toBe(`/first/${limit - 1}`);
    expect(errorsOf(linear, { ...data, chosen: [1, 2, 3, 4] }).map(({ keyword }) => keyword)).toContain('maxItems');
  });
});

test.each([
  ['a loop without a block', 'for (const key in data) check(key);'],
  ['a loop with a label', 'outer: for (const key in data) { continue outer; }'],
  ['another list that is copied', 'const all = found().concat(more);'],
])('%s is not known, and stops the step', (_, text) => {
  expect(() => bounded(text, limit)).toThrow('Ajv writes what scripts/emit/lib/bounded.ts does not know');
});
