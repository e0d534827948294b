// What a call is made of: the client that makes it, the operation that it calls, what it is given, and its request.
import type { MergedOptions, Middleware, MiddlewareCallbackParams } from 'openapi-fetch';
import type { AttemptOptions } from './attempt.ts';

/** What all calls of a client share. */
export interface Binding extends Pick<AttemptOptions, 'auth' | 'most' | 'fetch' | 'debug'> {
  /** Where the paths begin. */
  address: string;
  /** Parameters of the path that a call may leave out. */
  ids: Record<string, string>;
  /** Milliseconds for each attempt where a call has none of its own. */
  timeout: number;
  /** What all calls go through. */
  middleware: Middleware[];
}

/** What is called, by its method and the template of its path. */
export interface Operation {
  method: string;
  path: string;
  /** Whether it may be carried out twice; what only reads always may. */
  idempotent?: boolean;
}

/** What a call is given, whatever its operation. */
export interface Init {
  params?: Partial<Params> | undefined;
  baseUrl?: string | undefined;
  body?: unknown;
  headers?: unknown;
  /** Milliseconds for each attempt. */
  timeout?: number | undefined;
}

/** Parameters, with the bound ones. */
export type Params = MiddlewareCallbackParams['params'] & { path: Record<string, unknown> };

/** What a request is made of, and what else its call asks for. */
export interface Parts extends Pick<AttemptOptions, 'extras' | 'stream' | 'fetch'> {
  url: string;
  /** The parameter that would lead to another path. */
  wrong: string | undefined;
  /** Options of Fetch and of the platform. */
  init: object;
  /** What middleware is told. */
  options?: (Omit<MergedOptions, 'fetch'> & Pick<Operation, 'idempotent'>) | undefined;
  middleware?: Middleware[] | undefined;
}
