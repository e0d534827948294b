// Which APIs a throttling policy limits, where they are published.
import { rejection } from '../../protocol/errors.ts';
import { boundApi } from '../apis/bound-api.ts';
import {
  bindingOf,
  publicationNotFound,
  publicationsOfApi,
  publishedApi,
  publishedFilters,
} from '../apis/published.ts';
import type { Environment, Publication, Throttle, ThrottleBinding } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { shownThrottle, throttleNotFound } from '../throttles/throttles.ts';

const boundTo = { field: 'throttle_id', parameter: 'throttle_id' };

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
    listThrottleBoundApis: { does: 'list', items: 'apis', filters: publishedFilters, boundTo, joined: withApi },
    listThrottleUnboundApis: {
      ...{ does: 'list', items: 'apis', filters: publishedFilters },
      ...{ boundTo, bindable: 'publish_id', joined: withPolicy },
    },
    listApiBoundThrottles: {
      ...{ does: 'list', items: 'throttles', filters: { throttle_id: 'id', throttle_name: 'name' } },
      ...{ rows: policiesOfApi, shown: (row) => row },
    },
  },
};

/** The API of a binding, where it is still published. */
function withApi(binding: ThrottleBinding, call: Call): object | undefined {
  const api = publishedApi(call.documents.get<Publication>('publication', binding.publish_id), call);
  const throttle = call.documents.get<Throttle>('throttle', binding.throttle_id);
  return api && throttle && { ...api, ...applied(binding, throttle) };
}

/** A publication that a policy is not bound to, with the policy that is. */
function withPolicy(publication: object, call: Call): object | undefined {
  const api = publishedApi(publication as Publication, call);
  const binding = api && bindingOf<ThrottleBinding>('throttle-binding', api.publish_id, call);
  const throttle = binding && call.documents.get<Throttle>('throttle', binding.throttle_id);
  return throttle ? { ...api, ...applied(binding, throttle) } : api;
}

function applied({ id, apply_time }: ThrottleBinding, { name }: Throttle): object {
  return { throttle_apply_id: id, throttle_name: name, apply_time };
}

/** The policies that are bound to the API that the query names, each with where it is. */
function policiesOfApi(call: Call): object[] {
  const { documents } = call;
  return publicationsOfApi(call).flatMap(({ id, env_id }) => {
    const binding = bindingOf<ThrottleBinding>('throttle-binding', id, call);
    const throttle = binding && documents.get<Throttle>('throttle', binding.throttle_id);
    const environment = documents.get<Environment>('environment', env_id);
    if (!throttle || !environment) return [];
    const bound = { env_name: environment.name, bind_id: binding.id, bind_time: binding.apply_time };
    return { ...shownThrottle(throttle, call), ...bound };
  });
}
