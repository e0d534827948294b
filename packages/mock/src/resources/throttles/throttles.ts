// The operations on request throttling policies and their bindings to APIs.
import { throttleNotFound } from '../../protocol/errors.ts';
import type { Reader } from '../../store/store.ts';
import type { Api, Environment, Publication, Throttle, ThrottleBinding } from '../documents.ts';
import type { Call, Handler } from '../handler.ts';

export const listThrottleBoundApis: Handler = {
  reads(call) {
    const { documents, query } = call;
    const throttle = throttleOf(call, query['throttle_id']);
    const matches = bindingsOf(throttle, documents)
      .map((binding) => boundApi(binding, throttle, documents))
      .filter((api) => api !== undefined)
      .filter((api) => filters.every(([name, field]) => !query[name] || query[name] === api[field]));
    const apis = pageOf(matches, query);
    return { status: 200, body: { total: matches.length, size: apis.length, apis } };
  },
};

export const deleteThrottle: Handler = {
  writes(call) {
    const { documents, params } = call;
    const throttle = throttleOf(call, params['throttle_id']);
    for (const { id } of bindingsOf(throttle, documents)) documents.delete('throttle-binding', id);
    documents.delete('throttle', throttle.id);
    return { status: 204 };
  },
};

/** @throws ApigError 404 where the policy does not exist */
function throttleOf({ documents }: Call, id = ''): Throttle {
  const throttle = documents.get<Throttle>('throttle', id);
  if (!throttle) throw throttleNotFound(id);
  return throttle;
}

function bindingsOf({ id }: Throttle, documents: Reader): ThrottleBinding[] {
  return documents.list<ThrottleBinding>('throttle-binding').filter((binding) => binding.throttle_id === id);
}

/** An API as an answer shows it; undefined where it is not published any more. */
function boundApi(binding: ThrottleBinding, throttle: Throttle, documents: Reader) {
  const publication = documents.get<Publication>('publication', binding.publish_id);
  const api = publication && documents.get<Api>('api', publication.api_id);
  const environment = publication && documents.get<Environment>('environment', publication.env_id);
  if (!api || !environment) return undefined;
  return {
    ...api,
    publish_id: publication.id,
    run_env_id: environment.id,
    run_env_name: environment.name,
    throttle_apply_id: binding.id,
    throttle_name: throttle.name,
    apply_time: binding.apply_time,
  };
}

/** Which parameter picks by which field. An empty one picks nothing out. */
const filters = [
  ['env_id', 'run_env_id'],
  ['group_id', 'group_id'],
  ['api_id', 'id'],
  ['api_name', 'name'],
] as const;

/** Out of bounds are corrected, as documented: an offset below 0 to 0, a limit below 1 to 20, one above 500 to 500. */
function pageOf<Item>(items: Item[], query: Call['query']): Item[] {
  const offset = Math.max(Number(query['offset'] ?? 0), 0);
  const limit = Number(query['limit'] ?? 20);
  return items.slice(offset, offset + (limit < 1 ? 20 : Math.min(limit, 500)));
}
