// Requests, with whatever else Fetch and the platform take.

/**
 * A request that follows no redirect.
 *
 * @param init - also what only the platform knows, such as `next`, `cf` and `dispatcher`: the constructor drops that
 */
export function requestWith(from: string | Request, init: object): Request {
  const request: Record<string, unknown> & Request = Object(new Request(from, { ...init, redirect: 'manual' }));
  for (const name in init) if (!(name in request)) request[name] = init[name as keyof object];
  return request;
}
