// How long a call may take, and who is stopped when its time is over or its caller aborts it.
import { longestTimer } from './config.ts';
import { ApigFault } from './fault.ts';

/** The time of one call. It begins with the call, and anew after each pause of `retry` and after each fault. */
export interface Clock {
  /**
   * Does work that ends with the time, whether or not it heeds signals. A call is such work, and so is each attempt within it:
   * the innermost is out of time first, so that `retry` can go on.
   *
   * @param outer - aborts the work
   * @param work - is given the signal that it should heed; aborted too where it fails
   */
  race<Made>(outer: AbortSignal, work: (signal: AbortSignal) => Promise<Made>): Promise<Made>;
  /**
   * The time begins if it does not run yet.
   *
   * @throws where it is over: code that never waits holds timers up, and middleware may go on after the call has ended
   */
  run(): void;
  /** The time ends, until it is run again. */
  stop(): void;
}

/** @param timeout - milliseconds; 0 and what no timer can hold are no limit */
export function clockOf(timeout: number): Clock {
  let call: AbortController | undefined;
  let innermost: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = 0;
  const late = () => {
    const text = `No result within ${timeout} ms`;
    return new ApigFault('timeout', new DOMException(text, 'TimeoutError'), undefined, text);
  };
  const run = () => {
    call?.signal.throwIfAborted();
    const now = performance.now();
    if (due && now > due) throw late();
    if (due || !timeout || timeout > longestTimer) return;
    due = now + timeout;
    timer = setTimeout(() => innermost?.abort(late()), timeout);
  };
  const stop = () => {
    clearTimeout(timer);
    due = 0;
  };
  return {
    run,
    stop,
    async race(outer, work) {
      const controller = new AbortController();
      const { signal } = controller;
      const abort = () => controller.abort(new ApigFault('aborted', outer.reason, undefined, 'The call was aborted'));
      call ??= controller;
      innermost = controller;
      outer.addEventListener('abort', abort);
      try {
        if (outer.aborted) abort();
        signal.throwIfAborted();
        run();
        const stopped = new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
        const made = await Promise.race([stopped, work(signal)]);
        run();
        return made;
      } catch (thrown) {
        controller.abort(thrown);
        throw thrown;
      } finally {
        innermost = call;
      }
    },
  };
}
