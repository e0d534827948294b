// The engine by itself: what it is made of, and what it does when something breaks.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosen, rulesOf } from '../src/contract/editions.ts';
import { createMock, type EditionName, editionNames, type LogEntry, memoryStore, type Store } from '../src/index.ts';
import { idSource, newClock, randomSource } from '../src/protocol/stamp.ts';
import { bundledForPages } from './chromium.ts';
import { bundled, channels, newest } from './support.ts';

const show = () => new Request(`http://mock${channels}/1`, { headers: { 'X-Auth-Token': 'any' } });

describe('the built engine', () => {
  const here = import.meta.dirname;

  it('goes into a page, alone and behind MSW', async () => {
    const page = await bundledForPages(here, `export * from '@apig-spec/mock'; export * from '@apig-spec/mock/msw3';`);
    expect(page.includes('createMock')).toBe(true);
  });

  it('would not, with a built-in of Node', async () => {
    await expect(bundledForPages(here, `export * from '@apig-spec/mock/node'`)).rejects.toThrow('"node:module"');
  });
});

describe('editions', () => {
  it('are all that the contract has', () => {
    const bundles = readdirSync(join(import.meta.dirname, '..', '..', 'openapi', 'dist')).map(
      (name) => /^(\d{4}-.+)\.json$/.exec(name)?.[1],
    );
    expect([...editionNames].sort()).toEqual(bundles.filter((name) => name !== undefined).sort());
  });

  it.each(editionNames)('%s has documented and observed rules of its own', async (edition) => {
    for (const rules of ['documented', 'observed'] as const) {
      const { validator, router } = await rulesOf(edition, rules);
      expect(validator.edition).toBe(edition);
      expect(validator.operations.updateApp.statuses).toContain(200);
      expect(router.match('GET', `${channels}/1`).operationId).toBe('showVpcChannel');
    }
    expect(await rulesOf(edition, 'observed')).toBe(await rulesOf(edition, 'observed'));
  });

  it('know what responses leave out for older ones', () => {
    const has = (edition: EditionName, schema: string, field: string) =>
      field in (bundled(edition).components.schemas[schema]?.properties ?? {});
    for (const edition of editionNames) {
      const since = (revision: string) => edition >= revision;
      expect([edition, has(edition, 'VpcChannelBase', 'vpc_channel_type')]).toEqual([edition, since('2024-11')]);
      expect([edition, has(edition, 'MemberGroupInfo', 'reference_vpc_channel_id')]).toEqual([
        edition,
        since('2024-11'),
      ]);
      expect([edition, has(edition, 'MicroServiceInfo', 'nacos_info')]).toEqual([edition, since('2024-11')]);
      expect([edition, has(edition, 'MicroServiceInfo', 'cce_service_info')]).toEqual([edition, since('2023-11')]);
      expect([edition, has(edition, 'MicroServiceInfoCCE', 'label_key')]).toEqual([edition, since('2023-11')]);
    }
  });

  it('are chosen by prefix, header or default, in this order', () => {
    const asked = { header: () => '2023-11.en' };
    expect(chosen('/editions/2023-05.zh-CN/v2/x', asked, '2024-11.en')).toEqual({
      edition: '2023-05.zh-CN',
      path: '/v2/x',
    });
    expect(chosen('/v2/x', asked, '2024-11.en')).toEqual({ edition: '2023-11.en', path: '/v2/x' });
    expect(chosen('/v2/x', { header: () => undefined }, '2024-11.en')).toEqual({
      edition: '2024-11.en',
      path: '/v2/x',
    });
  });

  it('that do not exist cannot be the default', () => {
    expect(() => createMock({ edition: 'toString' as EditionName })).toThrow(
      `Unknown edition toString. Known: ${newest}, `,
    );
  });
});

describe('a fault of the mock', () => {
  it('is answered as a system error and told in full to the log only', async () => {
    const fault = new Error('disk on fire');
    const broken: Store = { ...memoryStore(), read: () => Promise.reject(fault) };
    const entries: LogEntry[] = [];
    const mock = createMock({ store: broken, log: (entry) => entries.push(entry) });
    const response = await mock.fetch(show());
    expect([response.status, await response.json()]).toEqual([
      500,
      { error_code: 'APIG.9999', error_msg: 'System error' },
    ]);
    expect(entries).toMatchObject([{ status: 500, operation: 'showVpcChannel', code: 'APIG.9999', error: fault }]);
    expect(entries[0]?.requestId).toBe(response.headers.get('x-request-id'));
  });
});

describe('a body that never ends', () => {
  it('is read no further than it may be long', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) });
    const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit;
    const response = await createMock({ maxBody: 10_000 }).fetch(new Request(`http://mock${channels}`, init));
    expect(response.status).toBe(413);
  });
});

describe('a request', () => {
  it('is told to the log', async () => {
    const entries: LogEntry[] = [];
    await createMock({ log: (entry) => entries.push(entry) }).fetch(show());
    expect(entries).toEqual([
      {
        time: expect.any(Date),
        requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
        method: 'GET',
        url: `${channels}/1`,
        edition: newest,
        operation: 'showVpcChannel',
        status: 404,
        code: 'APIG.3023',
        message: 'The VPC channel does not exist,id:1',
        explained: expect.objectContaining({ rule: 'The channel does not exist.' }),
        milliseconds: expect.any(Number),
      },
    ]);
  });
});

describe('stamps', () => {
  it('are unlike each other, however fast they come', () => {
    const times = Array.from({ length: 1000 }, newClock(Date.now).next);
    expect(new Set(times).size).toBe(1000);
    expect([...times].sort()).toEqual(times);
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
    for (const seed of [undefined, '', 'a seed']) {
      const ids = Array.from({ length: 1000 }, idSource(seed).next);
      expect(new Set(ids).size).toBe(1000);
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it('are the same from the same seed, and go on where they are told to', () => {
    const [one, other] = [idSource('seed'), idSource('seed')];
    const ids = Array.from({ length: 5 }, one.next);
    expect(Array.from({ length: 5 }, other.next)).toEqual(ids);
    expect(idSource('other').next()).not.toBe(ids[0]);
    other.given = 2;
    expect(other.next()).toBe(ids[2]);
    const still = newClock(() => 1000);
    const times = Array.from({ length: 3 }, still.next);
    still.resume({ last: 1000, count: 0 });
    expect(still.next()).toBe(times[1]);
    still.resume({ last: 2000, count: 7 });
    expect(still.next()).toBe('1970-01-01T00:00:01.000000008Z');
    const numbers = Array.from({ length: 1000 }, randomSource('seed'));
    expect(Array.from({ length: 1000 }, randomSource('seed'))).toEqual(numbers);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const mean = numbers.reduce((sum, number) => sum + number) / 1000;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  });
});
