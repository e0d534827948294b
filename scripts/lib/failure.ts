// How a step of the pipeline says what is wrong, and stops.
import { relative } from 'node:path';
import { root } from './paths.ts';

/** One mistake in the input: where it stands, what is wrong, and how to mend it. */
export interface Mistake {
  /** The file, absolute or relative to the repository. */
  file: string;
  /** Where in the file: a line, a JSON pointer, a key. */
  at?: string | undefined;
  /** What was found, and what was expected. */
  problem: string;
  /** What to do. */
  mend: string;
}

/** Mistakes in the input. Anything else that a step throws is a fault of the step itself. */
export class Failure extends Error {
  readonly mistakes: Mistake[];

  constructor(...mistakes: Mistake[]) {
    super(mistakes.map(told).join('\n'));
    this.name = 'Failure';
    this.mistakes = mistakes;
  }
}

function told({ file, at, problem, mend }: Mistake): string {
  const path = file.startsWith(root) ? relative(root, file) : file;
  return `${path}${at ? `: ${at}` : ''}\n    ${problem}\n    → ${mend}`;
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

/** Runs a step of the pipeline as a program: exit code 1 and plain words on a {@link Failure}, a stack trace on a fault. A step that says nothing prints nothing. */
export async function step(name: string, run: () => Promise<string> | string): Promise<void> {
  const started = performance.now();
  try {
    const said = await run();
    if (said) console.log(`${name}: ${said} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    if (error instanceof Failure) {
      console.error(`${name}: ${error.mistakes.length} ${error.mistakes.length === 1 ? 'mistake' : 'mistakes'}\n`);
      console.error(error.message);
    } else {
      console.error(`${name}:`, error);
    }
    process.exitCode = 1;
  }
}
