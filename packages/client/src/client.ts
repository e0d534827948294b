// The client that every edition shares: openapi-fetch, with the project, the instance and the token bound once.
import createClient, { type Client } from 'openapi-fetch';

/** What a client is bound to. */
export interface ApigClientOptions {
  /** Where the API is served: `https://apig.cn-north-4.myhuaweicloud.com` */
  endpoint: string;
  /** ID of the project, which IAM lists for your account. */
  projectId: string;
  /** ID of the gateway, as its page in the APIG console shows it. */
  instanceId: string;
  /** IAM token, sent as `X-Auth-Token`. */
  token: string;
  /** Stands in for the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}

/** openapi-fetch's client for the paths of an edition. */
export type ApigClient<Paths extends object> = Client<Paths, 'application/json'>;

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];

/** What a call is given, as far as it is read here. */
interface Call {
  params?: { path?: Record<string, string> };
}

/**
 * A client for the paths of an edition, which fills in `project_id` and `instance_id` wherever a call leaves them out.
 *
 * Its calls answer as openapi-fetch's do: `data` or `error`, and the `response`; a network fault is thrown.
 */
export function clientFor<Paths extends object>(options: ApigClientOptions): ApigClient<Paths> {
  const { endpoint, projectId, instanceId, token, fetch } = options;
  const client = createClient<Paths, 'application/json'>({
    baseUrl: endpoint,
    headers: { 'X-Auth-Token': token },
    ...(fetch && { fetch }),
  });
  const send = client.request as (method: string, path: string, call: Call) => unknown;
  const request = (method: string, path: string, call: Call = {}) => {
    const ids = { project_id: projectId, instance_id: instanceId, ...call.params?.path };
    return send(method, path, { ...call, params: { ...call.params, path: ids } });
  };
  const calls = methods.map((method) => [method, (path: string, call?: Call) => request(method, path, call)]);
  return { ...client, request, ...Object.fromEntries(calls) };
}
