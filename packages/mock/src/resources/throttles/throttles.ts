// Request throttling policies and their bindings to APIs.
import { rejection } from '../../protocol/errors.ts';
import { boundApi } from '../apis/bound-api.ts';
import type { Api, Environment, Publication, Throttle, ThrottleBinding } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';

const throttleNotFound = rejection('APIG.3005');

export const throttles: Resource<Throttle> = {
  kind: 'throttle',
  named: { parameter: 'throttle_id', missing: throttleNotFound },
  form: { id: 'string', name: 'string' },
  cascades: [{ kind: 'throttle-binding', field: 'throttle_id' }],
  shownAs: ({ name }) => boundApi({ throttle_name: name }),
  operations: { deleteThrottle: { does: 'delete' } },
};

export const throttleBindings: Resource<ThrottleBinding> = {
  kind: 'throttle-binding',
  form: { id: 'string', throttle_id: 'string', publish_id: 'string' },
  references: { throttle_id: { kind: 'throttle', missing: throttleNotFound }, publish_id: { kind: 'publication' } },
  shownAs: ({ id, apply_time }) => boundApi({ throttle_apply_id: id, apply_time }),
  operations: {
    listThrottleBoundApis: {
      does: 'list',
      items: 'apis',
      filters: { env_id: 'run_env_id', group_id: 'group_id', api_id: 'id', api_name: 'name' },
      boundTo: { field: 'throttle_id', parameter: 'throttle_id' },
      joined: withApi,
    },
  },
};

/** The API of a binding, where it is still published. */
function withApi(binding: ThrottleBinding, { documents }: Call): object | undefined {
  const throttle = documents.get<Throttle>('throttle', binding.throttle_id);
  const publication = documents.get<Publication>('publication', binding.publish_id);
  const api = publication && documents.get<Api>('api', publication.api_id);
  const environment = publication && documents.get<Environment>('environment', publication.env_id);
  if (!throttle || !api || !environment) return undefined;
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
