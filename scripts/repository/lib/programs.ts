// Runs other programs: what the root's commands are made of.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a program to its end, with our own input and output; a signal that ends us ends it.
 *
 * @param stop - ends the program early
 * @returns its exit code, or 128 + the number of the signal that ended it
 */
export function runProgram(command: string, args: readonly string[], stop?: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    // Windows finds `.cmd` files only through its shell.
    const shell = process.platform === 'win32' && command !== process.execPath;
    // One that may be stopped gets a process group, so that what it has started ends with it.
    const detached = stop !== undefined && process.platform !== 'win32';
    const child = spawn(command, args, { stdio: 'inherit', shell, detached });
    const pass = (signal: NodeJS.Signals) => {
      try {
        if (detached && child.pid !== undefined) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // It has ended already.
      }
    };
    const end = () => pass('SIGTERM');
    for (const signal of signals) process.on(signal, pass);
    stop?.addEventListener('abort', end);
    if (stop?.aborted) end();
    const settled = () => {
      for (const signal of signals) process.off(signal, pass);
      stop?.removeEventListener('abort', end);
    };
    child.on('error', (error) => {
      settled();
      reject(error);
    });
    child.on('close', (code, signal) => {
      settled();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
