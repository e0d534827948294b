// From a body to an API: what a create makes, and what of its ids an update leaves.
import type { Schemas } from '../../../generated/contract.ts';
import type { Api, ApiSettings } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { ApiBody, PolicyBody } from './body.ts';
import { channelIdOf, checkDefinition, checkPlace, checkReferences, type Taken, takenIn } from './rules.ts';

/** What a change needs of its call. */
type Stamp = Pick<Call, 'documents' | 'now' | 'newId'>;

/** What a response tells of an API and a request does not set. */
const returned = [
  ...['id', 'status', 'arrange_necessary', 'register_time', 'update_time', 'group_name', 'group_version'],
  ...['run_env_id', 'run_env_name', 'publish_id', 'publish_time', 'roma_app_name', 'ld_api_id', 'api_group_info'],
];

/**
 * @param taken - where many are made by one request: what that asked about before
 * @returns a new API
 * @throws ApigError where it is none that the gateway could have
 */
export function createdApi(body: ApiBody, stamp: Stamp, taken: Taken = takenIn(stamp.documents)): Api {
  return changed(body, undefined, stamp, taken);
}

/**
 * @returns the API with the body in the place of its definition. What keeps its name (a parameter, a policy), its place (a
 * condition) or its type (a backend) keeps its id.
 */
export function updatedApi(before: Api, body: ApiBody, stamp: Stamp, taken: Taken = takenIn(stamp.documents)): Api {
  return changed(body, before, stamp, taken);
}

function changed(body: ApiBody, before: Api | undefined, stamp: Stamp, taken: Taken): Api {
  checkDefinition(body);
  checkReferences(body, before?.group_id, stamp.documents);
  const id = before?.id ?? stamp.newId();
  const { policy_https, policy_functions, policy_mocks, backend_api, func_info, mock_info, ...sent } = body;
  const { req_params, backend_params, ...settings } = sent;
  const params = req_params && requestParams(req_params, before?.req_params, stamp);
  const within = { params: new Map(params?.toReversed().map((param) => [param.name, param])), stamp };
  const api = {
    ...without(settings, returned),
    id,
    version: sent.version || 'V0.0.1',
    cors: sent.cors ?? false,
    match_mode: sent.match_mode || 'NORMAL',
    auth_opt: { app_code_auth_type: sent.auth_opt?.app_code_auth_type || 'DISABLE' },
    remark: sent.remark ?? '',
    ...(params && { req_params: params }),
    ...(backend_params && { backend_params: backendParams(backend_params, before?.backend_params, within) }),
    ...(backend_api && { backend_api: record(webBackend(backend_api, true), before?.backend_api, stamp) }),
    ...(func_info && { func_info: record(func_info, before?.func_info, stamp) }),
    ...(mock_info && { mock_info: record(mock_info, before?.mock_info, stamp) }),
    ...(policy_https && { policy_https: policies(policy_https, before?.policy_https, within, webBackend) }),
    ...(policy_functions && { policy_functions: policies(policy_functions, before?.policy_functions, within) }),
    ...(policy_mocks && { policy_mocks: policies(policy_mocks, before?.policy_mocks, within) }),
    register_time: before ? (before.register_time ?? '') : stamp.now,
    update_time: stamp.now,
  } as Api;
  checkPlace(api, before, stamp.documents, taken);
  return api;
}

function without(value: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** What the parts of an API take from it. */
interface Within {
  /** The parameters of a call, by name. */
  params: ReadonlyMap<string, Schemas['ReqParamInfo']>;
  stamp: Stamp;
}

/** Gives each its id of before, by a key, but none twice; or else a new one. */
function idsFrom<Item>(before: readonly (Item & { id: string })[] = [], keyOf: (item: Item) => string, stamp: Stamp) {
  const known = new Map(before.map((item) => [keyOf(item), item.id]));
  return (item: Item): string => {
    const key = keyOf(item);
    const id = known.get(key);
    known.delete(key);
    return id ?? stamp.newId();
  };
}

const keyOfParam = ({ location, name }: { location: string; name: string }) => `${location} ${name}`;

function requestParams(
  params: readonly Schemas['ReqParam'][],
  before: ApiSettings['req_params'],
  stamp: Stamp,
): Schemas['ReqParamInfo'][] {
  const idOf = idsFrom<Schemas['ReqParam']>(before, keyOfParam, stamp);
  return params.map((param) => ({
    ...param,
    required: param.required ?? (param.location === 'PATH' ? 1 : 2),
    valid_enable: param.valid_enable ?? 2,
    pass_through: param.pass_through ?? 1,
    id: idOf(param),
  }));
}

function backendParams(
  params: readonly Schemas['BackendParam'][],
  before: ApiSettings['backend_params'],
  { params: known, stamp }: Within,
): Schemas['BackendParamInfo'][] {
  const idOf = idsFrom<Schemas['BackendParam']>(before, keyOfParam, stamp);
  return params.map(({ req_param_id: _, ...param }) => {
    const source = param.origin === 'REQUEST' ? known.get(param.value) : undefined;
    return { ...param, id: idOf(param), ...(source && { req_param_id: source.id }) };
  });
}

/** A backend, with when it was first set and when it was last changed. */
function record<Backend extends object>(
  backend: Backend,
  before: { id: string; register_time: string } | undefined,
  { newId, now }: Stamp,
): Backend & { id: string } {
  const times = { register_time: before?.register_time ?? now, update_time: now };
  return { ...backend, id: before?.id ?? newId(), status: 1, ...times };
}

/** A backend of a channel has the channel's id for its address. */
function webBackend<Backend extends object>(backend: Backend, ofApi = false): Backend {
  const id = channelIdOf(backend);
  const { retry_count = '-1', vpc_channel_info } = backend as Partial<Schemas['BackendApiInfo']>;
  return {
    ...backend,
    ...(ofApi && { retry_count }),
    vpc_channel_status: id === undefined ? 2 : 1,
    ...(id !== undefined && {
      vpc_channel_info: { cascade_flag: false, vpc_channel_port: 0, ...vpc_channel_info },
      url_domain: id,
    }),
  };
}

function policies(
  bodies: readonly PolicyBody[],
  before: readonly { id: string; name: string }[] = [],
  within: Within,
  backendOf: (policy: PolicyBody) => PolicyBody = (policy) => policy,
): object[] {
  const known = new Map(before.map((policy) => [policy.name, policy as Partial<Schemas['ApiPolicyHttpInfo']>]));
  return bodies.map((body) => {
    const policy = known.get(body.name);
    const { backend_params, conditions, ...rest } = backendOf(body);
    return {
      ...rest,
      conditions: conditions.map((condition, index) => {
        const id = policy?.conditions?.[index]?.id ?? within.stamp.newId();
        const { req_param_id: _, req_param_location: __, ...sent } = condition;
        const param = condition.condition_origin === 'param' && within.params.get(condition.req_param_name ?? '');
        return { ...sent, id, ...(param && { req_param_id: param.id, req_param_location: param.location }) };
      }),
      ...(backend_params && { backend_params: backendParams(backend_params, policy?.backend_params, within) }),
      id: policy?.id ?? within.stamp.newId(),
    };
  });
}
