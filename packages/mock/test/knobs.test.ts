// Latency, faults, CORS, limits: what a test sets to see how its program takes it.
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultInjectorOf } from '../src/engine/faults.ts';
import { createMock, type LogEntry, type MockOptions } from '../src/index.ts';
import { openPage } from './chromium.ts';
import { type Body, channels, documentExample, fresh, seededChannels, send, served } from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
const show = () => new Request(`http://mock${channels}/1`, { headers: { 'X-Auth-Token': 'any' } });

describe('latency', () => {
  it('holds every response back', async () => {
    const entries: LogEntry[] = [];
    const log = (entry: LogEntry) => void entries.push(entry);
    for (const latency of [80, { least: 80, most: 120 }]) await createMock({ latency, log }).fetch(show());
    // A timer may be a little early.
    for (const { milliseconds } of entries) expect(milliseconds).toBeGreaterThan(75);
  });
});

describe('a latency that no timer can keep', () => {
  it.each([Number.POSITIVE_INFINITY, 2 ** 31, 3e9, -1, Number.NaN, '5' as unknown as number])(
    '%s is a RangeError at creation',
    (latency) => {
      expect(() => createMock({ latency })).toThrow(RangeError);
      expect(() => createMock({ latency: { least: 0, most: latency } })).toThrow(RangeError);
    },
  );

  it('has its lesser bound first', () => {
    expect(() => createMock({ latency: { least: 2, most: 1 } })).toThrow(RangeError);
  });
});

describe('latency between two bounds', () => {
  it('is drawn from what lies between them', async () => {
    const started = performance.now();
    const soon = faultInjectorOf({ least: 0, most: 600_000 }, {}, () => 0.00001);
    await soon?.('showVpcChannel');
    // A timer may be a little early.
    expect(performance.now() - started).toBeGreaterThan(5);
  });
});

describe('faults', () => {
  const statuses = async (options: MockOptions, count = 200) => {
    const mock = createMock(options);
    const all: number[] = [];
    for (let round = 0; round < count; round += 1) all.push((await mock.fetch(show())).status);
    return all;
  };

  it('come as often as asked for, and the same ones from the same seed', async () => {
    const options = { faults: { showVpcChannel: 0.5 }, idSeed: 'a seed' };
    const all = await statuses(options);
    const failed = all.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(60);
    expect(failed).toBeLessThan(140);
    expect(await statuses(options)).toEqual(all);
  });

  it('are those of the operation, or of all that are not named', async () => {
    expect(new Set(await statuses({ faults: { '*': 1 } }, 5))).toEqual(new Set([500]));
    expect(new Set(await statuses({ faults: { '*': 1, showVpcChannel: 0 } }, 5))).toEqual(new Set([404]));
    expect(new Set(await statuses({ faults: { createVpcChannel: 1 } }, 5))).toEqual(new Set([404]));
  });

  it('are answered in the service’s words, and change nothing', async () => {
    const base = await served({ faults: { createVpcChannel: 1 } });
    const { status, body } = await send(base, 'POST', channels, example);
    expect([status, body]).toEqual([500, { error_code: 'APIG.9999', error_msg: 'System error' }]);
    expect((await send(base, 'GET', '/_mock/state')).body.scopes).toEqual([]);
  });

  it('are not for callers without credentials', async () => {
    const request = new Request(`http://mock${channels}/1`);
    expect((await createMock({ faults: { '*': 1 } }).fetch(request)).status).toBe(401);
  });

  it('of an operation that does not exist are a mistake', () => {
    expect(() => createMock({ faults: { nothing: 1 } as never })).toThrow('No operation nothing.');
  });
});

describe('the limit of channels', () => {
  it.each([
    [{}, 30],
    [{ maxChannels: 4 }, 4],
    [{ limits: { 'vpc-channel': 4 } }, 4],
  ])('%j', async (options, most) => {
    const base = await served(options);
    for (let count = seededChannels; count < most; count += 1)
      expect((await send(base, 'POST', channels, fresh(example))).status).toBe(201);
    const { status, body } = await send(base, 'POST', channels, example);
    expect([status, body.error_code]).toEqual([403, 'APIG.3109']);
  });

  it('0 is none', async () => {
    const base = await served({ maxChannels: 0 });
    for (let count = 0; count < 31; count += 1)
      expect((await send(base, 'POST', channels, fresh(example))).status).toBe(201);
  });
});

