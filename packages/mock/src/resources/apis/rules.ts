// What an API may be beside what its schema says, by what it says itself and what else there is.
import type { Schemas } from '../../../generated/contract.ts';
import { type ApigError, invalidField, rejection } from '../../protocol/errors.ts';
import type { Reader } from '../../store/store.ts';
import { apiGroupNotFound } from '../api-groups/api-groups.ts';
import type { Api, Authorizer } from '../documents.ts';
import { channelNotFound } from '../vpc-channels/found.ts';
import type { ApiBody, PolicyBody } from './body.ts';
import { parametersOf, shapeOf } from './paths.ts';

/** As the gateway's quotas have them, unless they were raised. */
export const mostOfApi = { inGroup: 1000, params: 50, policies: 5, conditions: 5, tags: 10 };

const authorizerNotFound = rejection('APIG.3081');
const functionNotFound = rejection('APIG.3019')('');
export const nameTaken = rejection('APIG.3202');
export const pathTaken = rejection('APIG.3301')('');
const policyNameTaken = rejection('APIG.3210')('');
const tooManyInGroup = rejection('APIG.3125')('');

/** Policies of every type of backend. */
function policiesOf(body: Pick<ApiBody, 'policy_https' | 'policy_functions' | 'policy_mocks'>): PolicyBody[] {
  const { policy_https = [], policy_functions = [], policy_mocks = [] } = body;
  return [...policy_https, ...policy_functions, ...policy_mocks];
}

/** @throws ApigError where there is too much of something, what it names within itself is missing, or it names one thing twice */
export function checkDefinition(body: ApiBody): void {
  const { req_params = [], tags = [] } = body;
  const policies = policiesOf(body);
  limit(req_params.length, mostOfApi.params, 'APIG.3111');
  limit(tags.length, mostOfApi.tags, 'APIG.3133');
  limit(policies.length, mostOfApi.policies, 'APIG.3113');
  for (const { conditions } of policies) limit(conditions.length, mostOfApi.conditions, 'APIG.3114');
  if (new Set(policies.map(({ name }) => name)).size < policies.length) throw policyNameTaken;
  checkParameters(body, policies);
}

function limit(count: number, most: number, code: 'APIG.3111' | 'APIG.3113' | 'APIG.3114' | 'APIG.3133'): void {
  if (count > most) throw rejection(code)('');
}

type ParamBody = NonNullable<ApiBody['backend_params']>[number];

function checkParameters(body: ApiBody, policies: readonly PolicyBody[]): void {
  const { req_params = [], backend_params = [], backend_api } = body;
  const names = new Set(req_params.map(({ name }) => name));
  const own = { authorizer_id: backendOf(body)?.authorizer_id };
  checkPath(body.req_uri, req_params, 'APIG.2026');
  if (backend_api) checkPath(backend_api.req_uri, backend_params, 'APIG.2027');
  checkOrigins(body, names, backend_params, own);
  for (const policy of policies) {
    const params = policy.backend_params ?? [];
    // What a policy does not set, it has from the API.
    if ('req_uri' in policy && policy.req_uri) checkPath(policy.req_uri, [...params, ...backend_params], 'APIG.2027');
    checkOrigins(body, names, params, { authorizer_id: policy.authorizer_id ?? own.authorizer_id });
    for (const { condition_origin, req_param_name = '' } of policy.conditions) {
      if (condition_origin === 'param' && !names.has(req_param_name)) throw invalidField('req_param_name');
      if (condition_origin === 'frontend_authorizer' && body.auth_type !== 'AUTHORIZER') {
        throw rejection('APIG.2036')('');
      }
    }
  }
}

/** The backend of the API itself, whatever its type. */
function backendOf({ backend_api, func_info, mock_info }: ApiBody): { authorizer_id?: string } | undefined {
  return backend_api ?? func_info ?? mock_info;
}

/** @throws ApigError where a path has a parameter that is not among these */
function checkPath(
  path: string,
  params: readonly { name: string; location: string }[],
  code: 'APIG.2026' | 'APIG.2027',
): void {
  const names = parametersOf(path);
  if (names.length === 0) return;
  const known = new Set(params.flatMap(({ name, location }) => (location === 'PATH' ? [name] : [])));
  if (!names.every((name) => known.has(name))) throw rejection(code)('');
}

/** @throws ApigError where the value of a parameter comes from what the API does not have */
function checkOrigins(
  { auth_type }: ApiBody,
  names: ReadonlySet<string>,
  params: readonly ParamBody[],
  { authorizer_id }: { authorizer_id?: string | undefined },
): void {
  for (const { origin, value } of params) {
    if (origin === 'REQUEST' && !names.has(value)) throw rejection('APIG.2028')('');
    if (origin !== 'SYSTEM') continue;
    const ofCaller = value.startsWith('$context.authorizer.frontend.') && auth_type !== 'AUTHORIZER';
    const ofBackend = value.startsWith('$context.authorizer.backend.') && !authorizer_id;
    if (ofCaller || ofBackend) throw rejection('APIG.2036')('');
  }
}

/** A function has a URN of this form; the mock has no functions to look it up among. */
export const functionUrn = /^urn:fss:[^:]+:[^:]+:function:[^:]+:[^:]+/;

