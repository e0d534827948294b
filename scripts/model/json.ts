// JSON values, JSON pointers and hashes: what every step needs and no more.
import { createHash } from 'node:crypto';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one where it is none. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list, or an empty one where it is none. */
export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** A value that shares nothing with another: of JSON, in less time than `structuredClone` takes. */
export function copyOf<T extends Json>(value: T): T;
export function copyOf(value: Json): Json {
  if (Array.isArray(value)) return value.map((each) => copyOf(each));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, each] of Object.entries(value)) copy[key] = copyOf(each);
  return copy;
}

/** A JSON pointer (RFC 6901) from its unescaped steps. */
export function pointerOf(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The unescaped steps of a JSON pointer. */
export function stepsOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1);
  return pointer.includes('~') ? steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')) : steps;
}

/** The value at a JSON pointer, or `undefined`. */
export function at(value: Json | undefined, pointer: string): Json | undefined {
  return stepsOf(pointer).reduce<Json | undefined>((node, step) => {
    if (Array.isArray(node)) return node[Number(step)];
    return isObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
  }, value);
}

/** Follows `$ref`s within the document to what they stand for. */
export function resolve(document: JsonObject, value: Json | undefined): Json | undefined {
  let node = value;
  while (isObject(node) && typeof node['$ref'] === 'string') node = at(document, node['$ref'].slice(1));
  return node;
}

/** The references that a node holds, and all that they lead to in turn. */
export function reachedFrom(document: JsonObject, node: Json): Set<string> {
  const reached = new Set<string>();
  const visit = (value: Json | undefined): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    const { $ref } = value;
    if (typeof $ref === 'string' && !reached.has($ref)) {
      reached.add($ref);
      visit(at(document, $ref.slice(1)));
    }
    Object.values(value).forEach(visit);
  };
  visit(node);
  return reached;
}

/** The last step of a `$ref`: the component's name. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** The first eight hexadecimal digits of a text's SHA-256. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Whether a member of a document is prose alone. A field may have the name of prose; then its value is not a text. */
export function isProse(key: string, value: unknown): boolean {
  return typeof value === 'string' && (key === 'description' || key === 'summary');
}

/** The value with all keys in order, as one line: equal values give equal lines. */
export function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_key, node: Json) =>
    isObject(node) ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1))) : node,
  );
}
