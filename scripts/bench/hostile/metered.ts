// A program of its own process, and what it uses.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a process has used since it started. */
export interface Usage {
  /** The processor's time, in microseconds. */
  cpu: NodeJS.CpuUsage;
  /** Resident memory, in bytes. */
  rss: number;
  /** In bytes; where Node runs with `--expose-gc`, only what is still in use. */
  heap: number;
}

export interface Metered {
  /** Its output can be read. */
  child: ChildProcess;
  /** @throws Error where it has ended */
  usage(): Promise<Usage>;
  /** Kills it. */
  stop(): Promise<void>;
  /** What it complained of so far. */
  complaints(): string;
}

const meter = pathToFileURL(join(import.meta.dirname, 'meter.mjs')).href;

/** Runs Node with the arguments. It ends with this process at the latest. */
export function metered(args: readonly string[], env: NodeJS.ProcessEnv = {}): Metered {
  const child = spawn(process.execPath, ['--import', meter, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // What nobody reads must not stop it.
  child.stdout?.resume();
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const ended = once(child, 'exit').then(
    ([code, signal]) => `${args.join(' ')} ended (${signal ?? code}). ${complaints}`,
  );
  return {
    child,
    async usage() {
      const reply = once(child, 'message');
      child.send('usage');
      const dead = ended.then((why) => Promise.reject(new Error(why)));
      return (await Promise.race([reply, dead]))[0];
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
    complaints: () => complaints,
  };
}
