// Repeats calls that may well succeed the next time. A middleware, so that nobody pays who does not ask.
import type { MergedOptions, Middleware, MiddlewareCallbackParams } from 'openapi-fetch';
import { longestTimer, numberFrom } from './config.ts';
import { ApigFault } from './fault.ts';
import type { Options } from './layers.ts';

/** How often, and how soon. */
export interface RetryOptions {
  /** All attempts, the first among them. Default: 3. */
  attempts?: number | undefined;
  /** Before the second attempt at most this many milliseconds pass; before each further one at most twice as many. Default: 200. */
  delay?: number | undefined;
  /** The longest pause, in milliseconds. A response that asks for a longer one is given back as it is. Default: 20,000. */
  cap?: number | undefined;
  /**
   * Whether a call may be carried out twice. Default: what the contract says by `x-idempotent`, and all that only read.
   */
  idempotent?: ((call: { method: string; schemaPath: string }) => boolean) | undefined;
}

/** What came of an attempt: a response, or what was thrown. */
type Outcome = { response: Response } | { thrown: unknown };

/**
 * Repeats what gets 429, and where the call is idempotent also what gets 500, 502, 503 or 504, what
 * finds no response and what takes too long. An aborted call is never repeated, and its pause ends at once.
 *
 * Pauses are random between 0 and a bound that doubles ("full jitter"), so that many clients do not come back together. A
 * `Retry-After` is kept to.
 *
 * @example
 * ```ts
 * createApigClient({ …, timeout: 5000, middleware: [retry({ attempts: 4 })] });
 * ```
 */
export function retry(options: RetryOptions = {}): Middleware {
  const { idempotent } = options;
  const attempts = numberFrom(1, options.attempts ?? 3, 'attempts');
  const delay = numberFrom(0, options.delay ?? 200, 'delay');
  const cap = Math.min(longestTimer, numberFrom(0, options.cap ?? 20_000, 'cap'));
  /** A copy of each call's request, because a body can be sent once only. */
  const copies = new WeakMap<MergedOptions, Request>();

  const settled = async (call: MiddlewareCallbackParams, first: Outcome): Promise<Outcome> => {
    const copy = copies.get(call.options);
    copies.delete(call.options);
    if (!copy) return first;
    const { signal, headers, method } = call.request;
    const again = idempotent
      ? idempotent({ method, schemaPath: call.schemaPath })
      : ((call.options as Partial<Options>).idempotent ?? false) || /^(GET|HEAD|OPTIONS)$/.test(method);
    let outcome = first;
    for (let attempt = 1; attempt < attempts && isPassing(outcome, again); attempt++) {
      const asked = 'response' in outcome ? retryAfter(outcome.response) : 0;
      if (asked > cap) break;
      // Pauses are not part of any attempt's time.
      (call.options as Partial<Options>).clock?.stop();
      await pause(Math.max(asked, Math.random() * Math.min(cap, delay * 2 ** (attempt - 1))), signal);
      // With the headers that middleware further down the list has given it.
      const repeated = new Request(copy.clone(), { headers });
      outcome = await call.options.fetch(repeated).then(
        (response) => ({ response }),
        (thrown: unknown) => ({ thrown }),
      );
    }
    return outcome;
  };

  // Begins to load what middleware goes through.
  import('./layers.ts').catch(() => {});
  return {
    onRequest({ request, options }) {
      copies.set(options, request.clone());
    },
    async onError({ error, ...call }) {
      const outcome = await settled(call, { thrown: error });
      // What was thrown is an ApigFault: any other is not repeated.
      return 'response' in outcome ? outcome.response : (outcome.thrown as Error);
    },
    async onResponse({ response, ...call }) {
      const outcome = await settled(call, { response });
      if ('response' in outcome) return outcome.response;
      throw outcome.thrown;
    },
  };
}

function isPassing(outcome: Outcome, again: boolean): boolean {
  if ('response' in outcome) {
    const { status } = outcome.response;
    return status === 429 || (again && [500, 502, 503, 504].includes(status));
  }
  const { thrown } = outcome;
  return again && !(thrown instanceof ApigFault && !['network', 'timeout'].includes(thrown.fault));
}

/**
 * The least pause that `Retry-After` asks for, in milliseconds: seconds, the longest of several, or until a date. 0 for what
 * is neither, which `Date.parse` alone would take for dates of long ago.
 */
function retryAfter({ headers }: Response): number {
  const value = headers.get('Retry-After')?.trim() ?? '';
  const asked = /^[\d., ]+$/.test(value)
    ? Math.max(...value.split(',').map(Number)) * 1000
    : /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)
      ? Date.parse(value.replace(/( GMT)?$/, ' GMT')) - Date.now()
      : 0;
  return Math.max(0, asked || 0);
}

/** @throws ApigFault as soon as the signal is aborted */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      reject(new ApigFault('aborted', signal.reason, undefined, 'The call was aborted'));
    };
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}
