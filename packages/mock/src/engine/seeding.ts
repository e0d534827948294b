// A seed from requests: what a project has after them is what every project begins with.
import { type EditionName, type RulesName, rulesOf } from '../contract/editions.ts';
import { nearestField } from '../contract/names.ts';
import { seed as documents } from '../resources/seed.ts';
import { isObject } from '../state/snapshot.ts';
import type { Seed } from '../store/store.ts';
import { createMock } from './mock.ts';

/** Requests by which a seed is made, with the terms of Arazzo. */
export interface SeedRequests {
  /** What they begin with: what the documents' examples name, or nothing, not even a gateway. Default: `documents`. */
  base?: 'documents' | 'empty';
  steps: readonly SeedStep[];
}

/**
 * A request. A text `$steps.<stepId>.outputs.<field>` is replaced by what the response to an earlier step has there;
 * `<field>` may be a path: `members.0.id`.
 */
export interface SeedStep {
  /** By which later steps refer to it. */
  stepId?: string;
  operationId: string;
  /**
   * Parameters of path and query. `instance_id` need not be given: it is the gateway that a step before has created, or else
   * the one that the documents' examples name.
   */
  parameters?: Readonly<Record<string, unknown>>;
  /** The JSON body. */
  requestBody?: unknown;
}

/** What the requests are validated against, and the time that they see. */
export interface SeedOptions {
  edition: EditionName;
  rules: RulesName;
  /** The time at which the mock begins, in milliseconds since 1970; the requests are made an hour before. Default: `Date.now`. */
  now?: (() => number) | undefined;
}

const project = 'seed';

/** An hour, in milliseconds: so long ago the requests were made, so that what takes time is done when the mock begins. */
const earlier = 3_600_000;

/** @returns whether a value is meant as requests, not as documents by gateway */
export function isSeedRequests(value: unknown): value is SeedRequests {
  return isObject(value) && Array.isArray(value['steps']);
}

/**
 * Makes a seed. The same requests give the same identifiers.
 *
 * @throws TypeError that names the step, where one is not a request, refers to what is not there, or is rejected
 */
export async function seedFrom(requests: SeedRequests, { edition, rules, now = Date.now }: SeedOptions): Promise<Seed> {
  const { base = 'documents', steps } = requests;
  if (base !== 'documents' && base !== 'empty') {
    throw new TypeError(`The seed's base must be documents or empty, not ${base}.`);
  }
  const begin: Seed = base === 'empty' ? {} : documents;
  const mock = createMock({
    ...{ edition, rules, seed: begin, provisioning: 0, idSeed: 'seed', control: false },
    now: () => Math.max(now() - earlier, 0),
  });
  const { validator } = await rulesOf(edition, rules);
  const outputs = new Map<string, unknown>();
  let [instance] = Object.keys(begin);
  for (const [index, step] of steps.entries()) {
    const name = step?.stepId === undefined ? `steps[${index}]` : `step ${step.stepId}`;
    const fail = (problem: string): never => {
      throw new TypeError(`The seed's ${name} ${problem}`);
    };
    if (!isObject(step) || typeof step.operationId !== 'string') fail('has no operationId.');
    const { operationId, stepId, parameters = {}, requestBody } = step;
    if (!Object.hasOwn(validator.operations, operationId)) {
      const close = nearestField(operationId, Object.keys(validator.operations));
      fail(`has the unknown operation ${operationId}.${close === undefined ? '' : ` Did you mean ${close}?`}`);
    }
    if (stepId !== undefined && outputs.has(stepId)) fail('has the stepId of an earlier step.');
    const { method, path } = validator.operations[operationId as keyof typeof validator.operations];
    const filled = filledIn({ parameters, requestBody }, outputs, fail) as Required<
      Pick<SeedStep, 'parameters' | 'requestBody'>
    >;
    const { target, rest } = addressed(
      path,
      { project_id: project, instance_id: instance, ...filled.parameters },
      fail,
    );
    const query = new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)]));
    const response = await mock.fetch(
      new Request(`http://mock${target}?${query}`, {
        method,
        headers: { 'X-Auth-Token': 'seed', 'Content-Type': 'application/json' },
        ...(filled.requestBody !== undefined && { body: JSON.stringify(filled.requestBody) }),
      }),
    );
    const text = await response.text();
    const output: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) fail(`(${operationId}) is rejected with ${response.status}: ${text}`);
    if (stepId !== undefined) outputs.set(stepId, output);
    if (operationId === 'createInstance') instance = (output as { instance_id: string }).instance_id;
  }
  return { ...begin, ...(await changedScopes(mock)) };
}

/** The documents of each gateway that the requests have changed. One that they have deleted is left out. */
async function changedScopes(mock: ReturnType<typeof createMock>): Promise<Seed> {
  const { scopes } = await mock.snapshot();
  return Object.fromEntries(scopes.map((scope) => [scope.instance, scope.documents]));
}

/** The path with its parameters, and what is left of them for the query. */
function addressed(template: string, parameters: Record<string, unknown>, fail: (problem: string) => never) {
  const { project_id, instance_id, ...rest } = parameters;
  const all: Record<string, unknown> = { project_id, instance_id, ...rest };
  const target = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (all[name] === undefined) {
      const fix = name === 'instance_id' ? ' Add an earlier step that creates a gateway with createInstance.' : '';
      fail(`lacks the parameter ${name}.${fix}`);
    }
    delete rest[name];
    return encodeURIComponent(String(all[name]));
  });
  return { target, rest };
}

/** The value with what expressions in it stand for. */
function filledIn(value: unknown, outputs: ReadonlyMap<string, unknown>, fail: (problem: string) => never): unknown {
  if (typeof value === 'string') {
    const [, step, path] = /^\$steps\.([^.]+)\.outputs\.(.+)$/.exec(value) ?? [];
    if (step === undefined || path === undefined) return value;
    const found = path.split('.').reduce<unknown>((at, key) => {
      return typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key as keyof typeof at] : undefined;
    }, outputs.get(step));
    return found === undefined ? fail(`refers to ${value}, which no step before it has.`) : found;
  }
  if (Array.isArray(value)) return value.map((item) => filledIn(item, outputs, fail));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledIn(item, outputs, fail)]));
}
