// The mock as a request handler of MSW, 2 or 3: what it uses of them is the same in both.
import { type HttpHandler, http } from 'msw';
import type { Mock } from '../engine/mock.ts';

/** Which requests a mock is to answer. */
export interface HandlersOptions {
  /** Only those to this origin, such as `https://apig.cn-north-4.myhuaweicloud.com`. Default: to any. */
  origin?: string | undefined;
}

/** The API's paths, and the same of a chosen edition. No groups that capture: MSW 2 decodes those, and fails on `%FF`. */
const paths = '(?:/editions/[^/]+)?/v2/[^/]+/apigw/';

/**
 * Lets a mock answer the API's requests, those to unknown operations and of wrong methods too. All others are left to
 * other handlers, or to the network.
 *
 * @returns handlers for MSW's `setupServer` and `setupWorker`
 * @throws TypeError where the origin is none
 */
export function handlers(mock: Mock, { origin }: HandlersOptions = {}): HttpHandler[] {
  const requests = new RegExp(`^${origin === undefined ? 'https?://[^/]+' : literal(originOf(origin))}${paths}`);
  return [http.all(requests, async ({ request }) => mock.fetch(await asSent(request)))];
}

/** MSW gives a body, an empty one, to requests that came without, and MSW 2 one that cannot be given up half-way. */
async function asSent(request: Request): Promise<Request> {
  const { url, method, headers } = request;
  const body = await request.arrayBuffer();
  return new Request(url, { method, headers, body: body.byteLength > 0 ? body : null });
}

function originOf(text: string): string {
  const { origin, href } = new URL(text);
  if (href !== `${origin}/`) throw new TypeError(`${text} is not a valid origin, such as https://apig.example.com.`);
  return origin;
}

function literal(text: string): string {
  return text.replaceAll(/[.[\]]/g, '\\$&');
}
