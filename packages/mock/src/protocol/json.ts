// JSON values that come from outside, whatever they are: neither recursion nor a getter may be what finds out.

/** The deepest that anything of the mock is nested, with room: a snapshot's own levels are some ten. */
const deepest = 64;

interface Place {
  value: unknown;
  name: string;
  depth: number;
  parent: Place | undefined;
}

/** What makes a value other than JSON would give it, or too deep; undefined where it is JSON. */
export function jsonProblem(root: unknown): string | undefined {
  const open: Place[] = [{ value: root, name: '', depth: 0, parent: undefined }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, depth } = place;
    if (isScalar(value)) continue;
    if (!isPlain(value)) return `${pathOf(place) || 'it'} is not a JSON value.`;
    if (depth === deepest) return `${pathOf(place).slice(0, 200)}… is nested more than ${deepest} levels deep.`;
    const isList = Array.isArray(value);
    for (const [name, item] of Object.entries(value as object)) {
      // JSON leaves such a field out.
      if (item === undefined && !isList) continue;
      if (!isScalar(item)) open.push({ value: item, name, depth: depth + 1, parent: place });
    }
  }
  return undefined;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  // An array with holes has fewer entries than its length.
  if (Array.isArray(value)) return Object.keys(value).length === value.length;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Of another realm, such as a test runner's, the prototype is another object, whose own prototype is null all the same.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function pathOf(place: Place): string {
  const names: string[] = [];
  for (let each: Place | undefined = place; each?.parent; each = each.parent) names.unshift(each.name);
  return names.join('.');
}

/**
 * Whether JSON text is nested deeper than anything of the mock. Reading such text costs far more than its length.
 *
 * @param bytes - UTF-8
 */
export function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
}

/** JSON that a header can carry: what is not ASCII is escaped. */
export function asciiJson(value: object): string {
  return JSON.stringify(value).replaceAll(/[\u007f-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
