// How a step of the pipeline says what is wrong, and stops.
import { relative } from 'node:path';
import { bundledFile, homeOf } from './homes.ts';
import { root } from './paths.ts';

/** One mistake in the input: where it stands, what is wrong, and how to fix it. */
export interface Mistake {
  /** The file, absolute or relative to the repository. */
  file: string;
  /** Where in the file: a line, a JSON pointer, a key. */
  at?: string | undefined;
  /** What was found, and what was expected. */
  problem: string;
  /** What to do. */
  fix: string;
}

/** Mistakes in the input. Anything else that a step throws is a fault of the step itself. */
export class Failure extends Error {
  readonly mistakes: Mistake[];

  constructor(...mistakes: Mistake[]) {
    super(reportsOf(mistakes).map(format).join('\n'));
    this.name = 'Failure';
    this.mistakes = mistakes;
  }
}

/** A mistake as it is reported: once, however many editions and places have it. */
interface Report extends Mistake {
  places: string[];
  editions: string[];
}

/**
 * One report for what one correction settles. What was found in bundled editions is reported where spec/ has it, and what
 * differs by its place alone is one report with all its places.
 */
function reportsOf(mistakes: readonly Mistake[]): Report[] {
  const byFinding = Map.groupBy(mistakes, ({ file, at, problem, fix }) => {
    return JSON.stringify([bundledFile(file) ? '' : file, at, problem, fix]);
  });
  const placed = [...byFinding.values()].flatMap((same): Report[] => {
    const [first] = same;
    if (!first) return [];
    const found = same.flatMap(({ file }) => bundledFile(file) ?? []);
    const { file, at } = found.length > 0 ? homeOf(first.at ?? '', found) : { file: first.file, at: first.at };
    const editions = [...new Set(found.map(({ edition, observed }) => (observed ? `${edition}, observed` : edition)))];
    return [{ ...first, file, places: at ? [at] : [], editions }];
  });
  const byCause = Map.groupBy(placed, ({ file, problem, fix }) => JSON.stringify([file, problem, fix]));
  return [...byCause.values()].flatMap((same): Report[] => {
    const [first] = same;
    const all = (key: 'places' | 'editions') => [...new Set(same.flatMap((report) => report[key]))];
    return first ? [{ ...first, places: all('places'), editions: all('editions') }] : [];
  });
}

function format({ file, places, editions, problem, fix }: Report): string {
  const path = file.startsWith(root) ? relative(root, file) : file;
  const where = places.length > 0 ? `: ${listed(places, '; ')}` : '';
  const seen = editions.length > 0 ? `    in ${listed(editions, ', ')}\n` : '';
  return `${path}${where}\n${seen}    ${problem}\n    → ${fix}`;
}

function listed(items: readonly string[], comma: string): string {
  const shown = items.slice(0, 4).join(comma);
  return items.length > 4 ? `${shown} and ${items.length - 4} more` : shown;
}

/** Collects mistakes, so that a step reports all of them at once. */
export class Mistakes {
  readonly all: Mistake[] = [];

  add(mistake: Mistake): void {
    this.all.push(mistake);
  }

  /** @throws {@link Failure} if any mistake was added. */
  stop(): void {
    if (this.all.length > 0) throw new Failure(...this.all);
  }
}

/**
 * Runs a step of the pipeline as a program: exit code 1 and plain words on a {@link Failure}, a stack trace on a fault. A step
 * that says nothing prints nothing.
 *
 * @returns whether it succeeded
 */
export async function step(name: string, run: () => Promise<string> | string): Promise<boolean> {
  const started = performance.now();
  try {
    const said = await run();
    if (said) console.log(`${name}: ${said} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    if (error instanceof Failure) {
      const count = reportsOf(error.mistakes).length;
      console.error(`${name}: ${count} ${count === 1 ? 'mistake' : 'mistakes'}\n`);
      console.error(error.message);
    } else {
      console.error(`${name}:`, error);
    }
    process.exitCode = 1;
    return false;
  }
}
