// What goes over the wire: a server before the mock that passes everything on as it is, and keeps the last exchange.

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Exchange {
  /** The body of the request. */
  asked: string;
  status: number;
  /** The body of the response. */
  body: string;
}

export interface Recorder {
  url: string;
  /** The last exchange; none where nothing has been called since it was taken. */
  take(): Exchange | undefined;
  close(): void;
}

export async function recording(mock: string): Promise<Recorder> {
  let last: Exchange | undefined;
  const server = createServer(async (incoming, outgoing) => {
    const asked = await buffer(incoming);
    const { method, url, headers } = incoming;
    // The host stays what the client has signed.
    const passed = request(new URL(url ?? '/', mock), { method, headers }, async (response) => {
      const body = await buffer(response);
      last = { asked: asked.toString(), status: response.statusCode ?? 0, body: body.toString() };
      outgoing.writeHead(last.status, response.headers).end(body);
    });
    passed.on('error', () => outgoing.destroy());
    passed.end(asked);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = last;
      last = undefined;
      return taken;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
