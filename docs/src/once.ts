// Values that cost time, made when they are first asked for.

/** A function that is called once, and gives its result from then on. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * A function that remembers its last results: what many ask for one after the other, and is too large to be kept for all.
 *
 * @param most - how many results
 */
export function remembering<T>(most: number, make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as T) : make(key);
    // What was asked for last stands last.
    known.delete(key);
    known.set(key, value);
    const [oldest = key] = known.keys();
    if (known.size > most) known.delete(oldest);
    return value;
  };
}
