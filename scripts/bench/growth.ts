// The contract several times as large, through every step of the build: what each costs and writes, by which power of the
// contract's size that grows, and what the budgets say of it at 216 operations.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { operationsOf } from '@apig-spec/model/operations';
import { readBuilt } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { multiply } from './growth/multiply.ts';
import { fill, sizeOf } from './growth/scratch.ts';
import { measured } from './growth/usage.ts';
import type { Options } from './measure.ts';

interface Step {
  name: string;
  commands: { run: string[]; in?: string }[];
  /** The folders that it fills. */
  writes: string[];
  /** The steps that it reads from. */
  needs: string[];
}

/** The steps that validate the contract: no part of the build. */
const checks = ['lint', 'fidelity', 'examples', 'locales'];
const script = (name: string) => ({ run: [process.execPath, `scripts/${name}.ts`] });
const npmBuild = ['npm', 'run', '--silent', 'build'];
const packages = ['openapi', 'validator', 'client', 'mock'].map((name) => `packages/${name}`);
const generated = (...names: string[]) => names.map((name) => `packages/${name}/generated`);

const steps: readonly Step[] = [
  { name: 'bundle', commands: [script('bundle/bundle')], writes: ['packages/openapi/dist'], needs: [] },
  ...checks.map((name) => ({ name, commands: [script(`checks/${name}`)], writes: [], needs: ['bundle'] })),
  {
    name: 'types',
    commands: [script('emit/shared'), script('emit/types')],
    writes: generated('client', 'mock', 'openapi'),
    needs: ['bundle'],
  },
  { name: 'validators', commands: [script('emit/validators')], writes: generated('validator'), needs: ['bundle'] },
  {
    name: 'packages',
    // One by one: each is compiled against what those before it have written.
    commands: packages.map((name) => ({ run: npmBuild, in: name })),
    writes: packages.flatMap((name) => [`${name}/dist/src`, `${name}/dist/generated`]),
    needs: ['types', 'validators'],
  },
  {
    name: 'docs',
    commands: [script('emit/reference'), script('release/news'), { run: npmBuild, in: 'docs' }],
    writes: ['docs/dist'],
    needs: ['packages'],
  },
];

/** A step that grows by a higher power of the contract's size is not linear any more. */
const linear = 1.1;
/** How many operations the contract is to have, and what may then be used at most. */
const aim = 216;
const budgets: { what: string; most: number; unit: string; of(round: Round): number | undefined }[] = [
  { what: 'CPU time of the build', most: 200, unit: 's', of: ({ steps }) => sumOf(steps, 'cpu') },
  { what: 'peak memory of the build', most: 2000, unit: 'MB', of: ({ steps }) => largest(steps, 'memory') },
  { what: 'the site', most: 200, unit: 'MB', of: ({ steps }) => megabytes(steps.get('docs')?.size) },
  { what: 'validator of a resource, gzip', most: 30, unit: 'kB', of: ({ resource }) => resource && resource / 1000 },
];

interface Measure {
  cpu: number;
  memory: number;
  size: number;
}

interface Round {
  factor: number;
  operations: number;
  steps: Map<string, Measure>;
  /** The largest validator of a resource, compressed. */
  resource: number | undefined;
}

export const rounds = 1;

