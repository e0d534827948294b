// The verdicts: who among a package's users is affected by each kind of difference. Nothing else decides on an effect;
// scripts/test/release-cases/ holds the cases.
import type { Difference, DifferenceKind } from '@apig-spec/model/differences';
import type { Effect, Finding } from './finding.ts';
import type { PackageName } from './packages.ts';

/** Those who read the documents themselves, or generate code from them. */
const readers: readonly PackageName[] = ['openapi'];
const callers: readonly PackageName[] = ['openapi', 'client'];

/** Differences that break nobody on the wire, but code that names things or is generated. */
const breakCode: ReadonlySet<DifferenceKind> = new Set<DifferenceKind>([
  ...(['operation-id-changed', 'path-parameter-renamed', 'tag-changed', 'link-changed', 'callbacks-changed'] as const),
  ...(['webhooks-changed', 'openapi-version-changed', 'licence-changed'] as const),
  // References to it and the types generated from it are gone, though requests and responses stay as they are.
  'component-removed',
  ...(['composition-changed', 'discriminator-changed', 'value-names-changed'] as const),
]);

/** The packages whose users see a difference, where not all do. */
const seenBy: Partial<Record<DifferenceKind, readonly PackageName[]>> = {
  'path-parameter-renamed': ['openapi', 'client', 'validator'],
  'tag-changed': readers,
  'link-changed': readers,
  'callbacks-changed': readers,
  'webhooks-changed': readers,
  'openapi-version-changed': readers,
  'licence-changed': readers,
  'component-added': readers,
  'component-removed': readers,
  'composition-changed': readers,
  'discriminator-changed': readers,
  'value-names-changed': readers,
  'server-added': callers,
  'server-removed': callers,
  'server-variable-changed': callers,
  'server-default-changed': callers,
};

/** What a difference means for those who use the packages, at each of its places. */
export function findingsOf(difference: Difference): Omit<Finding, 'where'>[] {
  const { kind, places, change } = difference;
  const only = seenBy[kind];
  return places.map((place) => ({
    effect: effectOf(difference),
    place,
    change,
    ...(kind === 'field-removed' && { isGone: true as const }),
    ...(only && { only }),
  }));
}

function effectOf({ kind, senders, receivers }: Difference): Effect {
  if (senders === 'breaks') return 'sender';
  if (receivers === 'breaks') return 'receiver';
  if (breakCode.has(kind)) return 'code';
  return senders === 'extends' || receivers === 'extends' ? 'feature' : 'same';
}

/** Kinds of change of a package that its package.json, its files and its command show. */
export const packageEffects = {
  'runs on less': 'code',
  'runs on more': 'feature',
  'needs more': 'code',
  'needs less': 'feature',
  'installs more': 'feature',
  'installs otherwise': 'same',
  'loads something else': 'code',
  'loads more': 'feature',
  'command removed': 'code',
  'command added': 'feature',
  'command does otherwise': 'code',
  'command offers more': 'feature',
  'data lacks something': 'code',
  'data holds more': 'feature',
  licence: 'code',
  words: 'prose',
  files: 'same',
} as const satisfies Record<string, Effect>;

export type PackageChangeKind = keyof typeof packageEffects;
