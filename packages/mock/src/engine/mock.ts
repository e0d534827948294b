// The engine behind the Fetch API: from a Request to a Response.

import type { EngineRequest, EngineResponse } from '../protocol/exchange.ts';
import { createEngine, type Engine, type MockOptions } from './engine.ts';

/** A running mock. */
export interface Mock extends Pick<Engine, 'reset' | 'snapshot' | 'restore' | 'close'> {
  /**
   * Answers a request as the service does. It never rejects: what goes wrong is a response too, an error of the mock
   * itself a 500.
   */
  fetch(request: Request): Promise<Response>;
}

/**
 * Makes a mock of the gateway's management API. Any project is accepted; each has its own state, and begins with what the
 * documents' examples name, such as the instance `eddc4d25480b4cd6b512f270a1b8b341`.
 *
 * @throws TypeError where an option has no meaning
 */
export function createMock(options: MockOptions = {}): Mock {
  const { respond, reset, snapshot, restore, close } = createEngine(options);
  return {
    fetch: async (request) => responseOf(request, await respond(askedBy(request))),
    ...{ reset, snapshot, restore, close },
  };
}

function askedBy(request: Request): EngineRequest {
  const { method, headers } = request;
  const { host, pathname, search } = new URL(request.url);
  return {
    method,
    target: pathname + search,
    // A Request has no `Host`; what sends it takes that of the address.
    header: (name) => headers.get(name) ?? (name === 'host' ? host : undefined),
    headers: () => ({ host, ...Object.fromEntries(headers) }),
    body: (limit, hold) => bytesOf(request, limit, hold),
  };
}

type Hold = Parameters<EngineRequest['body']>[1];

/** Not `request.bytes()`: that has no limit. */
async function bytesOf(request: Request, limit: number, hold?: Hold): Promise<Uint8Array | undefined> {
  if (!request.body) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  try {
    while (length <= limit) {
      const { done, value } = await reader.read();
      if (done) break;
      hold?.(value.byteLength);
      length += value.byteLength;
      chunks.push(value);
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
  // Not awaited: of a request that was cloned, it never ends.
  if (length > limit) reader.cancel().catch(() => {});
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function responseOf({ method }: Request, { status, headers, body }: EngineResponse): Response {
  return new Response(method === 'HEAD' ? null : (body ?? null), { status, headers });
}
