// Injected faults: responses that come late, and responses that fail.
import type { OperationId } from '@apig-spec/validator/lazy';
import { systemError } from '../protocol/errors.ts';

/** How long responses take, in milliseconds: always as long, or anything between two bounds. */
export type Latency = number | { least: number; most: number };

/** How many of an operation's calls fail, from 0 to 1; `*` is every operation that is not named. */
export type FaultRates = Readonly<Partial<Record<OperationId | '*', number>>>;

/** Waits, then fails as often as it should. */
export type FaultInjector = (operation: OperationId) => Promise<void>;

/** The longest time that timers know. A longer one would be over at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * @param random - numbers from 0 to 1
 * @returns undefined where no fault or delay is asked for
 * @throws RangeError for a latency that no timer can keep
 */
export function faultInjectorOf(latency: Latency, rates: FaultRates, random: () => number): FaultInjector | undefined {
  const { least, most } = typeof latency === 'number' ? { least: latency, most: latency } : latency;
  const numbers = typeof least === 'number' && typeof most === 'number';
  if (!numbers || !(least >= 0 && most >= least && most <= longestTimer))
    throw new RangeError(`latency must be milliseconds from 0 to ${longestTimer}, the lesser bound first`);
  if (most === 0 && Object.keys(rates).length === 0) return undefined;
  return async (operation) => {
    if (most > 0) await new Promise((resolve) => setTimeout(resolve, least + (most - least) * random()));
    if (random() < (rates[operation] ?? rates['*'] ?? 0)) throw systemError();
  };
}
