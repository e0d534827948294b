// A difference between two documents: its kind, who is affected, and where it stands in both.
import type { Json } from '../json.ts';

/** The kinds of difference; nothing else is told. */
export const differenceKinds = [
  // Of the document
  ...['openapi-version-changed', 'licence-changed', 'webhooks-changed', 'component-added', 'component-removed'],
  ...['server-added', 'server-removed', 'server-variable-changed', 'server-default-changed'],
  // Of an operation
  ...['operation-added', 'operation-removed', 'operation-moved', 'operation-id-changed', 'tag-changed'],
  ...['deprecated-changed', 'retirement-changed', 'callbacks-changed', 'security-added', 'security-removed'],
  ...['parameter-added', 'parameter-removed', 'path-parameter-renamed', 'serialization-changed'],
  ...['body-added', 'body-removed', 'media-type-added', 'media-type-removed'],
  ...['status-added', 'status-removed', 'code-added', 'code-removed', 'code-moved'],
  ...['header-added', 'header-removed', 'link-added', 'link-changed'],
  // Of a schema
  ...['field-added', 'field-removed', 'required-changed', 'value-allowed', 'value-forbidden'],
  ...['type-changed', 'format-changed', 'bound-changed', 'pattern-changed', 'rule-changed', 'condition-changed'],
  ...['enum-added', 'enum-removed', 'enum-value-added', 'enum-value-removed', 'default-changed'],
  ...['unknown-fields-accepted', 'unknown-fields-rejected', 'read-only-changed', 'write-only-changed'],
  ...['alternatives-added', 'alternatives-removed', 'alternative-added', 'alternative-removed'],
  // A value that the whole accepts, or no longer does, though no single keyword says so.
  ...['value-accepted', 'value-rejected'],
  // What generators make of the document
  ...['composition-changed', 'discriminator-changed', 'value-names-changed'],
] as const;

export type DifferenceKind = (typeof differenceKinds)[number];

/** Which way a value goes: in a request or in a response. What is about a whole operation is about its requests. */
export type Direction = 'request' | 'response';

/**
 * What a difference means to those who send requests, or to those who receive responses:
 *
 * - `none`: nothing.
 * - `extends`: more is accepted, or more is promised; what worked still does.
 * - `breaks`: what was accepted may be rejected, or what was promised may be missing or otherwise.
 */
export type Impact = 'none' | 'extends' | 'breaks';

/** JSON pointers into the earlier and the later document; none into one that does not have it. */
export interface Pointers {
  before?: string;
  after?: string;
}

export interface Difference {
  kind: DifferenceKind;
  /** None for what belongs to the document as a whole. */
  direction?: Direction;
  /** Impact on those who send requests. */
  senders: Impact;
  /** Impact on those who receive responses. */
  receivers: Impact;
  /** Where it is met: `createVpcChannel/request/members/0/host`, `createVpcChannel/201`, `/info`. */
  places: string[];
  pointers: Pointers;
  /** The keyword that says it, of the object at the pointers: `maximum`, `required`. */
  keyword?: string;
  before?: Json;
  after?: Json;
  /** In words: `maximum 65535 → 65534`. */
  change: string;
}

/** The ids of the operations that a difference is about, in order. */
export function operationsIn({ places }: Pick<Difference, 'places'>): string[] {
  return [...new Set(places.flatMap((place) => (place.startsWith('/') ? [] : [place.split('/')[0] ?? ''])))];
}

/** What is found at one place. */
export type Found = Omit<Difference, 'places' | 'pointers'> & { place: string; pointers?: Pointers };

/** The impact of a difference on those on one side; those on the other do not see it. */
export function impactOn(
  direction: Direction,
  impact: Impact,
): Pick<Difference, 'direction' | 'senders' | 'receivers'> {
  return {
    direction,
    senders: direction === 'request' ? impact : 'none',
    receivers: direction === 'response' ? impact : 'none',
  };
}

/** What shared components say is told once, with all places. */
export function merged(found: readonly Found[]): Difference[] {
  const byKey = new Map<string, { difference: Omit<Difference, 'places'>; places: Set<string> }>();
  for (const { place, pointers = {}, ...rest } of found) {
    const { before, after } = pointers;
    const key = JSON.stringify([rest, (before ?? after) ? [before, after] : place]);
    const known = byKey.get(key) ?? { difference: { ...rest, pointers }, places: new Set() };
    known.places.add(place);
    byKey.set(key, known);
  }
  return [...byKey.values()].map(({ difference, places }) => ({ ...difference, places: [...places] }));
}
