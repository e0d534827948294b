// Runs a benchmark: `pnpm bench client`. What it prints is for notes and comparisons; no test depends on it.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark, Line } from './measure.ts';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && file !== 'measure.ts')
  .map((file) => file.replace('.ts', ''));

const usage = `Usage: pnpm bench <name> [options]

Measures ours and theirs side by side, by turns, and prints medians and their ratio.

  <name>          one of: ${names.join(', ')}
  --rounds <n>    how many times each side is measured (default 9)
  --help          show this and end
`;

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '9' }, help: { type: 'boolean' } },
  });
  const [name = '', ...more] = positionals;
  if (values.help) {
    process.stdout.write(usage);
  } else if (!names.includes(name) || more.length > 0) {
    throw new Error(`name one benchmark: ${names.join(', ')}. \`pnpm bench --help\` tells more.`);
  } else if (!/^[1-9]\d*$/.test(values.rounds)) {
    throw new Error(`--rounds: '${values.rounds}' is no count. Give a number from 1.`);
  } else {
    await run(name, Number(values.rounds));
  }
} catch (error) {
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function run(name: string, rounds: number): Promise<void> {
  const { lines } = (await import(`./${name}.ts`)) as Benchmark;
  console.log(`${name}: medians of ${rounds}; Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}\n`);
  console.log(row('', 'ours', 'theirs', 'ratio', 'aim'));
  for await (const line of lines(rounds)) console.log(told(line));
}

function told({ what, against, unit, ours, theirs, aim }: Line): string {
  const ratio = ours / theirs;
  const [bound, met] = !aim
    ? ['', true]
    : 'atMost' in aim
      ? [`≤ ${aim.atMost.toFixed(2)}`, ratio <= aim.atMost]
      : [`≥ ${aim.atLeast.toFixed(2)}`, ratio >= aim.atLeast];
  const shown = (value: number) => `${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`;
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
