// An API where it is published, as lists of what is bound to it show it.
import { rejection } from '../../protocol/errors.ts';
import type { Api, Environment, Publication } from '../documents.ts';
import type { Call } from '../handler.ts';
import { type WholeApi, wholeApi } from './view.ts';

/** What a request names in the query by which it asks for one API. */
export const apiNotFound = rejection('APIG.3002', { kind: 'API' });

/** What a request names to bind something to. */
export const publicationNotFound = rejection('APIG.3015');

/** The parameters by which lists of published APIs are filtered, and the fields of {@link Published} that they select by. */
export const publishedFilters = { env_id: 'run_env_id', group_id: 'group_id', api_id: 'id', api_name: 'name' } as const;

/** What lists show of an API in an environment. */
export interface Published
  extends Pick<
    WholeApi,
    'id' | 'name' | 'remark' | 'type' | 'auth_type' | 'req_method' | 'req_uri' | 'group_id' | 'group_name'
  > {
  publish_id: string;
  run_env_id: string;
  run_env_name: string;
}

/** What is published, where both the API and the environment exist. */
export function publishedApi(publication: Publication | undefined, { documents }: Call): Published | undefined {
  const api = publication && documents.get<Api>('api', publication.api_id);
  const environment = publication && documents.get<Environment>('environment', publication.env_id);
  if (!api || !environment) return undefined;
  const { id, name, remark, type, auth_type, req_method, req_uri, group_id, group_name } = wholeApi(api, documents);
  return {
    ...{ id, name, remark, type, auth_type, req_method, req_uri, group_id, group_name },
    ...{ publish_id: publication.id, run_env_id: environment.id, run_env_name: environment.name },
  };
}

/** The publications of the API that the query names, in the environment that it names. @throws ApigError where the API does not exist */
export function publicationsOfApi({ documents, query }: Call): Publication[] {
  const { api_id = '', env_id } = query;
  if (!documents.has('api', api_id)) throw apiNotFound(api_id);
  return documents
    .having('publication', 'api_id', api_id)
    .flatMap((id) => documents.get<Publication>('publication', id) ?? [])
    .filter((publication) => !env_id || publication.env_id === env_id);
}

/** What binds something to a publication, where anything does: one thing of a kind at most. */
export function bindingOf<Binding extends object>(
  kind: string,
  publication: string,
  { documents }: Call,
): Binding | undefined {
  const [id] = documents.having(kind, 'publish_id', publication);
  return id === undefined ? undefined : documents.get<Binding>(kind, id);
}
