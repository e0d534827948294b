import type { ResourceCases } from './cases.ts';

const api = '/statistics/api/latest';
const group = '/statistics/group/latest';
const metric = '/metric-data?dim=outbound_eip&metric_name=up_stream&period=300&filter=average';

export const metrics: ResourceCases = {
  operations: {
    listLatestApiStatistics: {
      path: `${api}?api_id=5f918d104dc84480a75166ba99efff21&duration=1h`,
      codes: {
        'APIG.2001': { path: `${api}?duration=1h` },
        'APIG.3002': { path: `${api}?api_id=nothing&duration=1h` },
      },
    },
    listLatestApiGroupStatistics: {
      path: `${group}?group_id=c77f5e81d9cb4424bf704ef2b0ac7600`,
      codes: { 'APIG.2001': { path: group }, 'APIG.3001': { path: `${group}?group_id=nothing` } },
    },
    listMetricData: {
      path: `${metric}&from=1717228800000&to=1717232400000`,
      codes: {
        'APIG.2001': { path: `${metric}&from=1717228800000` },
        'APIG.2012': { path: `${metric}&from=1717232400000&to=1717228800000` },
      },
      // No API is named.
      never: ['APIG.3002'],
    },
  },
};
