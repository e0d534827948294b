// Prose: what a translator translates, each piece under a stable name. Everything else in an edition is wire facts.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, copyOf, isObject, listOf, objectOf, pointerOf } from '@apig-spec/model/json';

/** A piece of prose in a bundled edition. */
export interface Prose {
  /** Its stable name in the catalogue: `VpcHealthConfigBase.timeout`, `createVpcChannel.summary`. */
  key: string;
  /** Where it stands in the bundled edition. */
  steps: (string | number)[];
  text: string;
}

/** A place of prose that no stable name can be made for. */
export class UnnamedProse extends Error {
  readonly pointer: string;

  constructor(pointer: string) {
    super(pointer);
    this.pointer = pointer;
  }
}

/**
 * A tag is named alike in all languages, since tools sort operations by it; shown it is by its `x-displayName`. So is a
 * schema that is one of the kinds of a body.
 */
const proseKeys = new Set(['summary', 'description', 'x-displayName']);
/** Below these keys stand data, not parts of the contract. */
const dataKeys = new Set([
  'value',
  'example',
  'examples',
  'default',
  'enum',
  'const',
  'x-provenance',
  'x-enum-varnames',
]);
/** A list of texts, one for each value of the list beside it. */
const proseList = 'x-enum-descriptions';

/**
 * All prose of a bundled edition, in the document's order.
 *
 * @throws {@link UnnamedProse} for prose at a place that has no stable name, such as an unnamed alternative of a `oneOf`.
 */
export function proseOf(document: JsonObject): Prose[] {
  const found: Prose[] = [];
  const operationIds = operationIdsOf(document);

  const visit = (node: Json | undefined, steps: (string | number)[]): void => {
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) {
        const here = [...steps, index];
        if (typeof item === 'string' && steps.at(-1) === proseList && !isMapOfNames(steps.slice(0, -1)))
          found.push({ key: nameOf(document, here, operationIds), steps: here, text: item });
        else visit(item, here);
      }
    } else if (isObject(node)) {
      for (const [key, value] of Object.entries(node)) {
        const here = [...steps, key];
        if (typeof value === 'string' && isProse(here)) {
          found.push({ key: nameOf(document, here, operationIds), steps: here, text: value });
        } else if (!dataKeys.has(key) || isMapOfNames(steps) || isNamedExamples(here)) {
          visit(value, here);
        }
      }
    }
  };
  visit(document, []);
  return found;
}

function operationIdsOf(document: JsonObject): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [path, item] of Object.entries(document['paths'] as JsonObject)) {
    for (const [method, operation] of Object.entries(item as JsonObject)) {
      const id = isObject(operation) ? operation['operationId'] : undefined;
      if (typeof id === 'string') ids.set(`${path} ${method}`, id);
    }
  }
  return ids;
}

/** Whether the keys of the node at this place are names of the contract's own making, such as properties. */
function isMapOfNames(steps: readonly (string | number)[]): boolean {
  const key = steps.at(-1);
  // A name in such a map is none itself: a field may be called `responses`.
  if (key === 'properties' || key === 'responses' || key === 'variables') return !isMapOfNames(steps.slice(0, -1));
  return steps.length === 2 && steps[0] === 'components';
}

/** Named examples, unlike a schema's list of sample values. */
function isNamedExamples(steps: readonly (string | number)[]): boolean {
  return steps.length === 2 && steps[0] === 'components' && steps[1] === 'examples';
}

function isProse(steps: readonly (string | number)[]): boolean {
  const key = String(steps.at(-1));
  if (key === 'message') return steps.at(-3) === 'x-validations';
  return proseKeys.has(key) && !isMapOfNames(steps.slice(0, -1));
}

/** The stable name of a place of prose. */
function nameOf(document: JsonObject, steps: (string | number)[], operationIds: ReadonlyMap<string, string>): string {
  const [first, second, third, ...rest] = steps.map(String);
  const unnamed = () => new UnnamedProse(pointerOf(steps));
  if (first === 'info') return `info.${second}`;
  if (first === 'servers') {
    const url = String((document['servers'] as JsonObject[])[Number(second)]?.['url']);
    return third === 'variables' ? `servers.${url}.${rest[0]}` : `servers.${url}`;
  }
  if (first === 'tags') {
    const tag = `tags.${(document['tags'] as JsonObject[])[Number(second)]?.['name']}`;
    return third === 'x-displayName' ? `${tag}.name` : tag;
  }
  if (first === 'paths') {
    const id = operationIds.get(`${second} ${third}`);
    if (id === undefined) throw unnamed();
    if (rest.length === 1) return `${id}.${rest[0]}`;
    if (rest.length === 2 && rest[0] === 'requestBody') return `${id}.requestBody`;
    if (rest.length === 3 && rest[0] === 'responses') return `${id}.${rest[1]}`;
    throw unnamed();
  }
  if (first !== 'components') throw unnamed();
  if (second !== 'schemas') {
    if (rest.length !== 1) throw unnamed();
    return `${second}.${third}`;
  }
  if (rest.at(-2) === proseList)
    return `${nameOf(document, [...steps.slice(0, -2), 'description'], operationIds)}.${valueName(document, steps)}`;
  if (rest.length === 1) return rest[0] === 'x-displayName' ? `${third}.x-displayName` : String(third);
  if (rest.length === 3 && rest[0] === 'properties') return `${third}.${rest[1]}`;
  if (rest.length === 3 && rest[0] === 'x-validations') {
    const rules = (document['components'] as { schemas: Record<string, { 'x-validations': JsonObject[] }> }).schemas[
      String(third)
    ];
    return `${third}${rules?.['x-validations'][Number(rest[1])]?.['fieldPath']}.message`;
  }
  throw unnamed();
}

/** What generators call the value that an entry of the descriptions explains; where it has no name, the value itself. */
function valueName(document: JsonObject, steps: readonly (string | number)[]): string {
  const schema = objectOf(at(document, pointerOf(steps.slice(0, -2))));
  const index = Number(steps.at(-1));
  return String(listOf(schema['x-enum-varnames'])[index] ?? listOf(schema['enum'])[index]);
}

/** The edition with all prose and all extensions that only tell where a fact comes from left out: its wire facts. */
export function wireOf(document: JsonObject): JsonObject {
  const result = copyOf(document);
  for (const { steps } of proseOf(result).toReversed()) {
    const key = steps.at(-1);
    let parent: Json | undefined = result;
    for (const step of steps.slice(0, -1)) parent = (parent as Record<string | number, Json>)[step];
    // A list keeps its length: how many there are is not prose.
    if (Array.isArray(parent)) parent[Number(key)] = '';
    else delete (parent as JsonObject)[String(key)];
  }
  return result;
}
