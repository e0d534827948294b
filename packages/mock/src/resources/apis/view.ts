// What responses tell of an API: what is kept, and what follows from its group and from where it is published.
import type { Schemas } from '../../../generated/contract.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import type { Reader } from '../../store/store.ts';
import { shownLater } from '../api-groups/api-groups.ts';
import type { Api, ApiGroup, ApiSettings, Environment, GatewayResponse, Publication } from '../documents.ts';
import type { Call } from '../handler.ts';

/** What an API lacks that was kept when the mock knew no more of it than lists show. */
const former: FormerlyUnknown = {
  type: 1,
  version: 'V0.0.1',
  req_protocol: 'HTTPS',
  req_method: 'GET',
  req_uri: '/',
  auth_type: 'NONE',
  cors: false,
  match_mode: 'NORMAL',
  auth_opt: { app_code_auth_type: 'DISABLE' },
  remark: '',
  register_time: '',
  update_time: '',
};

type FormerlyUnknown = Pick<
  ApiSettings,
  | ('type' | 'version' | 'req_protocol' | 'req_method' | 'req_uri' | 'auth_type' | 'cors' | 'match_mode' | 'auth_opt')
  | ('register_time' | 'update_time')
> & { remark: string };

/** It needs a backend, too: the simplest one. */
const formerBackend = ({ id }: Api): Pick<ApiSettings, 'backend_type' | 'mock_info'> => ({
  backend_type: 'MOCK',
  mock_info: { id, status: 1, register_time: '', update_time: '' },
});

/** An API with everything that responses require, but for what follows from its publications. */
export type WholeApi = ApiSettings &
  FormerlyUnknown &
  Pick<
    Schemas['ApiInfo'],
    'id' | 'name' | 'group_id' | 'group_name' | 'group_version' | 'status' | 'arrange_necessary'
  >;

export function wholeApi(api: Api, documents: Pick<Reader, 'get'>): WholeApi {
  // State of earlier releases has no groups.
  const { name: group_name = api.group_name ?? '' } = documents.get<ApiGroup>('api-group', api.group_id) ?? {};
  return {
    ...former,
    ...api,
    ...(api.backend_type === undefined ? formerBackend(api) : { backend_type: api.backend_type }),
    ...{ group_name, group_version: 'V1', status: 1, arrange_necessary: 2 },
  };
}

/** An API in responses to later requests: with times as these have them, and with where it is published. */
function shownApi(api: Api, call: Call): Omit<Schemas['ApiInfo'], 'api_group_info'> {
  return { ...responseOf(api, call), ...inLaterTimes(wholeApi(api, call.documents)), ...whereabouts(api, call) };
}

/**
 * The gateway response of an API: that of its group, unless it has another. By observed rules it is shown only where it was
 * set: terraform's provider takes any other for a change to be undone.
 */
export function responseOf({ group_id }: Api, { documents, rules }: Call): { response_id?: string } {
  if (rules === 'observed') return {};
  const responses = documents
    .having('gateway-response', 'group_id', group_id)
    .flatMap((id) => documents.get<GatewayResponse>('gateway-response', id) ?? []);
  const { id: response_id } = responses.find((response) => response.default) ?? {};
  return response_id === undefined ? {} : { response_id };
}

/** An API in the response to its creation. */
export function createdView(api: Api, call: Call): object {
  return { ...responseOf(api, call), ...wholeApi(api, call.documents) };
}

/** An API with its group. */
export function detailsOfApi(api: Api, call: Call): Schemas['ApiInfo'] {
  return { ...shownApi(api, call), ...groupOf(api, call) };
}

/** An API in the response to its update: its new time is as fine as the clock's. */
export function updatedView(api: Api, call: Call): object {
  const whole = wholeApi(api, call.documents);
  return { ...responseOf(api, call), ...whole, register_time: inSeconds(whole.register_time) };
}

