// The one response so far that shows APIs, environments, publications and throttling policies, each in part.

import { environments } from '../envs/seed.ts';
import type { Shown } from '../resource.ts';
import * as sample from './seed.ts';

/**
 * @param own - what the response shows of the document
 * @param api - the API beside it
 */
export function boundApi(own: object, api: object = { ...sample.apis[0], group_name: 'any' }): Shown {
  const bound = {
    publish_id: sample.publications[0]?.id,
    run_env_id: environments[0]?.id,
    run_env_name: environments[0]?.name,
    throttle_apply_id: sample.throttleBindings[0]?.id,
    throttle_name: sample.throttles[0]?.name,
    apply_time: sample.throttleBindings[0]?.apply_time,
  };
  return { operation: 'listThrottleBoundApis', body: { total: 1, size: 1, apis: [{ ...bound, ...api, ...own }] } };
}
