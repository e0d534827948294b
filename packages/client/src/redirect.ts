// The API never redirects. Whoever does so would be sent the credentials.
import { ApigFault, requestIdOf } from './fault.ts';

/** @throws {@link ApigFault} for a redirect, and for the response to one that `fetch` followed nevertheless */
export function rejectRedirect(response: Response, from: string): void {
  const { status, type, redirected, headers, url } = response;
  if (!redirected && type !== 'opaqueredirect' && !/^3(?!04)/.test(`${status}`)) return;
  // Browsers do not tell it.
  let target = 'an unknown address';
  try {
    const { origin, pathname } = new URL(redirected ? url : (headers.get('Location') ?? '//'), from);
    // Without its query, which may hold secrets.
    target = origin + pathname;
  } catch {
    // Then it is not a valid URL; `//` is none either.
  }
  throw new ApigFault('redirect', undefined, requestIdOf(response), `A redirect to ${target}`);
}
