// Limits of single apps and users in a throttling policy.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import type { App, Throttle, ThrottleSpecial } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { throttleNotFound } from '../throttles/throttles.ts';

export const throttleSpecials: Resource<ThrottleSpecial> = {
  kind: 'throttle-special',
  named: { parameter: 'strategy_id', missing: rejection('APIG.3013') },
  form: { id: 'string', throttle_id: 'string', object_id: 'string', object_type: ['APP', 'USER'] },
  references: { throttle_id: { kind: 'throttle', missing: throttleNotFound } },
  within: { kind: 'throttle', field: 'throttle_id', parameter: 'throttle_id', missing: throttleNotFound },
  unique: { object_id: { within: ['throttle_id', 'object_type'], taken: rejection('APIG.3308') } },
  made: (call) => made(call, call.body as Schemas['ThrottleSpecialCreate']),
  changed: (before, call) => {
    const { call_limits } = call.body as Schemas['ThrottleSpecialUpdate'];
    return { ...before, call_limits: checked(call_limits, call) };
  },
  shown: withObject,
  shownAs: (document) => ({
    operation: 'createSpecialThrottle',
    body: { ...document, object_name: document.object_id },
  }),
  operations: {
    listSpecialThrottles: {
      ...{ does: 'list', items: 'throttle_specials', filters: { object_type: 'object_type', app_name: 'app_name' } },
      joined: ofUser,
    },
    createSpecialThrottle: { does: 'create' },
    updateSpecialThrottle: { does: 'update' },
    deleteSpecialThrottle: { does: 'delete' },
  },
};

function made(call: Call, { object_id, object_type, call_limits }: Schemas['ThrottleSpecialCreate']): ThrottleSpecial {
  const { documents, newId, now } = call;
  const { throttle_id = '' } = call.params;
  if (object_type === 'APP' && !documents.has('app', object_id)) throw rejection('APIG.3004')(object_id);
  return { id: newId(), throttle_id, object_id, object_type, call_limits: checked(call_limits, call), apply_time: now };
}

/** @throws ApigError where a limit is more than all callers have together */
function checked(call_limits: number, call: Call): number {
  const throttle = call.documents.get<Throttle>('throttle', call.params['throttle_id'] ?? '');
  if (throttle && call_limits > throttle.api_call_limits) throw rejection('APIG.2003')('call_limits');
  return call_limits;
}

/** With the name of the app. The mock knows no users: their names are their IDs. */
function withObject(document: ThrottleSpecial, { documents }: Call): object {
  const { object_id, object_type } = document;
  if (object_type === 'USER') return { ...document, object_name: object_id };
  const { name = '' } = documents.get<App>('app', object_id) ?? {};
  return { ...document, object_name: name, app_id: object_id, app_name: name };
}

/** A row of the list, unless another user is asked for. */
function ofUser(document: ThrottleSpecial, call: Call): object | undefined {
  const { user } = call.query;
  if (user && (document.object_type !== 'USER' || document.object_id !== user)) return undefined;
  return withObject(document, call);
}
