// The API never redirects. Whoever does so would be sent the credentials.
import { ApigFault, requestIdOf } from './fault.ts';

/** @throws {@link ApigFault} for a redirect, and for the response to one that `fetch` followed nevertheless */
export function rejectRedirect(response: Response, from: string): void {
  const { status, type, redirected, headers, url } = response;
  const passes = status < 300 || status > 399 || status === 304;
  if (passes && !redirected && type !== 'opaqueredirect') return;
  // Browsers do not tell it.
  let target = 'an unknown address';
  const location = redirected ? url : headers.get('Location');
  try {
    if (location) {
      const { origin, pathname } = new URL(location, from);
      // Without its query, which may hold secrets.
      target = origin + pathname;
    }
  } catch {
    // Then it is no address.
  }
  void response.body?.cancel().catch(() => {});
  const text = `The redirect to ${target} ${redirected ? 'was' : 'is not'} followed`;
  throw new ApigFault('redirect', undefined, requestIdOf(response), text);
}
