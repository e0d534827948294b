// What is repeated, how often, and after how long.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aksk } from '../src/aksk.ts';
import { type RetryOptions, retry } from '../src/retry.ts';
import { validate } from '../src/validate.ts';
import {
  ApigConfigError,
  createVpcChannel,
  generateAppCode,
  showInstance,
  updateVpcChannel,
} from './generated/newest.ts';
import { answer, body, oneByOne, recorded, rejection, silence } from './support.ts';

const now = new Date('2026-11-20T08:09:10Z');

/** The pauses that were begun. */
let pauses: number[];

beforeEach(() => {
  pauses = [];
  vi.useFakeTimers({ now, shouldAdvanceTime: false });
  const real = globalThis.setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, milliseconds: number) => {
    pauses.push(milliseconds);
    return real(run, milliseconds);
  }) as typeof setTimeout);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Runs a call through all of its pauses. */
async function settled<Result>(call: Promise<Result>): Promise<Result> {
  let done = false;
  const result = call.finally(() => {
    done = true;
  });
  while (!done) await vi.advanceTimersByTimeAsync(1000);
  return result;
}

const broken = () => Promise.reject(new TypeError('fetch failed'));
const busy = (headers?: Record<string, string>) => () => rejection(429, 'APIGW.0308', headers);
const fine = () => answer(200, { id: 'c' });
const created = () => answer(201, { id: 'c' });
const client = (fetch: Parameters<typeof recorded>[0], options?: RetryOptions) =>
  recorded(fetch, { middleware: [retry(options)] });

describe('repeats', () => {
  test.each([500, 502, 503, 504, 429])('%i of an idempotent call', async (status) => {
    const { apig, requests } = client(oneByOne(() => rejection(status, 'APIG.9999'), fine));
    expect(await settled(showInstance(apig))).toMatchObject({ ok: true });
    expect(requests).toHaveLength(2);
  });

  test('what finds no response, with its body', async () => {
    const { apig, requests } = client(oneByOne(broken, broken, fine));
    expect(await settled(updateVpcChannel(apig, { vpc_channel_id: 'c', body }))).toMatchObject({ ok: true });
    expect(await Promise.all(requests.map((request) => request.json()))).toEqual([body, body, body]);
  });

  test('what takes too long, each attempt with its own time', async () => {
    let count = 0;
    const { apig } = recorded((request) => (count++ === 0 ? silence(request) : Promise.resolve(fine())), {
      middleware: [retry()],
      timeout: 5000,
    });
    expect(await settled(showInstance(apig))).toMatchObject({ ok: true });
    expect(count).toBe(2);
  });

  test('429 of any call, and an error after an error, and an error after a response', async () => {
    const { apig, requests } = client(oneByOne(busy(), created));
    expect(await settled(createVpcChannel(apig, { body }))).toMatchObject({ ok: true });
    expect(requests).toHaveLength(2);
    const other = client(
      oneByOne(() => rejection(503, 'APIG.9999'), broken),
      { attempts: 2 },
    );
    expect(await settled(showInstance(other.apig))).toMatchObject({ fault: 'network' });
  });

  test('with a new signature', async () => {
    const { apig, requests } = recorded(oneByOne(busy({ 'Retry-After': '2' }), created), {
      middleware: [retry()],
      auth: aksk({ accessKey: 'a', secretKey: 's' }),
    });
    expect(await settled(createVpcChannel(apig, { body }))).toMatchObject({ ok: true });
    const signatures = requests.map(({ headers }) => headers.get('Authorization'));
    expect(new Set(signatures).size).toBe(2);
    // Later by the pause at least: keys are worked out in real time, during which the clock here runs on.
    const [first = '', second = ''] = requests.map(({ headers }) => headers.get('X-Sdk-Date') ?? '');
    expect(first).toBe('20261120T080910Z');
    expect(second >= '20261120T080912Z').toBe(true);
  });

  test('wherever it stands among other middleware, with what that adds', async () => {
    const adds = { onRequest: ({ request }: { request: Request }) => request.headers.set('X-Trace', '1') };
    for (const middleware of [
      [retry(), adds],
      [adds, retry()],
    ]) {
      const { apig, requests } = recorded(oneByOne(busy(), created), { middleware });
      expect(await settled(createVpcChannel(apig, { body }))).toMatchObject({ ok: true });
      expect(requests.map(({ headers }) => headers.get('X-Trace'))).toEqual(['1', '1']);
    }
  });
});

