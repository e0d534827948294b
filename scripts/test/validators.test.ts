// The generated checks decide as plain Ajv and a CEL library do, and what cannot be checked stops the step.
import { join } from 'node:path';
import { SchemaChecker } from '@apig-spec/checks/schema-checker';
import { spread } from '@apig-spec/dev/sample';
import { checkable } from '@apig-spec/emit/checkable';
import { compileChecks } from '@apig-spec/emit/standalone';
import { brokenWhen } from '@apig-spec/model/cel';
import { editionsOf } from '@apig-spec/model/editions';
import { formNamesOf } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isObject, objectOf, pointerOf, resolve, stepsOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { Failure } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { evaluate } from '@marcbachmann/cel-js';
import { Name } from 'ajv/dist/compile/codegen/index.js';
import { describe, expect, test } from 'vitest';
import { asSent } from './bodies.ts';
import { sampled } from './sample.ts';

const editions = editionsOf(readRevisions()).map(({ name }) => name);
/** As documented and as observed: the module of the checks, and the document that they come from. */
const modules = editions
  .flatMap((name) => [
    { module: name, file: `${name}.json` },
    { module: `${name}.observed`, file: `observed/${name}.json` },
  ])
  .map((each, index) => ({ ...each, index }));

/** What any value may be replaced with: wrong types, and values that mean something elsewhere in a channel. */
const replacements: (Json | undefined)[] = [
  undefined,
  null,
  true,
  -1,
  0,
  2,
  3,
  70_000,
  0.5,
  '',
  'x',
  'ecs',
  'builtin',
  'microservice',
  'reference',
  'CSE',
  'CCE_SERVICE',
  'NACOS',
  'HTTPS',
  'TCP',
  '通道',
  'x'.repeat(600),
  [],
  [{}],
  {},
];

/** The pointers to all values in a body. */
function pointersIn(value: Json, pointer = ''): string[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [pointer, ...inner.flatMap(([key, item]) => pointersIn(item, pointer + pointerOf([key])))];
}

/** The body with one value replaced, or taken out where the replacement is `undefined`. */
function mutant(body: Json, pointer: string, replacement: Json | undefined): Json | undefined {
  if (pointer === '') return replacement;
  const copy = structuredClone(body);
  const steps = stepsOf(pointer);
  const parent = at(copy, pointerOf(steps.slice(0, -1))) as JsonObject;
  const key = steps.at(-1) ?? '';
  if (replacement === undefined) delete parent[key];
  else parent[key] = replacement;
  return copy;
}

const documents = modules.map(({ file }) => readBuilt(join(distDir, file)));

/** Request bodies that are examples, and every body that is one change away from one. */
function* bodiesOf(document: JsonObject): Generator<{ operation: Operation; body: Json }> {
  // The languages, the revisions and the observed facts share what they have alike: of it each is tried in one edition.
  const isChosen = sampled(document, documents.slice(0, documents.indexOf(document)));
  for (const operation of operationsOf(document).filter(isChosen)) {
    const { requestExamples, formExamples } = operation;
    for (const example of spreadExamples([...Object.values(requestExamples), ...Object.values(formExamples)])) {
      const body = objectOf(resolve(document, example))['value'] ?? null;
      yield { operation, body };
      for (const pointer of pointersIn(body)) {
        for (const replacement of replacements) {
          const changed = mutant(body, pointer, replacement);
          // Lists lose an item to a hole, which JSON has not.
          if (changed !== undefined) yield { operation, body: JSON.parse(JSON.stringify(changed)) as Json };
        }
        if (isObject(at(body, pointer))) {
          for (const field of ['unknown', 'app_name', 'type', 'vpc_channel_type', 'microservice_port', 'path']) {
            yield { operation, body: mutant(body, `${pointer}/${field}`, 'x') ?? null };
          }
        }
      }
    }
  }
}

/** Of many examples of a request some: their changes are hundreds each. */
function spreadExamples(examples: readonly Json[]): readonly Json[] {
  return import.meta.env.MODE === 'long' ? examples : spread(examples, 4);
}

interface Validator {
  validateRequest(operation: string, request: { body: unknown }): { in: string }[];
}

