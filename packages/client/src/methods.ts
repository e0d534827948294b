// openapi-fetch's methods: its interface and its middleware, over a `send` of our own. Its `createClient` would be most of
// the size that a small program may have, and it throws what the results of our calls have to tell.
import type { Client, MergedOptions, Middleware, MiddlewareCallbackParams, ParseAs } from 'openapi-fetch';
import { type Means, texts } from './attempt.ts';
import { numberFrom } from './config.ts';
import { ApigFault, faultOf, requestIdOf } from './fault.ts';
import { type Init, requestOf } from './request.ts';
import { type Watch, watchOf } from './watch.ts';

/** What a call gives: `data` or `error`, and the response that it came with. */
interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** What middleware is told of a call. `retry` stops the watch while it pauses. */
export type Options = MergedOptions & { watch: Watch };
type Call = Omit<MiddlewareCallbackParams, 'request'>;

/** What belongs to the call, of what an attempt is made with. */
export type CallMeans = Omit<Means, 'auth' | 'most' | 'debug'>;

/**
 * The methods, of which only the types know the paths.
 *
 * @param address - where the paths begin
 * @param bound - parameters of the path that a call may leave out
 * @param limit - milliseconds for each attempt where a call has none of its own
 * @param middleware - what all calls go through
 * @param send - makes an attempt
 */
export function methodsFor<Paths extends object>(
  address: string,
  bound: Record<string, string>,
  limit: number,
  middleware: Middleware[],
  send: (request: Request, means: CallMeans) => Promise<Response>,
): Client<Paths, 'application/json'> {
  const request = async (method: string, schemaPath: string, init: Init = {}): Promise<Answer> => {
    const { made, timeout } = unsent(() => ({
      made: requestOf(address, bound, method, schemaPath, init),
      timeout: numberFrom(0, init.timeout ?? limit, 'timeout'),
    }));
    const { request: first, params, options, extras } = made;
    const { parseAs } = options;
    const layers = [...middleware, ...made.middleware];
    const { signal } = first;

    return new Promise<Answer>((resolve, reject) => {
      const watch = watchOf(timeout, reject);
      const abort = () => watch.end(new ApigFault('aborted', signal.reason));
      const perform = async () => {
        // Without middleware, the response is read once and here.
        const shared = layers.length > 0 || !['json', 'text'].includes(parseAs);
        const means = { fetch: init.fetch, watch, extras, shared, stream: parseAs === 'stream' };
        const fetch = (request: Request) => send(request, means);
        const merged = { ...options, fetch, watch } as unknown as Options;
        const call = { schemaPath, params, options: merged, id: Math.random().toString(36).slice(2) };
        const answer = await read(await through(layers, call, first), parseAs);
        watch.run();
        return answer;
      };
      signal.addEventListener('abort', abort);
      watch.run();
      perform()
        .then(resolve, reject)
        .finally(() => {
          watch.stop();
          signal.removeEventListener('abort', abort);
        });
    });
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

/** What is thrown before there is a request is the fault of the call. */
function unsent<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (thrown) {
    throw faultOf(thrown, 'invalid-request');
  }
}

/** Requests go through the layers in their order, responses and errors in the reverse of it. */
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
  if (ok && parseAs === 'text') return { data: text, response };
  let body: unknown;
  try {
    body = text || !ok ? JSON.parse(text) : undefined;
  } catch (cause) {
    if (ok) throw new ApigFault('invalid-response', cause, requestIdOf(response), `HTTP ${status} without JSON`);
    body = text;
  }
  return ok ? { data: body, response } : { error: body, response };
}
