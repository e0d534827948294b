// How APIs were called, as if they had been: what is counted follows from the API and the time, so that it is the same at each call.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { inMilliseconds, numberOf } from '../../protocol/stamp.ts';
import { apiGroupNotFound } from '../api-groups/api-groups.ts';
import type { Api, Publication } from '../documents.ts';
import type { Call } from '../handler.ts';

type Statistics = Schemas['ApiStatistics'];
type GroupStatistics = Schemas['ApiGroupStatistics'];

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How far back there are records, in seconds. */
const longest = 30 * day;

const apiNotFound = rejection('APIG.3002', { kind: 'API' });

/** Of one API. */
export function apiStatistics(call: Call): object {
  const { api_id = '', duration = '' } = call.query;
  const api = call.documents.get<Api>('api', api_id);
  if (!api) throw apiNotFound(api_id);
  const length = Math.min(Number.parseInt(duration, 10) * (duration.endsWith('h') ? hour : minute), longest);
  const step = length <= hour ? minute : length <= day ? hour : day;
  const isCalled = published(call).has(api.id);
  return period(call, length, step, (start) => (isCalled && statisticsOf(api, start, step, call)) || []);
}

/** Of all APIs of a group in the last hour. */
export function groupStatistics(call: Call): object {
  const { group_id = '' } = call.query;
  if (!call.documents.has('api-group', group_id)) throw apiGroupNotFound(group_id);
  const called = published(call);
  const apis = call.documents.list<Api>('api').filter((api) => api.group_id === group_id && called.has(api.id));
  return period(call, hour, minute, (start) => {
    const all = apis.flatMap((api) => statisticsOf(api, start, minute, call) ?? []);
    return all.length > 0 ? together(all) : [];
  });
}

/** One record for each step up to now that has any. */
function period<Record>(
  { now }: Call,
  length: number,
  step: number,
  recordsAt: (start: number) => Record | readonly Record[],
): object {
  const seconds = Math.floor(inMilliseconds(now) / 1000);
  const end_time = seconds - (seconds % step);
  const start_time = end_time - length;
  const steps = Array.from({ length: Math.floor(length / step) }, (_, index) => start_time + index * step);
  return { code: 'APIG.0000', start_time, end_time, list: steps.flatMap(recordsAt) };
}

/** The APIs that can be called. */
function published({ documents }: Call): Set<string> {
  return new Set(documents.list<Publication>('publication').map(({ api_id }) => api_id));
}

/** Undefined where it was not called. */
function statisticsOf({ id, group_id }: Api, start: number, step: number, call: Call): Statistics | undefined {
  const chance = (of: string) => numberOf(`${id} ${start} ${of}`);
  const req_count = Math.floor(chance('calls') * 24 * (step / minute));
  if (req_count === 0) return undefined;
  const req_count5xx = Math.floor(chance('5xx') * req_count * 0.05);
  const req_count4xx = Math.floor(chance('4xx') * req_count * 0.2);
  const avg_inner_latency = hundredths(1 + chance('inner') * 2);
  const avg_backend_latency = hundredths(4 + chance('backend') * 12);
  const max_inner_latency = Math.ceil(avg_inner_latency * (1 + chance('slow') * 2));
  const max_backend_latency = Math.ceil(avg_backend_latency * (1 + chance('slow backend') * 3));
  return {
    ...{ api_id: id, group_id, provider: call.scope.project },
    cycle: step === minute ? 'MINUTE' : step === hour ? 'HOUR' : 'DAY',
    ...{ current_minute: start, req_time: inChina(start), register_time: inChina(start + 58) },
    ...{ req_count, req_count2xx: req_count - req_count4xx - req_count5xx, req_count4xx, req_count5xx },
    req_count_error: req_count4xx + req_count5xx,
    ...{ max_latency: max_inner_latency + max_backend_latency, max_inner_latency, max_backend_latency },
    avg_latency: hundredths(avg_inner_latency + avg_backend_latency),
    ...{ avg_inner_latency, avg_backend_latency },
    output_throughput: Math.floor(req_count * (500 + chance('output') * 4000)),
    input_throughput: Math.floor(req_count * (100 + chance('input') * 500)),
    status: 1,
  };
}

function together(all: readonly Statistics[]): GroupStatistics {
  const [first] = all as [Statistics];
  const sum = (field: 'output_throughput' | 'input_throughput' | `req_count${string}`) =>
    all.reduce((total, each) => total + Number(each[field as keyof Statistics]), 0);
  const { group_id, provider, current_minute, req_time, register_time } = first;
  return {
    ...{ group_id, provider, current_minute, req_time, register_time },
    ...{ req_count: sum('req_count'), req_count2xx: sum('req_count2xx'), req_count4xx: sum('req_count4xx') },
    ...{ req_count5xx: sum('req_count5xx'), req_count_error: sum('req_count_error') },
    max_latency: all.reduce((most, { max_latency }) => Math.max(most, max_latency), 0),
    avg_latency: hundredths(
      all.reduce((total, { avg_latency, req_count }) => total + avg_latency * req_count, 0) / sum('req_count'),
    ),
    ...{ output_throughput: sum('output_throughput'), input_throughput: sum('input_throughput') },
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** `2024-06-01 16:10:00`: the service tells the time of China here, as its examples show beside `current_minute`. */
function inChina(seconds: number): string {
  return new Date((seconds + 8 * hour) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
