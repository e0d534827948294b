// openapi-fetch's methods, with its options: loaded with the first call of one of them, as functions do without. Nothing of
// the client is imported here, so that bundlers need not split what all programs load.
import {
  type BodySerializer,
  type HeadersOptions,
  type Middleware,
  mergeHeaders,
  type ParseAs,
  type PathSerializer,
  type QuerySerializer,
  type QuerySerializerOptions,
} from 'openapi-fetch';
import { forms } from '../generated/forms.ts';
import { idempotent } from '../generated/idempotent.ts';
import type { Outcome } from './attempt.ts';
import type { Invalid } from './exchange.ts';
import { formDataOf } from './form-data.ts';
import type { Init, Operation, Params, Parts } from './parts.ts';
import { querySerializerOf } from './query.ts';
import { filledIn, misled } from './template.ts';

/** What such a call is given. */
export interface MethodInit extends Init {
  headers?: HeadersOptions;
  parseAs?: ParseAs;
  middleware?: Middleware[];
  baseUrl?: string;
  querySerializer?: QuerySerializer<unknown> | QuerySerializerOptions;
  bodySerializer?: BodySerializer<unknown>;
  pathSerializer?: PathSerializer;
  fetch?: (request: Request) => Promise<Response>;
}

/** What a call gives: `data` or `error`, and the response that it came with. */
interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

export function partsOf(
  address: string,
  { method, path }: Operation,
  params: Params,
  init: MethodInit,
  isPathSegment: (value: string) => boolean,
): Parts {
  const {
    params: _,
    timeout: __,
    body: content,
    headers: given,
    parseAs = 'json',
    middleware,
    baseUrl: ___,
    querySerializer: queries = {},
    bodySerializer = forms.has(`${method} ${path}`) ? formDataOf : (body: unknown) => JSON.stringify(body),
    pathSerializer = filledIn,
    fetch,
    ...rest
  } = init;
  const querySerializer = typeof queries === 'function' ? queries : querySerializerOf(queries);
  const query = querySerializer(params.query ?? {}).replace(/^\?/, '');
  // openapi-fetch takes a list of pairs for an object.
  const more = Array.isArray(given) ? new Headers(given) : given;
  const own = params.header as HeadersOptions | undefined;
  const body =
    content === undefined
      ? undefined
      : (bodySerializer as (body: unknown, headers: Headers) => unknown)(content, mergeHeaders(more, own));
  const isForm = body instanceof FormData;
  const type = body === undefined || isForm ? {} : { 'Content-Type': 'application/json' };
  const headers = mergeHeaders(type, more, own);
  // That of a form has its boundary, which Fetch knows.
  if (isForm) headers.delete('Content-Type');
  const place = pathSerializer(address + path, params.path);
  return {
    url: query ? `${place}?${query}` : place,
    wrong: place.startsWith(address) ? misled(path, place.slice(address.length), isPathSegment) : 'pathSerializer',
    // A body of `undefined` is one to some platforms.
    init: { ...rest, headers, ...(body !== undefined && { body }) },
    extras: extrasOf(rest),
    options: {
      ...{ baseUrl: address, parseAs, querySerializer, bodySerializer, pathSerializer },
      idempotent: idempotent.has(`${method} ${path}`),
    },
    middleware,
    stream: parseAs === 'stream',
    ...(fetch && { fetch }),
  };
}

/** What a request loses of its options where it is copied. */
function extrasOf(rest: object): object {
  return Object.fromEntries(
    Object.entries(rest).filter(([name]) => !(name in Request.prototype) || /^referrer/.test(name)),
  );
}

export async function read(
  { response, bytes }: Outcome,
  { parseAs = 'json' }: MethodInit,
  invalid: Invalid,
): Promise<Answer> {
  const { ok, status } = response;
  if (status === 204 || response.headers.get('Content-Length') === '0') return { response };
  if (ok && parseAs === 'stream') return { data: response.body, response };
  const readable = bytes ? new Response(bytes, { headers: response.headers }) : response;
  if (ok && parseAs !== 'json') {
    const parsing = readable[parseAs as 'blob']();
    const data = await parsing.catch((cause) => Promise.reject(invalid(response, undefined, cause)));
    return { data, response };
  }
  const text = await readable.text();
  if (ok && !text) return { data: undefined, response };
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    if (ok) throw invalid(response, undefined, cause);
  }
  return { [ok ? 'data' : 'error']: body, response };
}