/** The lines of the report. @throws Error where the contract cannot be bundled, or an option cannot be read */
export async function* table(_: number, { factors = '1,5,15', steps: wanted }: Options): AsyncGenerator<string> {
  if (process.platform !== 'linux') throw new Error('growth reads what programs use from /proc: it needs Linux.');
  const chosen = chosenSteps(wanted);
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new Error('interrupted.'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const done: Round[] = [];
  try {
    yield row('step', 'times', 'CPU s', 'growth', 'memory MB', 'growth', 'output MB', 'growth');
    for (const factor of factorsOf(factors)) {
      const round: Round = { factor, operations: 0, steps: new Map(), resource: undefined };
      yield* roundLines(round, done.at(-1), chosen, interrupt.signal);
      done.push(round);
    }
    const building = steps.filter(({ name }) => chosen.has(name) && !checks.includes(name)).map(({ name }) => name);
    yield `\nAt ${aim} operations; the build is ${building.join(', ')}:`;
    yield* budgetLines(done);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

async function* roundLines(
  round: Round,
  before: Round | undefined,
  chosen: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  // Below the repository, whose dependencies it uses: Astro does not find them from elsewhere.
  mkdirSync(join(root, '.data'), { recursive: true });
  const scratch = mkdtempSync(join(root, '.data', 'growth-'));
  try {
    fill(scratch);
    multiply(join(scratch, 'spec'), round.factor);
    for (const { name, commands, writes } of steps.filter((each) => chosen.has(each.name))) {
      process.stderr.write(`${round.factor} times: ${name} …\n`);
      const measure: Measure = { cpu: 0, memory: 0, size: 0 };
      for (const { run, in: folder = '' } of commands) {
        const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', REDOCLY_TELEMETRY: 'off' };
        const { cpu, memory, failure } = await measured(run, { cwd: join(scratch, folder), env, signal });
        measure.cpu += cpu;
        measure.memory = Math.max(measure.memory, memory);
        if (failure === undefined) continue;
        const told = `${name}, ${round.factor} times: ${run.slice(1).join(' ')} ${failure}`;
        if (name === 'bundle') throw new Error(told);
        // What fails costs something too, and the next steps may still run.
        yield told;
      }
      measure.size = sizeOf(writes.map((each) => join(scratch, each)));
      round.steps.set(name, measure);
      yield stepRow(name, round, before);
    }
    round.operations = operationsIn(join(scratch, 'packages/openapi/dist'));
    round.resource = largestCheck(join(scratch, 'packages/validator/generated/checks'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The steps that the caller names, and what they read from. */
function chosenSteps(wanted: string | undefined): Set<string> {
  const names = wanted === undefined ? steps.map(({ name }) => name) : wanted.split(',');
  const needed = (name: string): string[] => {
    const step = steps.find((each) => each.name === name);
    if (!step) throw new Error(`--steps: unknown step '${name}'; known: ${steps.map((each) => each.name).join(', ')}.`);
    return [...step.needs.flatMap(needed), name];
  };
  return new Set(names.flatMap(needed));
}

function factorsOf(text: string): number[] {
  const factors = text.split(',').map(Number);
  if (factors.every((factor, index) => Number.isInteger(factor) && factor > (factors[index - 1] ?? 0))) return factors;
  throw new Error(`--factors: '${text}' is not a list of ascending counts such as 1,5,15.`);
}

function stepRow(name: string, { factor, steps }: Round, before: Round | undefined): string {
  const own = steps.get(name);
  const other = before?.steps.get(name);
  const cells = (['cpu', 'memory', 'size'] as const).flatMap((key) => {
    const value = own?.[key] ?? 0;
    const shown = key === 'cpu' ? value.toFixed(1) : value === 0 ? '–' : (megabytes(value) ?? 0).toFixed(1);
    return [shown, growth(other?.[key] ?? 0, value, factor / (before?.factor ?? factor))];
  });
  return row(name, String(factor), ...cells);
}

/** By which power of the contract's size something grows. */
function growth(small: number, large: number, factor: number): string {
  if (small === 0 || large === 0 || factor === 1) return '–';
  const exponent = Math.log(large / small) / Math.log(factor);
  return `${exponent.toFixed(2)}${exponent > linear ? ' !' : '  '}`;
}

/** What each budget allows, and what stands against it at the size that the contract is to have. */
function* budgetLines(rounds: readonly Round[]): Generator<string> {
  for (const { what, most, unit, of } of budgets) {
    const points = rounds.flatMap((round) => {
      const value = of(round);
      return value === undefined || value === 0 ? [] : [{ operations: round.operations, value }];
    });
    const value = valueAt(aim, points);
    if (value === undefined) continue;
    yield `${what.padEnd(32)}${value.toFixed(1).padStart(9)} of ${most} ${unit}${value > most ? ' !' : ''}`;
  }
}

/** Along the line through the two points that are nearest; of one point alone nothing is known. */
function valueAt(operations: number, points: readonly { operations: number; value: number }[]): number | undefined {
  const [one, other] = points.toSorted(
    (a, b) => Math.abs(a.operations - operations) - Math.abs(b.operations - operations),
  );
  if (!one || !other) return undefined;
  return one.value + ((other.value - one.value) * (operations - one.operations)) / (other.operations - one.operations);
}

function built(steps: ReadonlyMap<string, Measure>): Measure[] {
  return [...steps].filter(([name]) => !checks.includes(name)).map(([, measure]) => measure);
}

function sumOf(steps: ReadonlyMap<string, Measure>, key: keyof Measure): number {
  return built(steps).reduce((sum, measure) => sum + measure[key], 0);
}

function largest(steps: ReadonlyMap<string, Measure>, key: keyof Measure): number | undefined {
  return megabytes(Math.max(...built(steps).map((measure) => measure[key])));
}

function operationsIn(dist: string): number {
  const newest = readdirSync(dist).findLast((name) => name.endsWith('.en.json'));
  return newest === undefined ? 0 : operationsOf(readBuilt(join(dist, newest))).length;
}

/** The largest validator of a resource and revision, compressed. */
function largestCheck(folder: string): number | undefined {
  if (!existsSync(folder)) return undefined;
  const modules = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return Math.max(...modules.map((name) => gzipSync(readFileSync(join(folder, name))).length));
}

function megabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 1_000_000;
}

function row(name: string, ...cells: string[]): string {
  return name.padEnd(12) + cells.map((cell) => cell.padStart(11)).join('');
}
