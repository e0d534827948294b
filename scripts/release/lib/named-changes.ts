// A released edition differs from its release only where a changeset says so: whoever has locked a revision reads what moved.
import { join } from 'node:path';
import { differencesOf } from '@apig-spec/model/differences';
import type { JsonObject } from '@apig-spec/model/json';
import type { Mistake } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';

/**
 * A mistake for each place of a released edition where a wire fact has changed, come or gone, and that no changeset names: by
 * the edition or its revision, by the field or the operation, or by an error code. Editions that are new need no naming.
 *
 * @param before - the released editions by name
 * @param changesets - the texts of those that wait for the release, in both languages
 */
export function unnamedChanges(
  before: ReadonlyMap<string, JsonObject>,
  after: ReadonlyMap<string, JsonObject>,
  changesets: readonly string[],
): Mistake[] {
  const unnamed = new Map<string, { place: string; editions: string[]; change: string }>();
  for (const [edition, document] of after) {
    const released = before.get(edition);
    if (!released || released === document || namesEdition(changesets, edition)) continue;
    for (const [place, change] of changesIn(released, document)) {
      if (namesPlace(changesets, place, change)) continue;
      const known = unnamed.get(`${place} ${change}`) ?? { place, editions: [], change };
      known.editions.push(edition);
      unnamed.set(`${place} ${change}`, known);
    }
  }
  return [...unnamed.values()].map(({ place, editions, change }) => ({
    file: join(root, '.changeset'),
    at: `${editions.join(', ')}: ${place}`,
    problem: `The released edition has changed there: ${change}. No changeset names the edition or the field.`,
    fix: 'Name the field or the revision in the changeset that changes it, or take the change back in the overlay of this revision.',
  }));
}

/** What has changed of operations on the wire, in words, by place. */
function changesIn(before: JsonObject, after: JsonObject): Map<string, string> {
  const changes = new Map<string, string>();
  for (const { places, senders, receivers, change } of differencesOf(before, after)) {
    if (senders === 'none' && receivers === 'none') continue;
    for (const place of places.filter((each) => !each.startsWith('/'))) {
      const known = changes.get(place);
      changes.set(place, known === undefined ? change : `${known}; ${change}`);
    }
  }
  return changes;
}

/** By its name or its revision. “All editions” names none: it would excuse whatever else has changed. */
function namesEdition(changesets: readonly string[], edition: string): boolean {
  const revision = edition.split('.')[0] ?? '';
  return changesets.some((text) => new RegExp(`(?<![\\d-])${revision}(?![\\d-])`).test(text));
}

/** The field, the operation, or what has come to or gone from its codes stands in backticks. */
function namesPlace(changesets: readonly string[], place: string, change: string): boolean {
  const steps = place.split('/').filter((step) => !/^(0|request|response|path|query|header|\d{3})$/.test(step));
  const [operation = '', ...fields] = steps;
  const codes = change.match(/API[CG]\.\d{4}/g) ?? [];
  const names = [operation, fields.at(-1) ?? operation];
  return changesets.some(
    (text) =>
      names.some((name) => new RegExp(`\`[^\`]*\\b${name}\\b[^\`]*\``).test(text)) ||
      (codes.length > 0 && codes.every((code) => text.includes(code))),
  );
}