test('openapi-fetch methods are repeated by what the contract says of their operation', async () => {
  const base = '/v2/{project_id}/apigw/instances/{instance_id}';
  const failing = async () => rejection(500, 'APIG.9999');
  const sent = async (work: (apig: ReturnType<typeof client>['apig']) => Promise<unknown>) => {
    const { apig, requests } = client(failing);
    await settled(work(apig));
    return requests.length;
  };
  expect(await sent((apig) => apig.GET(base))).toBe(3);
  const path = { vpc_channel_id: 'c' };
  expect(await sent((apig) => apig.PUT(`${base}/vpc-channels/{vpc_channel_id}`, { params: { path }, body }))).toBe(3);
  expect(await sent((apig) => apig.POST(`${base}/vpc-channels`, { body }))).toBe(1);
  expect(await sent((apig) => apig.PUT(`${base}/apps/{app_id}/app-codes`, { params: { path: { app_id: 'a' } } }))).toBe(
    1,
  );
});

describe('does not repeat', () => {
  test.each([400, 401, 403, 404, 409, 501])('%i', async (status) => {
    const { apig, requests } = client(async () => rejection(status, 'APIG.2011'));
    expect(await settled(showInstance(apig))).toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });

  test('a creation that may have happened', async () => {
    const failed = client(async () => rejection(500, 'APIG.9999'));
    expect(await settled(createVpcChannel(failed.apig, { body }))).toMatchObject({ status: 500 });
    expect(failed.requests).toHaveLength(1);
    const lost = client(broken);
    expect(await settled(createVpcChannel(lost.apig, { body }))).toMatchObject({ fault: 'network' });
    expect(lost.requests).toHaveLength(1);
    const code = client(async () => rejection(500, 'APIG.9999'));
    await settled(generateAppCode(code.apig, { app_id: 'a' }));
    expect(code.requests).toHaveLength(1);
  });

  test('an aborted call, or a response that validate rejects', async () => {
    const aborted = client(fine as never);
    await settled(showInstance(aborted.apig, { signal: AbortSignal.abort() }));
    expect(aborted.requests).toHaveLength(0);
    expect(pauses).toEqual([]);
    const validator = await import('@apig-spec/validator');
    const invalid = recorded(async () => answer(200, { id: 1 }), {
      middleware: [retry(), validate({ validator, mode: 'response' })],
    });
    expect(await settled(showInstance(invalid.apig))).toMatchObject({ fault: 'invalid-response' });
    expect(invalid.requests).toHaveLength(1);
  });

  test('more often than it may', async () => {
    const { apig, requests } = client(async () => rejection(503, 'APIG.9999'), { attempts: 4 });
    expect(await settled(showInstance(apig))).toMatchObject({ status: 503 });
    expect(requests).toHaveLength(4);
    const lost = client(broken, { attempts: 2 });
    expect(await settled(showInstance(lost.apig))).toMatchObject({ fault: 'network' });
    expect(lost.requests).toHaveLength(2);
  });

  test('more often where errors and answers take turns', async () => {
    const { apig, requests } = client(
      oneByOne(broken, () => rejection(503, 'APIG.9999')),
      { attempts: 2 },
    );
    expect(await settled(showInstance(apig))).toMatchObject({ status: 503 });
    expect(requests).toHaveLength(2);
  });

  test('what the caller calls not idempotent', async () => {
    const { apig, requests } = client(broken, { idempotent: () => false });
    await settled(showInstance(apig));
    expect(requests).toHaveLength(1);
  });
});

