// The mock under generated requests, valid and broken, in all editions, over connections that stay open: it responds to each, in
// the documented form, does not fail, and does not grow. `npm run test:long` sends more of the same, of each operation in each
// edition; else each operation is asked for in one of them, in turn.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median } from '../bench/measure.ts';
import { fuzzed, type RawResponse } from './fuzzed.ts';
import { type RandomRequest, requestsOf } from './requests.ts';

const long = import.meta.env.MODE === 'long';
const seed = 20241111;
/** For each of the two sets of rules. */
const count = long ? 50_000 : 3500;
/** How many are sent, on how many connections, before the responses are looked at. */
const [batch, connections] = [250, 50];
/** By how much the heap may grow from the first third of the run to the last, in bytes: past requests fill it at first. */
const growth = 5_000_000;
/** What is told to fail at times. */
const faulty = 'generateAppCode';

interface Validator {
  operations: Record<string, { statuses: number[]; errorCodes: Record<number, string[]> }>;
  validateResponse(operation: string, status: number, body: unknown): { message: string }[];
}

const editions = editionsOf(readRevisions()).map(({ name }) => name);
const documents = new Map(editions.map((edition) => [edition, readBuilt(join(distDir, `${edition}.json`))]));
const operationIds = [...documents.values()].slice(0, 1).flatMap((newest) => operationsOf(newest).map(({ id }) => id));
const isAsked = (id: string, edition: string) =>
  long || editions[operationIds.indexOf(id) % editions.length] === edition;
const requests = fc.oneof(
  ...Array.from(documents, ([edition, document]) => requestsOf(edition, document, (id) => isAsked(id, edition))),
);

/** The published validators of all editions. */
async function validatorsOf(suffix: string): Promise<Map<string, Validator>> {
  const folder = join(root, 'packages', 'validator', 'dist', 'generated');
  const modules = editions.map(async (edition) => (await import(join(folder, `${edition}${suffix}.js`))) as Validator);
  return new Map((await Promise.all(modules)).map((validator, index) => [editions[index] ?? '', validator]));
}

/** What is wrong with a response by itself. */
function* flaws({ method }: RandomRequest, { status, headers, text }: RawResponse): Generator<string> {
  // What is not an HTTP request has no number.
  if (!headers['x-request-id'] && status !== 400 && status !== 431) yield 'no X-Request-Id';
  if (status < 400 || method === 'HEAD') return;
  const { error_code, error_msg } = JSON.parse(text) as Record<string, unknown>;
  if (!/^API[CG]\.\d{4}$/.test(String(error_code)) || typeof error_msg !== 'string') yield 'an error of another form';
}

/** What is wrong with a response of an operation, by the contract of its edition. */
function* departures(
  validator: Validator,
  operation: string,
  { status, headers, text }: RawResponse,
): Generator<string> {
  const { statuses = [], errorCodes = {} } = validator.operations[operation] ?? {};
  // Of bodies that are too long, or no JSON, no document speaks.
  if (!statuses.includes(status)) return;
  const isJson = headers['content-type'] === 'application/json';
  const body: unknown = text === '' ? undefined : isJson ? JSON.parse(text) : text;
  for (const { message } of validator.validateResponse(operation, status, body)) yield message;
  const { error_code = '' } = (body ?? {}) as { error_code?: string };
  if (status >= 400 && !errorCodes[status]?.includes(error_code)) yield `no ${error_code} with ${status}`;
}

function shown(index: number, { method, target, headers, body }: RandomRequest): string {
  const content = typeof body === 'string' ? body : body && `base64 ${Buffer.from(body).toString('base64')}`;
  const whole = `seed ${seed}, request ${index}: ${method} ${target} ${JSON.stringify(headers)} ${content}`;
  return whole.replace(/(.)\1{99,}/g, (run, character) => `${character}{${run.length}}`).slice(0, 5000);
}

// What the mock is asked to keep grows as it should: in a file beside the heap; in memory it is forgotten before each look.
describe.each([
  ['documented', '', (file: string) => ['--data', file], false],
  ['observed', '.observed', () => ['--rules', 'observed'], true],
] as const)('under %s rules', (_, suffix, optionsOf, forgets) => {
  test(`${count} generated requests`, { timeout: long ? 1_800_000 : 180_000 }, async ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'apig-fuzz-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const options = optionsOf(join(folder, 'mock.sqlite'));
    // Among few requests it is asked for a few times only.
    const mock = await fuzzed(connections, '--fault', `${faulty}=${long ? 0.1 : 0.7}`, ...options);
    onTestFinished(() => mock.stop());
    const validators = await validatorsOf(suffix);

    const statuses = new Set<number>();
    const succeeded = new Set<string>();
    const heaps: number[] = [];
    for (let start = 0; start < count; start += batch) {
      const wrong: string[] = [];
      const those = fc.sample(requests, { seed: seed + start, numRuns: batch });
      const responses = await Promise.all(
        those.map((request, index) =>
          mock.send(request).catch((error: Error) => {
            wrong.push(`${error.message} ${shown(start + index, request)}`);
          }),
        ),
      );
      const taken = await mock.taken();
      for (const [index, request] of those.entries()) {
        const response = responses[index];
        if (!response) continue;
        const { edition = '', operation = '' } = taken.get(String(response.headers['x-request-id'])) ?? {};
        const validator = validators.get(edition);
        const problems = [
          ...flaws(request, response),
          ...(validator ? departures(validator, operation, response) : []),
        ];
        if (response.status >= 500 && operation !== faulty) problems.push('it failed');
        if (problems.length > 0) {
          const { status, text } = response;
          wrong.push(`${problems.join(', ')}: ${status} ${text.slice(0, 500)} ${shown(start + index, request)}`);
        }
        statuses.add(response.status);
        if (response.status < 300) succeeded.add(`${operation} ${edition}`);
      }
      expect(wrong.slice(0, 5)).toEqual([]);
      if (forgets) await mock.reset();
      heaps.push(await mock.heap());
    }

    // Nor did it hide a failure behind another response.
    expect(mock.failures.slice(0, 5)).toEqual([]);

    // Not in vain: operations succeeded, and every kind of rejection was met.
    const rejections = [400, 401, 403, 404, 405, 412, 413, 415, 431, 500];
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 204, ...rejections]));
    const each = [...validators].flatMap(([edition, { operations }]) =>
      Object.keys(operations)
        .filter((operation) => isAsked(operation, edition))
        .map((operation) => `${operation} ${edition}`),
    );
    const never = each.filter((call) => !succeeded.has(call));
    expect(never.length, never.join(', ')).toBeLessThanOrEqual(long ? 0 : 2);

    const third = Math.ceil(heaps.length / 3);
    const grown = median(heaps.slice(-third)) - median(heaps.slice(0, third));
    expect(grown, heaps.join(' ')).toBeLessThan(growth);

    // Even now it does what it is for.
    const target = '/v2/new/apigw/instances/eddc4d25480b4cd6b512f270a1b8b341/vpc-channels';
    const body = JSON.stringify({ name: 'sound', port: 80, balance_strategy: 1, member_type: 'ip' });
    const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
    const created = await mock.send({ method: 'POST', target, headers, body, abandoned: false });
    expect([created?.status, created?.text]).toEqual([201, expect.stringContaining('"name":"sound"')]);
    if (long) console.log(heaps.map((h) => (h / 1e6).toFixed(1)).join(' '));
  });
});
