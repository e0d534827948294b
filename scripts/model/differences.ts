// What differs between two documents on the wire and for generators: the one reading of it. The release check, the docs and
// changes.json go by it.

import type { Difference } from './differences/difference.ts';
import { merged } from './differences/difference.ts';
import { documentDifferences } from './differences/document.ts';
import { operationDifferences } from './differences/operations.ts';
import { serverDifferences } from './differences/security.ts';
import type { JsonObject } from './json.ts';

export type { Difference, DifferenceKind } from './differences/difference.ts';
export { operationsIn } from './differences/difference.ts';

/** Documents do not change once they have been read. */
const known = new WeakMap<JsonObject, WeakMap<JsonObject, readonly Difference[]>>();

/**
 * The differences from an earlier document to a later one; prose and examples make none. What shared components say is told
 * once in each direction, with all places where it is met.
 */
export function differencesOf(before: JsonObject, after: JsonObject): readonly Difference[] {
  const found = known.get(before) ?? new WeakMap<JsonObject, readonly Difference[]>();
  known.set(before, found);
  const differences = found.get(after) ?? differencesBetween(before, after);
  found.set(after, differences);
  return differences;
}

function differencesBetween(before: JsonObject, after: JsonObject): Difference[] {
  const servers = { old: before['servers'], now: after['servers'], place: '/servers' };
  return merged([
    ...operationDifferences(before, after),
    ...serverDifferences(before, after, servers),
    ...documentDifferences(before, after),
  ]);
}
