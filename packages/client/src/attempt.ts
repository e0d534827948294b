// One attempt at a request: who sends it, how long it may take, and its answer read to the end.

import type { Auth } from './auth.ts';
import type { DebugEntry } from './debug.ts';
import { ApigFault, type FaultName } from './fault.ts';

/**
 * The texts of answers that were read and have no other reader. To make such an answer readable again takes as long as to
 * send the request to begin with.
 */
export const texts = new WeakMap<Response, string>();

/** What an attempt is made with. */
export interface Means {
  auth: Auth;
  /** Milliseconds. */
  timeout?: number | undefined;
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  debug?: ((entry: DebugEntry) => void) | undefined;
  /** Whether middleware may read the answer. */
  shared?: boolean;
}

/**
 * Sends a request, and once more where a 401 refuses the token that a function gave.
 *
 * @param refused - the token that was refused
 * @throws {@link ApigFault} where there is no answer
 */
export async function attempt(request: Request, means: Means, refused?: string): Promise<Response> {
  const { auth, timeout, fetch = globalThis.fetch, debug, shared } = means;
  const { token, sign } = auth;
  const { method, url, headers, signal } = request;
  const spare = typeof token === 'function' && refused === undefined ? request.clone() : undefined;
  const limit = new AbortController();
  const started = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let fault: FaultName | undefined;
  let copy: Request | undefined;
  let response: Response | undefined;
  let text: string | undefined;

  // Not left to `fetch`: what stands in for it may not heed signals.
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      limit.abort(reason);
      reject(reason);
    };
    signal.addEventListener('abort', () => stop(signal.reason));
    if (timeout)
      timer = setTimeout(() => stop(new DOMException(`No answer in ${timeout} ms`, 'TimeoutError')), timeout);
  });

  const answered = async () => {
    signal.throwIfAborted();
    if (sign) await sign(request);
    else headers.set('X-Auth-Token', typeof token === 'function' ? await token(refused) : token);
    if (debug) copy = request.clone();
    response = await fetch(timeout ? new Request(request, { signal: limit.signal }) : request);
    // Read here, so that an answer that breaks off, or comes too slowly, is a fault of this attempt.
    text = await response.text();
    if (shared) return new Response(text || null, response);
    texts.set(response, text);
    return response;
  };

  try {
    const answer = await Promise.race([stopped, answered()]);
    if (answer.status !== 401 || !spare) return answer;
  } catch (cause) {
    fault = signal.aborted ? 'aborted' : limit.signal.aborted ? 'timeout' : 'network';
    throw new ApigFault(fault, cause);
  } finally {
    clearTimeout(timer);
    if (debug) {
      const milliseconds = Date.now() - started;
      try {
        // Loaded where somebody watches: what keeps secrets back is as long as the rest, and most programs never need it.
        const { shown, shownUrl } = await import('./debug.ts');
        debug({
          method,
          url: shownUrl(url),
          request: shown(headers, await copy?.text()),
          response: response && { status: response.status, ...shown(response.headers, text) },
          fault,
          milliseconds,
        });
      } catch {
        // Who watches a call must not break it.
      }
    }
  }
  return attempt(spare, means, headers.get('X-Auth-Token') ?? '');
}
