// The engine by itself: what it is made of, and what it does when something breaks.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { chosen, rulesOf } from '../src/engine/editions.ts';
import { idSource, newClock, randomSource } from '../src/engine/stamp.ts';
import { createMock, type EditionName, editionNames, type LogEntry, memoryStore, type Store } from '../src/index.ts';
import { bundled, channels } from './support.ts';

const show = () => new Request(`http://mock${channels}/1`, { headers: { 'X-Auth-Token': 'any' } });

describe('the built engine', () => {
  it('imports no built-in of Node', () => {
    const files = [join(import.meta.dirname, '..', 'dist', 'src', 'index.js')];
    // The list grows while it is walked.
    for (const file of files) {
      for (const name of importsOf(file)) {
        expect([file, name, isBuiltin(name)]).toEqual([file, name, false]);
        const next = name.startsWith('.') ? resolve(dirname(file), name) : fileURLToPath(import.meta.resolve(name));
        expect(existsSync(next)).toBe(true);
        if (!files.includes(next)) files.push(next);
      }
    }
    expect(files.length).toBeGreaterThan(20);
  });

  function importsOf(file: string): string[] {
    const code = readFileSync(file, 'utf8');
    expect([file, /\brequire\(/.test(code)]).toEqual([file, false]);
    const statements = code.matchAll(/^(?:import|export)\b[^;'"]*\bfrom ['"]([^'"]+)['"]/gm);
    const calls = code.matchAll(/\bimport\(['"]([^'"]+)['"]\)/g);
    return [...statements, ...calls].map(([, name = '']) => name);
  }
});

describe('editions', () => {
  it('are all that the contract has', () => {
    const bundles = readdirSync(join(import.meta.dirname, '..', '..', 'openapi', 'dist')).map(
      (name) => /^(\d{4}-.+)\.json$/.exec(name)?.[1],
    );
    expect([...editionNames].sort()).toEqual(bundles.filter((name) => name !== undefined).sort());
  });

  it.each(editionNames)('%s has documented and observed rules of its own', async (edition) => {
    for (const [rules, status] of [
      ['documented', 201],
      ['observed', 200],
    ] as const) {
      const { validator, router } = await rulesOf(edition, rules);
      expect(validator.edition).toBe(edition);
      expect(validator.operations.updateApp.statuses).toContain(status);
      expect(router.match('GET', `${channels}/1`).operationId).toBe('showVpcChannel');
    }
    expect(await rulesOf(edition, 'observed')).toBe(await rulesOf(edition, 'observed'));
  });

  it('know what answers leave out for older ones', () => {
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
      /^No edition toString\. There are: 2024-11\.en, /,
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
        edition: '2024-11.en',
        operation: 'showVpcChannel',
        status: 404,
        code: 'APIG.3023',
        message: 'The VPC channel does not exist,id:1',
        milliseconds: expect.any(Number),
      },
    ]);
  });
});

describe('stamps', () => {
  it('are unlike each other, however fast they come', () => {
    const clock = newClock(Date.now);
    const times = Array.from({ length: 1000 }, clock);
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
    const numbers = Array.from({ length: 1000 }, randomSource('seed'));
    expect(Array.from({ length: 1000 }, randomSource('seed'))).toEqual(numbers);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const mean = numbers.reduce((sum, number) => sum + number) / 1000;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  });
});
