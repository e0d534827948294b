// Which apps may call which APIs, in which environments. An authorization needs no publication, and outlives it.
import type { Schemas } from '../../../generated/contract.ts';
import { type ApigError, invalidField, rejection } from '../../protocol/errors.ts';
import { shownTime } from '../../protocol/stamp.ts';
import { publicationIn } from '../apis/publications.ts';
import { apiNotFound } from '../apis/published.ts';
import { wholeApi } from '../apis/view.ts';
import type { Api, App, AppAuth, Environment } from '../documents.ts';
import { environmentNotFound } from '../envs/envs.ts';
import type { Call, Change } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { authsHaving } from './bound-apis.ts';

export const unknownApp = rejection('APIG.3004');

/** How many pairs of an app and an API one request may name. No source says; without a limit their number is that of a body squared. */
const mostPairs = 10_000;

/** What all authorizations have: owners of APIs make them, and there is one kind of channel. */
const always = { auth_role: 'PROVIDER', auth_tunnel: 'NORMAL' } as const;

export const appAuths: Resource<AppAuth> = {
  kind: 'app-auth',
  named: { parameter: 'app_auth_id', missing: rejection('APIG.3009') },
  form: { id: 'string', app_id: 'string', api_id: 'string', env_id: 'string', auth_time: 'string' },
  references: {
    app_id: { kind: 'app', missing: unknownApp },
    api_id: { kind: 'api', missing: apiNotFound },
    env_id: { kind: 'environment', missing: environmentNotFound },
  },
  shownAs: ({ env_id: _, ...auth }) => ({
    operation: 'authorizeApps',
    body: { auths: [{ ...auth, ...always, auth_result: { status: 'SUCCESS' } }] },
  }),
  operations: {
    authorizeApps: { writes: authorized },
    deauthorizeApp: { does: 'delete' },
    listAppBoundApis: {
      ...{ does: 'list', items: 'auths', rows: ofApp, joined: withNames, shown: (row) => row },
      filters: {
        ...{ api_id: 'api_id', api_name: 'api_name', env_id: 'env_id' },
        ...{ group_id: 'group_id', group_name: { part: 'group_name' } },
      },
    },
    listApiBoundApps: {
      ...{ does: 'list', items: 'auths', rows: ofApi, joined: withNames, shown: (row) => row },
      filters: { app_id: 'app_id', app_name: { part: 'app_name' }, env_id: 'env_id' },
    },
    listAppUnboundApis: {
      ...{ does: 'list', items: 'apis', rows: unauthorizedApis, shown: (row) => row },
      filters: { group_id: 'group_id', api_id: 'id', api_name: 'name' },
    },
  },
};

/** Each of the apps for each of the APIs. A pair that cannot be leaves the others as they are, unless there is no other. */
function authorized(call: Change): Schemas['ApiAuths'] {
  const { env_id, ...named } = call.body as Schemas['ApiAuthCreate'];
  if (!call.documents.has('environment', env_id)) throw environmentNotFound(env_id);
  const apps = foundIn<App>('app', named.app_ids, unknownApp, call);
  const apis = foundIn<Api>('api', named.api_ids, apiNotFound, call);
  if (apps.length * apis.length > mostPairs) throw invalidField('api_ids');
  const known = new Map(apps.map(({ id }) => [id, authsOf(id, env_id, call)]));
  return {
    auths: apis.flatMap((api) =>
      apps.map((app) => {
        const before = known.get(app.id)?.get(api.id);
        if (before) return { ...shownAuth(before), auth_result: { status: 'SKIPPED' } };
        const error = api.error ?? app.error;
        const pair = { api_id: api.id, app_id: app.id };
        if (error) return { ...shownAuth({ ...pair, id: '', auth_time: '' }), auth_result: failure(error, api, app) };
        const auth = { ...pair, id: call.newId(), env_id, auth_time: call.now };
        call.documents.put('app-auth', auth.id, auth);
        return { ...shownAuth(auth), auth_result: { status: 'SUCCESS' } };
      }),
    ),
  };
}

