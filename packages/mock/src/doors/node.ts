// The mock as an HTTP server, on Node's own.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { unknownMethod } from '../engine/errors.ts';
import { createMock, defaultMaxBody, errorResponse, type Mock, type MockOptions } from '../engine/mock.ts';

/** Where a mock listens, and how it is to be. */
export interface ServeOptions extends MockOptions {
  /** Default: `127.0.0.1`, which only this machine reaches. */
  host?: string | undefined;
  /** `0` takes a free one. Default: 4010. */
  port?: number | undefined;
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
  const { host = '127.0.0.1', port = 4010, maxBody = defaultMaxBody } = options;
  const mock = createMock(options);
  const server = createServer((incoming, outgoing) => {
    // A client that waits for no answer is no concern of ours.
    bridge(mock, maxBody, incoming, outgoing, server).catch(() => outgoing.destroy());
  });
  server.on('clientError', refuseNonsense);
  try {
    await listening(server, host, port);
  } catch (error) {
    await mock.close();
    throw error;
  }
  let closed: Promise<void> | undefined;
  return {
    url: urlOf(server.address() as AddressInfo),
    close() {
      closed ??= stopped(server).then(() => mock.close());
      return closed;
    },
  };
}

async function bridge(
  mock: Mock,
  maxBody: number,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  server: Server,
): Promise<void> {
  const response = await answered(mock, maxBody, incoming);
  const body = Buffer.from(await response.arrayBuffer());
  const headers: Record<string, string | number> = { ...Object.fromEntries(response.headers) };
  if (response.status !== 204) headers['content-length'] = body.byteLength;
  // No further request is taken on a connection that outlives the server.
  if (!server.listening) headers['connection'] = 'close';
  outgoing.writeHead(response.status, headers).end(body);
}

/** Methods that HTTP has and that a Request must not have. */
const forbidden = new Set(['TRACE', 'TRACK', 'CONNECT']);

async function answered(mock: Mock, maxBody: number, incoming: IncomingMessage): Promise<Response> {
  const { method = 'GET', url = '/' } = incoming;
  if (forbidden.has(method)) return errorResponse(unknownMethod(method, ['DELETE', 'GET', 'POST', 'PUT']));
  // The path alone counts, also where a proxy's client sends the whole URL. A Request's host is of no use to the mock.
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? await bodyOf(incoming, maxBody) : null;
  return mock.fetch(new Request(`http://localhost${path}`, { method, headers: headersOf(incoming), body }));
}

function headersOf({ rawHeaders }: IncomingMessage): [string, string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return headers;
}

/**
 * The body up to the first byte that is too many, by which the engine sees that it is too long. The rest is read and thrown
 * away: a connection that is closed while the client still sends may lose the answer.
 */
async function bodyOf(incoming: IncomingMessage, maxBody: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers;
  if (encoding === undefined && !Number(length)) return null;
  if (Number(length) > maxBody) {
    incoming.resume();
    return new Uint8Array();
  }
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    if (total <= maxBody) chunks.push(chunk);
    total += chunk.byteLength;
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, maxBody + 1));
}

/** What is no HTTP request gets an answer of the same form. */
function refuseNonsense(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, reason] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'Request Timeout']
        : [400, 'Bad Request'];
  const body = JSON.stringify({ error_code: 'APIG.2012', error_msg: `Invalid HTTP request: ${reason}` });
  const head = `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
  socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`);
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
