// Monitoring: made up, and yet coherent, and the same at each call.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, variants } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const now = Date.parse('2024-06-01T08:30:20Z');
const api = '5f918d104dc84480a75166ba99efff21';
const group = 'c77f5e81d9cb4424bf704ef2b0ac7600';

describe.each(variants.slice(0, 2))('$edition, $rules, $room: monitoring', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing({ ...variant, now: () => now }));
  });

  it('tells how an API was called', async () => {
    const statistics = async (duration: string) =>
      (await call('GET', `/statistics/api/latest?api_id=${api}&duration=${duration}`)).body;
    const hour = await statistics('1h');
    expect(hour).toMatchObject({ code: 'APIG.0000', start_time: 1717227000, end_time: 1717230600 });
    expect(await statistics('1h')).toEqual(hour);
    expect(hour.list.length).toBeGreaterThan(30);
    for (const record of hour.list) {
      const { req_count, req_count2xx, req_count4xx, req_count5xx, max_latency, avg_latency, current_minute } = record;
      expect(record).toMatchObject({ api_id: api, group_id: group, cycle: 'MINUTE' });
      expect(req_count).toBe(req_count2xx + req_count4xx + req_count5xx);
      expect(max_latency).toBeGreaterThanOrEqual(avg_latency);
      expect(current_minute % 60).toBe(0);
    }
    const { current_minute, req_time } = hour.list[0];
    expect(Date.parse(`${req_time.replace(' ', 'T')}+08:00`)).toBe(current_minute * 1000);
    const half = await statistics('30m');
    expect(half.list).toEqual(hour.list.filter((record: Body) => record.current_minute >= half.start_time));
    expect((await statistics('2h')).list[0].cycle).toBe('HOUR');
    expect((await statistics('99999999999999999999h')).list.length).toBeLessThanOrEqual(30);
    expect((await statistics('0m')).list).toEqual([]);
  });

  it('adds up the APIs of a group', async () => {
    const { body } = await call('GET', `/statistics/group/latest?group_id=${group}`);
    const { body: one } = await call('GET', `/statistics/api/latest?api_id=${api}&duration=1h`);
    for (const { current_minute, req_count, max_latency } of one.list) {
      const together = body.list.find((record: Body) => record.current_minute === current_minute);
      expect(together.req_count).toBeGreaterThanOrEqual(req_count);
      expect(together.max_latency).toBeGreaterThanOrEqual(max_latency);
    }
    const { body: orders } = await call('GET', '/statistics/group/latest?group_id=1f4e2d3c5b6a49788796a5b4c3d2e1f0');
    for (const record of orders.list) {
      const { req_count, req_count2xx, req_count4xx, req_count5xx } = record;
      expect(req_count).toBe(req_count2xx + req_count4xx + req_count5xx);
    }
  });

  it('counts nothing of an API that is not published', async () => {
    await store.write({ project, instance }, (documents) => {
      documents.put('api-group', 'g', { id: 'g', name: 'group_new' });
      documents.put('api', 'a', { id: 'a', name: 'Api_new', group_id: 'g' });
    });
    expect((await call('GET', '/statistics/api/latest?api_id=a&duration=1h')).body.list).toEqual([]);
    expect((await call('GET', '/statistics/group/latest?group_id=g')).body.list).toEqual([]);
  });

  it('measures traffic where there is an address, until now', async () => {
    const basic = { instance: '6a29d4e9-69a0-412a-aabe-9898ec0903b0' };
    const data = async (filter: string, more = '&dim=outbound_eip&metric_name=up_stream&period=300', of = {}) => {
      const range = `from=${now - 3_600_000}&to=${now + 3_600_000}`;
      return (await call('GET', `/metric-data?${range}&filter=${filter}${more}`, undefined, of)).body.datapoints;
    };
    const [average, least, most] = [await data('average'), await data('min'), await data('max')];
    expect(average.map(({ timestamp }: Body) => timestamp)).toEqual(
      Array.from({ length: 12 }, (_, index) => Date.parse('2024-06-01T07:35:00Z') + index * 300_000),
    );
    expect(await data('average')).toEqual(average);
    for (const [index, point] of average.entries()) {
      expect(point).toEqual({ average: point.average, timestamp: point.timestamp, unit: 'Byte' });
      expect(point.average).toBeGreaterThan(least[index].min);
      expect(point.average).toBeLessThan(most[index].max);
      // 5 Mbit/s, for a minute.
      expect(most[index].max).toBeLessThan((5_000_000 * 60) / 8);
    }
    const used = '&dim=inbound_eip&metric_name=downstream_bandwidth_usage&period=1';
    expect((await data('max', used)).every(({ max, unit }: Body) => max <= 100 && unit === '%')).toBe(true);
    expect(await data('max', used, basic)).toEqual([]);
  });
});