/** What a body names, with the error where it does not exist. */
interface Named<Document> {
  id: string;
  document?: Document;
  error?: ApigError;
}

/** @throws ApigError where nothing of what is named exists */
function foundIn<Document extends object>(
  kind: string,
  ids: readonly string[],
  missing: (id: string) => ApigError,
  { documents }: Call,
): Named<Document>[] {
  const all = [...new Set(ids)].map((id) => {
    const document = documents.get<Document>(kind, id);
    return document ? { id, document } : { id, error: missing(id) };
  });
  const [first] = all;
  if (first?.error && all.every(({ error }) => error)) throw first.error;
  return all;
}

/** The authorizations of an app in an environment, by API. */
function authsOf(app: string, env: string, call: Call): Map<string, AppAuth> {
  const auths = authsHaving('app_id', app, call).filter(({ env_id }) => env_id === env);
  return new Map(auths.map((auth) => [auth.api_id, auth]));
}

function shownAuth({ id, api_id, app_id, auth_time }: Omit<AppAuth, 'env_id'>) {
  return { id, api_id, app_id, ...always, auth_time };
}

function failure({ code, message }: ApigError, api: Named<Api>, app: Named<App>): Schemas['AuthResult'] {
  const names = { api_name: api.document?.name ?? '', app_name: app.document?.name ?? '' };
  return { status: 'FAILED', error_code: code, error_msg: message, ...names };
}

/** An authorization with what is known of its app, its API and its environment. */
function withNames(auth: AppAuth, call: Call): Schemas['ApiAuthInfo'] | undefined {
  const { documents } = call;
  const { id, api_id, app_id, env_id } = auth;
  const api = documents.get<Api>('api', api_id);
  const app = documents.get<App>('app', app_id);
  const environment = documents.get<Environment>('environment', env_id);
  if (!api || !app || !environment) return undefined;
  const { name, type, remark, group_id, group_name } = wholeApi(api, documents);
  const publication = publicationIn(env_id, api_id, call);
  return {
    ...{ id, api_id, api_name: name, api_type: type, api_remark: remark, group_id, group_name },
    ...(publication && { publish_id: publication.id }),
    ...{ env_id, env_name: environment.name, app_id, app_name: app.name },
    ...(app.remark && { app_remark: app.remark }),
    ...{ app_creator: 'USER', app_type: 'apig', ...always, auth_time: shownTime(auth.auth_time, call) },
  };
}

/** @throws ApigError where the app does not exist */
function appIn({ documents, query: { app_id = '' } }: Call): string {
  if (!documents.has('app', app_id)) throw unknownApp(app_id);
  return app_id;
}

function ofApp(call: Call): AppAuth[] {
  return authsHaving('app_id', appIn(call), call);
}

function ofApi(call: Call): AppAuth[] {
  const { documents, query } = call;
  const { api_id } = query;
  if (!api_id) return documents.list<AppAuth>('app-auth');
  if (!documents.has('api', api_id)) throw apiNotFound(api_id);
  return authsHaving('api_id', api_id, call);
}

/** The APIs that the app may not call in the environment, with where they are published there. */
function unauthorizedApis(call: Call): Schemas['ApiOutline'][] {
  const { documents, query } = call;
  const { env_id = '' } = query;
  const known = authsOf(appIn(call), env_id, call);
  const { name: environment = '' } = documents.get<Environment>('environment', env_id) ?? {};
  return documents.list<Api>('api').flatMap((api) => {
    if (known.has(api.id)) return [];
    const { id, name, remark, group_id, group_name, auth_type, req_uri } = wholeApi(api, documents);
    const publication = publicationIn(env_id, id, call);
    const place = publication
      ? { publish_id: publication.id, run_env_id: env_id, run_env_name: environment }
      : { publish_id: '', run_env_id: '', run_env_name: '' };
    return { id, name, remark, group_id, group_name, auth_type, req_uri, ...place };
  });
}
