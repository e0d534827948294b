// Work of the service that goes on after its response: asked about until it is done.
import { longestTimer, numberFrom } from './config.ts';
import { ApigFault } from './fault.ts';
import { type AnyResult, orThrow } from './result.ts';

/** How to wait. */
export interface WaitOptions {
  /** Milliseconds between a result and the next question. Default: 5,000. */
  interval?: number | undefined;
  /** Milliseconds after which the waiting ends; 0 and `Infinity` are no limit. Default: 30 minutes. */
  timeout?: number | undefined;
  /** Ends the waiting. Give it to the call as well. */
  signal?: AbortSignal | undefined;
}

/**
 * Asks until what comes back is as it should be: a gateway that runs, a task that is finished.
 *
 * @example
 * ```ts
 * const gateway = await waitFor(() => showInstance(apig), ({ status }) => {
 *   if (status === 'CreateFail') throw new Error('The gateway could not be created');
 *   return status === 'Running';
 * });
 * ```
 *
 * @param ask - calls an operation
 * @param done - whether its data is what was waited for; what it throws ends the waiting
 * @returns the data
 * @throws An {@link ApigError} for a rejected request; {@link ApigFault} where there is no response of the API, where the time is
 * over (`timeout`), or the signal was aborted (`aborted`)
 */
export async function waitFor<Data>(
  ask: () => Promise<AnyResult<Data>>,
  done: (data: Data) => boolean,
  { interval = 5000, timeout = 1_800_000, signal }: WaitOptions = {},
): Promise<Data> {
  const between = Math.min(longestTimer, numberFrom(0, interval, 'interval'));
  const until = performance.now() + (numberFrom(0, timeout, 'timeout') || Infinity);
  for (;;) {
    if (signal?.aborted) throw aborted(signal);
    const data = orThrow(await ask());
    if (done(data)) return data;
    if (performance.now() + between > until) {
      const text = `Not done within ${timeout} ms`;
      throw new ApigFault('timeout', new DOMException(text, 'TimeoutError'), undefined, text);
    }
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(aborted(signal));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, between);
      signal?.addEventListener('abort', stop, { once: true });
    });
  }
}

const aborted = (signal: AbortSignal | undefined) =>
  new ApigFault('aborted', signal?.reason, undefined, 'The waiting was aborted');
