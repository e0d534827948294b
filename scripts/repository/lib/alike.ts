// Which operations of several editions are one and the same but for their words: what has been tried of one need not be tried
// of the others.
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isObject, objectOf, pointerOf, reachedFrom, stepsOf } from '@apig-spec/model/json';

/** Texts of prose: whether there is one may be asked, but not which words it has. */
const proseKeys = new Set(['summary', 'description', 'title', 'message', 'x-displayName']);
/** Below these keys stand data, whose texts are facts. */
const dataKeys = new Set(['value', 'example', 'examples', 'default', 'enum', 'const']);

/** Tells of a place in a document what stands there, prose aside: the same text where it is the same. */
export function digestsOf(document: JsonObject): (pointer: string) => string {
  const known = new Map<string, string>();
  return (pointer) => {
    const text = () => JSON.stringify(wordless(at(document, pointer))) ?? '';
    const digest = known.get(pointer) ?? createHash('sha256').update(text()).digest('base64');
    known.set(pointer, digest);
    return digest;
  };
}

function wordless(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => wordless(item) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]): [string, Json] => {
    if (proseKeys.has(key) && typeof child === 'string') return [key, child !== ''];
    if (key === 'x-enum-descriptions' && Array.isArray(child)) return [key, child.map((text) => text !== '')];
    return [key, dataKeys.has(key) ? child : (wordless(child) ?? null)];
  });
  return Object.fromEntries(entries);
}

/** Of each operation of a document, by its id, what tells it from others: itself and all that it refers to, prose aside. */
export function operationKeys(document: JsonObject): Map<string, string> {
  const digest = digestsOf(document);
  const around = digest('/security') + digest('/components/securitySchemes');
  const keys = new Map<string, string>();
  for (const [path, item] of Object.entries(objectOf(document['paths']))) {
    const shared = objectOf(item)['parameters'] ?? null;
    for (const [method, operation] of Object.entries(objectOf(item))) {
      if (!isObject(operation) || !('operationId' in operation)) continue;
      const parts = [...reachedFrom(document, [shared, operation])].map((each) => each + digest(each.slice(1)));
      const own = ['parameters', method].map((key) => digest(pointerOf(['paths', path, key])));
      keys.set(String(operation['operationId']), [around, path, method, ...own, ...parts].join());
    }
  }
  return keys;
}

/** Of each document the ids of the operations that none before it has alike. */
export function unlikeBefore(documents: readonly JsonObject[]): Set<string>[] {
  const seen = new Set<string>();
  return documents.map((document) => {
    const keys = [...operationKeys(document)].filter(([, key]) => !seen.has(key));
    for (const [, key] of keys) seen.add(key);
    return new Set(keys.map(([id]) => id));
  });
}

/** A document without some of its operations, and without the components that they alone refer to. */
export function withoutOperations(document: JsonObject, isLeft: (id: string) => boolean): JsonObject {
  const isOperation = (value: Json) => isObject(value) && 'operationId' in value;
  const [kept, left]: [JsonObject, JsonObject] = [{}, {}];
  for (const [path, item] of Object.entries(objectOf(document['paths']))) {
    const own = Object.entries(objectOf(item));
    const gone = own.filter(([, value]) => isOperation(value) && isLeft(String(objectOf(value)['operationId'])));
    left[path] = Object.fromEntries(gone);
    const rest = own.filter((each) => !gone.includes(each));
    if (rest.some(([, value]) => isOperation(value))) kept[path] = Object.fromEntries(rest);
    else Object.assign(objectOf(left[path]), Object.fromEntries(rest));
  }
  const needed = componentsOf(reachedFrom(document, kept));
  const unneeded = componentsOf(reachedFrom(document, left)).difference(needed);
  const components = Object.entries(objectOf(document['components'])).map(([kind, named]): [string, Json] => {
    const rest = Object.entries(objectOf(named)).filter(
      ([name]) => !unneeded.has(pointerOf(['components', kind, name])),
    );
    return [kind, Object.fromEntries(rest)];
  });
  return { ...document, paths: kept, components: Object.fromEntries(components) };
}

function componentsOf(references: ReadonlySet<string>): Set<string> {
  return new Set([...references].map((reference) => pointerOf(stepsOf(reference.slice(1)).slice(0, 3))));
}