test.each(modules)(
  'the checks of $module agree with plain Ajv and CEL',
  { timeout: 120_000 },
  async ({ module, index }) => {
    const validator = (await import(join(root, 'packages', 'validator', 'generated', `${module}.ts`))) as Validator;
    const checker = new SchemaChecker(documents[index] ?? {}, { allErrors: false });
    let [valid, invalid] = [0, 0];
    for (const { operation: called, body } of bodiesOf(checker.document)) {
      const { id: operation, path, method, form } = called;
      const pointer = checker.bodyPointer(path, method, form === undefined ? 'request' : 'form') ?? '';
      const expected = checker.at(pointer, body).valid;
      const sent = form === undefined ? body : asSent(body, formNamesOf(checker.document, form).files);
      // Of parameters that are required, and not sent here, the checker of bodies knows nothing.
      const problems = validator.validateRequest(operation, { body: sent }).filter((problem) => problem.in === 'body');
      if ((problems.length === 0) !== expected) expect.fail(JSON.stringify({ operation, body, expected, problems }));
      if (expected) valid += 1;
      else invalid += 1;
    }
    expect(valid).toBeGreaterThan(100);
    expect(invalid).toBeGreaterThan(1000);
  },
);

describe('what cannot be checked stops the step, which says where', () => {
  /** Changes the newest edition and compiles it. */
  function failureOf(change: (document: JsonObject) => void): string {
    const document = readBuilt(join(distDir, `${editions[0]}.json`));
    change(document);
    try {
      compileChecks({ document, file: 'edition.json' });
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      return (error as Failure).message;
    }
    return expect.fail('It can be checked.');
  }
  const schemaOf = (document: JsonObject, name: string) => at(document, `/components/schemas/${name}`) as JsonObject;

  test('a rule that is not CEL', () => {
    const said = failureOf((document) => {
      schemaOf(document, 'VpcHealthConfig')['x-validations'] = [
        { rule: 'self.timeout >', message: 'm', fieldPath: '.timeout' },
      ];
    });
    expect(said).toContain('/components/schemas/VpcHealthConfig/x-validations/0');
    expect(said).toContain('`self.timeout >` cannot be compiled');
  });

  test('a rule with a construct that the compiler does not know', () => {
    const said = failureOf((document) => {
      schemaOf(document, 'VpcHealthConfig')['x-validations'] = [
        { rule: 'self.path.endsWith("/")', message: 'm', fieldPath: '.path' },
      ];
    });
    expect(said).toContain('/components/schemas/VpcHealthConfig/x-validations/0');
    expect(said).toContain('does not know .endsWith() as a condition');
  });

  test('a keyword without words', () => {
    const said = failureOf((document) => {
      schemaOf(document, 'EcsName')['multipleOf'] = 2;
    });
    expect(said).toContain('/components/schemas/EcsName/multipleOf');
    expect(said).toContain('has no words for `multipleOf: 2`');
  });

  test('alternatives that nothing distinguishes', () => {
    const said = failureOf((document) => {
      delete objectOf(schemaOf(document, 'EcsBackends')['properties'])['member_type'];
    });
    expect(said).toMatch(/\/components\/schemas\/VpcChannelCreate\/allOf\/\d+\/oneOf/);
    expect(said).toContain('Nothing distinguishes these alternatives');
  });

  test('an integer of the query with more than bounds', () => {
    const said = failureOf((document) => {
      const limit = at(document, '/components/parameters/Limit') as JsonObject;
      limit['schema'] = { type: 'integer', multipleOf: 20 };
    });
    expect(said).toMatch(/\/list\w+\/limit/);
  });

  test('a body without a name', () => {
    const said = failureOf((document) => {
      const pointer =
        '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}~1signs/post/requestBody/content/application~1json';
      (at(document, pointer) as JsonObject)['schema'] = { type: 'object' };
    });
    expect(said).toContain('createSignatureKey/body');
  });
});

describe('alternatives', () => {
  const of = (...oneOf: Json[]) => checkable({ oneOf }, { document: {}, file: '' }, []);

  test('a field that one forbids and the other requires distinguishes them', () => {
    const [byName, byLabel] = [
      { required: ['name'], properties: { name: { type: 'string' } } },
      { required: ['label'], properties: { name: false, label: { type: 'string' } } },
    ];
    expect(of(byName, byLabel)).toEqual({
      allOf: [
        {
          if: { properties: { name: false } },
          // Neither is there: what lacks is the name.
          then: { if: { anyOf: [{ required: ['label'] }] }, then: byLabel, else: { required: ['name'] } },
          else: { if: { required: ['name'], properties: { name: true } }, then: byName, else: {} },
        },
      ],
    });
  });

  test('overlapping values are of no use', () => {
    const field = (...values: number[]) => ({ properties: { kind: { enum: values } }, required: ['kind'] });
    expect(() => of(field(1, 2), field(2, 3))).toThrow(Failure);
    expect(() => of(field(1, 2), field(3))).not.toThrow();
  });
});

