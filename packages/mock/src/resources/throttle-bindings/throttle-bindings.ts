// Which APIs a throttling policy limits, where they are published.
import { rejection } from '../../protocol/errors.ts';
import { type Bound, bindingLists, type Unbound } from '../apis/bindings.ts';
import { boundApi } from '../apis/bound-api.ts';
import { publicationNotFound } from '../apis/published.ts';
import type { Throttle, ThrottleBinding } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { shownThrottle, throttleNotFound } from '../throttles/throttles.ts';

const throttle = { kind: 'throttle', field: 'throttle_id', parameter: 'throttle_id' };

const lists = bindingLists<ThrottleBinding, Throttle>({ kind: 'throttle-binding', thing: throttle });

export const throttleBindings: Resource<ThrottleBinding> = {
  kind: 'throttle-binding',
  named: { parameter: 'throttle_binding_id', missing: rejection('APIG.3012') },
  form: { id: 'string', throttle_id: 'string', publish_id: 'string' },
  references: {
    throttle_id: { kind: 'throttle', missing: throttleNotFound },
    publish_id: { kind: 'publication', missing: publicationNotFound },
  },
  times: { created: 'apply_time' },
  shown: ({ throttle_id, ...binding }) => ({ ...binding, strategy_id: throttle_id, scope: 1 }),
  shownAs: ({ id, apply_time }) => boundApi({ throttle_apply_id: id, apply_time }),
  operations: {
    bindThrottleToApis: {
      does: 'bind each',
      to: { field: 'throttle_id', parameter: 'strategy_id' },
      each: { field: 'publish_id', ids: 'publish_ids' },
      items: 'throttle_applys',
      exclusive: true,
    },
    unbindThrottlesFromApis: { does: 'delete each', ids: 'throttle_bindings', failure: { id: 'bind_id' } },
    unbindThrottleFromApi: { does: 'delete' },
    listThrottleBoundApis: lists.boundApis('apis', shownApi),
    listThrottleUnboundApis: lists.unboundApis('apis', shownApi),
    listApiBoundThrottles: lists.ofApi('throttles', { throttle_id: 'thing.id', throttle_name: 'thing.name' }, ofApi),
  },
};

/** A published API, with the policy that limits it. */
function shownApi({ binding, thing, ...api }: Unbound<ThrottleBinding, Throttle>): object {
  if (!binding || !thing) return api;
  return { ...api, throttle_apply_id: binding.id, throttle_name: thing.name, apply_time: binding.apply_time };
}

/** A policy of an API, with where it is bound to that. */
function ofApi({ run_env_name, binding, thing }: Bound<ThrottleBinding, Throttle>, call: Call): object {
  const bound = { env_name: run_env_name, bind_id: binding.id, bind_time: binding.apply_time };
  return { ...shownThrottle(thing, call), ...bound };
}
