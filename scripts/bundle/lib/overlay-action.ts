// One action of an overlay, as the Overlay Specification 1.1 has it: what it makes of a document, or why it cannot be applied.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, copyOf, isObject, pointerOf } from '@apig-spec/model/json';
import { jsonpath } from 'json-p3';

type Location = readonly (string | number)[];

/** Why an action cannot be applied, and what to do about it. */
export class ActionProblem extends Error {
  readonly fix: string;

  constructor(problem: string, fix: string) {
    super(problem);
    this.fix = fix;
  }
}

/** Where a JSONPath leads in a document, each place once. @throws {@link ActionProblem} for what is not a JSONPath (RFC 9535). */
export function placesOf(document: JsonObject, path: string): Location[] {
  try {
    const places = jsonpath.query(path, document).nodes.map(({ location }) => location as Location);
    return [...new Map(places.map((place) => [pointerOf(place), place])).values()];
  } catch (error) {
    throw new ActionProblem(
      `Not a JSONPath (RFC 9535): ${(error as Error).message}`,
      'Correct the target; quote names with hyphens.',
    );
  }
}

/**
 * Applies an action to the places that its target leads to.
 *
 * @returns the document, which is a new one where the target is its root
 * @throws {@link ActionProblem} where what is there and what the action brings do not fit
 */
export function applyAction(document: JsonObject, action: JsonObject, places: readonly Location[]): JsonObject {
  if (action['remove'] === true) {
    if (places.some(({ length }) => length === 0))
      throw new ActionProblem('The document itself cannot be removed.', 'Name the parts that go.');
    for (const place of places.toSorted(lastFirst)) removeAt(document, place);
    return document;
  }
  const kinds = new Set(places.map((place) => kindOf(at(document, pointerOf(place)))));
  if (kinds.size > 1) {
    const found = [...kinds].join(' and ');
    throw new ActionProblem(`The target selects ${found}; an update takes one of them.`, 'Write an action for each.');
  }
  // Read once, before anything is changed: what is copied may lie within what is updated.
  const given = 'copy' in action ? copied(document, String(action['copy'])) : action['update'];
  if (given === undefined) return document;
  const update = copyOf(given);
  let result = document;
  for (const place of places) {
    const pointer = pointerOf(place);
    const key = place.at(-1);
    const value = updated(at(result, pointer), update, pointer);
    if (key === undefined) result = value as JsonObject;
    else (at(result, pointerOf(place.slice(0, -1))) as Record<string | number, Json>)[key] = value;
  }
  return result;
}

/** From the last to the first, so that what is removed does not move what is still to be removed. */
function lastFirst(a: Location, b: Location): number {
  const index = a.findIndex((step, position) => step !== b[position]);
  const [left, right] = [a[index], b[index]];
  if (index < 0 || right === undefined) return a.length > b.length ? -1 : 1;
  if (left === undefined) return 1;
  return typeof left === 'number' && typeof right === 'number' ? right - left : left < right ? 1 : -1;
}

function removeAt(document: JsonObject, place: Location): void {
  const parent = at(document, pointerOf(place.slice(0, -1)));
  const key = place.at(-1);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isObject(parent)) delete parent[String(key)];
}

function copied(document: JsonObject, path: string): Json | undefined {
  const places = placesOf(document, path);
  if (places.length === 1) return at(document, pointerOf(places[0] as Location));
  throw new ActionProblem(
    `\`copy: ${path}\` selects ${places.length} places; it must select one.`,
    'Correct the path in `copy`.',
  );
}

/** What an update makes of a target: a list takes a list, or one more item; all else only its kind. */
function updated(target: Json | undefined, update: Json, pointer: string): Json {
  if (Array.isArray(target) && !Array.isArray(update)) return [...target, copyOf(update)];
  return merged(target, update, pointer);
}

/** The merge of the specification: objects by their fields, lists one after the other, all else replaced. */
function merged(target: Json | undefined, update: Json, pointer: string): Json {
  if (target === undefined) return copyOf(update);
  if (Array.isArray(target) && Array.isArray(update)) return [...target, ...copyOf(update)];
  if (isObject(target) && isObject(update)) {
    const result = { ...target };
    for (const [key, value] of Object.entries(update))
      result[key] = merged(Object.hasOwn(target, key) ? target[key] : undefined, value, pointer + pointerOf([key]));
    return result;
  }
  if (kindOf(target) === 'primitives' && kindOf(update) === 'primitives') return update;
  throw new ActionProblem(
    `${pointer || 'The document'} holds ${kindOf(target)}, and the update brings ${kindOf(update)}.`,
    'Remove it first in a separate action, then update the object that contains it.',
  );
}

function kindOf(value: Json | undefined): 'objects' | 'lists' | 'primitives' {
  if (Array.isArray(value)) return 'lists';
  return isObject(value) ? 'objects' : 'primitives';
}
