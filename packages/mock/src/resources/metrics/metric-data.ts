// The traffic of a gateway from and to the Internet, as if there were any: it follows from the gateway and the time.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { inMilliseconds, numberOf } from '../../protocol/stamp.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';
import { instanceOf } from '../instances/found.ts';

const invalidParameter = rejection('APIG.2012');

/** How often is measured, in seconds. */
const raw = 60;

/** How many values a response has: the last ones. */
const mostValues = 1440;

type Metric = Readonly<{ unit: string; most(bandwidth: number): number }>;

const rate: Metric = { unit: 'bit/s', most: (bandwidth) => bandwidth * 1_000_000 };
const usage: Metric = { unit: '%', most: () => 100 };
const traffic: Metric = { unit: 'Byte', most: (bandwidth) => (bandwidth * 1_000_000 * raw) / 8 };

/** Their units, and how much there may be of each with a bandwidth in Mbit/s. */
const metrics: Readonly<Record<string, Metric>> = {
  ...{ upstream_bandwidth: rate, downstream_bandwidth: rate },
  ...{ upstream_bandwidth_usage: usage, downstream_bandwidth_usage: usage },
  ...{ up_stream: traffic, down_stream: traffic },
};

export function metricData(call: Call): Schemas['MetricDataList'] {
  const { dim = '', metric_name = '', from = '', to = '', period = '', filter = '' } = call.query;
  if (Number(from) >= Number(to)) throw invalidParameter('from');
  const bandwidth = bandwidthOf(instanceOf(call), dim);
  const metric = metrics[metric_name];
  if (!metric || bandwidth === 0) return { datapoints: [] };
  const most = metric.most(bandwidth);
  const step = Math.max(Number(period), raw) * 1000;
  const end = Math.min(Number(to), inMilliseconds(call.now));
  const last = Math.ceil(end / step) - 1;
  const first = Math.max(Math.ceil(Number(from) / step), last - mostValues + 1);
  const datapoints = Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => {
    const timestamp = (first + index) * step;
    const values = valuesAt(`${call.scope.instance} ${dim} ${metric_name} ${timestamp}`, most, step / 1000 / raw);
    return { [filter]: Math.round(values[filter] ?? 0), timestamp, unit: metric.unit };
  });
  return { datapoints };
}

/** In Mbit/s; 0 without such an address. */
function bandwidthOf({ publicips, nat_eip_address, bandwidth_size }: Instance, dim: string): number {
  if (dim === 'inbound_eip') return publicips?.[0]?.bandwidth_size ?? 0;
  return nat_eip_address ? (bandwidth_size ?? 0) : 0;
}

/** The values of a period by filter: none above `most`, and the average between the smallest and the largest. */
function valuesAt(key: string, most: number, count: number): Readonly<Record<string, number>> {
  const average = most * (0.1 + 0.3 * numberOf(key));
  // Where only one value was measured, it is all of them.
  const spread = count > 1 ? 0.2 + 0.6 * numberOf(`${key} spread`) : 0;
  return {
    average,
    max: average * (1 + spread),
    min: average * (1 - spread),
    sum: average * count,
    variance: ((average * spread) / 2) ** 2,
  };
}
