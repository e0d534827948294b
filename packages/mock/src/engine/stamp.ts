// New identifiers, and the time.

/** @returns 32 lower-case hexadecimal characters */
export function newId(): string {
  let id = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += byte.toString(16).padStart(2, '0');
  return id;
}

/**
 * A clock that never gives the same time twice, so that times tell in which request something was made. Clocks count
 * milliseconds only; the rest of the nine fractional digits counts requests.
 *
 * @returns the time in RFC 3339 form, in UTC
 */
export function newClock(): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const now = Date.now();
    count = now > last ? 0 : count + 1;
    last = Math.max(now, last);
    return `${new Date(last).toISOString().slice(0, -1)}${String(count).padStart(6, '0')}Z`;
  };
}
