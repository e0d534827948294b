// Runs programs without blocking: the registry responds in this very process.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface Run {
  code: number;
  /** All that it printed. */
  output: string;
  stdout: string;
}

export interface Place {
  cwd: string;
  env?: NodeJS.ProcessEnv | undefined;
}

/** Runs a program to its end, whatever that is. */
export async function tried(file: string, args: readonly string[], { cwd, env }: Place): Promise<Run> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26, shell: process.platform === 'win32' };
  try {
    const { stdout, stderr } = await execute(file, args, options);
    return { code: 0, output: stdout + stderr, stdout };
  } catch (error) {
    const {
      code,
      stdout = '',
      stderr = '',
      message,
    } = error as Error & { code?: number; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : 1, output: stdout + stderr || message, stdout };
  }
}

/** Runs a program that has to succeed. @returns what it printed to standard output */
export async function run(file: string, args: readonly string[], place: Place): Promise<string> {
  const { code, output, stdout } = await tried(file, args, place);
  if (code !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${code}:\n${output}`);
  return stdout;
}
