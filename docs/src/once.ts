// Values that cost time, made when they are first asked for.

/** A function that is called once, and gives its result from then on. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
