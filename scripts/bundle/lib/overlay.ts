// Overlays, applied one action at a time. An action that matches nothing, matches where it should not, or changes nothing is a
// mistake, of which other implementations say nothing; that the results are the same is a test.

import { existsSync } from 'node:fs';
import type { JsonObject } from '@apig-spec/model/json';
import { at, canonical, copyOf, isObject, listOf, pointerOf } from '@apig-spec/model/json';
import { Mistakes } from '@apig-spec/repository/failure';
import { readYaml } from '@apig-spec/repository/files';
import { overlayFile, partFinder, readFolders, readParts } from '@apig-spec/repository/parts';
import { checkShape } from '@apig-spec/repository/shapes';
import { ActionProblem, applyAction, placesOf } from './overlay-action.ts';

export interface Overlay {
  file: string;
  document: JsonObject;
  /** Whether a place is one that the overlay may change: a part of its own folder. Without it, any is. */
  owns?: (pointer: string) => boolean;
}

/**
 * Reads the overlays of all folders that have one of a kind.
 *
 * @param kind - `observed`, `zh-CN`, or the revision that they step back to
 * @throws {@link Failure} where one is not of the shape, or names a revision that there is not
 */
export function readOverlays(kind: string, revisions: readonly string[]): Overlay[] {
  const partOf = partFinder(readParts());
  return readFolders()
    .map((folder) => ({ folder, file: overlayFile(folder, kind) }))
    .filter(({ file }) => existsSync(file))
    .map(({ folder, file }) => ({
      ...readOverlay(file, revisions),
      owns: (pointer: string) => partOf(pointer)?.folder === folder,
    }));
}

function readOverlay(file: string, revisions: readonly string[]): Overlay {
  const document = readYaml(file);
  checkShape(file, document, 'overlay');
  const overlay = { file, document: document as JsonObject };
  const mistakes = new Mistakes();
  for (const { at: place, action } of actionsOf(overlay)) {
    for (const revision of listOf(action['x-revisions'])) {
      if (revisions.includes(String(revision))) continue;
      mistakes.add({
        file,
        at: place,
        problem: `x-revisions lists ${revision}, which is not a known revision.`,
        fix: `Known: ${revisions.join(', ')}.`,
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

/**
 * Applies overlays (Overlay 1.1) to a document of a revision, and gives the result; the document itself stays as it is.
 *
 * Adds a mistake for each action whose target matches nothing, something in a revision that the action does not list, or
 * something that the overlay does not own; or that changes nothing.
 */
export function applyOverlays(
  document: JsonObject,
  overlays: readonly Overlay[],
  revision: string,
  mistakes: Mistakes,
): JsonObject {
  return overlays.reduce((result, overlay) => applyOverlay(result, overlay, revision, mistakes), copyOf(document));
}

/** Changes the document itself, unless a target is its root. */
function applyOverlay(document: JsonObject, overlay: Overlay, revision: string, mistakes: Mistakes): JsonObject {
  let result = document;
  for (const { at: place, target, action } of actionsOf(overlay)) {
    const mistake = (problem: string, fix: string) =>
      mistakes.add({ file: overlay.file, at: `${place}, revision ${revision}`, problem, fix });
    try {
      const places = placesOf(result, target);
      if (!belongsTo(action, revision)) {
        if (places.length > 0) {
          mistake(
            `Matches ${pointerOf(places[0] ?? []) || 'the document'} in a revision that x-revisions does not list.`,
            `List ${revision} in x-revisions, or make the target match only what it is meant for.`,
          );
        }
        continue;
      }
      if (places.length === 0) {
        mistake(
          'The target matches nothing.',
          'Correct the target, or list in x-revisions the revisions that have it.',
        );
        continue;
      }
      const strange = places.map(pointerOf).find((pointer) => overlay.owns?.(pointer) === false);
      if (strange !== undefined) {
        mistake(
          `It changes ${strange || 'the document'}, which this folder does not hold.`,
          'Move the action to the overlay of the folder that it changes, or make the target match only this folder.',
        );
        continue;
      }
      // What is removed is no longer where it was found: it has changed something in any case.
      const before =
        action['remove'] === true ? undefined : places.map((each) => canonical(at(result, pointerOf(each))));
      result = applyAction(result, action, places);
      if (before?.every((value, index) => value === canonical(at(result, pointerOf(places[index] ?? [])))))
        mistake('The action changes nothing.', 'Remove it, or correct what it updates.');
    } catch (error) {
      if (!(error instanceof ActionProblem)) throw error;
      mistake(error.message, error.fix);
    }
  }
  return result;
}
