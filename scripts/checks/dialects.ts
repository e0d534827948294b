// Command: tries every pattern of every edition in the languages that read the contract, against texts that it admits and texts
// that it does not, and compares with JavaScript. A language whose toolchain is not installed is left out, and named.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes, step } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { patternTexts } from './lib/pattern-texts.ts';
import { patternsOf } from './lib/patterns.ts';

interface Dialect {
  name: string;
  /** The toolchain's program, and how it is asked whether it is there. */
  tool: [program: string, version: string];
  /** Builds what is run; gives the command. */
  command(folder: string): string[];
  /** The line breaks before which `$` stands too, where they end the text: nothing in the pattern can change that. */
  breaks?: RegExp;
}

const dialects: Dialect[] = [
  {
    name: 'Python re.search',
    tool: ['python3', '--version'],
    command: (folder) => ['python3', join(folder, 'python.py')],
    breaks: /\n$/,
  },
  { name: 'Go RE2', tool: ['go', 'version'], command: (folder) => ['go', 'run', join(folder, 'go.go')] },
  {
    name: 'Java find',
    tool: ['java', '-version'],
    command: (folder) => ['java', join(folder, 'Dialect.java')],
    breaks: /(\r\n|[\n\r\u0085\u2028\u2029])$/,
  },
  {
    name: 'Java matches',
    tool: ['java', '-version'],
    command: (folder) => ['java', join(folder, 'Dialect.java'), 'matches'],
  },
  {
    name: 'Rust regex',
    tool: ['cargo', '--version'],
    command: (folder) => ['cargo', 'run', '--quiet', '--manifest-path', join(folder, 'rust', 'Cargo.toml')],
  },
];

await step('dialects', () => {
  const mistakes = new Mistakes();
  const patterns = [
    ...new Set(
      editionsOf(readRevisions()).flatMap(({ name }) =>
        [name, `observed/${name}`].flatMap((each) =>
          patternsOf(readBuilt(join(distDir, `${each}.json`))).map(({ pattern }) => pattern),
        ),
      ),
    ),
  ].sort();
  const trials = patterns.flatMap((pattern) => patternTexts(pattern).map((text) => ({ pattern, text })));
  const folder = mkdtempSync(join(tmpdir(), 'apig-spec-'));
  try {
    cpSync(join(root, 'scripts', 'test', 'dialects'), folder, { recursive: true });
    const tried: string[] = [];
    const compare = (name: string, matches: (boolean | undefined)[], breaks?: RegExp): void => {
      tried.push(name);
      for (const [index, { pattern, text }] of trials.entries()) {
        const javascript = new RegExp(pattern, 'u');
        const atBreak = breaks?.test(text) && javascript.test(text.replace(breaks, ''));
        const expected = javascript.test(text) || atBreak === true;
        if (matches[index] === expected) continue;
        const found = matches[index] === undefined ? 'cannot read the pattern' : matches[index] ? 'accepts' : 'rejects';
        mistakes.add({
          file: 'spec',
          at: pattern,
          problem: `${name} ${found} ${JSON.stringify(text)}, which JavaScript ${expected ? 'accepts' : 'rejects'}.`,
          fix: 'Write the pattern in the syntax that all languages share, and extend scripts/checks/lib/patterns.ts to reject the rest.',
        });
      }
    };
    compare(
      'JavaScript without u',
      trials.map(({ pattern, text }) => new RegExp(pattern).test(text)),
    );
    for (const { name, tool, command, breaks } of dialects) {
      if (spawnSync(tool[0], [tool[1]]).status !== 0) {
        console.log(`${name}: skipped, ${tool[0]} is not installed.`);
        continue;
      }
      compare(name, run(name, command(folder), patterns), breaks);
    }
    mistakes.stop();
    return `${patterns.length} patterns with ${trials.length} texts are the same in ${tried.join(', ')}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Whether each text matches; `undefined` where the language cannot read the pattern. */
function run(name: string, [program = '', ...args]: string[], patterns: readonly string[]): (boolean | undefined)[] {
  const line = (kind: 'P' | 'S', text: string) => `${kind} ${Buffer.from(text).toString('hex')}\n`;
  const input = patterns
    .map(
      (pattern) =>
        line('P', pattern) +
        patternTexts(pattern)
          .map((text) => line('S', text))
          .join(''),
    )
    .join('');
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${name} could not run: ${stderr}`);
  if (stderr.trim() !== '') console.error(`${name}: ${stderr.trim()}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((answer) => (answer === '!' ? undefined : answer === '1'));
}
