// The request of a call: its address, its headers, its body, and whatever else Fetch and the platform take.
import {
  type HeadersOptions,
  type Middleware,
  type MiddlewareRequestParams,
  mergeHeaders,
  type ParseAs,
  type PathSerializer,
  type QuerySerializer,
  type QuerySerializerOptions,
} from 'openapi-fetch';
import { addressOf } from './config.ts';
import { ApigFault } from './fault.ts';
import { filledIn, misled } from './path.ts';
import { querySerializerOf } from './query.ts';

/** What a call is given, whatever its operation. */
export interface Init {
  params?: MiddlewareRequestParams;
  body?: unknown;
  headers?: HeadersOptions;
  parseAs?: ParseAs;
  middleware?: Middleware[];
  baseUrl?: string;
  querySerializer?: QuerySerializer<unknown> | QuerySerializerOptions;
  bodySerializer?: (body: unknown, headers: Headers) => unknown;
  pathSerializer?: PathSerializer;
  fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds for each attempt. */
  timeout?: number | undefined;
}

/** Gives a request what only the platform knows, such as `next`, `cf` and `dispatcher`: its constructor drops that. */
export function carry(extras: object, request: Request): Request {
  for (const [name, value] of Object.entries(extras)) if (!(name in request)) Object.assign(request, { [name]: value });
  return request;
}

/**
 * Makes the request of a call.
 *
 * @param address - where the paths begin
 * @param bound - parameters of the path that a call may leave out
 * @throws {@link ApigFault} where a parameter would lead to another path
 */
export function requestOf(
  address: string,
  bound: Record<string, string>,
  method: string,
  schemaPath: string,
  init: Init,
) {
  const {
    params: given,
    body: content,
    headers: more,
    parseAs = 'json',
    middleware = [],
    baseUrl: other,
    querySerializer: queries = {},
    bodySerializer = JSON.stringify as (body: unknown) => string,
    pathSerializer = filledIn,
    fetch,
    timeout,
    ...rest
  } = init;
  const params = { ...given, path: { ...bound, ...given?.path } };
  const baseUrl = other === undefined ? address : addressOf(other, 'baseUrl');
  const querySerializer = typeof queries === 'function' ? queries : querySerializerOf(queries);

  const place = pathSerializer(baseUrl + schemaPath, params.path);
  const wrong = place.startsWith(baseUrl) ? misled(schemaPath, place.slice(baseUrl.length)) : 'pathSerializer';
  if (wrong) {
    const text = `${wrong} is missing, empty, or leads to another path`;
    throw new ApigFault('invalid-request', undefined, undefined, text);
  }
  const query = querySerializer(params.query ?? {}).replace(/^\?/, '');

  // openapi-fetch takes a list of pairs for an object.
  const headers = Array.isArray(more) ? new Headers(more) : more;
  const own = params.header as HeadersOptions | undefined;
  const body = content === undefined ? undefined : bodySerializer(content, mergeHeaders(headers, own));
  const type = body === undefined || body instanceof FormData ? {} : { 'Content-Type': 'application/json' };
  const request = new Request(query ? `${place}?${query}` : place, {
    ...rest,
    redirect: 'manual',
    method: method.toUpperCase(),
    headers: mergeHeaders(type, headers, own),
    ...(body !== undefined && { body: body as string }),
  });
  const extras = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !(name in request) || /^referrer/.test(name)),
  );
  carry(extras, request);
  const options = { baseUrl, querySerializer, pathSerializer, parseAs, bodySerializer };
  return { request, params, middleware, options, extras };
}
