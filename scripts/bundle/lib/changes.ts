// What each revision brought, as the overlays that step back from it say.

import { relative } from 'node:path';
import { listOf } from '@apig-spec/model/json';
import type { Change, Row, StepInWords } from '@apig-spec/model/records';
import { stepFile } from '@apig-spec/repository/editions';
import type { Mistakes } from '@apig-spec/repository/failure';
import { readYaml } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';
import type { Overlay } from './overlay.ts';
import { actionsOf, readOverlays } from './overlay.ts';

/**
 * The steps between revisions, newest first.
 *
 * Adds a mistake for each action that belongs to no change, each change that has no action, and each source that is not a row.
 *
 * @param rows - those of the ledger, by name
 */
export function changesOf(
  revisions: readonly string[],
  rows: ReadonlyMap<string, Row>,
  mistakes: Mistakes,
): StepInWords[] {
  return revisions.slice(1).map((from, index): StepInWords => {
    const file = stepFile(from);
    const shown = relative(root, file);
    const value = readYaml(file);
    checkShape(file, value, 'changes');
    const told = value as unknown as Omit<Change, 'actions'>[];
    const actions = readOverlays(from, revisions).flatMap((overlay) =>
      actionsOf(overlay).map((each) => ({ ...each, file: overlay.file })),
    );
    for (const { at, action, file: overlay } of actions) {
      const id = action['x-change'];
      const wrong = (problem: string, fix: string) => mistakes.add({ file: overlay, at, problem, fix });
      if (id === undefined)
        wrong('The action has no x-change.', `Set x-change to the id, in ${shown}, of the change that it reverts.`);
      else if (!told.some((change) => change.id === id))
        wrong(`There is no change ${id}.`, `Describe the change in ${shown}, in both languages.`);
    }
    const changes = told.map((change): Change => {
      const at = change.id;
      const own = actions.filter(({ action }) => action['x-change'] === change.id);
      if (own.length === 0) {
        mistakes.add({
          file,
          at,
          problem: 'No action has it as x-change.',
          fix: 'Remove it, or set x-change in the actions that revert it.',
        });
      }
      checkSources(change.sources, rows, { file, at }, mistakes);
      const summaries = own.map(({ target, action }) => ({ target, description: String(action['description']) }));
      return { ...change, actions: summaries };
    });
    return { from, to: String(revisions[index]), changes };
  });
}

/** The rows that the actions of overlays rest on. */
export function sourcesOf(overlays: readonly Overlay[]): string[] {
  return overlays.flatMap(actionsOf).flatMap(({ action }) => listOf(action['x-sources']).map(String));
}

/** Every action of an overlay that rests on documents says on which rows. */
export function checkActionSources(overlay: Overlay, rows: ReadonlyMap<string, Row>, mistakes: Mistakes): void {
  const { file } = overlay;
  for (const { at, action } of actionsOf(overlay)) {
    const sources = listOf(action['x-sources']).map(String);
    if (sources.length === 0) {
      mistakes.add({ file, at, problem: 'No x-sources.', fix: 'List the rows of the ledger that state it.' });
    }
    checkSources(sources, rows, { file, at }, mistakes);
  }
}

function checkSources(
  sources: readonly string[],
  rows: ReadonlyMap<string, Row>,
  place: { file: string; at: string },
  mistakes: Mistakes,
): void {
  // The Chinese text of the vendor's SDK states character sets of fields that no Chinese document describes.
  for (const source of sources.filter((name) => !rows.has(name) && !name.startsWith('sdk/'))) {
    mistakes.add({ ...place, problem: `There is no row ${source}.`, fix: 'Correct the name: document/table/field.' });
  }
}