/** @throws ApigError where it names something that does not exist; the group that it is in is not asked about */
export function checkReferences(body: ApiBody, formerGroup: string | undefined, documents: Reader): void {
  const { group_id, authorizer_id, backend_api, func_info } = body;
  const policies = policiesOf(body);
  // State of earlier releases has no groups.
  if (group_id !== formerGroup) check('api-group', group_id, apiGroupNotFound, documents);
  for (const backend of [func_info, ...policies]) {
    if (backend?.function_urn !== undefined && !functionUrn.test(backend.function_urn)) throw functionNotFound;
  }
  for (const backend of [backend_api, ...policies]) {
    const id = backend && channelIdOf(backend);
    if (id !== undefined) check('vpc-channel', id, channelNotFound, documents);
  }
  if (authorizer_id) checkAuthorizer(authorizer_id, 'FRONTEND', documents);
  const ofBackends = [backendOf(body), ...policies].flatMap((backend) => backend?.authorizer_id || []);
  for (const id of new Set(ofBackends)) checkAuthorizer(id, 'BACKEND', documents);
}

function checkAuthorizer(id: string, type: Authorizer['type'], documents: Reader): void {
  if (documents.get<Authorizer>('authorizer', id)?.type !== type) throw authorizerNotFound(id);
}

function check(kind: string, id: string, missing: (id: string) => ApigError, documents: Reader): void {
  if (!documents.has(kind, id)) throw missing(id);
}

/** The channel that a backend is. */
export function channelIdOf(backend: object): string | undefined {
  const { vpc_channel_status, vpc_channel_info } = backend as Partial<Schemas['BackendApiInfo']>;
  return vpc_channel_status === 1 ? vpc_channel_info?.vpc_channel_id : undefined;
}

/** What distinguishes an API from others of its group. */
export type Route = Required<Pick<Api, 'req_method' | 'req_uri' | 'match_mode'>>;

/** Which names and paths APIs have; it learns of those that are made after it. */
export interface Taken {
  /** Whether an API other than this one has the name; in any group where none is given. */
  name(name: string, group: string | undefined, but: string | undefined): boolean;
  /** The API other than this one that has the method and the path. */
  route(route: Route, group: string | undefined, but: string | undefined): string | undefined;
  /** Learns of an API. */
  add(api: Api): void;
}

/** @param documents - of the gateway */
export function takenIn(documents: Reader): Taken {
  /** By group, those whose path has parameters, by what their paths have in common. Made when such a path is first asked for. */
  const shapes = new Map<string, Map<string, string[]>>();
  const inGroup = (group: string | undefined) => (api: Api) => group === undefined || api.group_id === group;
  const having = (field: string, value: string) =>
    documents.having('api', field, value).flatMap((id) => documents.get<Api>('api', id) ?? []);

  function shapesIn(group: string | undefined): Map<string, string[]> {
    const known = shapes.get(group ?? '');
    if (known) return known;
    const made = new Map<string, string[]>();
    shapes.set(group ?? '', made);
    const all = group === undefined ? documents.list<Api>('api') : having('group_id', group);
    for (const api of all) learn(made, api);
    return made;
  }

  return {
    name: (name, group, but) => having('name', name).some((api) => api.id !== but && inGroup(group)(api)),
    route(route, group, but) {
      const key = keyOf(route);
      if (route.req_uri.includes('{')) return (shapesIn(group).get(key) ?? []).find((id) => id !== but);
      return having('req_uri', route.req_uri).find(
        (api) => api.id !== but && inGroup(group)(api) && keyOf(routeOf(api)) === key,
      )?.id;
    },
    add(api) {
      const known = shapes.get(api.group_id);
      if (known) learn(known, api);
    },
  };
}

function learn(shapes: Map<string, string[]>, api: Api): void {
  const route = routeOf(api);
  if (!route.req_uri.includes('{')) return;
  const ids = shapes.get(keyOf(route));
  if (ids) ids.push(api.id);
  else shapes.set(keyOf(route), [api.id]);
}

/** How an API is called; one of an earlier release may not say. */
export function routeOf({ req_method = 'GET', req_uri = '', match_mode = 'NORMAL' }: Partial<Route>): Route {
  return { req_method, req_uri, match_mode };
}

function keyOf({ req_method, req_uri, match_mode }: Route): string {
  return `${req_method} ${match_mode} ${shapeOf(req_uri)}`;
}

/** @throws ApigError where the group has another API of the name or the path, or is full; what an API keeps is not asked about */
export function checkPlace(api: Api, before: Api | undefined, documents: Reader, taken: Taken): void {
  const { id, name, group_id } = api;
  const moved = before?.group_id !== group_id;
  if (moved && documents.having('api', 'group_id', group_id).length >= mostOfApi.inGroup) throw tooManyInGroup;
  if ((moved || before?.name !== name) && taken.name(name, group_id, id)) throw nameTaken(name);
  const changed = moved || keyOf(routeOf(before)) !== keyOf(routeOf(api));
  if (changed && taken.route(routeOf(api), group_id, id)) throw pathTaken;
}
