// apig-mock snapshot, restore, reset: the state of a running mock, or of a data file.
import { existsSync } from 'node:fs';
import { createMock } from '../engine/mock.ts';
import { writePrivate } from '../store/private-file.ts';
import { jsonIn } from './input.ts';
import { notEmpty, parsed } from './options.ts';
import { UsageError } from './usage.ts';

/** A mock whose state can be had: there `GET`, `PUT` and `DELETE /_mock/state` answer. */
type Reach = (method: 'GET' | 'PUT' | 'DELETE', state?: unknown) => Promise<unknown>;

const options = { url: { type: 'string' }, data: { type: 'string' } } as const;

export async function runSnapshot(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, options, 1);
  const [file = '-'] = positionals;
  const text = `${JSON.stringify(await reached(values, (reach) => reach('GET')), null, 2)}\n`;
  if (file === '-') process.stdout.write(text);
  else await written(file, text);
  return 0;
}

async function written(file: string, text: string): Promise<void> {
  try {
    // It has the secrets of apps and signature keys.
    await writePrivate(file, text);
  } catch (error) {
    throw new Error(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`, { cause: error });
  }
}

export async function runRestore(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, options, 1);
  const state = await jsonIn(positionals[0] ?? '-');
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
}

async function reached<Result>({ url, data }: Where, work: (reach: Reach) => Promise<Result>): Promise<Result> {
  if (url !== undefined && data !== undefined) throw new UsageError('--url and --data: name one of them.');
  return data === undefined ? work(overHttp(url ?? 'http://127.0.0.1:4010')) : inFile(data, work);
}

/** The file gets a mock of its own for as long as it takes; several processes may share a file. */
async function inFile<Result>(data: string, work: (reach: Reach) => Promise<Result>): Promise<Result> {
  notEmpty('--data', data, 'the name of a file');
  // A mistyped name would otherwise be a new, empty file.
  if (!existsSync(data)) throw new Error(`There is no file ${data}.`);
  const { sqliteStore } = await import('../store/sqlite.ts');
  const mock = createMock({ store: sqliteStore(data) });
  try {
    return await work(reaching((request) => mock.fetch(request), 'http://mock'));
  } finally {
    await mock.close();
  }
}

function overHttp(url: string): Reach {
  if (!URL.canParse(url)) throw new UsageError(`--url: '${url}' is no address such as http://127.0.0.1:4010.`);
  return reaching(async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      throw new Error(`No mock answers at ${url}. Start one, or name its address with --url.`, { cause: error });
    }
  }, url);
}

function reaching(answer: (request: Request) => Promise<Response>, base: string): Reach {
  return async (method, state) => {
    const response = await answer(
      new Request(new URL('/_mock/state', base), {
        method,
        ...(state !== undefined && { body: JSON.stringify(state), headers: { 'Content-Type': 'application/json' } }),
      }),
    );
    const text = await response.text();
    if (!response.ok) throw new Error(refusal(response.status, text));
    return text && JSON.parse(text);
  };
}

function refusal(status: number, text: string): string {
  try {
    const { error_msg } = JSON.parse(text) as { error_msg?: string };
    if (error_msg && status !== 404) return error_msg;
  } catch {}
  return `What answers there (with ${status}) has no state to offer: it is no apig-mock, or it was not told to with --control.`;
}
