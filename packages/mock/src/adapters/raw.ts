// What a connection carries that is not, or not wholly, an HTTP request; answered and logged as requests are.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Engine } from '../engine/engine.ts';
import { type ApigError, invalidHttp, unknownMethod } from '../protocol/errors.ts';
import type { EngineRequest, EngineResponse } from '../protocol/exchange.ts';
import { STATUS_CODES } from './http.ts';
import { endSlowly, restOf } from './rest.ts';

/** What Node tells of bytes that it cannot read. */
export type ClientError = NodeJS.ErrnoException & { rawPacket?: Buffer; reason?: string };

/** A request that came in whole or in part, and what becomes of it. */
interface Exchange {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  /** The one whose response goes out before; undefined where all have. */
  before: Exchange | undefined;
  /** Why its rest, and what follows on its connection, cannot be read; undefined where it can. */
  rejection: ApigError | undefined;
  /** Ends the reading of its body. */
  fail(rejection: ApigError): void;
}

/** Answers what is not a request, in its turn on its connection. */
export interface RawAdapter {
  /** Is told of each request when it comes in. */
  opened(incoming: IncomingMessage, outgoing: ServerResponse): Exchange;
  /** Sends the response to a request whose body is still on its way, after its head. */
  early(exchange: Exchange, body: string | undefined): Promise<void>;
  clientError(error: ClientError, socket: Duplex): void;
  connect(incoming: IncomingMessage, socket: Duplex): void;
}

export function rawAdapter(engine: Engine): RawAdapter {
  /** The last request of each connection. Responses go out in order: when the last has, all have. */
  const last = new WeakMap<Duplex, Exchange>();
  /** Connections of which the rest is nonsense. */
  const unreadable = new WeakSet<Duplex>();

  async function reject(socket: Duplex, asked: EngineRequest, rejection: ApigError, headOnly = false): Promise<void> {
    const exchange = last.get(socket);
    if (exchange) await doneWith(exchange);
    const response = await engine.respond(asked, rejection);
    if (!socket.writable) return void socket.destroy();
    socket.write(textOf(response, headOnly));
    endSlowly(socket);
  }

  return {
    opened(incoming, outgoing) {
      const previous = last.get(incoming.socket);
      const before = previous?.outgoing.writableFinished ? undefined : previous;
      const exchange: Exchange = { incoming, outgoing, before, rejection: undefined, fail: nothingToEnd };
      last.set(incoming.socket, exchange);
      return exchange;
    },

    async early(exchange, body) {
      const { incoming, outgoing, before } = exchange;
      if (before) await doneWith(before);
      if (body === undefined || incoming.method === 'HEAD') outgoing.flushHeaders();
      else outgoing.write(body);
      // Until Node knows that the response has ended, it does not close the connection.
      if (exchange.rejection) return endSlowly(incoming.socket);
      const isWhole = await restOf(incoming, (stop) => {
        exchange.fail = stop;
      });
      if (isWhole) outgoing.end();
      else if (exchange.rejection) endSlowly(incoming.socket);
      else incoming.socket.destroySoon();
    },

    clientError(error, socket) {
      const rejection = rejectionOf(error);
      const exchange = last.get(socket);
      const isKnown = unreadable.has(socket);
      if (!isKnown) socket.on('error', () => {});
      unreadable.add(socket);
      if (error.code === 'ECONNRESET' || !(socket.writable || isKnown)) {
        exchange?.fail(rejection);
        socket.destroy();
      } else if (isKnown) {
        // It is about to be ended, or has been.
      } else if (exchange && !exchange.incoming.complete) {
        // The rest of a request: there is one response to it, and none to come.
        // Where the reading has not begun yet, it ends at its beginning.
        exchange.rejection = rejection;
        exchange.fail(rejection);
      } else {
        // After the head of a response to HEAD a client takes more for nonsense, in its turn. Where the request before has been
        // answered, these bytes begin with another one.
        const isFirst = !exchange || exchange.outgoing.writableFinished;
        const headOnly = isFirst && error.rawPacket?.toString('latin1', 0, 5) === 'HEAD ';
        reject(socket, nothing, rejection, headOnly).catch(() => socket.destroy());
      }
    },

    connect(incoming, socket) {
      socket.on('error', () => {}).resume();
      const { url = '', headers } = incoming;
      const asked = { ...nothing, method: 'CONNECT', target: url, headers: () => headers };
      reject(socket, asked, unknownMethod('CONNECT', ['DELETE', 'GET', 'POST', 'PUT'])).catch(() => socket.destroy());
    },
  };
}

function nothingToEnd(): void {}

/** Resolves when the request was answered, or cannot be any more. */
function doneWith({ outgoing }: Exchange): Promise<void> {
  return new Promise((resolve) => {
    if (outgoing.writableFinished || outgoing.destroyed) return resolve();
    outgoing.once('finish', resolve);
    outgoing.once('close', resolve);
  });
}

/** A request of which nothing is known. */
const nothing: EngineRequest = {
  method: '',
  target: '',
  header: () => undefined,
  headers: () => ({}),
  body: async () => undefined,
};

const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
  HPE_INVALID_VERSION: 505,
  // The first line of HTTP/2.
  HPE_PAUSED_H2_UPGRADE: 505,
};

function rejectionOf({ code = '', reason, rawPacket }: ClientError): ApigError {
  const status = Object.hasOwn(statuses, code) ? (statuses[code] ?? 400) : 400;
  if (status !== 400) return invalidHttp(status, STATUS_CODES[status] ?? '');
  // The first byte of a TLS handshake.
  if (rawPacket?.[0] === 0x16) return invalidHttp(400, 'TLS, where the mock speaks plain HTTP');
  if (code === 'HPE_INVALID_EOF_STATE' || code === 'ECONNRESET') return incomplete();
  return invalidHttp(400, reason ?? 'Bad Request');
}

/** A body whose end never came. */
export const incomplete = () => invalidHttp(400, 'the connection ended before the request did');

function textOf({ status, headers, body = '' }: EngineResponse, headOnly: boolean): string {
  const all = {
    ...headers,
    date: new Date().toUTCString(),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${headOnly ? '' : body}`;
}