describe('pauses', () => {
  const down = async () => rejection(503, 'APIG.9999');

  test('at random below a bound that doubles up to the cap', async () => {
    const { apig } = client(down, { attempts: 6, delay: 100, cap: 500 });
    await settled(showInstance(apig));
    expect(pauses).toEqual([50, 100, 200, 250, 250]);
    pauses = [];
    vi.mocked(Math.random).mockReturnValue(0);
    await settled(showInstance(apig));
    expect(pauses).toEqual([0, 0, 0, 0, 0]);
  });

  test.each([
    { attempts: 0 },
    { attempts: Number.NaN },
    { attempts: '3' as unknown as number },
    { delay: -1 },
    { delay: Number.NaN },
    { cap: -1 },
    { cap: '5' as unknown as number },
  ])('are a RangeError at creation where they cannot be: %j', (options) => {
    expect(() => retry(options)).toThrow(ApigConfigError);
    expect(() => retry(options)).toThrow(RangeError);
    expect(() => retry(options)).toThrow(Object.keys(options)[0]);
  });

  test('as long as Retry-After asks, in seconds or until a date', async () => {
    const until = new Date(now.getTime() + 10_000).toUTCString();
    const { apig } = client(oneByOne(busy({ 'Retry-After': '3' }), busy({ 'Retry-After': until }), fine));
    expect(await settled(showInstance(apig))).toMatchObject({ ok: true });
    expect(pauses).toEqual([3000, 7000]);
  });

  test('not at all where it asks for longer than the cap: the response is the result', async () => {
    const { apig, requests } = client(async () => busy({ 'Retry-After': '60' })());
    expect(await settled(showInstance(apig))).toMatchObject({ status: 429 });
    expect(requests).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  const past = new Date(now.getTime() - 10_000);
  test.each([
    ...[
      'soon',
      '-1',
      '-9.5',
      '1e3',
      '0x10',
      'NaN',
      'Infinity',
      '1..2',
      '.',
      ',',
      '+5',
      '0',
      '9 Sep',
      '2026-11-20',
      'Nov 20 2099',
      '',
    ],
    ...[past.toUTCString(), past.toISOString(), new Date(now.getTime() + 9000).toISOString()],
  ])('as usual where Retry-After is %j', async (value) => {
    const { apig, requests } = client(async () => busy({ 'Retry-After': value })());
    expect(await settled(showInstance(apig))).toMatchObject({ status: 429 });
    expect(requests).toHaveLength(3);
    expect(pauses).toEqual([100, 200]);
  });

  test.each([
    ['9.5', 9500],
    ['12.25', 12_250],
    ['1, 1', 1000],
    ['1, 12, 3', 12_000],
    [' 7 ', 7000],
    ['0.05', 100],
    ['Fri, 20 Nov 2026 08:09:13 GMT', 3000],
    ['Friday, 20-Nov-26 08:09:13 GMT', 3000],
    ['Fri Nov 20 08:09:13 2026', 3000],
  ])('at least as long as Retry-After %j asks', async (value, asked) => {
    const { apig } = client(oneByOne(busy({ 'Retry-After': value }), fine));
    expect(await settled(showInstance(apig))).toMatchObject({ ok: true });
    expect(pauses).toEqual([asked]);
  });

  test.each(['99999999999999999999', '9'.repeat(400), '3000000', 'Fri, 20 Nov 2099 08:09:13 GMT'])(
    'not at all where Retry-After is absurd: %s',
    async (value) => {
      const { apig, requests } = client(async () => busy({ 'Retry-After': value })());
      expect(await settled(showInstance(apig))).toMatchObject({ status: 429 });
      expect(requests).toHaveLength(1);
    },
  );

  test('never longer than timers know', async () => {
    const endless = { delay: Number.POSITIVE_INFINITY, cap: Number.POSITIVE_INFINITY, attempts: 2 };
    const { apig } = client(down, endless);
    const pending = showInstance(apig);
    await vi.advanceTimersByTimeAsync(0);
    expect(pauses).toEqual([(2 ** 31 - 1) / 2]);
    await vi.advanceTimersByTimeAsync(2 ** 31);
    expect(await pending).toMatchObject({ status: 503 });
  });

  test('count for no attempt’s time', async () => {
    const { apig, requests } = recorded(async () => busy({ 'Retry-After': '10' })(), {
      middleware: [retry()],
      timeout: 1000,
    });
    expect(await settled(showInstance(apig))).toMatchObject({ status: 429 });
    expect(requests).toHaveLength(3);
  });

  test('end when the call is aborted', async () => {
    const controller = new AbortController();
    const { apig, requests } = client(async () => busy({ 'Retry-After': '10' })());
    const call = showInstance(apig, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort(new Error('the user left'));
    expect(await call).toMatchObject({ fault: 'aborted', cause: { message: 'the user left' } });
    expect(requests).toHaveLength(1);
  });
});
