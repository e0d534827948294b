// What the tab remembers from page to page. Of credentials nothing is ever given to it.

/** What is remembered by a name. Where a browser allows no storage, or something else was stored, it is as if nothing was. */
export function read<Value>(name: string, otherwise: Value): Value {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(`try.${name}`) ?? 'null');
    return typeof value === typeof otherwise && value !== null ? (value as Value) : otherwise;
  } catch {
    return otherwise;
  }
}

/** Remembers a value. @returns whether it is remembered */
export function write(name: string, value: unknown): boolean {
  try {
    sessionStorage.setItem(`try.${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
