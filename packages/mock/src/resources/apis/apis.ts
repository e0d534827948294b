// APIs, and where they are published. They come from the seed: no operation makes them yet.
import type { Api, Publication } from '../documents.ts';
import type { Resource } from '../resource.ts';
import { boundApi } from './bound-api.ts';

export const apis: Resource<Api> = {
  kind: 'api',
  form: { id: 'string', name: 'string', group_id: 'string' },
  // Alone, so that a field that it lacks is not the sample's.
  shownAs: (api) => boundApi(api, {}),
};

export const publications: Resource<Publication> = {
  kind: 'publication',
  form: { id: 'string', api_id: 'string', env_id: 'string' },
  references: { api_id: { kind: 'api' }, env_id: { kind: 'environment' } },
  shownAs: ({ id }) => boundApi({ publish_id: id }),
};
