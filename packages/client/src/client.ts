// The client that every edition shares: openapi-fetch's methods, with the project, the instance and the credentials bound once.
import type { Client, Middleware } from 'openapi-fetch';
import { attempt } from './attempt.ts';
import type { Auth } from './auth.ts';
import type { DebugEntry } from './debug.ts';
import { methodsFor } from './methods.ts';

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

/** What a client is bound to. */
export interface Bound {
  /** ID of the project, which IAM lists for your account. */
  projectId: string;
  /** ID of the gateway, as its page in the APIG console shows it. */
  instanceId: string;
  /** `{ token }`, or `aksk({ accessKey, secretKey })` of `@apig-spec/client/aksk`. */
  auth: Auth;
  /** Stands in for the global `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Milliseconds for each attempt. Default: as long as `fetch` waits. */
  timeout?: number | undefined;
  /** openapi-fetch's middleware, among it `retry` and `validate` of their subpaths. */
  middleware?: Middleware[] | undefined;
  /** Is told of each request and what came of it. What it throws is ignored. */
  debug?: ((entry: DebugEntry) => void) | undefined;
}

/**
 * A client for the paths of an edition, which fills in `project_id` and `instance_id` wherever a call leaves them out.
 *
 * Its calls answer as openapi-fetch's do: `data` or `error`, and the `response`; where there is no answer, they throw
 * {@link ApigFault}.
 */
export function clientFor<Paths extends object>(options: Bound & Place<string>): Client<Paths, 'application/json'> {
  const { endpoint, region, projectId, instanceId, middleware = [] } = options;
  const address = endpoint ?? `https://apig.${region}.myhuaweicloud.${region === 'eu-west-101' ? 'eu' : 'com'}`;
  const ids = { project_id: projectId, instance_id: instanceId };
  return methodsFor<Paths>(address, ids, [...middleware], (request, { timeout, fetch }, shared) =>
    attempt(request, { ...options, timeout: timeout ?? options.timeout, fetch: fetch ?? options.fetch, shared }),
  );
}
