// A client against a mock: each call of the plan that the client has an operation for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@apig-spec/mock/node';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { compared } from './compare.ts';
import type { Driver, SdkOperation } from './driver.ts';
import type { Call } from './plan.ts';
import { type Recorder, recording } from './recorder.ts';
import { placeOf } from './sdk-models.ts';

export const keys = { access: 'AK0EXAMPLE', secret: 'a-secret-key' };

export type Rules = 'documented' | 'observed';

/** What became of a call. */
export interface Outcome extends Call {
  /** What was wrong; none where the client understood what it should have. */
  problems: string[];
  /** Fields of the request that the client does not send, since it does not know them. */
  unsent: string[];
  /** Fields of the response that the client does not know. */
  unread: string[];
}

export interface Trial {
  outcomes: Outcome[];
  /** Operations that answer with their documented example. */
  examples: string[];
}

/** Makes the calls of a plan, each of which the client has an operation for, with a mock of its own. */
export async function trial(driver: Driver, plan: readonly Call[], rules: Rules): Promise<Trial> {
  const accessKeys = plan.map(({ project }) => ({ ...keys, project }));
  const mock = await serve({ port: 0, rules, accessKeys, log: () => undefined });
  const recorder = await recording(mock.url);
  const folder = mkdtempSync(join(tmpdir(), 'apig-clients-'));
  try {
    const { examples = [] } = (await (await fetch(`${mock.url}/_mock/ready`)).json()) as { examples?: string[] };
    const byPlace = sdkOperations(driver);
    const outcomes: Outcome[] = [];
    for (const call of plan) {
      const operation = byPlace.get(placeOf(call));
      if (operation) outcomes.push({ ...call, ...(await outcomeOf(driver, recorder, folder, operation, call)) });
    }
    return { outcomes, examples };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    recorder.close();
    await mock.close();
  }
}

/** By their method and path, what is called what in an SDK: names of operations and of a path's variables may differ. */
function sdkOperations({ operations }: Pick<Driver, 'operations'>): Map<string, SdkOperation> {
  return new Map(operations.map((each) => [placeOf(each), each]));
}

async function outcomeOf(
  driver: Driver,
  recorder: Recorder,
  folder: string,
  { name, path }: SdkOperation,
  call: Call,
): Promise<Pick<Outcome, 'problems' | 'unsent' | 'unread'>> {
  const body = call.form ? filed(call.form, folder) : call.body;
  const request = { ...renamed(call, path), ...(body !== undefined && { body }) };
  const told = await driver.call({
    ...{ endpoint: recorder.url, project: call.project, name, request },
    files: call.form?.files ?? [],
  });
  const sent = recorder.take();
  const problems: string[] = [];
  if (!sent) problems.push('was not sent');
  else if (!call.statuses.includes(sent.status)) problems.push(`${sent.status} ${sent.body}`);
  if ('error' in told) problems.push(told.error);
  const asked = call.body !== undefined && sent ? compared(call.body, parsed(sent.asked)) : undefined;
  const unsent = asked?.unknown ?? [];
  if (!sent || 'error' in told || sent.body === '') return { problems, unsent, unread: [] };
  // A file comes as its text.
  const made = typeof told.response === 'string' ? parsed(told.response) : told.response;
  const { lost, unknown } = compared(parsed(sent.body), made);
  return { problems: [...problems, ...lost], unsent, unread: unknown };
}

/** The parameters, with those of the path by the SDK's names. */
function renamed({ path, parameters }: Call, theirs: string): JsonObject {
  const names = (template: string) => [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const byOurs = new Map(names(path).map((name, index) => [name, names(theirs)[index] ?? name]));
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [byOurs.get(name) ?? name, value]));
}

/** The fields of a form, with the paths of files that have been written for it. */
function filed({ fields, files }: NonNullable<Call['form']>, folder: string): JsonObject {
  const written = files.flatMap((name) => {
    const value = fields[name];
    if (value === undefined) return [];
    const file = join(folder, `${name}.${String(value).startsWith('{') ? 'json' : 'yaml'}`);
    writeFileSync(file, String(value));
    return [[name, file]];
  });
  return { ...fields, ...Object.fromEntries(written) };
}

/** A response may be a file. */
function parsed(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}
