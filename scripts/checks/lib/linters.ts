// The two linters of bundled editions, Redocly (redocly.yaml) and Spectral (.spectral.mjs), and their findings as mistakes.
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pointerOf } from '@apig-spec/model/json';
import type { Mistake } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';

const { resolve: resolveModule } = createRequire(import.meta.url);
/** Redocly lints as a program: its settings in redocly.yaml are read there. */
const redoclyCli = join(dirname(resolveModule('@redocly/cli/package.json')), 'bin', 'cli.js');

interface RedoclyProblem {
  ruleId: string;
  message: string;
  suggest?: string[];
  location: { source: { ref: string }; pointer?: string }[];
}

/** What Redocly finds in editions, warnings among it. @throws Error where it could not run */
export async function redoclyFindings(files: readonly string[]): Promise<Mistake[]> {
  const args = ['lint', ...files, '--config', join(root, 'redocly.yaml'), '--format', 'json', '--max-problems', '1000'];
  const { result, output } = await redocly(args);
  // It prints a document for each file, one behind the other.
  const reports = `[${result.replaceAll(/^\}\{$/gm, '},{')}]`;
  const problems = parsed<{ problems: RedoclyProblem[] }[]>('Redocly', reports, output).flatMap(
    (each) => each.problems,
  );
  return problems.map((problem): Mistake => {
    const { ruleId, message, suggest = [], location } = problem;
    const [{ source, pointer = '' } = { source: { ref: '' } }] = location;
    const meant = suggest.length > 0 ? ` Did you mean ${suggest.join(', ')}?` : '';
    return {
      file: resolve(root, source.ref),
      at: pointer.replace(/^#/, ''),
      problem: `${message.replaceAll('\n', ' ')}${meant}`,
      fix: `Correct it; the rule is ${ruleId} of redocly.yaml.`,
    };
  });
}

interface SpectralProblem {
  code: string;
  message: string;
  path: (string | number)[];
  source: string;
}

/** What Spectral finds in editions, hints among it. @throws Error where it could not run */
export function spectralFindings(files: readonly string[]): Mistake[] {
  const manifest = resolveModule('@stoplight/spectral-cli/package.json');
  const cli = join(dirname(manifest), 'dist', 'index.js');
  const args = [cli, 'lint', ...files, '--ruleset', join(root, '.spectral.mjs'), '--format', 'json', '--quiet'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return parsed<SpectralProblem[]>('Spectral', stdout, stdout + stderr).map(({ code, message, path, source }) => ({
    file: resolve(root, source),
    at: pointerOf(path),
    problem: message,
    fix: `Correct it; the rule is ${code} of .spectral.mjs.`,
  }));
}

function parsed<Result>(linter: string, result: string, output: string): Result {
  try {
    return JSON.parse(result) as Result;
  } catch {
    throw new Error(`${linter} could not lint:\n${output.trim()}`);
  }
}

/** Runs Redocly CLI. Gives its exit code, what it printed as its result, and all that it printed. */
function redocly(args: string[]): Promise<{ code: number; result: string; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [redoclyCli, ...args], {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let result = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      result += chunk;
      output += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, result, output }));
  });
}
