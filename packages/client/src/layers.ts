// openapi-fetch's middleware, and the debug hook. Loaded where a call has some; `retry` and `validate` begin to load it at once,
// so that it is there when the network is not.
import type { MergedOptions, Middleware } from 'openapi-fetch';
import type { AttemptOptions, Outcome } from './attempt.ts';
import type { Clock } from './clock.ts';
import type { Watch } from './debug.ts';
import type { Binding, Operation, Params, Parts } from './parts.ts';

/** What middleware is told of a call. `retry` stops the clock while it pauses, and repeats what is idempotent. */
export type Options = MergedOptions & Pick<Operation, 'idempotent'> & { clock: Clock };

/** A call that goes through middleware. */
export interface LayeredCall
  extends Operation,
    Pick<Binding, 'address'>,
    Pick<Parts, 'options'>,
    Pick<AttemptOptions, 'clock' | 'debug'> {
  params: Params;
  request: Request;
  /** Makes an attempt, watched or not. */
  send: (request: Request, watch?: Watch) => Promise<Outcome>;
}

/** Requests go through the layers in their order, responses and errors in the reverse of it. */
export async function through(layers: readonly Middleware[], call: LayeredCall): Promise<Response> {
  const { path: schemaPath, params, idempotent, send, address, options, clock, debug } = call;
  // Loaded apart, because what keeps secrets back is as long as the rest. Who watches a call must not break it.
  const watch = debug && (await import('./debug.ts').then(({ watchFor }) => watchFor(debug)).catch(() => undefined));
  clock.run();
  const fetch = async (request: Request) => {
    const { response, bytes } = await send(request, watch);
    return bytes ? new Response(bytes.length ? bytes : null, response) : response;
  };
  const told = {
    schemaPath,
    params,
    options: { ...ofFunctions, idempotent, baseUrl: address, ...options, clock, fetch } as Options,
    id: Math.random().toString(36).slice(2),
  };
  let { request } = call;
  for (const layer of layers) {
    const made = await layer.onRequest?.({ ...told, request });
    if (made instanceof Response) return made;
    request = made ?? request;
  }
  const reversed = [...layers].reverse();
  let response: Response | undefined;
  try {
    response = await fetch(request);
  } catch (thrown) {
    let error = thrown;
    for (const layer of reversed) {
      const made: unknown = response ?? (await layer.onError?.({ ...told, request, error }));
      if (made instanceof Response) response = made;
      else error = made ?? error;
    }
    if (!response) throw error;
  }
  for (const layer of reversed) response = (await layer.onResponse?.({ ...told, request, response })) ?? response;
  return response;
}

/** The options of functions. */
const ofFunctions: Partial<Options> = {
  parseAs: 'json',
  bodySerializer: (body) => JSON.stringify(body),
  querySerializer: (query) => new URLSearchParams(query as Record<string, string>).toString(),
  pathSerializer: (path, values) => path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] as string)),
};
