// A few of many that stand for all in tests: what a test costs is then nearly the same however large the contract is.

/**
 * A few of many that have all parts which any of them has.
 *
 * @param costOf - of two that add as many parts the cheaper is taken
 * @param taken - those that are among them anyway
 */
export function covering<T>(
  all: readonly T[],
  partsOf: (one: T) => Iterable<string>,
  costOf: (one: T) => number = () => 1,
  taken: readonly T[] = [],
): T[] {
  const left = new Map(all.map((one) => [one, new Set(partsOf(one))]));
  const chosen: T[] = [];
  const take = (one: T) => {
    chosen.push(one);
    const parts = left.get(one) ?? new Set();
    for (const [other, missing] of left) {
      for (const part of parts) if (other !== one) missing.delete(part);
      if (other === one || missing.size === 0) left.delete(other);
    }
  };
  taken.forEach(take);
  while (left.size > 0) {
    const worth = ([one, missing]: [T, Set<string>]) => missing.size / costOf(one);
    const [best] = [...left].reduce((one, other) => (worth(other) > worth(one) ? other : one));
    take(best);
  }
  return chosen;
}

/** A few of many, from the first to the last at even distances. */
export function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(all.length, most) }, (_, index) => all[Math.floor(index * step)] as T);
}
