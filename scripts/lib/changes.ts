// What each revision brought, as the overlays that step back from it say.

import { listOf } from '@apig-spec/model/json';
import { stepFile } from './editions.ts';
import type { Mistakes } from './failure.ts';
import type { Row } from './ledger.ts';
import type { Overlay } from './overlay.ts';
import { actionsOf, readOverlay } from './overlay.ts';

export interface Change {
  /** Stable: it becomes an anchor in the docs. */
  id: string;
  en: string;
  'zh-CN': string;
  /** Rows of the ledger that show it. */
  sources: string[];
  /** What the overlay does to take it back. */
  actions: { target: string; description: string }[];
}

export interface Step {
  from: string;
  to: string;
  changes: Change[];
}

/**
 * The steps between revisions, newest first.
 *
 * Adds a mistake for each action that belongs to no change, each change that has no action, and each source that is no row.
 *
 * @param rows - those of the ledger, by name
 */
export function changesOf(revisions: readonly string[], rows: ReadonlyMap<string, Row>, mistakes: Mistakes): Step[] {
  return revisions.slice(1).map((from, index): Step => {
    const file = stepFile(from);
    const overlay = readOverlay(file, revisions);
    const actions = actionsOf(overlay);
    const told = listOf(overlay.document['x-changes']) as unknown as Omit<Change, 'actions'>[];
    for (const { at, target, action } of actions) {
      const id = action['x-change'];
      // The revision's name is not a change of the API.
      if (id === undefined && target !== '$.info') {
        const mend = 'Name the change that it takes back in x-change, and tell that one in x-changes.';
        mistakes.add({ file, at, problem: 'The action belongs to no change.', mend });
      }
      if (id !== undefined && !told.some((change) => change.id === id)) {
        mistakes.add({
          file,
          at,
          problem: `x-changes has no ${id}.`,
          mend: 'Tell the change there, in both languages.',
        });
      }
    }
    const changes = told.map((change): Change => {
      const at = `x-changes, ${change.id}`;
      const own = actions.filter(({ action }) => action['x-change'] === change.id);
      if (own.length === 0) {
        mistakes.add({
          file,
          at,
          problem: 'No action belongs to it.',
          mend: 'Remove it, or name it in x-change of its actions.',
        });
      }
      checkSources(change.sources, rows, { file, at }, mistakes);
      const summaries = own.map(({ target, action }) => ({ target, description: String(action['description']) }));
      return { ...change, actions: summaries };
    });
    return { from, to: String(revisions[index]), changes };
  });
}

/** The rows that an overlay's actions rest on. */
export function sourcesOf(overlay: Overlay): string[] {
  return actionsOf(overlay).flatMap(({ action }) => listOf(action['x-sources']).map(String));
}

/** Every action of an overlay that rests on documents says on which rows. */
export function checkActionSources(overlay: Overlay, rows: ReadonlyMap<string, Row>, mistakes: Mistakes): void {
  const { file } = overlay;
  for (const { at, action } of actionsOf(overlay)) {
    const sources = listOf(action['x-sources']).map(String);
    if (sources.length === 0) {
      mistakes.add({ file, at, problem: 'No x-sources.', mend: 'List the rows of the ledger that state it.' });
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
    mistakes.add({ ...place, problem: `There is no row ${source}.`, mend: 'Correct the name: document/table/field.' });
  }
}
