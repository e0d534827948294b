// The mock as an HTTP server, on Node's own.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEngine, type MockOptions } from '../engine/engine.ts';
import { type ApigError, unknownEncoding, unmetExpectation } from '../protocol/errors.ts';
import type { EngineRequest } from '../protocol/exchange.ts';
import { hostCheckOf, isLoopback } from './host.ts';
import { createServer } from './http.ts';
import { incomplete, rawAdapter } from './raw.ts';

/** Where a mock listens, and how it is to be. */
export interface ServeOptions extends MockOptions {
  /** Default: `127.0.0.1`, which only this machine reaches. */
  host?: string | undefined;
  /** `0` takes a free one. Default: 4010. */
  port?: number | undefined;
  /** Whether `/_mock/…` is served. Default: where `host` is a loopback address, which only this machine reaches. */
  control?: boolean | undefined;
  /**
   * Names by which the mock may be called, beside `localhost` and loopback addresses. A mock on a loopback address, and any
   * that is given names, responds to these alone on `/_mock/…`, and on all paths without `cors`: a page of another origin may
   * have a name of its own for this machine.
   */
  allowedHosts?: readonly string[] | undefined;
}

/** A mock that listens. */
export interface Served {
  /** `http://127.0.0.1:4010` */
  url: string;
  /** Answers what has been asked, for at most five seconds, then stops listening and closes the store. */
  close(): Promise<void>;
}

/** How long requests may take to end when the server closes, in milliseconds. */
const patience = 5000;

/**
 * How long a connection may be idle, in milliseconds. Node's own five seconds can pass while the process waits for a slow disk;
 * then it closes connections on which requests have already come in.
 */
const idle = 75_000;

/**
 * Serves a mock over HTTP.
 *
 * @throws Error in plain words where it cannot listen, above all where the port is in use; StoreError where the store cannot
 * be used
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { host = '127.0.0.1', port = 4010, control = isLoopback(host) } = options;
  const engine = createEngine({ ...options, control });
  const checkHost = hostCheckOf({ ...options, host });
  const raw = rawAdapter(engine);

  async function bridge(incoming: IncomingMessage, outgoing: ServerResponse, expects: boolean): Promise<void> {
    const exchange = raw.opened(incoming, outgoing);
    const target = targetOf(incoming);
    const isUnmet = expects && !/^100-continue$/i.test(incoming.headers.expect ?? '');
    let isAwaited = expects && !isUnmet;
    const asked = new NodeRequest(incoming, target, (fail) => {
      exchange.fail = fail;
      if (exchange.rejection) return fail(exchange.rejection);
      // A client that waits for leave to send its body gets it only where the body is read.
      if (isAwaited) outgoing.writeContinue();
      isAwaited = false;
    });
    const rejection = checkHost(incoming, target) ?? codingProblem(incoming);
    const { status, headers, body } = await engine.respond(
      asked,
      rejection ?? (isUnmet ? unmetExpectation() : undefined),
    );
    if (status !== 204) headers['content-length'] = String(body === undefined ? 0 : Buffer.byteLength(body));
    // No further request is taken on a connection that outlives the server, nor where it is open whether a body follows.
    if (!server.listening || isAwaited || exchange.rejection) headers['connection'] = 'close';
    outgoing.writeHead(status, headers);
    if (incoming.complete) outgoing.end(body);
    else await raw.early(exchange, body);
  }
  const listener = (expects: boolean) => (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // A client that waits for no response is not our concern.
    bridge(incoming, outgoing, expects).catch(() => outgoing.destroy());
  };

  // Without a Host, Node would respond by itself, with nothing.
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: idle }, listener(false));
  server.on('checkContinue', listener(true));
  server.on('checkExpectation', listener(true));
  server.on('clientError', raw.clientError);
  server.on('connect', raw.connect);
  try {
    await engine.ready();
    await listening(server, host, port);
  } catch (error) {
    await engine.close();
    throw error;
  }
  let closed: Promise<void> | undefined;
  return {
    url: urlOf(server.address() as AddressInfo),
    close() {
      closed ??= stopped(server).then(() => engine.close());
      return closed;
    },
  };
}

/** A body is read as it is, in chunks or not. */
function codingProblem({ headers }: IncomingMessage): ApigError | undefined {
  const coding = headers['transfer-encoding']?.trim();
  if (coding === undefined || /^chunked$/i.test(coding)) return undefined;
  return unknownEncoding('Transfer-Encoding', coding);
}

/** The path alone counts, also where a proxy's client sends the whole URL. */
function targetOf({ url = '/' }: IncomingMessage): string {
  if (url.startsWith('/')) return url;
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');
}

class NodeRequest implements EngineRequest {
  readonly method: string;
  readonly target: string;
  readonly #incoming: IncomingMessage;
  readonly #onRead: (fail: Fail) => void;

  /** @param onRead - is told, when the body is about to be read, how to end that */
  constructor(incoming: IncomingMessage, target: string, onRead: (fail: Fail) => void) {
    this.method = incoming.method ?? 'GET';
    this.target = target;
    this.#incoming = incoming;
    this.#onRead = onRead;
  }

  header(name: string): string | undefined {
    // Not what every object has, such as `constructor`.
    const value: unknown = this.#incoming.headers[name];
    if (typeof value === 'string') return value;
    // Node joins the values of a header that is there more than once, but for Set-Cookie.
    return Array.isArray(value) ? value.join(', ') : undefined;
  }

  headers(): IncomingMessage['headers'] {
    return this.#incoming.headers;
  }

  body(...[limit, hold]: Parameters<EngineRequest['body']>): Promise<Uint8Array | undefined> {
    return bodyOf(this.#incoming, limit, hold, this.#onRead);
  }
}

type Fail = (rejection: ApigError) => void;

/** The body up to the first byte that is too many, by which the engine sees that it is too long. */
async function bodyOf(
  incoming: IncomingMessage,
  limit: number,
  hold: Parameters<EngineRequest['body']>[1],
  onRead: (fail: Fail) => void,
): Promise<Uint8Array | undefined> {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers;
  if (encoding === undefined && !Number(length)) return undefined;
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let total = 0;
    const whole = () => (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    const fail = (error: unknown) => {
      reject(error);
      // Nothing more is kept.
      total = Number.POSITIVE_INFINITY;
      chunks = [];
    };
    onRead(fail);
    incoming.on('data', (chunk: Buffer) => {
      if (total > limit) return;
      try {
        hold?.(chunk.byteLength);
      } catch (error) {
        return fail(error);
      }
      chunks.push(chunk);
      total += chunk.byteLength;
      if (total > limit) resolve(whole());
    });
    incoming.on('end', () => resolve(whole()));
    // Who sent it went away in the middle of it; what came so far is not what was meant.
    incoming.on('error', () => {});
    incoming.on('close', () => {
      if (!incoming.readableEnded) fail(incomplete());
    });
  });
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(inPlainWords(error, host, port), { cause: error })),
    );
    server.listen(port, host, resolve);
  });
}

function inPlainWords({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop the program that uses it, or set another port (0 takes a free one): --port on the command line, port in a program.`;
    case 'EACCES':
      return `Port ${port} on ${host} is not allowed to you. Choose one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Try 127.0.0.1, or 0.0.0.0 for all of its addresses.`;
    default:
      return `Cannot listen on ${host}, port ${port}: ${message}`;
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
