// Request throttling policies.
import { rejection } from '../../protocol/errors.ts';
import type { Throttle } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';

export const throttleNotFound = rejection('APIG.3005');

/** What a policy lacks that was kept when the mock knew no more of it than its name. */
const former = {
  ...{ type: 1, time_interval: 1, time_unit: 'SECOND', api_call_limits: 200 },
  ...{ enable_adaptive_control: 'FALSE', create_time: '' },
};

export const throttles: Resource<Throttle> = {
  kind: 'throttle',
  named: { parameter: 'throttle_id', missing: throttleNotFound },
  form: { id: 'string', name: 'string' },
  unique: { name: rejection('APIG.3204') },
  limit: { most: 300, exceeded: rejection('APIG.3107') },
  cascades: [
    { kind: 'throttle-binding', field: 'throttle_id' },
    { kind: 'throttle-special', field: 'throttle_id' },
  ],
  made: ({ body, newId, now }) => ({
    ...{ type: 1, enable_adaptive_control: 'FALSE' },
    ...setIn(body as Throttle),
    ...{ id: newId(), create_time: now },
  }),
  changed: (before, { body }) => ({ ...before, ...setIn(body as Throttle) }),
  shown: shownThrottle,
  shownAs: (throttle) => ({
    operation: 'showThrottle',
    body: { ...former, ...throttle, bind_num: 0, is_inclu_special_throttle: 2 },
  }),
  operations: {
    listThrottles: { does: 'list', items: 'throttles', filters: { id: 'id', name: { part: 'name' } } },
    createThrottle: { does: 'create' },
    showThrottle: { does: 'show' },
    updateThrottle: { does: 'update' },
    deleteThrottle: { does: 'delete' },
  },
};

/** A policy with how many publications it is bound to, and whether it has special limits. */
export function shownThrottle(throttle: Throttle, { documents }: Call): object {
  const having = (kind: string) => documents.having(kind, 'throttle_id', throttle.id).length;
  return {
    ...former,
    ...throttle,
    bind_num: having('throttle-binding'),
    is_inclu_special_throttle: having('throttle-special') > 0 ? 1 : 2,
  };
}

/** What a body sets: zero values do not count, nor does what a response told of the policy. */
function setIn(body: Throttle & { bind_num?: number; is_inclu_special_throttle?: number }): Throttle {
  const { id: _, create_time, bind_num, is_inclu_special_throttle, ...sent } = body;
  const set = Object.entries(sent).filter(([field, value]) => value !== 0 && (value !== '' || field === 'remark'));
  return Object.fromEntries(set) as unknown as Throttle;
}
