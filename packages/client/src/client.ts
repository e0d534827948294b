// The client that every edition shares: openapi-fetch's methods, with the project, the instance and the credentials bound once.
import type { Client, Middleware } from 'openapi-fetch';
import { type Auth, authOf } from './auth.ts';
import { ApigConfigError, addressIn, addressOf, idOf, numberFrom } from './config.ts';
import type { DebugEntry } from './debug.ts';
import { bindingOf, exchange } from './exchange.ts';
import type { Binding } from './parts.ts';

/** A client that is bound to a project, or to one of its gateways as well. */
export interface BoundTo<Id extends string> {
  /** For the functions. */
  [bindingOf](): Binding & { ids: { [Name in Id]: string } };
}

/** Where the API is served: at an address, or in a region of Huawei Cloud. */
export type Place<Region extends string> =
  | {
      /** `https://apig.cn-north-4.myhuaweicloud.com`, or the address of a mock. */
      endpoint: string;
      region?: never;
    }
  | {
      /** `cn-north-4` stands for `https://apig.cn-north-4.myhuaweicloud.com`. */
      region: Region | (string & {});
      endpoint?: never;
    };

/** No argument for a client of a project; else one that nobody can give, so that compilers speak of a gateway's options alone. */
export type IfProject<Given> = [Given] extends [{ instanceId: unknown }] ? [never] : [];

/** What a client of a project is bound to. */
export interface Bound {
  /** ID of the project. IAM lists the projects of your account. */
  projectId: string;
  /** `{ token }`, or `aksk({ accessKey, secretKey })` of `@apig-spec/client/aksk`. */
  auth: Auth;
  /** Stands in for the global `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /**
   * Milliseconds for each attempt, from the token to the checked result; 0 and `Infinity` are no limit. Default: as long as
   * `fetch` waits.
   */
  timeout?: number | undefined;
  /** The largest body of a response that is read, in bytes, after decompression. Default: 16 MiB. */
  maxResponseBytes?: number | undefined;
  /** openapi-fetch's middleware, among it `retry` and `validate` of their subpaths. */
  middleware?: Middleware[] | undefined;
  /** Is told of each request and what came of it. What it throws is ignored. */
  debug?: ((entry: DebugEntry) => void) | undefined;
}

/**
 * A client for the paths of an edition, which fills in `project_id`, and `instance_id` where it is given one, wherever a call
 * leaves them out.
 *
 * Its calls return what openapi-fetch's do: `data` or `error`, and the `response`; where there is no response, they throw
 * {@link ApigFault}.
 *
 * @throws An {@link ApigConfigError} for an option that cannot work
 */
export function clientFor<Paths extends object>(
  options: Bound & Place<string> & { instanceId?: string | undefined },
): Client<Paths, 'application/json'> {
  const { endpoint, region, projectId, fetch, debug, middleware = [] } = options ?? {};
  if (!Array.isArray(middleware)) throw new ApigConfigError('middleware', 'a list');
  if (fetch && typeof fetch !== 'function') throw new ApigConfigError('fetch', 'a function');
  const layers = [...middleware];
  const binding: Binding = {
    address: endpoint === undefined ? addressIn(region) : addressOf(endpoint, 'endpoint'),
    ids: {
      project_id: idOf(projectId, 'projectId'),
      // One that is undefined was meant to be there.
      ...('instanceId' in options && { instance_id: idOf(options.instanceId, 'instanceId') }),
    },
    auth: authOf(options.auth),
    timeout: numberFrom(0, options.timeout ?? 0, 'timeout'),
    most: numberFrom(1, options.maxResponseBytes ?? 2 ** 24, 'maxResponseBytes'),
    middleware: layers,
    fetch,
    debug,
  };
  const request = (method: string, schemaPath: string, init: object = {}) =>
    exchange(binding, { method: method.toUpperCase(), path: schemaPath }, init, import('./methods.ts'));
  const methods: Record<string | symbol, unknown> = {
    [bindingOf]: () => binding,
    instanceId: binding.ids['instance_id'],
    request,
    use: (...more: Middleware[]) => void layers.push(...more),
    eject(...less: Middleware[]) {
      // Where it is not found, -1 becomes a place beyond the end.
      for (const each of less) layers.splice(layers.indexOf(each) >>> 0, 1);
    },
  };
  for (const method of 'GET PUT POST DELETE OPTIONS HEAD PATCH TRACE'.split(' '))
    methods[method] = request.bind(null, method);
  return methods as unknown as Client<Paths, 'application/json'>;
}
