// A gateway for the tests of the form that sends requests.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

/** A gateway that responds with a body, in a way of its own, or with what it was asked; what goes to /slow waits for its release. */
export async function gatewayOf(body?: string | Respond, status = 'OK') {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const { method, url = '' } = request;
    response.statusMessage = status;
    for (const name of ['origin', 'headers', 'methods']) response.setHeader(`access-control-allow-${name}`, '*');
    const respond = () => {
      if (method === 'OPTIONS') response.end();
      else if (typeof body === 'function') body(request, response);
      else response.end(body ?? `${method} ${url}`);
    };
    if (method !== 'OPTIONS') asked.push(url);
    if (method !== 'OPTIONS' && url.startsWith('/slow')) waiting.push(respond);
    else respond();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const release = () => {
    for (const respond of waiting) respond();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, release };
}
