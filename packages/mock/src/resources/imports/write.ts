// From APIs to a definition of them, in Swagger 2.0 or OpenAPI 3.0 with the gateway's extensions.
import type { Schemas } from '../../../generated/contract.ts';
import type { WholeApi } from '../apis/view.ts';
import type { Authorizer } from '../documents.ts';
import type { Channel } from '../vpc-channels/channel.ts';
import type { Json } from './file.ts';
import { policyFields } from './policies.ts';

/** What is exported. */
export interface Exported {
  title: string;
  version: string;
  host: string;
  /** Each with the policies that hold for it, by their names. */
  apis: readonly Governed[];
  throttles: ReadonlyMap<string, Json>;
  acls: ReadonlyMap<string, Json>;
  withBackends: boolean;
  nameOf: { channel(id: string): Channel | undefined; authorizer(id: string): Authorizer | undefined };
}

interface Governed {
  api: WholeApi;
  throttle?: string | undefined;
  acl?: string | undefined;
}

/** The security schemes of every file. */
const schemes: Json = {
  'apig-auth-app': scheme('Authorization', { 'x-apigateway-auth-type': 'AppSigv1' }),
  'apig-auth-app-header': scheme('Authorization', {
    'x-apigateway-auth-opt': { 'appcode-auth-type': 'header' },
    'x-apigateway-auth-type': 'AppSigv1',
  }),
  'apig-auth-iam': scheme('unused', { 'x-apigateway-auth-type': 'IAM' }),
};

function scheme(name: string, more: Json): Json {
  return { type: 'apiKey', name, in: 'header', ...more };
}

export function definitionOf(exported: Exported, version: '2.0' | '3.0'): Json {
  const { title, host, throttles, acls } = exported;
  const info = { title, version: exported.version };
  // By their paths, whatever these are.
  const byPath = new Map<string, [method: string, operation: Json][]>();
  const used: Record<string, Json> = {};
  for (const governed of exported.apis) {
    const { api } = governed;
    const method = api.req_method === 'ANY' ? 'x-apigateway-any-method' : api.req_method.toLowerCase();
    const operations = byPath.get(api.req_uri) ?? [];
    operations.push([method, operationOf(governed, exported, version, used)]);
    byPath.set(api.req_uri, operations);
  }
  const paths = Object.fromEntries(Array.from(byPath, ([path, all]) => [path, Object.fromEntries(all)]));
  const responses = { default: { description: 'response example' } };
  const securityDefinitions = { ...schemes, ...used };
  const policies = {
    ...(throttles.size > 0 && { [policyFields.throttle.all]: Object.fromEntries(throttles) }),
    ...(acls.size > 0 && { [policyFields.acl.all]: Object.fromEntries(acls) }),
  };
  return version === '2.0'
    ? { swagger: '2.0', info, host, paths, responses, securityDefinitions, ...policies }
    : {
        ...{ openapi: '3.0.0', info, servers: [{ url: `https://${host}` }], paths },
        components: { responses, securitySchemes: securityDefinitions },
        ...policies,
      };
}

function operationOf(
  { api, throttle, acl }: Governed,
  { host, withBackends, nameOf }: Exported,
  version: '2.0' | '3.0',
  used: Record<string, Json>,
): Json {
  const { remark, tags = [], req_params = [] } = api;
  const protocols = api.req_protocol === 'BOTH' ? ['http', 'https'] : [api.req_protocol.toLowerCase()];
  const isV2 = version === '2.0';
  const samples = {
    'x-apigateway-result-failure-sample': api.result_failure_sample ?? '',
    'x-apigateway-result-normal-sample': api.result_normal_sample ?? '',
  };
  const response = { $ref: isV2 ? '#/responses/default' : '#/components/responses/default' };
  const security = securityOf(api, nameOf, used);
  return {
    operationId: api.name,
    ...(remark && { description: remark }),
    ...(tags.length > 0 && { tags }),
    ...(isV2 ? { schemes: protocols } : { servers: protocols.map((scheme) => ({ url: `${scheme}://${host}` })) }),
    ...(security && { security: [{ [security]: [] }] }),
    ...(req_params.length > 0 && { parameters: req_params.map((param) => parameterOf(param, isV2)) }),
    responses: { default: response, ...samples },
    ...(withBackends && { 'x-apigateway-backend': backendOf(api, nameOf) }),
    ...(withBackends && policiesOf(api, nameOf)),
    ...(throttle !== undefined && { [policyFields.throttle.one]: throttle }),
    ...(acl !== undefined && { [policyFields.acl.one]: acl }),
    'x-apigateway-cors': api.cors,
    'x-apigateway-match-mode': api.match_mode,
    'x-apigateway-request-type': api.type === 2 ? 'private' : 'public',
  };
}

function securityOf(api: WholeApi, nameOf: Exported['nameOf'], used: Record<string, Json>): string | undefined {
  switch (api.auth_type) {
    case 'NONE':
      return undefined;
    case 'IAM':
      return 'apig-auth-iam';
    case 'APP':
      return api.auth_opt.app_code_auth_type === 'HEADER' ? 'apig-auth-app-header' : 'apig-auth-app';
    case 'AUTHORIZER': {
      const authorizer = nameOf.authorizer(api.authorizer_id ?? '');
      if (!authorizer) return undefined;
      const { name, authorizer_uri } = authorizer;
      used[name] = scheme('Authorization', {
        'x-apigateway-authorizer': { type: 'frontend', 'authorizer-uri': authorizer_uri },
      });
      return name;
    }
  }
}

