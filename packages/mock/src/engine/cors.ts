// Cross-origin calls: pages of every origin may call the mock, as they may not call the service itself.
import type { Asked, Told } from './exchange.ts';

/** What a page may read of an answer beyond what every page may. */
const exposed = 'X-Request-Id, Allow';

/** What a page may send: the contract's headers, those of signatures, and the mock's own. */
const allowed = [
  'Authorization',
  'Content-Type',
  'X-Apig-Edition',
  'X-Auth-Token',
  'X-Language',
  'X-Project-Id',
  'X-Sdk-Date',
  'X-Security-Token',
].join(', ');

/** @returns the answer to a preflight request; undefined where the request is none */
export function preflight(asked: Asked): Told | undefined {
  if (asked.method !== 'OPTIONS' || !asked.header('origin') || !asked.header('access-control-request-method')) {
    return undefined;
  }
  return {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': allowed,
      // Two hours, which is the longest that browsers keep it.
      'access-control-max-age': '7200',
    },
    body: undefined,
  };
}

/** Lets the page read the answer, where a page asked. */
export function share(asked: Asked, told: Told): void {
  if (!asked.header('origin')) return;
  told.headers['access-control-allow-origin'] = '*';
  told.headers['access-control-expose-headers'] = exposed;
}
