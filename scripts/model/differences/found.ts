// What is found at a place of an operation: differences of its own, and those of schemas and bodies.
import type { Json, JsonObject } from '../json.ts';
import { canonical, objectOf } from '../json.ts';
import type { DifferenceKind, Direction, Found, Impact, Pointers } from './difference.ts';
import { impactOn } from './difference.ts';
import { located, pointersTo } from './located.ts';
import { impacts, placeBelow } from './schema-difference.ts';
import { compareSchemas } from './schemas.ts';

/** Where two values stand, and which way they go. */
export interface Standing {
  was: { document: JsonObject };
  is: { document: JsonObject };
  place: string;
  direction: Direction;
}

/** What a difference says, with the nodes of both documents that it is about. */
export interface Saying extends Partial<Pick<Found, 'before' | 'after' | 'keyword'>> {
  old?: Json | undefined;
  now?: Json | undefined;
}

/** A difference at a place. */
export function found(
  { was, is, place, direction }: Standing,
  kind: DifferenceKind,
  impact: Impact,
  change: string,
  { old, now, ...said }: Saying = {},
): Found {
  const pointers = pointersBetween(was.document, is.document, old, now);
  return { kind, ...impactOn(direction, impact), place, pointers, ...said, change };
}

export function pointersBetween(
  before: JsonObject,
  after: JsonObject,
  old: Json | undefined,
  now: Json | undefined,
): Pointers {
  return pointersTo(
    old === undefined ? undefined : { document: before, schema: old },
    now === undefined ? undefined : { document: after, schema: now },
  );
}

/** Differences of a schema; one that is not given accepts everything. */
export function schemaDifferences({ was, is, place, direction }: Standing, old?: Json, now?: Json): Found[] {
  if (old === undefined && now === undefined) return [];
  const part = ({ document }: { document: JsonObject }, schema: Json = {}) => [{ document, schema }];
  const [before, after] = [part(was, old), part(is, now)];
  return compareSchemas(before, after).map((difference): Found => {
    const { steps, move, proof: _, ...said } = difference;
    return {
      ...said,
      ...impactOn(direction, impacts[move][direction]),
      place: `${place}${placeBelow(steps)}`,
      pointers: located(difference, before, after),
    };
  });
}

/** Differences of `content`: its media types, and the schema of each. */
export function bodyDifferences(standing: Standing, old: Json | undefined, now: Json | undefined): Found[] {
  const { place, direction } = standing;
  const [was, is] = [old, now].map(
    (content) =>
      new Map(Object.entries(objectOf(content)).map(([type, media]) => [type.toLowerCase(), objectOf(media)])),
  ) as [Map<string, JsonObject>, Map<string, JsonObject>];
  const differences: Found[] = [];
  for (const [type, media] of was) {
    const same = is.get(type);
    // The one that all bodies have needs no name.
    const here = { ...standing, place: type === 'application/json' ? place : `${place} (${type})` };
    if (!same) {
      differences.push(
        found(standing, 'media-type-removed', 'breaks', `no longer ${type}`, { old: media, before: type }),
      );
      continue;
    }
    differences.push(...schemaDifferences(here, media['schema'], same['schema']));
    const [before, after] = [media, same].map((each) => canonical(each['encoding'] ?? {}));
    if (before !== after) {
      const change = `encoding ${before} → ${after}`;
      differences.push(
        found(here, 'serialization-changed', 'breaks', change, { old: media, now: same, keyword: 'encoding' }),
      );
    }
  }
  for (const [type, media] of is) {
    if (was.has(type)) continue;
    // Whoever receives it may not read it.
    const impact = direction === 'request' ? 'extends' : 'breaks';
    differences.push(found(standing, 'media-type-added', impact, `also ${type}`, { now: media, after: type }));
  }
  return differences;
}
