// What the tests share: addresses, bodies, a mock behind a real port, and the command line as a real process.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { onTestFinished, vi } from 'vitest';
import { type ServeOptions, serve } from '../src/adapters/node.ts';
import { type EditionName, editionNames } from '../src/contract/editions.ts';
import { seed } from '../src/resources/seed.ts';

export const project = '73d69ae0cfcf460190522d06b60f05ad';
export const instance = 'eddc4d25480b4cd6b512f270a1b8b341';
export const channels = `/v2/${project}/apigw/instances/${instance}/vpc-channels`;

/** The edition that a mock serves by default. */
export const newest = editionNames[0] as EditionName;

/** How many channels an instance has from the start. */
export const seededChannels = Object.keys(seed[instance]?.['vpc-channel'] ?? {}).length;

export const cli = join(import.meta.dirname, '..', 'dist', 'src', 'cli.js');

/** A process may start slowly on a busy machine; nothing here may wait for ever. */
export const patience = 60_000;
vi.setConfig({ testTimeout: patience, hookTimeout: patience });

declare global {
  interface ImportMeta {
    /** Set by vitest. */
    readonly env: { readonly MODE: string };
  }
}

const repository = join(import.meta.dirname, '..', '..', '..');

/** One of the source documents' own examples: `zh-handbook/02-generateAppCode-400.json`. */
export function documentExample(name: string): Body {
  const [source = '', file = ''] = name.split('/');
  return JSON.parse(readFileSync(join(repository, 'spec', 'sources', source, 'examples', file), 'utf8')) as Body;
}

/** A bundled edition. */
export function bundled(edition: string): Body {
  return JSON.parse(readFileSync(join(repository, 'packages', 'openapi', 'dist', `${edition}.json`), 'utf8')) as Body;
}

let named = 0;

/** The body with a name that no channel has yet. */
export function fresh(body: object): Body {
  named += 1;
  return { ...body, name: `VPC_fresh_${named}` };
}

// biome-ignore lint/suspicious/noExplicitAny: responses are looked into at will; their form is what the tests check
export type Body = any;

export interface Reply {
  status: number;
  headers: Headers;
  body: Body;
}

/** Sends a request with a token and, where there is a body, as JSON. A header that is undefined is not sent. */
export async function send(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string | undefined> = {},
): Promise<Reply> {
  const sent = new Headers({
    'X-Auth-Token': 'any',
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  });
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) sent.delete(name);
    else sent.set(name, value);
  }
  const response = await fetch(`${base}${path}`, {
    method,
    headers: sent,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}

/** A mock on a free port, for as long as the test. */
export async function served(options: ServeOptions = {}): Promise<string> {
  const server = await serve({ port: 0, ...options });
  onTestFinished(() => server.close());
  return server.url;
}

/** A folder for as long as the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'apig-mock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a program said, and how it ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command line to its end. */
export async function run(...args: string[]): Promise<Ended> {
  return ended(started(args));
}

type Process = ChildProcessByStdio<null, Readable, Readable>;

function started(args: string[]): Process {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  // Also when the test fails: no process may stay behind.
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(child: Process): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close', { signal: AbortSignal.timeout(patience) });
  return { code, stdout, stderr };
}

/** The command line as a running process. */
export interface Running {
  /** Its first line. */
  first: string;
  url: string;
  /** Every line that it has printed. */
  lines: string[];
  /** What it has printed to standard error. */
  complaints(): string;
  /** Closes the pipe that it prints into. */
  stopReading(): void;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the command line on a free port and waits until it has told its address. */
export async function spawned(...args: string[]): Promise<Running> {
  const child = started(['--port', '0', ...args]);
  const lines: string[] = [];
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text;
  });
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const closed = once(child, 'close');
  const first = await Promise.race([
    once(reader, 'line', { signal: AbortSignal.timeout(patience) }).then(([line]) => line as string),
    closed.then(() => Promise.reject(new Error(`apig-mock ended before it listened: ${complaints}`))),
  ]);
  const url = /http:\/\/[^\s"]+/.exec(first)?.[0] ?? '';
  return {
    first,
    url,
    lines,
    complaints: () => complaints,
    stopReading: () => void child.stdout.destroy(),
    async end(signal) {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}