function parameterOf(param: Schemas['ReqParamInfo'], isV2: boolean): Json {
  const { enumerations, min_num, max_num, min_size, max_size, default_value } = param;
  const schema = {
    type: param.type === 'NUMBER' ? 'number' : 'string',
    ...(default_value !== undefined && { default: default_value }),
    ...(enumerations && { enum: enumerations.split(',') }),
    ...(max_num !== undefined && { minimum: min_num ?? 0, maximum: max_num }),
    ...(max_size !== undefined && { minLength: min_size ?? 0, maxLength: max_size }),
  };
  return {
    ...{ name: param.name, in: param.location.toLowerCase(), required: param.required === 1 },
    ...(param.remark && { description: param.remark }),
    ...(isV2 ? schema : { schema }),
    ...(param.sample_value && { 'x-apigateway-sample': param.sample_value }),
    ...(param.valid_enable === 1 && { 'x-apigateway-valid-enable': 1 }),
    'x-apigateway-pass-through': param.pass_through === 2 ? 'never' : 'always',
  };
}

type Parameters = readonly Schemas['BackendParamInfo'][] | undefined;

function parametersOf(params: Parameters): Json {
  if (!params?.length) return {};
  const parameters = params.map(({ name, value, location, origin, remark }) => ({
    ...{ name, value, in: location, origin },
    ...(remark && { description: remark }),
  }));
  return { parameters };
}

function backendOf(api: WholeApi, nameOf: Exported['nameOf']): Json {
  const { backend_api, func_info, mock_info, backend_params } = api;
  const isGrpc = api.backend_type === 'GRPC';
  return {
    ...(backend_api && webBackend(backend_api, isGrpc, nameOf)),
    ...(func_info && functionBackend(func_info)),
    ...(mock_info && mockBackend(mock_info)),
    ...parametersOf(backend_params),
  };
}

function webBackend(
  backend: Schemas['BackendApiInfo'] | Schemas['ApiPolicyHttpInfo'],
  isGrpc: boolean,
  nameOf: Exported['nameOf'],
): Json {
  const { vpc_channel_info, retry_count, timeout, req_protocol = '', req_method, req_uri, url_domain } = backend;
  const kind = isGrpc ? 'grpc' : 'http';
  const endpoint = {
    ...{ scheme: req_protocol.toLowerCase(), method: req_method, path: req_uri, timeout },
    ...(retry_count !== undefined && { retryCount: retry_count }),
    ...('enable_client_ssl' in backend && { enableClientSsl: backend.enable_client_ssl }),
    ...('remark' in backend && backend.remark && { description: backend.remark }),
  };
  if (backend.vpc_channel_status !== 1 || !vpc_channel_info) {
    return { type: kind.toUpperCase(), [`${kind}Endpoints`]: { address: url_domain, ...endpoint } };
  }
  const { vpc_channel_id, vpc_channel_proxy_host } = vpc_channel_info;
  const name = nameOf.channel(vpc_channel_id)?.name ?? vpc_channel_id;
  const host = vpc_channel_proxy_host && { 'vpc-proxy-host': vpc_channel_proxy_host };
  return { type: `${kind.toUpperCase()}-VPC`, [`${kind}VpcEndpoints`]: { name, ...host, ...endpoint } };
}

function functionBackend(given: Partial<Schemas['ApiFuncInfo']>): Json {
  const { function_urn, alias_urn, version, invocation_type, network_type, req_protocol, timeout, remark } = given;
  const endpoint = {
    ...{ 'function-urn': function_urn, 'invocation-type': invocation_type, 'network-type': network_type, timeout },
    ...(version !== undefined && { version }),
    ...(req_protocol !== undefined && { 'req-protocol': req_protocol }),
    ...(alias_urn !== undefined && { 'alias-urn': alias_urn }),
    ...(remark && { description: remark }),
  };
  return { type: 'FUNCTION', functionEndpoints: endpoint };
}

function mockBackend({ result_content = '', remark = '' }: { result_content?: string; remark?: string }): Json {
  return { type: 'MOCK', mockEndpoints: { description: remark, 'result-content': result_content } };
}

function policiesOf(api: WholeApi, nameOf: Exported['nameOf']): Json {
  const { policy_https = [], policy_functions = [], policy_mocks = [] } = api;
  const isGrpc = api.backend_type === 'GRPC';
  const all = [
    ...policy_https.map((policy) => ({ policy, backend: webBackend(policy, isGrpc, nameOf) })),
    ...policy_functions.map((policy) => ({ policy, backend: functionBackend(policy) })),
    ...policy_mocks.map((policy) => ({ policy, backend: mockBackend(policy) })),
  ];
  if (all.length === 0) return {};
  const written = all.map(({ policy, backend }) => ({
    ...{ name: policy.name, effectMode: policy.effect_mode, conditions: policy.conditions.map(conditionOf) },
    ...backend,
    ...parametersOf(policy.backend_params),
  }));
  return { 'x-apigateway-backend-policies': written };
}

function conditionOf(condition: Schemas['ApiConditionInfo']): Json {
  const { condition_origin, condition_type = 'exact', condition_value } = condition;
  const { req_param_name, sys_param_name, cookie_param_name, frontend_authorizer_param_name } = condition;
  const parameter = req_param_name ?? sys_param_name ?? cookie_param_name ?? frontend_authorizer_param_name;
  return {
    type: condition_type === 'exact' ? 'equal' : condition_type,
    value: condition_value,
    origin: condition_origin === 'param' ? 'request' : condition_origin,
    ...(parameter !== undefined && { parameter }),
  };
}
