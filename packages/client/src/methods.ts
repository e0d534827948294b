// openapi-fetch's methods: its interface, its serializers and its middleware, over a `send` of our own. Its `createClient`
// would be most of the size that a small program may have, and it throws what the results of our calls have to tell.
import {
  type Client,
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
  type HeadersOptions,
  type MergedOptions,
  type Middleware,
  type MiddlewareCallbackParams,
  type MiddlewareRequestParams,
  mergeHeaders,
  type ParseAs,
  type PathSerializer,
  type QuerySerializer,
  type QuerySerializerOptions,
} from 'openapi-fetch';
import { texts } from './attempt.ts';

/** What a call is given, whatever its operation. */
export interface Init {
  params?: MiddlewareRequestParams;
  body?: unknown;
  headers?: HeadersOptions;
  parseAs?: ParseAs;
  middleware?: Middleware[];
  baseUrl?: string;
  querySerializer?: QuerySerializer<unknown> | QuerySerializerOptions;
  bodySerializer?: (body: unknown) => BodyInit;
  pathSerializer?: PathSerializer;
  fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds for each attempt. */
  timeout?: number | undefined;
}

/** What a call gives: `data` or `error`, and the answer that it came with. */
interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

type Call = Omit<MiddlewareCallbackParams, 'request'>;

/**
 * The methods, of which only the types know the paths.
 *
 * @param address - where the paths begin
 * @param bound - parameters of the path that a call may leave out
 * @param middleware - what all calls go through
 * @param send - sends the request of a call; the answer is `shared` where it may have several readers
 */
export function methodsFor<Paths extends object>(
  address: string,
  bound: Record<string, string>,
  middleware: Middleware[],
  send: (request: Request, init: Init, shared: boolean) => Promise<Response>,
): Client<Paths, 'application/json'> {
  const request = async (method: string, schemaPath: string, init: Init = {}): Promise<Answer> => {
    const {
      params: given,
      body,
      headers,
      parseAs = 'json',
      middleware: more = [],
      baseUrl = address,
      querySerializer: queries,
      bodySerializer = JSON.stringify,
      pathSerializer = defaultPathSerializer,
      ...rest
    } = init;
    const params = { ...given, path: { ...bound, ...given?.path } };
    const querySerializer = typeof queries === 'function' ? queries : createQuerySerializer(queries);
    const options = { baseUrl: baseUrl.replace(/\/$/, ''), querySerializer, pathSerializer };
    const url = createFinalURL(schemaPath, { ...options, params });
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const first = new Request(url, {
      ...rest,
      method: method.toUpperCase(),
      headers: mergeHeaders(type, headers, params.header as HeadersOptions | undefined),
      ...(body !== undefined && { body: bodySerializer(body) }),
    });
    const layers = [...middleware, ...more];
    // Without middleware, the answer is read once and here.
    const shared = layers.length > 0 || !['json', 'text'].includes(parseAs);
    const fetch = (request: Request) => send(request, init, shared);
    if (layers.length === 0) return read(await fetch(first), parseAs);
    const merged = { ...options, parseAs, bodySerializer, fetch } as MergedOptions;
    const call = { schemaPath, params, options: merged, id: Math.random().toString(36).slice(2) };
    return read(await through(layers, call, first), parseAs);
  };

  const methods: Record<string, unknown> = { request };
  for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'])
    methods[method] = (path: string, init?: Init) => request(method, path, init);
  methods['use'] = (...more: Middleware[]) => void middleware.push(...more);
  methods['eject'] = (...less: Middleware[]) => {
    for (const each of less) if (middleware.includes(each)) middleware.splice(middleware.indexOf(each), 1);
  };
  return methods as unknown as Client<Paths, 'application/json'>;
}

/** Requests go through the layers in their order, answers and errors in the reverse of it. */
async function through(layers: Middleware[], call: Call, first: Request): Promise<Response> {
  let request = first;
  for (const layer of layers) {
    const made = await layer.onRequest?.({ ...call, request });
    if (made instanceof Response) return made;
    request = made ?? request;
  }
  layers.reverse();
  let response: Response | undefined;
  try {
    response = await call.options.fetch(request);
  } catch (thrown) {
    let error = thrown;
    for (const layer of layers) {
      const made: unknown = response ?? (await layer.onError?.({ ...call, request, error }));
      if (made instanceof Response) response = made;
      else error = made ?? error;
    }
    if (!response) throw error;
  }
  for (const layer of layers) response = (await layer.onResponse?.({ ...call, request, response })) ?? response;
  return response;
}

async function read(response: Response, parseAs: ParseAs): Promise<Answer> {
  const { ok, status } = response;
  if (status === 204 || response.headers.get('Content-Length') === '0') return { response };
  if (ok && parseAs === 'stream') return { data: response.body, response };
  if (ok && parseAs !== 'json' && parseAs !== 'text') return { data: await response[parseAs as 'blob'](), response };
  const text = texts.get(response) ?? (await response.text());
  if (ok) return { data: parseAs === 'text' ? text : text ? JSON.parse(text) : undefined, response };
  let error: unknown = text;
  try {
    error = JSON.parse(text);
  } catch {
    // Then the error is the text.
  }
  return { error, response };
}
