// The mock as an HTTP server, on Node's own.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { isControl } from '../engine/control.ts';
import { createEngine, type Engine, type MockOptions, refused } from '../engine/engine.ts';
import { noJsonObject, unknownPath } from '../engine/errors.ts';
import type { Asked, Told } from '../engine/exchange.ts';

/** Where a mock listens, and how it is to be. */
export interface ServeOptions extends MockOptions {
  /** Default: `127.0.0.1`, which only this machine reaches. */
  host?: string | undefined;
  /** `0` takes a free one. Default: 4010. */
  port?: number | undefined;
  /**
   * Whether `/_mock/…` answers. Default: to this machine only, which is where `host` is a loopback address and the request's
   * `Host` too (a page of another origin may have a name of its own for this machine).
   */
  control?: boolean | undefined;
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
 * Serves a mock over HTTP.
 *
 * @throws Error in plain words where it cannot listen, above all where the port is in use
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { host = '127.0.0.1', port = 4010, control = isLoopback(host) } = options;
  const engine = createEngine({ ...options, control });
  const guarded = options.control === undefined;
  const server = createServer((incoming, outgoing) => {
    // A client that waits for no answer is no concern of ours.
    bridge(engine, guarded, incoming, outgoing, server).catch(() => outgoing.destroy());
  });
  server.on('clientError', refuseNonsense);
  try {
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

async function bridge(
  engine: Engine,
  guarded: boolean,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  server: Server,
): Promise<void> {
  const asked = askedBy(incoming);
  const { status, headers, body } = await (guarded && isForeign(asked) ? foreign(asked) : engine.answer(asked));
  if (status !== 204) headers['content-length'] = String(body === undefined ? 0 : Buffer.byteLength(body));
  // No further request is taken on a connection that outlives the server.
  if (!server.listening) headers['connection'] = 'close';
  outgoing.writeHead(status, headers).end(body);
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
}

/** Whether somebody reaches for `/_mock/…` by a name that is not this machine's own for itself. */
function isForeign({ target, header }: Asked): boolean {
  return isControl(target) && !isLoopback((header('host') ?? '').replace(/:\d+$/, ''));
}

async function foreign({ target }: Asked): Promise<Told> {
  return refused(unknownPath(target));
}

/** The path alone counts, also where a proxy's client sends the whole URL. */
function targetOf({ url = '/' }: IncomingMessage): string {
  if (url.startsWith('/')) return url;
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');
}

function askedBy(incoming: IncomingMessage): Asked {
  const { method = 'GET', headers } = incoming;
  return {
    method,
    target: targetOf(incoming),
    // Node joins the values of a header that is there more than once; of all headers only Set-Cookie stays a list.
    header: (name) => headers[name] as string | undefined,
    headers: () => headers,
    body: (limit) => bodyOf(incoming, limit),
  };
}

/**
 * The body up to the first byte that is too many, by which the engine sees that it is too long. The rest is read and thrown
 * away: a connection that is closed while the client still sends may lose the answer.
 */
async function bodyOf(incoming: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers;
  if (encoding === undefined && !Number(length)) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let total = 0;
    incoming.on('data', (chunk: Buffer) => {
      if (total <= limit) chunks.push(chunk);
      total += chunk.byteLength;
    });
    incoming.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    // Who sent it went away in the middle of it; what came so far is not what was meant.
    incoming.on('error', () => {});
    incoming.on('close', () => {
      if (!incoming.readableEnded) reject(noJsonObject());
    });
  });
}

/** What is no HTTP request gets an answer of the same form. */
function refuseNonsense(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, reason] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'Request Timeout']
        : [400, 'Bad Request'];
  const body = JSON.stringify({ error_code: 'APIG.2012', error_msg: `Invalid HTTP request: ${reason}` });
  const head = `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
  // After the head of an answer to HEAD a client takes more for nonsense, in its turn.
  const asksForHead = error.rawPacket?.toString('latin1', 0, 5) === 'HEAD ';
  socket.end(`${head}\r\nconnection: close\r\n\r\n${asksForHead ? '' : body}`);
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
      return `Port ${port} on ${host} is in use. Stop the program that uses it, or choose another port (0 takes a free one).`;
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
