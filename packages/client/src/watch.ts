// How long a call may take. The time of an attempt begins with the call, and anew after each pause of `retry`; what
// middleware does before and after the attempt counts too.
import { longestTimer } from './config.ts';
import { ApigFault } from './fault.ts';

/** Who is told that there is no more time. */
type Late = (fault: ApigFault) => void;

/** The watch of one call. */
export interface Watch {
  /**
   * From now on `late` is told, or the call itself. The time begins if it does not run yet.
   *
   * @throws where it is over: code that never waits holds timers up, and middleware may go on after the call has ended
   */
  run(late?: Late): void;
  /** The time of this attempt ends. */
  stop(): void;
  /** The call ends: nothing more is sent. */
  end(fault: ApigFault): void;
}

/**
 * @param timeout - milliseconds; 0 and what no timer can hold are no limit
 * @param ended - is told that the call has ended
 */
export function watchOf(timeout: number, ended: Late): Watch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due: number | undefined;
  let last: ApigFault | undefined;
  const end = (fault: ApigFault) => {
    last = fault;
    ended(fault);
  };
  let told = end;
  const overdue = () => {
    const text = `No result within ${timeout} ms`;
    return new ApigFault('timeout', new DOMException(text, 'TimeoutError'), undefined, text);
  };
  return {
    run(late = end) {
      if (last) throw last;
      told = late;
      if (!timeout || timeout > longestTimer) return;
      const now = performance.now();
      due ??= now + timeout;
      if (now > due) throw overdue();
      timer ??= setTimeout(() => told(overdue()), timeout);
    },
    stop() {
      clearTimeout(timer);
      timer = due = undefined;
    },
    end,
  };
}