describe('CEL, compiled', () => {
  const holds = (rule: string, self: unknown): boolean => {
    const code = String(brokenWhen(rule, new Name('self')));
    return !new Function('self', `return ${code}`)(self);
  };
  const rules: [string, unknown[]][] = [
    [
      'self.a > self.b',
      [
        { a: 2, b: 1 },
        { a: 1, b: 1 },
        { a: 0, b: 1 },
      ],
    ],
    [
      'self.a >= self.b && self.a <= 10',
      [
        { a: 1, b: 1 },
        { a: 11, b: 1 },
      ],
    ],
    [
      'self.a * 2 - 1 < self.b + 3',
      [
        { a: 2, b: 1 },
        { a: 9, b: 1 },
      ],
    ],
    [
      'self.a == "x" || self.b != 1',
      [
        { a: 'x', b: 1 },
        { a: 'y', b: 1 },
        { a: 'y', b: 2 },
      ],
    ],
    ['!has(self.a) || has(self.b.c)', [{}, { a: 1, b: {} }, { a: 1, b: { c: 1 } }]],
    [
      '!(self.a > 1) && self.on',
      [
        { a: 1, on: true },
        { a: 2, on: true },
        { a: 1, on: false },
      ],
    ],
    [
      'size(self.list) < 2 && -size(self.text) == -1',
      [
        { list: [1], text: '𠀀' },
        { list: [1, 2], text: 'x' },
        { list: [], text: 'xy' },
      ],
    ],
    ['!self.text.startsWith("_x")', [{ text: '_x' }, { text: '_xy' }, { text: '_' }, { text: 'a_x' }]],
    [
      'self.list.all(item, item.inner.all(each, each.n > item.least && size(each.text) < 2))',
      [
        { list: [{ least: 1, inner: [{ n: 2, text: 'x' }] }] },
        { list: [{ least: 1, inner: [{ n: 1, text: 'x' }] }] },
        { list: [{ least: 1, inner: [{ n: 2, text: 'xy' }] }] },
      ],
    ],
    [
      'self.list.all(item, item.n > self.least)',
      [
        { list: [{ n: 2 }], least: 1 },
        { list: [{ n: 2 }, { n: 0 }], least: 1 },
        { list: [], least: 1 },
      ],
    ],
  ];

  test.each(rules)('%s', (rule, values) => {
    for (const self of values) {
      // The library wants whole numbers as BigInt, as CEL has integers.
      const integers = JSON.parse(JSON.stringify(self), (_, value) =>
        typeof value === 'number' ? BigInt(value) : value,
      );
      expect(holds(rule, self), JSON.stringify(self)).toBe(evaluate(rule, { self: integers }));
    }
  });

  test('a rule waits for the fields that it compares', () => {
    expect(holds('self.a > self.b', {})).toBe(true);
    expect(holds('self.a > self.b', { a: 1 })).toBe(true);
    expect(holds('self.a > self.b', { a: 1, b: '2' })).toBe(true);
    expect(holds('!(self.a.b > 1)', { a: null })).toBe(true);
    expect(holds('!self.a.startsWith("x")', {})).toBe(true);
    expect(holds('self.a.startsWith("x")', { a: 1 })).toBe(true);
    expect(holds('self.list.all(item, item.n > 1)', { list: [null, { n: 'x' }] })).toBe(true);
    expect(holds('self.list.all(item, item.n > 1)', { list: [null, { n: 0 }] })).toBe(false);
    expect(holds('self.list.all(item, item.n > 1)', { list: 'x' })).toBe(true);
  });

  test.each([
    'self.list.all(item, self.others.all(other, other.n != item.n))',
    'self.list.all(item, item.inner.all(each, item.others.all(other, other.n != each.n)))',
    'self.list.all(item, item.n < size(self.list))',
    'self.list.all(self, size(self.list) > 1)',
  ])('%s would cost the square of its input', (rule) => {
    expect(() => brokenWhen(rule, new Name('self'))).toThrow(/Inside all|two variables/);
  });

  test.each([
    'self.a ? 1 : 2',
    'self[0] > 1',
    'other.a > 1',
    'self.a > "x"',
    'self.exists(x, x)',
    'self.a.startsWith(self.b)',
    'matches(self.a, "x")',
    'self.a in [1]',
  ])('%s is not known', (rule) => {
    expect(() => brokenWhen(rule, new Name('self'))).toThrow(/does not know/);
  });
});
