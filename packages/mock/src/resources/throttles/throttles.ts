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
  references: { throttle_id: { kind: 'throttle' }, publish_id: { kind: 'publication' } },
  shownAs: ({ id, apply_time }) => boundApi({ throttle_apply_id: id, apply_time }),
  operations: {
    listThrottleBoundApis: {
      does: 'list',
      items: 'apis',
      filters: { env_id: 'run_env_id', group_id: 'group_id', api_id: 'id', api_name: 'name' },
      rows: boundApis,
      shown: (api) => api,
    },
  },
};

/** The APIs that a policy is bound to, where they are still published. */
function boundApis({ documents, query }: Call): object[] {
  const id = query['throttle_id'] ?? '';
  const throttle = documents.get<Throttle>('throttle', id);
  if (!throttle) throw throttleNotFound(id);
  return documents.list<ThrottleBinding>('throttle-binding').flatMap((binding) => {
    const publication = documents.get<Publication>('publication', binding.publish_id);
    const api = publication && documents.get<Api>('api', publication.api_id);
    const environment = publication && documents.get<Environment>('environment', publication.env_id);
    if (binding.throttle_id !== id || !api || !environment) return [];
    return {
      ...api,
      publish_id: publication.id,
      run_env_id: environment.id,
      run_env_name: environment.name,
      throttle_apply_id: binding.id,
      throttle_name: throttle.name,
      apply_time: binding.apply_time,
    };
  });
}
