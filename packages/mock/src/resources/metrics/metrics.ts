// Monitoring: nothing is called, so that all numbers are made up, the same ones for the same time.
import { metricData } from './metric-data.ts';
import { apiStatistics, groupStatistics } from './statistics.ts';

export const metricOperations = {
  listLatestApiStatistics: { reads: apiStatistics },
  listLatestApiGroupStatistics: { reads: groupStatistics },
  listMetricData: { reads: metricData },
};
