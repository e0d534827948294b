// The mock under generated requests: a process of its own, and connections that stay open.
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { PastRequest } from '@apig-spec/mock';
import { root } from '@apig-spec/repository/paths';
import { metered } from '../bench/hostile/metered.ts';
import type { RandomRequest } from './requests.ts';

export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Fuzzed {
  /** @returns undefined where the client went away. @throws Error where there is no response */
  send(request: RandomRequest): Promise<RawResponse | undefined>;
  /** What the mock took the last requests for, by `X-Request-Id`. */
  taken(): Promise<Map<string, PastRequest>>;
  /** Forgets all changes and past requests. */
  reset(): Promise<void>;
  /** How much is in use of the heap, in bytes. */
  heap(): Promise<number>;
  /** Lines of the log that tell of failures that nobody asked for. */
  failures: readonly string[];
  stop(): Promise<void>;
}

const cli = join(root, 'packages', 'mock', 'dist', 'src', 'cli.js');
/** How long a response may take on a busy machine, in milliseconds. */
const patience = 60_000;

/** Starts the mock with options of its command line. */
export async function fuzzed(connections: number, ...options: readonly string[]): Promise<Fuzzed> {
  const { child, usage, stop, complaints } = metered(['--expose-gc', cli, '--port', '0', '--log', 'json', ...options]);
  const failures: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The mock ended (${code}). ${complaints()}`)));
    if (!child.stdout) throw new Error('The mock has no output.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { url: string; status?: number; error?: string };
      if (said.status === undefined) resolve(said.url);
      if (said.error !== undefined) failures.push(line);
    });
  });
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (request) => sent(url, agent, request),
    async taken() {
      const { requests } = (await (await fetch(`${url}/_mock/requests`)).json()) as { requests: PastRequest[] };
      return new Map(requests.map((each) => [each.requestId, each]));
    },
    async reset() {
      await fetch(`${url}/_mock/state`, { method: 'DELETE' });
    },
    heap: async () => (await usage()).heap,
    failures,
    async stop() {
      agent.destroy();
      await stop();
    },
  };
}

function sent(
  url: string,
  agent: Agent,
  { method, target, headers, body, abandoned }: RandomRequest,
): Promise<RawResponse | undefined> {
  const { hostname, port } = new URL(url);
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const options = { hostname, port, agent, method, path: target, headers: { ...headers, ...length } };
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...options, timeout: patience }, (incoming) => {
      text(incoming).then((text) => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      }, reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('There is no response.')));
    outgoing.on('error', (error) => {
      if (!abandoned) reject(error);
    });
    outgoing.on('close', () => {
      if (abandoned) resolve(undefined);
    });
    if (abandoned) outgoing.write(Buffer.from(body ?? '').subarray(0, -1), () => outgoing.destroy());
    else outgoing.end(body);
  });
}
