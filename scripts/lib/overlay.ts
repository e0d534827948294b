// Overlays, applied one action at a time with every action held to its word. Redocly applies them when it bundles and says
// nothing of a target that matches nothing; this is the guard, and the two results are compared.
import { jsonpath } from 'json-p3';
import { Mistakes } from './failure.ts';
import { readYaml } from './files.ts';
import type { Json, JsonObject } from './json.ts';
import { at, canonical, isObject, listOf, pointerOf } from './json.ts';
import { checkShape, overlayShape } from './shapes.ts';

export interface Overlay {
  file: string;
  document: JsonObject;
}

/** Reads an overlay. @throws {@link Failure} where it is not of the shape, or names a revision that there is not. */
export function readOverlay(file: string, revisions: readonly string[]): Overlay {
  const document = readYaml(file);
  checkShape(file, document, overlayShape);
  const overlay = { file, document: document as JsonObject };
  const mistakes = new Mistakes();
  for (const { at: place, action } of actionsOf(overlay)) {
    for (const revision of listOf(action['x-revisions'])) {
      if (revisions.includes(String(revision))) continue;
      mistakes.add({
        file,
        at: place,
        problem: `x-revisions lists ${revision}, which is no revision.`,
        mend: `There are ${revisions.join(', ')}.`,
      });
    }
  }
  mistakes.stop();
  return overlay;
}

/** The actions of an overlay, each with where it stands. */
export function actionsOf({ document }: Overlay): { at: string; target: string; action: JsonObject }[] {
  return listOf(document['actions'])
    .filter(isObject)
    .map((action, index) => {
      const target = String(action['target']).trim();
      return { at: `/actions/${index} (${target})`, target, action };
    });
}

/** Whether an action belongs to a revision: to those that it lists, or to all. */
export function belongsTo(action: JsonObject, revision: string): boolean {
  const listed = action['x-revisions'];
  return listed === undefined || listOf(listed).includes(revision);
}

/** The overlay with only the actions that belong to a revision, for Redocly to apply. */
export function overlayFor(overlay: Overlay, revision: string): JsonObject {
  return {
    ...overlay.document,
    actions: actionsOf(overlay).flatMap(({ action }) => (belongsTo(action, revision) ? [action] : [])),
  };
}

/**
 * Applies an overlay (Overlay 1.1) to a document of a revision, and gives the result; the document itself stays as it is.
 *
 * Adds a mistake for each action whose target matches nothing, or something in a revision that the action does not list; or
 * that changes nothing.
 */
export function applyOverlay(document: JsonObject, overlay: Overlay, revision: string, mistakes: Mistakes): JsonObject {
  const result = structuredClone(document);
  for (const { at: place, target, action } of actionsOf(overlay)) {
    const mistake = (problem: string, mend: string) =>
      mistakes.add({ file: overlay.file, at: `${place}, revision ${revision}`, problem, mend });
    let found: { location: (string | number)[] }[];
    try {
      found = jsonpath.query(target, result).nodes;
    } catch (error) {
      mistake(
        `Not a JSONPath (RFC 9535): ${(error as Error).message}`,
        'Correct the target; quote names with hyphens.',
      );
      continue;
    }
    if (!belongsTo(action, revision)) {
      if (found.length > 0) {
        mistake(
          `Matches ${pointerOf(found[0]?.location ?? [])} in a revision that x-revisions does not list.`,
          `List ${revision} in x-revisions, or make the target match only what it is meant for.`,
        );
      }
      continue;
    }
    if (found.length === 0) {
      mistake('The target matches nothing.', 'Correct the target, or list in x-revisions the revisions that have it.');
      continue;
    }
    const values = () => found.map(({ location }) => canonical(at(result, pointerOf(location))));
    const before = values();
    applyAction(result, action, found);
    // What is removed is no longer where it was found.
    if (action['remove'] !== true && values().every((value, index) => value === before[index]))
      mistake('The action changes nothing.', 'Remove it, or correct what it updates.');
  }
  return result;
}

function applyAction(document: JsonObject, action: JsonObject, found: { location: (string | number)[] }[]): void {
  // From the last to the first, so that removing from a list does not move what is still to be removed.
  for (const { location } of found.toReversed()) {
    const key = location.at(-1);
    const parent = at(document, pointerOf(location.slice(0, -1)));
    if (key === undefined || typeof parent !== 'object' || parent === null) continue;
    if (action['remove'] === true) {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[String(key)];
      continue;
    }
    const [copied] = typeof action['copy'] === 'string' ? jsonpath.query(action['copy'], document).nodes : [];
    const update = copied ? (copied.value as Json) : action['update'];
    if (update === undefined) continue;
    const container = parent as Record<string | number, Json>;
    container[key] = merged(container[key], update);
  }
}

/** Overlay's merge: maps recursively, lists by appending, all else by replacing. */
function merged(target: Json | undefined, update: Json): Json {
  if (Array.isArray(target)) return [...target, ...(Array.isArray(update) ? update : [update])];
  if (!isObject(target) || !isObject(update)) return structuredClone(update);
  const result = { ...target };
  for (const [key, value] of Object.entries(update)) result[key] = merged(target[key], value);
  return result;
}
