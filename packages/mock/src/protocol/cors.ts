// Cross-origin calls: pages of every origin may call the mock, as they may not call the service itself.
import type { EngineRequest, EngineResponse } from './exchange.ts';

/** What a page may read of a response beyond what every page may. */
const exposed = 'X-Request-Id, X-Apig-Explained, Allow, Retry-After';

/** What a page may send without having asked: the contract's headers, those of signatures, and the mock's own. */
const headers = [
  'Authorization',
  'Content-Type',
  'X-Apig-Edition',
  'X-Apig-Explain',
  'X-Auth-Token',
  'X-Language',
  'X-Project-Id',
  'X-Sdk-Date',
  'X-Security-Token',
];

/** Header names and methods: RFC 9110's tokens, in a list. */
const tokens = /^[\w!#$%&'*+.^`|~-]+(\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;

const methods = ['GET', 'POST', 'PUT', 'DELETE'];

/**
 * Allows whatever headers and method are asked for: which of them the API takes is said in the response to the request itself,
 * where a page can read it.
 *
 * @returns the response to a preflight request; undefined where the request is none
 */
export function preflight(asked: EngineRequest): EngineResponse | undefined {
  if (asked.method !== 'OPTIONS') return undefined;
  const method = asked.header('access-control-request-method');
  if (!asked.header('origin') || !method) return undefined;
  const names = asked.header('access-control-request-headers')?.trim() ?? '';
  return {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': withAsked(methods, method),
      'access-control-allow-headers': withAsked(headers, names),
      // A page of a public address asks whether it may call one of this machine.
      ...(asked.header('access-control-request-private-network') === 'true' && {
        'access-control-allow-private-network': 'true',
      }),
      // Two hours, which is the longest that browsers keep it.
      'access-control-max-age': '7200',
      vary: 'Access-Control-Request-Headers, Access-Control-Request-Method, Access-Control-Request-Private-Network',
    },
    body: undefined,
  };
}

/** Names in the case in which they are asked for: methods have one. */
function withAsked(known: readonly string[], asked: string): string {
  const names = tokens.test(asked) ? asked.split(/\s*,\s*/) : [];
  return [...new Set([...known, ...names])].join(', ');
}

/** Lets the page read the response, where a page asked. */
export function share(asked: EngineRequest, response: EngineResponse): void {
  if (!asked.header('origin')) return;
  response.headers['access-control-allow-origin'] = '*';
  response.headers['access-control-expose-headers'] = exposed;
}
