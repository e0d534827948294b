// One attempt at a request: who sends it, how long it may take, and its response read to the end.
import type { Auth } from './auth.ts';
import { bytesOf } from './body.ts';
import type { Clock } from './clock.ts';
import { ApigConfigError, secretOf } from './config.ts';
import type { DebugEntry, Watch } from './debug.ts';
import { type ApigFault, faultOf } from './fault.ts';
import { rejectRedirect } from './redirect.ts';
import { requestWith } from './request.ts';

/** What comes of an attempt: to make a read response readable again takes as long as to send the request. */
export interface Outcome {
  response: Response;
  /** Its body; `undefined` where the caller reads it. */
  bytes?: Uint8Array<ArrayBuffer> | undefined;
}

/** What an attempt is made with. */
export interface AttemptOptions {
  auth: Auth;
  /** The time of the call. */
  clock: Clock;
  /** How many bytes a response may have. */
  most: number;
  /** What only the platform knows of the request. */
  extras?: object;
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  debug?: ((entry: DebugEntry) => void) | undefined;
  watch?: Watch | undefined;
  /** Whether the caller reads the body. */
  stream?: boolean | undefined;
}

/**
 * Sends a request, and once more where a 401 rejects the token that a function gave.
 *
 * @param rejected - the token that was rejected
 * @throws `ApigFault` where there is no response
 */
export async function attempt(request: Request, options: AttemptOptions, rejected?: string): Promise<Outcome> {
  const { auth, clock, most, extras, fetch = globalThis.fetch, watch, stream } = options;
  const { token, sign } = auth;
  const { headers } = request;
  const spare = typeof token === 'function' && rejected === undefined && request.clone();
  const tell = watch?.(request);
  let response: Response | undefined;
  let bytes: Outcome['bytes'];

  const send = async (signal: AbortSignal) => {
    if (sign) await sign(request);
    else
      headers.set(
        'X-Auth-Token',
        typeof token === 'function' ? secretOf(await token(rejected), 'auth.token()') : token,
      );
    // Too late to send anything, whether or not `fetch` heeds signals.
    signal.throwIfAborted();
    clock.run();
    const { referrer, referrerPolicy } = request;
    // A copy has lost its referrer, and what only the platform knows.
    const sent = requestWith(request, { referrer, referrerPolicy, ...extras, signal });
    response = await fetch(sent);
    rejectRedirect(response, sent.url);
    // Read here, so that a response that breaks off, or comes too slowly, is a fault of this attempt.
    if (!stream || !response.ok) bytes = await bytesOf(response, most, signal);
    // Kept until here: Node.js aborts no request that was freed.
    return { response, bytes, sent };
  };

  let outcome: Outcome;
  let fault: ApigFault | undefined;
  try {
    outcome = await clock.race(request.signal, send);
  } catch (thrown) {
    fault = faultOf(thrown, thrown instanceof ApigConfigError ? 'credentials' : 'network');
    // What handles the fault has its own time.
    clock.stop();
    clock.run();
    throw fault;
  } finally {
    await tell?.(response, bytes, fault);
  }
  if (outcome.response.status !== 401 || !spare) return outcome;
  clock.stop();
  return attempt(spare, options, headers.get('X-Auth-Token') as string);
}
