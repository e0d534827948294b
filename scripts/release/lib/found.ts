// Findings of the contract, put together from the kind of a change and the verdicts on it; and what bodies hold.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, objectOf } from '@apig-spec/model/json';
import { type ContractChangeKind, contractEffects, type Direction, schemaEffects } from './effects.ts';
import type { Finding } from './finding.ts';
import { compareSchemas } from './schemas.ts';

export type Found = Omit<Finding, 'where'>;

export function found(kind: ContractChangeKind, place: string, change: string): Found {
  return { ...contractEffects[kind], place, change };
}

/** Where two values stand, and which way they go. */
export interface Standing {
  was: { document: JsonObject };
  is: { document: JsonObject };
  place: string;
  direction: Direction;
}

/** Changes of a schema; one that is not given accepts everything. */
export function schemaChanges({ was, is, place, direction }: Standing, old?: Json, now?: Json): Found[] {
  if (old === undefined && now === undefined) return [];
  const part = ({ document }: { document: JsonObject }, schema: Json = {}) => [{ document, schema }];
  return compareSchemas(part(was, old), part(is, now)).map(({ pointer, kind, change }) => ({
    effect: schemaEffects[kind][direction],
    place: `${place}${pointer}`,
    change,
    ...(kind === 'removed' && { isGone: true as const }),
    ...(kind === 'generated' && { only: ['openapi'] as const }),
  }));
}

/** Changes of `content`: its media types, and the schema of each. */
export function bodyChanges(standing: Standing, old: Json | undefined, now: Json | undefined): Found[] {
  const { place, direction } = standing;
  const [was, is] = [old, now].map(
    (content) =>
      new Map(Object.entries(objectOf(content)).map(([type, media]) => [type.toLowerCase(), objectOf(media)])),
  ) as [Map<string, JsonObject>, Map<string, JsonObject>];
  const changes: Found[] = [];
  for (const [type, media] of was) {
    const same = is.get(type);
    // The one that all bodies have needs no name.
    const here = type === 'application/json' ? place : `${place} (${type})`;
    if (!same) changes.push(found(`${direction} media type removed`, place, `no longer ${type}`));
    else {
      changes.push(...schemaChanges({ ...standing, place: here }, media['schema'], same['schema']));
      const encodings = [media, same].map((each) => canonical(each['encoding'] ?? {}));
      if (encodings[0] !== encodings[1])
        changes.push(found('spelling of a parameter', here, `encoding ${encodings.join(' → ')}`));
    }
  }
  for (const type of is.keys()) {
    if (!was.has(type)) changes.push(found(`${direction} media type added`, place, `also ${type}`));
  }
  return changes;
}
