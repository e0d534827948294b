// Where APIs are published, and the versions that were.
import type { Schemas } from '../../../generated/contract.ts';
import { ApigError, invalidField, rejection } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import type { Api, ApiVersion, Publication } from '../documents.ts';
import { environmentNotFound, releaseId } from '../envs/envs.ts';
import type { Call, Change } from '../handler.ts';
import type { Resource } from '../resource.ts';
import type { ApiBody } from './body.ts';
import { apiNotFound, publicationNotFound } from './published.ts';
import { checkReferences } from './rules.ts';
import {
  environmentName,
  groupOf,
  inLaterTimes,
  publicationsOf,
  responseOf,
  runtimeOf,
  subdomainsOf,
  wholeApi,
} from './view.ts';

/** How many versions of an API are kept for an environment. */
export const mostVersions = 10;

const versionNotFound = rejection('APIG.3022');

export const publications: Resource<Publication> = {
  kind: 'publication',
  form: { id: 'string', api_id: 'string', env_id: 'string' },
  references: {
    ...{ api_id: { kind: 'api' }, env_id: { kind: 'environment' } },
    version_id: { kind: 'api-version' },
  },
  cascades: [
    { kind: 'throttle-binding', field: 'publish_id' },
    { kind: 'sign-binding', field: 'publish_id' },
    { kind: 'acl-binding', field: 'publish_id' },
  ],
  shownAs: ({ id, api_id, env_id, version_id = id, publish_time = '' }) => ({
    operation: 'publishApi',
    body: { publish_id: id, api_id, env_id, version_id, publish_time },
  }),
  operations: {
    publishApi: {
      writes(call) {
        const { action, api_id, env_id, remark } = call.body as Schemas['ApiPublish'];
        return acting(action)(api_id, env_id, remark, call);
      },
    },
    publishApis: { writes: publishedEach },
    showApiRuntimeDefinition: {
      reads(call) {
        const api = apiOf(call);
        const { env_id = releaseId } = call.query;
        checkEnvironment(env_id, call);
        const publication = publicationIn(env_id, api.id, call);
        if (!publication) throw publicationNotFound('');
        return runtimeOf(versionInEffect(publication, call).definition, publication, call);
      },
    },
  },
};

export const apiVersions: Resource<ApiVersion> = {
  kind: 'api-version',
  form: { id: 'string', api_id: 'string', env_id: 'string', publish_time: 'string' },
  problem: ({ definition, remark }) => {
    const { id, name, group_id } = (definition ?? {}) as Partial<Api>;
    if (![id, name, group_id].every((each) => typeof each === 'string')) return 'lacks definition';
    return remark === undefined || typeof remark === 'string' ? undefined : 'lacks remark';
  },
  references: { api_id: { kind: 'api' }, env_id: { kind: 'environment' } },
  shownAs: ({ definition, ...version }) => ({
    operation: 'showApiVersion',
    body: {
      ...wholeApi(definition, { get: () => undefined }),
      ...{ run_env_id: version.env_id, run_env_name: '', publish_time: version.publish_time, version_id: version.id },
      ...subdomainsOf(definition),
    },
  }),
  operations: {
    listApiVersions: {
      ...{ does: 'list', items: 'api_versions', filters: { env_id: 'env_id', env_name: 'env_name' } },
      ...{ rows: rowsOfVersions, shown: (row) => row },
    },
    showApiVersion: {
      reads(call) {
        const version = versionOf(call.params['version_id'] ?? '', call);
        const { api_id, env_id, definition, publish_time } = version;
        const publication = publicationIn(env_id, api_id, call);
        return {
          ...responseOf(definition, call),
          ...inLaterTimes(wholeApi(definition, call.documents)),
          ...{ run_env_id: env_id, run_env_name: environmentName(env_id, call), publish_time: inSeconds(publish_time) },
          ...(publication && inEffect(publication) === version.id && { publish_id: publication.id }),
          version_id: version.id,
          ...subdomainsOf(definition),
          ...groupOf(definition, call),
        };
      },
    },
    switchApiVersion: {
      writes(call) {
        const api = apiOf(call);
        const version = versionOf((call.body as Schemas['ApiVersionSwitch']).version_id, call);
        if (version.api_id !== api.id) throw versionNotFound(version.id);
        checkUsable(version, api, call);
        return put(version, api, call);
      },
    },
    deleteApiVersion: {
      writes(call) {
        const version = versionOf(call.params['version_id'] ?? '', call);
        const publication = publicationIn(version.env_id, version.api_id, call);
        // One that is not in effect cannot be taken offline.
        if (!publication || inEffect(publication) !== version.id) throw versionNotFound(version.id);
        call.remove('publication', publication.id);
        return undefined;
      },
    },
  },
};

type Act = (api: string, env: string, remark: string | undefined, call: Change) => Schemas['ApiPublication'];

function acting(action: string | undefined): Act {
  return action === 'offline' ? takenOffline : published;
}

/** The API as it is now becomes the version in effect; what is bound to the publication stays so. */
function published(
  api_id: string,
  env_id: string,
  remark: string | undefined,
  call: Change,
): Schemas['ApiPublication'] {
  const { documents, now, newId } = call;
  const api = apiNamed(api_id, call);
  checkEnvironment(env_id, call);
  const version = { id: newId(), api_id, env_id, publish_time: now, ...(remark && { remark }), definition: api };
  documents.put('api-version', version.id, version);
  const kept = storedVersions(api_id, call).filter((each) => each.env_id === env_id);
  for (const { id } of kept.slice(0, -mostVersions)) documents.delete('api-version', id);
  return put(version, api, call);
}

