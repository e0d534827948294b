// A program of ours around an SDK. It gets the access keys as arguments, and first says which operations the SDK has; then, for each
// line of JSON on its standard input, it makes the SDK's typed request of plain data, sends it, and says what the SDK made of the
// response, with every field that the SDK knows.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Json } from '@apig-spec/model/json';

/** An operation as an SDK names it. */
export interface SdkOperation {
  name: string;
  method: string;
  path: string;
}

/** A call that a driver makes. */
export interface Order {
  endpoint: string;
  project: string;
  name: string;
  /** By the SDK's wire names: parameters, and `body`. */
  request: { [name: string]: Json };
  /** Which fields of `body`, a form, are the paths of files. */
  files: string[];
}

/** What the SDK made of it. */
export type CallResult = { response: Json } | { error: string };

export interface Driver {
  version: string;
  operations: SdkOperation[];
  call(order: Order): Promise<CallResult>;
  stop(): Promise<void>;
}

/**
 * Starts a driver.
 *
 * @throws Error where it ends before it is stopped, with what it complained of
 */
export async function drive([program = '', ...args]: readonly string[], keys: readonly string[]): Promise<Driver> {
  const child = spawn(program, [...args, ...keys], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-2000);
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function next<Line>(): Promise<Line> {
    const { done, value } = await lines.next();
    if (done) throw new Error(`${program} ended: ${complaints}`);
    return JSON.parse(value) as Line;
  }
  const { version, operations } = await next<Pick<Driver, 'version' | 'operations'>>();
  return {
    version,
    operations,
    call(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      return next();
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