describe('a limit that is none', () => {
  it.each([
    [{ note: 3 }, /^limits: no limit for kind note\. Known: .*vpc-channel/],
    [{ 'vpc-channel': -1 }, 'limits: vpc-channel: -1 is not a whole number from 0.'],
  ])('%j', (limits, message) => {
    expect(() => createMock({ limits })).toThrow(message);
  });
});

describe('CORS', () => {
  const origin = { Origin: 'https://docs.example' };
  const signature = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date, Signature=${'a1'.repeat(32)}`;

  it('lets a page of another origin ask first, and read the response', async () => {
    const base = await served();
    const asking = { ...origin, 'Access-Control-Request-Method': 'POST', 'X-Auth-Token': undefined };
    const preflight = await send(base, 'OPTIONS', channels, undefined, asking);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, DELETE');
    const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase().split(', ');
    const signing = ['authorization', 'x-language', 'x-project-id', 'x-sdk-date', 'x-security-token'];
    const others = ['content-type', 'x-apig-edition', 'x-apig-explain', 'x-auth-token'];
    expect(allowed?.sort()).toEqual([...signing, ...others].sort());
    for (const reply of [
      await send(base, 'POST', channels, example, origin),
      await send(base, 'GET', '/nowhere', undefined, origin),
    ]) {
      expect(reply.headers.get('access-control-allow-origin')).toBe('*');
      expect(reply.headers.get('access-control-expose-headers')).toBe(
        'X-Request-Id, X-Apig-Explained, Allow, Retry-After',
      );
    }
  });

  it('allows whatever a preflight asks for: traceparent or any other header, method, private network', async () => {
    const base = await served();
    const asking = {
      ...origin,
      'Access-Control-Request-Method': 'PATCH',
      'Access-Control-Request-Headers': 'baggage,traceparent, x-auth-token',
      'Access-Control-Request-Private-Network': 'true',
    };
    const { headers } = await send(base, 'OPTIONS', channels, undefined, asking);
    const listed = (name: string) => headers.get(name)?.split(', ');
    expect(listed('access-control-allow-headers')).toEqual(
      expect.arrayContaining(['baggage', 'traceparent', 'x-auth-token', 'Authorization']),
    );
    expect(listed('access-control-allow-methods')).toContain('PATCH');
    expect(headers.get('access-control-allow-private-network')).toBe('true');
    // What is not a list of names is not repeated.
    const { headers: without } = await send(base, 'OPTIONS', channels, undefined, {
      ...asking,
      'Access-Control-Request-Headers': 'a b, <c>',
    });
    expect(without.get('access-control-allow-headers')).not.toContain('<c>');
  });

  it('works for a page in Chromium', async () => {
    const page = await openPage(3);
    onTestFinished(page.close);
    const traced = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'X-Whatever': '1' };
    const signed = { Authorization: signature, 'X-Sdk-Date': '20241111T000000Z' };
    const headers = { ...signed, ...traced, 'Content-Type': 'application/json' };
    const init = { method: 'PUT', headers, body: JSON.stringify(example) };
    const response = await page.fetch(`${await served()}${channels}/1`, init);
    expect([response.status, ((await response.json()) as Body).error_code]).toEqual([404, 'APIG.3023']);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    const closed = await served({ cors: false });
    await expect(page.fetch(`${closed}${channels}/1`, init)).rejects.toThrow('Failed to fetch');
    for (const method of ['GET', 'PUT', 'DELETE']) {
      await expect(page.fetch(`${await served()}/_mock/state`, { method })).rejects.toThrow('Failed to fetch');
    }
  });

  it('is left out where no page asks', async () => {
    const { headers } = await send(await served(), 'POST', channels, example);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('can be switched off', async () => {
    const base = await served({ cors: false });
    const asking = { ...origin, 'Access-Control-Request-Method': 'POST' };
    const preflight = await send(base, 'OPTIONS', channels, undefined, asking);
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null]);
    const { headers } = await send(base, 'POST', channels, example, origin);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
