// A server under measurement: a process of its own, asked and loaded over HTTP as users' programs do.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { metered } from '../hostile/metered.ts';

/** What Node is to run, given a free port, which is in the environment as `PORT` too. */
export type Command = (port: number) => string[];

export interface Call {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: object;
}

/** What a call costs the server. */
export interface Cost {
  /** Of the processor's time, in microseconds. */
  cpu: number;
  /** How many calls it answers in a second. */
  rate: number;
}

export interface Server {
  /** @returns the response's status and body */
  ask(call: Call): Promise<{ status: number; body: Record<string, unknown> }>;
  /**
   * Calls for about a second, on 50 connections.
   *
   * @throws Error where a call does not succeed
   */
  load(call: Call): Promise<Cost>;
  /** How long it took from the start of the process to the first response, in milliseconds. */
  ready: number;
  /** Resident memory, in bytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

const connections = 50;
/** How many calls go ahead of those that count. */
const warming = 3000;
/** How long a server may take until its first response, in milliseconds. */
const patience = 60_000;
const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };

/**
 * Starts a server, and calls until it answers.
 *
 * @param autocannon - the program that makes the load
 * @throws Error where it ends, or does not answer
 */
export async function started(command: Command, first: Call, autocannon: string): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const spawned = performance.now();
  const { child, usage, stop, complaints } = metered(command(port), { PORT: String(port) });

  async function ask({ method, path, body }: Call) {
    const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** @returns calls a second */
  async function fire(amount: number, { method, path, body }: Call): Promise<number> {
    const args = ['--connections', String(connections), '--amount', String(amount), '--method', method, '--json'];
    // How often it looks whether it is done, in milliseconds.
    args.push('-L', '20');
    for (const [name, value] of Object.entries(headers)) args.push('--headers', `${name}=${value}`);
    if (body) args.push('--body', JSON.stringify(body));
    const { stdout } = await promisify(execFile)(process.execPath, [autocannon, ...args, url + path]);
    const result = JSON.parse(stdout) as Record<'2xx' | 'duration', number>;
    if (result['2xx'] !== amount) throw new Error(`${amount - result['2xx']} of ${amount} calls failed: ${stdout}`);
    return amount / result.duration;
  }

  const deadline = Date.now() + patience;
  while (
    !(await ask(first).then(
      () => true,
      // It does not listen yet.
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${command(port).join(' ')} does not respond. ${complaints()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }

  return {
    ready: performance.now() - spawned,
    ask,
    async load(call) {
      // As many as it should answer in a second, by the rate of the first ones.
      const amount = Math.max(1000, Math.round(await fire(warming, call)));
      const { cpu: before } = await usage();
      const rate = await fire(amount, call);
      const { cpu: after } = await usage();
      return { cpu: (after.user + after.system - before.user - before.system) / amount, rate };
    },
    memory: async () => (await usage()).rss,
    stop,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