/** An API in a list: without its backend and its parameters, unless they are asked for. */
export function listedApi(api: Api, call: Call): Schemas['ApiListItem'] {
  const asked = new Set((call.query['return_data_mode'] ?? '').split(','));
  const { req_params, backend_api, ...shown } = shownApi(api, call);
  const { backend_params, func_info, mock_info, policy_https, policy_functions, policy_mocks, ...item } = shown;
  const withBackend = asked.has('include_group_backend');
  return {
    ...item,
    ...(withBackend && { ...(req_params && { req_params }), ...(backend_api && { backend_api }) }),
    ...((withBackend || asked.has('include_group')) && groupOf(api, call)),
  };
}

/** An API as it is published: how it is called, but not what that leads to. */
export function runtimeOf(definition: Api, publication: Publication, call: Call): Schemas['ApiRuntime'] {
  const { status, arrange_necessary, group_version, ...whole } = wholeApi(definition, call.documents);
  const { backend_api, backend_params, func_info, mock_info, policy_https, policy_functions, policy_mocks, ...rest } =
    whole;
  const { register_time, update_time, ...called } = rest;
  return {
    ...{ ...responseOf(definition, call), ...called },
    ...{ run_env_id: publication.env_id, run_env_name: environmentName(publication.env_id, call) },
    publish_id: publication.id,
    ...subdomainsOf(definition),
  };
}

/** Once it has been made, an API was created in a second; what changes it later is told in millionths. */
export function inLaterTimes<Shown extends { register_time: string; update_time: string }>(api: Shown): Shown {
  const { register_time, update_time } = api;
  const isUnchanged = update_time === register_time;
  return {
    ...api,
    ...inSecondsBelow(api),
    register_time: inSeconds(register_time),
    update_time: isUnchanged ? inSeconds(update_time) : inMillionths(update_time),
  };
}

/** The backend of an API, whatever its type, with the times of later responses. */
function inSecondsBelow({ backend_api, func_info, mock_info }: Partial<Schemas['ApiInfo']>): object {
  return {
    ...(backend_api && { backend_api: inLaterTimes(backend_api) }),
    ...(func_info && { func_info: inLaterTimes(func_info) }),
    ...(mock_info && { mock_info: inLaterTimes(mock_info) }),
  };
}

function inMillionths(time: string): string {
  return time.replace(/(\.\d{6})\d+/, '$1');
}

/** The subdomains of an API's group. */
export function subdomainsOf({ group_id }: Pick<Api, 'group_id'>): { sl_domain: string; sl_domains: string[] } {
  const sl_domain = `${group_id}.apic.cn-north-4.huaweicloudapis.com`;
  return { sl_domain, sl_domains: [sl_domain] };
}

export function environmentName(id: string, { documents }: Call): string {
  return documents.get<Environment>('environment', id)?.name ?? '';
}

/** The group of an API, where the state has groups. */
export function groupOf({ group_id }: Api, call: Call): { api_group_info?: Schemas['ApiGroupOfApi'] } {
  const group = call.documents.get<ApiGroup>('api-group', group_id);
  if (!group) return {};
  const { id, name, status, sl_domain, register_time, update_time, on_sell_status, ...rest } = shownLater(group, call);
  const { url_domains, sl_domain_access_enabled } = rest;
  return {
    api_group_info: {
      ...{ id, name, status, sl_domain, register_time, update_time, on_sell_status, sl_domain_access_enabled },
      ...(url_domains && { url_domains }),
    },
  };
}

/** Where an API is published, if it is; of several environments, all with a bar between them. */
function whereabouts({ id }: Api, call: Call): object {
  const publications = publicationsOf(id, call);
  if (publications.length === 0) return {};
  const joined = (field: (publication: Publication) => string) => publications.map(field).join('|');
  return {
    run_env_id: joined(({ env_id }) => env_id),
    run_env_name: joined(({ env_id }) => environmentName(env_id, call)),
    publish_id: joined((publication) => publication.id),
    publish_time: joined(({ publish_time = '' }) => inSeconds(publish_time)),
  };
}

/** The publications of an API. */
export function publicationsOf(api: string, { documents }: Pick<Call, 'documents'>): Publication[] {
  return documents
    .having('publication', 'api_id', api)
    .flatMap((id) => documents.get<Publication>('publication', id) ?? []);
}
