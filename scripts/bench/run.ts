// Runs a benchmark: `npm run bench -- client`. What it prints is for notes and comparisons; no test depends on it.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark, Line, Options } from './measure.ts';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && file !== 'measure.ts')
  .map((file) => file.replace('.ts', ''));

const usage = `Usage: npm run bench -- <name> [options]

Measures and prints medians.

  <name>          one of: ${names.join(', ')}
                  client, mock: ours and the alternatives, measured in turns, with their ratio
                  hostile: what requests of 1 MiB that are made to cost much cost validators and mock, and how it grows
                  pages: how long tasks of the browser take while a page of the site loads, and when Try it sends
                  growth: what each step of the build costs and writes where the contract is several times as large
  --rounds <n>    how many times each side is measured
  --factors <n,…> growth: how many times as large (1,5,15)
  --steps <a,…>   growth: only these steps, and what they read from
  --help          show this and end
`;

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      factors: { type: 'string' },
      steps: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [name = '', ...more] = positionals;
  if (values.help) {
    process.stdout.write(usage);
  } else if (!names.includes(name) || more.length > 0) {
    throw new Error(`name one benchmark: ${names.join(', ')}. \`npm run bench -- --help\` lists them.`);
  } else if (values.rounds !== undefined && !/^[1-9]\d*$/.test(values.rounds)) {
    throw new Error(`--rounds: '${values.rounds}' is not a valid count. Give a number from 1.`);
  } else if (name !== 'growth' && (values.factors ?? values.steps) !== undefined) {
    throw new Error('--factors and --steps are only for growth.');
  } else {
    await run(name, values.rounds === undefined ? undefined : Number(values.rounds), values);
  }
} catch (error) {
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function run(name: string, wanted: number | undefined, options: Options): Promise<void> {
  const { rounds: usual, ...benchmark } = (await import(`./${name}.ts`)) as Benchmark;
  const rounds = wanted ?? usual;
  console.log(`${name}: medians of ${rounds}; Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}\n`);
  if ('table' in benchmark) {
    for await (const line of benchmark.table(rounds, options)) console.log(line);
    return;
  }
  console.log(row('', 'ours', 'theirs', 'ratio', 'aim'));
  for await (const line of benchmark.lines(rounds)) console.log(formatLine(line));
}

function formatLine({ what, against, unit, ours, theirs, aim }: Line): string {
  const shown = (value: number) => `${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`;
  const ratio = ours / theirs;
  const [bound, met] = !aim
    ? ['', true]
    : 'atMost' in aim
      ? [`≤ ${aim.atMost.toFixed(2)}`, ratio <= aim.atMost]
      : 'atLeast' in aim
        ? [`≥ ${aim.atLeast.toFixed(2)}`, ratio >= aim.atLeast]
        : [`≤ ${shown(aim.oursAtMost)}`, ours <= aim.oursAtMost];
  return row(
    `${what}, against ${against}`,
    shown(ours),
    shown(theirs),
    ratio.toFixed(2),
    met ? bound : `${bound} missed`,
  );
}

function row(what: string, ...cells: string[]): string {
  return `${what.padEnd(76)}${cells.map((cell) => cell.padStart(14)).join('')}`;
}
