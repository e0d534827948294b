// Other processes, for tests of what a data file has to stand.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { cli } from './support.ts';

/** What another process does to the file, and then holds until it is told to let go. */
export type Hold = 'to write' | 'alone';

const statements: Record<Hold, string> = {
  'to write': 'BEGIN IMMEDIATE',
  alone: 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE',
};

/** Another process that holds the lock on a file. @returns what makes it let go */
export async function holding(file: string, hold: Hold = 'to write'): Promise<() => Promise<void>> {
  const program = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    database.exec(process.argv[2]);
    console.log('held');
    process.stdin.on('end', () => { database.exec('COMMIT'); database.close(); }).resume();`;
  const child = spawn(process.execPath, ['-e', program, file, statements[hold]], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => Promise.reject(new Error('The lock was not held.'))),
  ]);
  return async () => {
    child.stdin.end();
    await ended;
  };
}

export interface ShellResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a shell script, in which `$MOCK` is the command line, to its end. */
export async function shell(script: string, options: { uid?: number; gid?: number } = {}): Promise<ShellResult> {
  const child = spawn('sh', ['-c', script], {
    ...options,
    // A group of its own, so that nothing that the script started stays behind.
    detached: true,
    env: { ...process.env, MOCK: `${process.execPath} ${cli}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // All of it has ended.
    }
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number | null, stdout, stderr };
}

/** Whether this machine lets a test mount a small disk for itself. */
export function canMount(folder: string): boolean {
  const script = `mount -t tmpfs -o size=64k tmpfs ${folder}`;
  return spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-c', script]).status === 0;
}
