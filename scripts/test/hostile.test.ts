// What is made to cost much costs in proportion to its size, and is told as any other mistake: by the validators, as
// documented and as observed, and by the mock as its users start it.
import { join } from 'node:path';
import { patternsOf } from '@apig-spec/checks/patterns';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cpuSeconds, hostileBodies, hostileTexts } from '../bench/hostile/bodies.ts';
import { type HostileMock, hostileMock } from '../bench/hostile/mock.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const mebibyte = 1_048_576;
/** What a body of a mebibyte may cost, in seconds of the processor's time. */
const most = 1;

const editions = editionsOf(readRevisions()).map(({ name }) => name);
const all = editions.flatMap((name) => [
  { module: name, file: `${name}.json` },
  { module: `${name}.observed`, file: `observed/${name}.json` },
]);
/** The newest and the oldest, English as documented and Chinese as observed: `npm run test:long` tries every one. */
const modules = import.meta.env.MODE === 'long' ? all : [all[0], all.at(-1)].flatMap((each) => each ?? []);

interface Validator {
  validateRequest(operation: string, request: object): Problems;
  validateResponse(operation: string, status: number, body: unknown): Problems;
}
type Problems = { pointer: string; code: string; message: string }[] & { truncated: boolean };
const validatorOf = (module: string): Promise<Validator> =>
  import(join(root, 'packages', 'validator', 'generated', `${module}.ts`));

const newest = readBuilt(join(distDir, `${editions[0]}.json`));
const operation = (id: string) => operationsOf(newest).find((each) => each.id === id);
const exampleOf = (examples: Json | undefined, name: string): Json =>
  objectOf(resolve(newest, objectOf(examples)[name]))['value'] ?? null;
const channel = exampleOf(operation('createVpcChannel')?.requestExamples, 'server-channel');
const shown = Object.values(operation('showVpcChannel')?.responses[0]?.examples ?? {})
  .map((example) => objectOf(resolve(newest, example))['value'])
  .find((value) => isObject(value) && 'members' in value && 'vpc_health_config' in value) as Json;

const requests = Object.entries(hostileBodies(channel)).map(([shape, text]) => ({ shape, text }));

describe('a request of a mebibyte costs less than a second', () => {
  test.each(requests)('$shape', async ({ text }) => {
    const body: unknown = JSON.parse(text(mebibyte));
    for (const { module } of modules) {
      const validator = await validatorOf(module);
      let problems: Problems | undefined;
      const cost = cpuSeconds(() => {
        problems = validator.validateRequest('updateVpcChannel', { body });
      });
      expect(cost, module).toBeLessThan(most);
      expect(problems?.length, module).toBeLessThanOrEqual(100);
    }
  });
});

test.each(modules)('a response of a mebibyte costs less than a second under $module', async ({ module }) => {
  const validator = await validatorOf(module);
  for (const [shape, text] of Object.entries(hostileBodies(shown))) {
    const body: unknown = JSON.parse(text(mebibyte / 2));
    const cost = cpuSeconds(() => validator.validateResponse('showVpcChannel', 200, body));
    expect(cost, shape).toBeLessThan(most);
  }
});

test.each(modules)('four times the size costs at most nine times as much under $module', async ({ module }) => {
  const validator = await validatorOf(module);
  const shapes = hostileBodies(channel);
  for (const shape of ['zeros at /members', 'a different host in each at /members', 'unknown keys at the top']) {
    const [small, large] = [mebibyte / 4, mebibyte].map((bytes) => {
      const body: unknown = JSON.parse(shapes[shape]?.(bytes) ?? '');
      const costs = [1, 2, 3].map(() => cpuSeconds(() => validator.validateRequest('createVpcChannel', { body })));
      return Math.min(...costs);
    });
    // What takes next to no time is measured badly.
    expect(large, shape).toBeLessThan(9 * Math.max(small ?? 0, 0.02));
  }
});

test('no pattern of any edition goes back and forth in a long text', () => {
  const patterns = new Set(
    all.flatMap(({ file }) => patternsOf(readBuilt(join(distDir, file)))).map((each) => each.pattern),
  );
  expect(patterns.size).toBeGreaterThan(10);
  const texts = hostileTexts(mebibyte / 4);
  for (const pattern of patterns) {
    const expression = new RegExp(pattern, 'u');
    expect(
      cpuSeconds(() => texts.map((text) => expression.test(text))),
      pattern,
    ).toBeLessThan(most);
  }
});

describe('at most 100 problems', () => {
  const many = (count: number, member: Json): JsonObject => ({
    ...objectOf(channel),
    members: Array.from({ length: count }, () => member),
  });

  test.each(modules)('and whether there are more, under $module', async ({ module }) => {
    const validator = await validatorOf(module);
    const problemsOf = (body: object) => validator.validateRequest('createVpcChannel', { body });
    for (const [count, told, truncated] of [
      [0, 0, false],
      [99, 99, false],
      [100, 100, false],
      [101, 100, true],
      [50_000, 100, true],
    ] as const) {
      const problems = problemsOf(many(count, { host: 'h', port: 'x' }));
      expect([count, problems.length, problems.truncated]).toEqual([count, told, truncated]);
      expect(problems.at(-1)?.pointer).toBe(told ? `/members/${told - 1}/port` : undefined);
    }
  });

  test('those of what is missing come first, however many others there are', async () => {
    const { validateRequest } = await validatorOf(editions[0] ?? '');
    const { name: _, ...body } = many(50_000, { host: 0 });
    const problems = validateRequest('createVpcChannel', { body, params: { project_id: 'p', instance_id: '!' } });
    expect(problems.slice(0, 2).map(({ pointer }) => pointer)).toEqual(['/name', '/instance_id']);
  });

  test('the array is one of problems, and nothing else when it is copied', async () => {
    const { validateRequest } = await validatorOf(editions[0] ?? '');
    const problems = validateRequest('createVpcChannel', { body: channel });
    expect(problems).toEqual([]);
    expect(Object.keys(problems)).toEqual([]);
    expect(JSON.stringify(problems)).toBe('[]');
    expect(problems.truncated).toBe(false);
  });
});

describe('the mock', () => {
  let mock: HostileMock;
  beforeAll(async () => {
    mock = await hostileMock();
  });
  afterAll(() => mock.stop());

  test.each(requests)('takes a mebibyte of $shape in less than a second', async ({ text }) => {
    const { status, cost } = await mock.update(text(mebibyte - 2000));
    expect([200, 400]).toContain(status);
    expect(cost).toBeLessThan(most);
  });
});
