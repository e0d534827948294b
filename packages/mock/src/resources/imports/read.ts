// From a definition of APIs, in the words of OpenAPI and the gateway's extensions, to the bodies that create them.
import { isObject, type Json, objectIn, objectsIn, textIn } from './file.ts';

/** An operation of a file. */
export interface Definition {
  path: string;
  method: string;
  /** Of an API, but for what only the gateway knows: its group, the IDs of channels and authorizers, in whose place are names. */
  body: Json;
  /** Whether an API cannot be made of it. */
  isLeftOut: boolean;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const anyMethod = 'x-apigateway-any-method';

/** The operations of a file, in their order. */
export function definitionsIn(file: Json, mock: boolean): Definition[] {
  return Object.entries(objectIn(file['paths'])).flatMap(([path, item]) =>
    Object.entries(objectIn(item)).flatMap(([name, operation]): Definition[] => {
      const isKnown = methods.includes(name) || name === anyMethod;
      if (!isObject(operation) || !(isKnown || name === 'trace')) return [];
      const method = name === anyMethod ? 'ANY' : name.toUpperCase();
      const isLeftOut = !isKnown || (method === 'GET' && path === '/apic/health_check');
      const parameters = parametersOf([objectIn(item)['parameters'], operation['parameters']], file);
      const body = withoutUnset({
        ...called(operation, file),
        ...{ req_method: method, req_uri: path },
        ...(parameters.length > 0 && { req_params: parameters.map(requestParam) }),
        ...backend(mock ? {} : objectIn(operation['x-apigateway-backend'])),
        ...(mock ? {} : policies(operation['x-apigateway-backend-policies'])),
      });
      return [{ path, method, body, isLeftOut }];
    }),
  );
}

/** Fields without a value are absent. */
function withoutUnset(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

function called(operation: Json, file: Json): Json {
  const responses = Object.values(objectIn(operation['responses'])).filter(isObject);
  const sample = (kind: string) => {
    const field = `x-apigateway-result-${kind}-sample`;
    const given = [objectIn(operation['responses']), ...responses].flatMap((each) => textIn(each[field]) || []);
    return given[0];
  };
  const tags = Array.isArray(operation['tags']) ? operation['tags'] : undefined;
  return {
    name: textIn(operation['operationId']),
    type: operation['x-apigateway-request-type'] === 'private' ? 2 : 1,
    req_protocol: protocolOf(operation, file),
    ...security(operation, file),
    cors: operation['x-apigateway-cors'] === true,
    match_mode: textIn(operation['x-apigateway-match-mode']) ?? 'NORMAL',
    remark: textIn(operation['description'])?.slice(0, 255),
    result_normal_sample: sample('normal'),
    result_failure_sample: sample('failure'),
    ...(tags && { tags }),
  };
}

function protocolOf(operation: Json, file: Json): string {
  const listed = operation['schemes'] ?? file['schemes'];
  const servers = objectsIn(operation['servers'] ?? file['servers']);
  const urls = servers.map(({ url }) => textIn(url)?.split(':')[0]);
  const schemes = new Set(Array.isArray(listed) ? listed : urls);
  if (schemes.has('grpcs')) return 'GRPCS';
  if (!schemes.has('http')) return 'HTTPS';
  return schemes.has('https') ? 'BOTH' : 'HTTP';
}

/** How callers are authenticated: by the first scheme that is required. */
function security(operation: Json, file: Json): Json {
  const [required = {}] = objectsIn(operation['security'] ?? file['security']);
  const [name] = Object.keys(required);
  if (name === undefined) return { auth_type: 'NONE' };
  const schemes = {
    ...objectIn(file['securityDefinitions']),
    ...objectIn(objectIn(file['components'])['securitySchemes']),
  };
  const scheme = objectIn(schemes[name]);
  if (isObject(scheme['x-apigateway-authorizer'])) return { auth_type: 'AUTHORIZER', authorizer_id: name };
  if (scheme['x-apigateway-auth-type'] === 'IAM') return { auth_type: 'IAM' };
  const { 'appcode-auth-type': code } = objectIn(scheme['x-apigateway-auth-opt']);
  return {
    auth_type: 'APP',
    auth_opt: { app_code_auth_type: textIn(code)?.toUpperCase() === 'HEADER' ? 'HEADER' : 'DISABLE' },
  };
}

/** Those of an operation take the place of those of its path. */
function parametersOf(lists: readonly unknown[], file: Json): Json[] {
  const named = { ...objectIn(file['parameters']), ...objectIn(objectIn(file['components'])['parameters']) };
  const resolved = lists.flatMap(objectsIn).map((each) => {
    const name = textIn(each['$ref'])?.split('/').at(-1);
    return name === undefined ? each : objectIn(named[name]);
  });
  const places = ['path', 'query', 'header'];
  const known = resolved.filter((each) => places.includes(String(each['in'])));
  return [...new Map(known.map((each) => [`${each['in']} ${each['name']}`, each])).values()];
}

function requestParam(given: Json): Json {
  const { name, in: location, required, description, ...rest } = given;
  const schema: Json = { ...rest, ...objectIn(given['schema']) };
  const isNumber = schema['type'] === 'integer' || schema['type'] === 'number';
  const { enum: values, minimum, maximum, minLength, maxLength } = schema;
  const inPath = location === 'path';
  return withoutUnset({
    name: textIn(name),
    type: isNumber ? 'NUMBER' : 'STRING',
    location: String(location).toUpperCase(),
    required: inPath || required === true ? 1 : 2,
    default_value: textIn(schema['default']),
    sample_value: textIn(given['x-apigateway-sample'] ?? given['example']) || undefined,
    enumerations: Array.isArray(values) ? values.join(',') : undefined,
    remark: textIn(description)?.slice(0, 255),
    // Where both bounds are 0, there is none.
    ...(isNumber && maximum ? { min_num: minimum, max_num: maximum } : {}),
    ...(!isNumber && maxLength ? { min_size: minLength, max_size: maxLength } : {}),
    pass_through: given['x-apigateway-pass-through'] === 'never' ? 2 : 1,
    valid_enable: given['x-apigateway-valid-enable'] === 1 ? 1 : undefined,
  });
}

function backend(given: Json): Json {
  const parameters = objectsIn(given['parameters']);
  const type = textIn(given['type']) ?? 'MOCK';
  return {
    ...(parameters.length > 0 && { backend_params: parameters.map(backendParam) }),
    ...(type === 'MOCK' && { backend_type: 'MOCK', mock_info: mockBackend(given) }),
    ...(type === 'FUNCTION' && { backend_type: 'FUNCTION', func_info: functionBackend(given) }),
    ...(type.startsWith('HTTP') && { backend_type: 'HTTP', backend_api: webBackend(given) }),
    ...(type.startsWith('GRPC') && { backend_type: 'GRPC', backend_api: webBackend(given) }),
  };
}

function backendParam({ name, value, in: location, origin, description }: Json): Json {
  return withoutUnset({
    name: textIn(name),
    value: textIn(value),
    location: textIn(location)?.toUpperCase(),
    origin: textIn(origin)?.toUpperCase(),
    remark: textIn(description)?.slice(0, 255),
  });
}

function webBackend(given: Json, ofPolicy = false): Json {
  const channel = given['httpVpcEndpoints'] ?? given['grpcVpcEndpoints'];
  const endpoint = objectIn(channel ?? given['httpEndpoints'] ?? given['grpcEndpoints']);
  const host = textIn(endpoint['vpc-proxy-host']);
  const retries = textIn(endpoint['retryCount']);
  return withoutUnset({
    ...(isObject(channel)
      ? {
          vpc_channel_status: 1,
          vpc_channel_info: { vpc_channel_id: textIn(endpoint['name']), ...(host && { vpc_channel_proxy_host: host }) },
        }
      : { vpc_channel_status: 2, url_domain: textIn(endpoint['address']) }),
    req_protocol: textIn(endpoint['scheme'])?.toUpperCase(),
    req_method: textIn(endpoint['method'])?.toUpperCase(),
    req_uri: textIn(endpoint['path']),
    timeout: endpoint['timeout'],
    ...(retries && { retry_count: retries }),
    ...(!ofPolicy && { remark: textIn(endpoint['description']) || undefined }),
    ...(typeof endpoint['enableClientSsl'] === 'boolean' &&
      !ofPolicy && { enable_client_ssl: endpoint['enableClientSsl'] }),
  });
}

function functionBackend(given: Json, ofPolicy = false): Json {
  const endpoint = objectIn(given['functionEndpoints']);
  return withoutUnset({
    function_urn: textIn(endpoint['function-urn']),
    alias_urn: textIn(endpoint['alias-urn']) || undefined,
    version: textIn(endpoint['version']) || undefined,
    invocation_type: textIn(endpoint['invocation-type'])?.startsWith('async') ? 'async' : 'sync',
    network_type: textIn(endpoint['network-type']) ?? 'V1',
    req_protocol: textIn(endpoint['req-protocol']) || undefined,
    timeout: endpoint['timeout'],
    ...(!ofPolicy && { remark: textIn(endpoint['description']) || undefined }),
  });
}

function mockBackend(given: Json, ofPolicy = false): Json {
  const endpoint = objectIn(given['mockEndpoints']);
  return withoutUnset({
    result_content: textIn(endpoint['result-content']),
    ...(!ofPolicy && { remark: textIn(endpoint['description']) || undefined }),
  });
}

function policies(value: unknown): Json {
  const all = objectsIn(value);
  const [first] = all;
  if (!first) return {};
  const type = textIn(first['type']) ?? 'MOCK';
  const [field, backendOf] =
    type === 'MOCK'
      ? (['policy_mocks', mockBackend] as const)
      : type === 'FUNCTION'
        ? (['policy_functions', functionBackend] as const)
        : (['policy_https', webBackend] as const);
  return {
    [field]: all.map((policy) => {
      const parameters = objectsIn(policy['parameters']);
      return withoutUnset({
        name: textIn(policy['name']),
        effect_mode: textIn(policy['effectMode'] ?? policy['effect-mode'])?.toUpperCase() ?? 'ALL',
        conditions: objectsIn(policy['conditions']).map(condition),
        ...(parameters.length > 0 && { backend_params: parameters.map(backendParam) }),
        ...backendOf(policy, true),
      });
    }),
  };
}

/** By the origin of a condition, the field with what it is about. */
const subjects: Readonly<Record<string, string>> = {
  param: 'req_param_name',
  system: 'sys_param_name',
  cookie: 'cookie_param_name',
  frontend_authorizer: 'frontend_authorizer_param_name',
};

function condition({ type, value, origin, parameter }: Json): Json {
  const given = textIn(origin) ?? '';
  const condition_origin = given.startsWith('request') ? 'param' : given;
  const field = subjects[condition_origin];
  const condition_type = type === 'equal' ? 'exact' : textIn(type);
  return withoutUnset({
    ...{ condition_origin, condition_value: textIn(value) },
    ...(condition_origin !== 'source' && { condition_type }),
    ...(field !== undefined && { [field]: textIn(parameter) }),
  });
}
