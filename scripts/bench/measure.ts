// How benchmarks measure: the sides by turns, so that a machine that slows down slows all, and medians of all turns.

/** A line of the report. */
export interface Line {
  /** What was measured, and what ours is compared with. */
  what: string;
  against: string;
  unit: 'ms' | 'µs' | '/s' | 'MB';
  ours: number;
  theirs: number;
  /** The bound of `ours / theirs`, or of ours alone; none where there is nothing to aim at. */
  aim?: { atMost: number } | { atLeast: number } | { oursAtMost: number };
}

/** What the caller wants of a benchmark that has more to choose than its rounds. */
export interface Options {
  /** How many times as large, by commas. */
  factors?: string;
  /** By commas. */
  steps?: string;
}

/** A benchmark: a file beside this one exports these. */
export type Benchmark = {
  /** How many times each side is measured, unless the caller wants it otherwise. */
  rounds: number;
} & (
  | { lines(rounds: number): AsyncIterable<Line> }
  /** One that compares with nothing else prints a table of its own. */
  | { table(rounds: number, options: Options): AsyncIterable<string> }
);

/** All measurements of each side, taken by turns after one of each that does not count. */
export async function byTurns<Side extends string, Measured>(
  rounds: number,
  sides: Readonly<Record<Side, () => Promise<Measured> | Measured>>,
): Promise<Record<Side, Measured[]>> {
  const names = Object.keys(sides) as Side[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as Measured[]])) as Record<Side, Measured[]>;
  for (let round = -1; round < rounds; round += 1) {
    // Who goes first changes, too.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await sides[name]();
      if (round >= 0) measured[name].push(value);
    }
  }
  return measured;
}

/** The medians of two sides, measured by turns. */
export async function compared(
  rounds: number,
  ours: () => Promise<number> | number,
  theirs: () => Promise<number> | number,
): Promise<Pick<Line, 'ours' | 'theirs'>> {
  const measured = await byTurns(rounds, { ours, theirs });
  return { ours: median(measured.ours), theirs: median(measured.theirs) };
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
