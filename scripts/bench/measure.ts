// How benchmarks measure: the two sides by turns, so that a machine that slows down slows both, and medians of all turns.

/** Two sides of the same work. */
export interface Compared {
  ours: number;
  theirs: number;
}

/** A line of the report. */
export interface Line extends Compared {
  /** What was measured, and what ours is held against. */
  what: string;
  against: string;
  unit: 'ms' | 'µs' | '/s';
  /** The bound of `ours / theirs`; none where there is nothing to aim at. */
  aim?: { atMost: number } | { atLeast: number };
}

/** A benchmark: a file beside this one exports `lines`. */
export interface Benchmark {
  lines(rounds: number): AsyncIterable<Line>;
}

/** The medians of two measurements, taken by turns after one of each that does not count. */
export async function byTurns(
  rounds: number,
  ours: () => Promise<number> | number,
  theirs: () => Promise<number> | number,
): Promise<Compared> {
  const [mine, others]: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round += 1) {
    // Who goes first changes, too.
    const turns = [async () => mine.push(await ours()), async () => others.push(await theirs())];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    if (round === -1) {
      mine.length = 0;
      others.length = 0;
    }
  }
  return { ours: median(mine), theirs: median(others) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