/** Puts a version into effect. */
function put(version: ApiVersion, { id: api_id, name }: Api, call: Change): Schemas['ApiPublication'] {
  const { env_id } = version;
  const before = publicationIn(env_id, api_id, call);
  const publication = {
    id: before?.id ?? call.newId(),
    ...{ api_id, env_id, publish_time: call.now },
    // One that follows from the publication is not kept.
    ...(version.id !== before?.id && { version_id: version.id }),
  };
  call.documents.put('publication', publication.id, publication);
  return shownPublication(publication, version, name);
}

function shownPublication(
  { id, api_id, env_id, publish_time = '' }: Publication,
  { id: version_id, remark = '' }: ApiVersion,
  api_name: string,
): Schemas['ApiPublication'] {
  return { publish_id: id, api_id, api_name, env_id, remark, publish_time, version_id };
}

/** Nobody can call the API there any more, and what was bound to the publication is not. Its versions stay. */
function takenOffline(api_id: string, env_id: string, _: string | undefined, call: Change): Schemas['ApiPublication'] {
  const api = apiNamed(api_id, call);
  checkEnvironment(env_id, call);
  const publication = publicationIn(env_id, api_id, call);
  if (!publication) throw publicationNotFound('');
  const version = versionInEffect(publication, call);
  call.remove('publication', publication.id);
  return shownPublication(publication, version, api.name);
}

function publishedEach(call: Change): Schemas['ApisPublished'] {
  const { apis, group_id, env_id, remark } = call.body as Schemas['ApisPublish'];
  if (group_id && !call.documents.has('api-group', group_id)) throw invalidField('group_id');
  const ids = apis?.length ? apis : call.documents.having('api', 'group_id', group_id ?? '');
  const act = acting(call.query['action']);
  const success: Schemas['ApiPublication'][] = [];
  const failure: Schemas['ApiPublishFailure'][] = [];
  for (const api_id of ids) {
    try {
      success.push(act(api_id, env_id, remark, call));
    } catch (error) {
      if (!(error instanceof ApigError)) throw error;
      const api = call.documents.get<Api>('api', api_id);
      const reason = { error_code: error.code, error_msg: error.message };
      failure.push({ api_id, ...(api && { api_name: api.name }), ...reason });
    }
  }
  return { success, failure };
}

/** The versions of an API, the latest first. */
function rowsOfVersions(call: Call): Schemas['ApiVersion'][] {
  const api = apiOf(call);
  const publications = publicationsOf(api.id, call);
  const effective = new Set(publications.map(inEffect));
  const derived = publications.flatMap((each) => (each.version_id === undefined ? [versionInEffect(each, call)] : []));
  return [...derived, ...storedVersions(api.id, call)]
    .reverse()
    .map(({ definition: _, id, publish_time, ...version }) => ({
      ...{ version_id: id, version_no: publish_time.replaceAll(/\D/g, '').slice(0, 14) },
      ...version,
      ...{ env_name: environmentName(version.env_id, call), publish_time: inSeconds(publish_time) },
      status: effective.has(id) ? 1 : 2,
    }));
}

/** In the order in which they were published. */
function storedVersions(api: string, { documents }: Call): ApiVersion[] {
  return documents
    .having('api-version', 'api_id', api)
    .flatMap((id) => documents.get<ApiVersion>('api-version', id) ?? []);
}

/** The id of the version that callers reach. */
function inEffect({ id, version_id = id }: Publication): string {
  return version_id;
}

/** The version that callers reach; where none was kept, it is the API itself, under the id of the publication. */
export function versionInEffect(publication: Publication, { documents }: Call): ApiVersion {
  const { id, api_id, env_id, publish_time = '' } = publication;
  const kept = documents.get<ApiVersion>('api-version', inEffect(publication));
  if (kept) return kept;
  return { id, api_id, env_id, publish_time, definition: apiNamed(api_id, { documents }) };
}

/** @throws ApigError where the version does not exist */
function versionOf(id: string, call: Call): ApiVersion {
  const kept = call.documents.get<ApiVersion>('api-version', id);
  if (kept) return kept;
  const publication = call.documents.get<Publication>('publication', id);
  if (!publication || inEffect(publication) !== id) throw versionNotFound(id);
  return versionInEffect(publication, call);
}

/** @throws ApigError where the version uses what has been deleted since */
function checkUsable({ definition }: ApiVersion, { group_id }: Api, { documents }: Call): void {
  try {
    checkReferences(definition as ApiBody, group_id, documents);
  } catch (error) {
    throw error instanceof ApigError ? invalidField('version_id') : error;
  }
}

/** The API that the path names. @throws ApigError where it does not exist */
export function apiOf(call: Call): Api {
  return apiNamed(call.params['api_id'] ?? '', call);
}

function apiNamed(id: string, { documents }: Pick<Call, 'documents'>): Api {
  const api = documents.get<Api>('api', id);
  if (!api) throw apiNotFound(id);
  return api;
}

/** @throws ApigError where the environment does not exist */
function checkEnvironment(id: string, { documents }: Call): void {
  if (!documents.has('environment', id)) throw environmentNotFound(id);
}

/** Where an API is published in an environment. */
export function publicationIn(env: string, api: string, call: Call): Publication | undefined {
  return publicationsOf(api, call).find(({ env_id }) => env_id === env);
}
