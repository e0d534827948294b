// One attempt at a request: who sends it, how long it may take, and its response read to the end.
import type { Auth } from './auth.ts';
import { bytesOf } from './body.ts';
import { ApigConfigError, secretOf } from './config.ts';
import type { DebugEntry } from './debug.ts';
import { ApigFault, faultOf } from './fault.ts';
import { rejectRedirect } from './redirect.ts';
import { carry } from './request.ts';
import type { Watch } from './watch.ts';

/**
 * The texts of responses that were read and have no other reader. To make such a response readable again takes as long as
 * to send the request to begin with.
 */
export const texts = new WeakMap<Response, string>();

/** What an attempt is made with. */
export interface Means {
  auth: Auth;
  /** The time of the call. */
  watch: Watch;
  /** How many bytes a response may have. */
  most: number;
  /** What only the platform knows of the request. */
  extras?: object;
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  debug?: ((entry: DebugEntry) => void) | undefined;
  /** Whether middleware may read the response. */
  shared?: boolean;
  /** Whether the caller reads the body. */
  stream?: boolean;
}

const returned = 'what auth.token returns';

/**
 * Sends a request, and once more where a 401 rejects the token that a function gave.
 *
 * @param refused - the token that was rejected
 * @throws {@link ApigFault} where there is no response
 */
export async function attempt(request: Request, means: Means, refused?: string): Promise<Response> {
  const { auth, watch, most, extras, fetch = globalThis.fetch, debug, shared, stream } = means;
  const { token, sign } = auth;
  const { method, url, headers, signal } = request;
  const spare = typeof token === 'function' && refused === undefined ? request.clone() : undefined;
  const limit = new AbortController();
  const started = performance.now();
  let fault: ApigFault | undefined;
  let copy: Request | undefined;
  let response: Response | undefined;
  let text: string | undefined;
  let stop: (fault: ApigFault) => void = () => {};

  // Not left to `fetch`: what stands in for it may not heed signals.
  const stopped = new Promise<never>((_, reject) => {
    stop = (fault) => {
      reject(fault);
      limit.abort(fault.cause);
    };
    signal.addEventListener('abort', () => stop(new ApigFault('aborted', signal.reason)));
  });

  const answered = async () => {
    watch.run(stop);
    signal.throwIfAborted();
    if (sign) await sign(request);
    else headers.set('X-Auth-Token', typeof token === 'function' ? secretOf(await token(refused), returned) : token);
    if (debug) copy = request.clone();
    // Too late to send anything, whether or not `fetch` heeds signals.
    limit.signal.throwIfAborted();
    response = await fetch(finalOf(request, limit.signal, extras));
    rejectRedirect(response, url);
    if (stream && response.ok) return response;
    // Read here, so that a response that breaks off, or comes too slowly, is a fault of this attempt.
    const bytes = await bytesOf(response, most, limit.signal);
    if (debug || !shared) text = new TextDecoder().decode(bytes);
    if (shared) return new Response(bytes.length ? bytes : null, response);
    texts.set(response, text ?? '');
    return response;
  };

  try {
    const answer = await Promise.race([stopped, answered()]);
    watch.run();
    if (answer.status !== 401 || !spare) return answer;
  } catch (thrown) {
    fault = faultOf(thrown, signal.aborted ? 'aborted' : thrown instanceof ApigConfigError ? 'credentials' : 'network');
    limit.abort(fault);
    // What handles the fault has its own time.
    watch.stop();
    watch.run();
    throw fault;
  } finally {
    if (debug) {
      const milliseconds = Math.round(performance.now() - started);
      try {
        // Loaded where somebody watches: what keeps secrets back is as long as the rest, and most programs never need it.
        const { shown, shownUrl } = await import('./debug.ts');
        debug({
          method,
          url: shownUrl(url),
          request: shown(headers, await copy?.text()),
          response: response && { status: response.status, ...shown(response.headers, text) },
          fault: fault?.fault,
          milliseconds,
        });
      } catch {
        // Who watches a call must not break it.
      }
    }
  }
  watch.stop();
  return attempt(spare, means, headers.get('X-Auth-Token') ?? '');
}

/** The request as it is sent. A copy has lost its referrer, and what only the platform knows. */
function finalOf(request: Request, signal: AbortSignal, extras: object = {}): Request {
  const { referrer, referrerPolicy } = request;
  return carry(extras, new Request(request, { referrer, referrerPolicy, ...extras, redirect: 'manual', signal }));
}
