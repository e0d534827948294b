// What goes over the wire: a server before the mock that passes everything on as it is, and keeps the last response.

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Recorder {
  url: string;
  /** The last response; none where nothing has been called since it was taken. */
  take(): { status: number; body: string } | undefined;
  close(): void;
}

export async function recording(mock: string): Promise<Recorder> {
  let last: ReturnType<Recorder['take']>;
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    // The host stays what the client has signed.
    const passed = request(new URL(url ?? '/', mock), { method, headers }, async (response) => {
      const body = await buffer(response);
      last = { status: response.statusCode ?? 0, body: body.toString() };
      outgoing.writeHead(last.status, response.headers).end(body);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
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
