// How many documents of each kind an instance may have.
import type { Limits } from '../resources/handler.ts';
import type { AnyResource } from '../resources/resource.ts';

/**
 * The limits of all kinds: their own, unless an option sets another.
 *
 * @throws TypeError where a limit is of a kind that has none, or is not a number
 */
export function limitsOf(resources: readonly AnyResource[], set: Limits): Limits {
  const own = Object.fromEntries(resources.flatMap(({ kind, limit }) => (limit ? [[kind, limit.most]] : [])));
  for (const [kind, most] of Object.entries(set)) {
    if (!Object.hasOwn(own, kind)) {
      throw new TypeError(`limits: no limit for kind ${kind}. Known: ${Object.keys(own).join(', ')}.`);
    }
    checkWhole(`limits: ${kind}`, most);
  }
  return { ...own, ...set };
}

/** @throws TypeError where the value of an option is not a whole number from 0 */
export function checkWhole(option: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    throw new TypeError(`${option}: ${value} is not a whole number from 0.`);
  }
}
