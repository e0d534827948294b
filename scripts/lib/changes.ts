// What each revision brought, as the overlays that step back from it say.
import { stepFile } from './editions.ts';
import { Failure } from './failure.ts';
import { readYamlObject } from './files.ts';
import type { JsonObject } from './json.ts';
import { isObject, listOf } from './json.ts';

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

/** The steps between revisions, newest first. @throws {@link Failure} where an action names a change that is not told. */
export function changesOf(revisions: readonly string[]): Step[] {
  return revisions.slice(1).map((from, index) => {
    const file = stepFile(from);
    const overlay = readYamlObject(file);
    const actions = listOf(overlay['actions']).filter(isObject);
    const told = listOf(overlay['x-changes']) as unknown as Omit<Change, 'actions'>[];
    for (const { 'x-change': id, target } of actions) {
      if (id !== undefined && !told.some((change) => change.id === id)) {
        throw new Failure({
          file,
          at: String(target),
          problem: `x-changes has no ${id}.`,
          mend: 'Tell the change there, in both languages.',
        });
      }
    }
    const changes = told.map((change) => {
      const own = actions.filter((action) => action['x-change'] === change.id);
      if (own.length === 0) {
        throw new Failure({
          file,
          at: `x-changes, ${change.id}`,
          problem: 'No action belongs to it.',
          mend: 'Remove it, or name it in x-change of its actions.',
        });
      }
      return { ...change, actions: own.map(summary) };
    });
    return { from, to: String(revisions[index]), changes };
  });
}

function summary(action: JsonObject): { target: string; description: string } {
  return { target: String(action['target']).trim(), description: String(action['description']) };
}
