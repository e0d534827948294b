// apig-mock snapshot, restore, reset: the state of a running mock, or of a data file or database.
import { existsSync } from 'node:fs';
import { longestSnapshot } from '../engine/control.ts';
import { createMock } from '../engine/mock.ts';
import { jsonProblem } from '../protocol/json.ts';
import { isObject } from '../state/snapshot.ts';
import { writePrivate } from '../store/private-file.ts';
import { dataOf, isDatabase, storeAt } from './data.ts';
import { jsonIn } from './input.ts';
import { parsed, wholeNumber } from './options.ts';
import { UsageError } from './usage.ts';

/** A mock whose state can be had: there `GET`, `PUT` and `DELETE /_mock/state` answer. */
type Reach = (method: 'GET' | 'PUT' | 'DELETE', state?: unknown) => Promise<unknown>;

const options = {
  url: { type: 'string' },
  data: { type: 'string' },
  timeout: { type: 'string', default: '30' },
} as const;

export async function runSnapshot(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, options, 1);
  const [file = '-'] = positionals;
  const state = await reached(values, (reach) => reach('GET'));
  if (!isSnapshot(state)) throw new Error(noMock(200));
  const text = `${JSON.stringify(state, null, 2)}\n`;
  if (file === '-') process.stdout.write(text);
  else await written(file, text);
  return 0;
}

function isSnapshot(state: unknown): boolean {
  return isObject(state) && state['format'] === 'apig-mock';
}

async function written(file: string, text: string): Promise<void> {
  try {
    // It has the secrets of apps and signature keys.
    await writePrivate(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'its folder does not exist' : code;
    throw new Error(`${file} cannot be written (${why}).`, { cause: error });
  }
}

export async function runRestore(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, options, 1);
  const [file = '-'] = positionals;
  const state = await jsonIn(file);
  const name = file === '-' ? 'Standard input' : file;
  const problem = jsonProblem(state);
  if (problem) throw new Error(`${name} is not a snapshot of the mock: ${problem}`);
  if (!isSnapshot(state)) {
    throw new Error(`${name} is not a snapshot of the mock. Take one with npx @apig-spec/mock snapshot state.json.`);
  }
  await reached(values, (reach) => reach('PUT', state));
  return 0;
}

export async function runReset(args: readonly string[]): Promise<number> {
  const { values } = parsed(args, options);
  await reached(values, (reach) => reach('DELETE'));
  return 0;
}

interface Where {
  url?: string | undefined;
  data?: string | undefined;
  timeout: string;
}

async function reached<Result>(
  { url, data, timeout }: Where,
  work: (reach: Reach) => Promise<Result>,
): Promise<Result> {
  if (url !== undefined && data !== undefined) throw new UsageError('--url and --data: use only one of them.');
  const seconds = wholeNumber('--timeout', timeout, 1, 300);
  return data === undefined ? work(overHttp(url ?? 'http://127.0.0.1:4010', seconds)) : inData(data, work);
}

/** The data gets a mock of its own for as long as it takes; several processes may share it. */
async function inData<Result>(data: string, work: (reach: Reach) => Promise<Result>): Promise<Result> {
  // A mistyped name would otherwise be a new, empty file.
  if (!isDatabase(dataOf(data)) && !existsSync(data)) throw new Error(`${data} does not exist.`);
  const mock = createMock({ store: await storeAt(data, 'normal') });
  try {
    const ask = reaching((request) => mock.fetch(request), 'http://mock');
    return await work((method, state) => ask('/_mock/state', withBody(method, state)));
  } finally {
    await mock.close();
  }
}

/** The mock at an address, which may be something else: it is asked before it is given or told anything. */
function overHttp(url: string, seconds: number): Reach {
  const base = baseOf(url);
  const ask = reaching(async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      if (request.signal.aborted)
        throw new Error(`${base} does not respond within ${seconds} s.${hint}`, { cause: error });
      throw new Error(
        `No mock responds at ${base}. Start one with npx @apig-spec/mock, or set its address with --url.`,
        { cause: error },
      );
    }
  }, base);
  return async (method, state) => {
    // One limit for all of it: a server may send slowly, and for ever.
    const signal = AbortSignal.timeout(seconds * 1000);
    try {
      const about = await ask('/_mock/ready', { method: 'GET', signal });
      if (!isObject(about) || about['ready'] !== true) throw new Error(`${noMock(200)}${hint}`);
      return await ask('/_mock/state', { ...withBody(method, state), signal });
    } catch (error) {
      // Of the body: what else goes wrong is said in words already.
      const isBody = error instanceof TypeError || (error as Error).name === 'TimeoutError';
      if (!isBody) throw error;
      const end = signal.aborted ? `the response is incomplete after ${seconds} s` : 'the response is incomplete';
      throw new Error(`${base} responds, but ${end}.${hint}`, { cause: error });
    }
  };
}

const hint = ' To wait longer, set --timeout; to use another address, set --url.';

/** @throws UsageError without the address where it has a password in it */
function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.username !== '' || url.password !== '')) {
    throw new UsageError('--url: write the address without a user name and a password.');
  }
  const isBase = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '';
  if (!isBase) throw new UsageError(`--url: '${text}' is not an address such as http://127.0.0.1:4010.`);
  return url.origin;
}

function withBody(method: string, state: unknown): RequestInit {
  if (state === undefined) return { method };
  return { method, body: JSON.stringify(state), headers: { 'Content-Type': 'application/json' } };
}

/** Asks, and gives the JSON of the response: undefined where there is none. */
type Ask = (path: string, init: RequestInit) => Promise<unknown>;

function reaching(respond: (request: Request) => Promise<Response>, base: string): Ask {
  return async (path, init) => {
    const response = await respond(new Request(new URL(path, base), { redirect: 'manual', ...init }));
    const { status, headers } = response;
    if (status >= 300 && status < 400) {
      // Or the program would wait for it.
      response.body?.cancel().catch(() => {});
      throw new Error(
        `The server redirects to ${headers.get('location') ?? 'nowhere'}. Set --url to the address of the mock itself.`,
      );
    }
    const text = await textOf(response, path === '/_mock/state' ? longestSnapshot : longestAbout);
    if (status !== 200 && status !== 204) throw new Error(rejection(status, text));
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch (error) {
      throw new Error(noMock(status), { cause: error });
    }
  };
}

/** The longest that `/_mock/ready` answers, in bytes. */
const longestAbout = 65_536;

/** @throws Error where the body is longer than `limit` bytes */
async function textOf({ body }: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > limit) throw new Error(`The server sends more than ${limit} bytes: it is not an apig-mock.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function rejection(status: number, text: string): string {
  try {
    const { error_code, error_msg } = JSON.parse(text) as { error_code?: string; error_msg?: string };
    if (error_code && error_msg && status !== 404) return error_msg;
  } catch {}
  return noMock(status);
}

const noMock = (status: number) =>
  `The server returns ${status} instead of a state: it is not an apig-mock, or it runs without --control.`;
