// How many bytes of bodies the mock holds at the same time, over all requests.
import { overloaded } from './errors.ts';

/** The share of one request. */
export interface Share {
  /** @throws ApigError 503 where this would be too much */
  hold(bytes: number): void;
  /** Gives back all that the request holds. */
  release(): void;
}

/** @param most - bytes */
export function inFlight(most: number): () => Share {
  let held = 0;
  return () => {
    let own = 0;
    return {
      hold(bytes) {
        if (held + bytes > most) throw overloaded();
        held += bytes;
        own += bytes;
      },
      release() {
        held -= own;
        own = 0;
      },
    };
  };
}
