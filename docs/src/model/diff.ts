// What differs between two revisions, field by field, and who is affected: the fields as they are shown, with what
// changes.json says of each.
import type { Json } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import type { RevisionDifference, Step } from '@apig-spec/model/records';
import { wireOf } from './history.ts';
import { nodesOf } from './nodes.ts';
import type { BundledEdition } from './site.ts';
import type { FieldNode } from './tree.ts';

/** What one who is broken by a difference has to do. */
export type Duty =
  | ('send' | 'stopSending' | 'keepTo' | 'choose' | 'heedRule' | 'setIt' | 'adapt')
  | ('expect' | 'makeRoom' | 'doWithout' | 'assumeNothing')
  | 'replace';

export interface Difference {
  place: string;
  before: FieldNode | undefined;
  after: FieldNode | undefined;
  /**
   * What is told of it besides what the fields show: statuses, codes and alternatives that went or came; none where there was
   * nothing of it, or is nothing any more.
   */
  gone: string[] | undefined;
  come: string[] | undefined;
  /** Whose program may stop working: who sends requests, who receives responses. */
  breaks: 'sender' | 'receiver' | undefined;
  duties: Duty[];
}

/**
 * The differences from one edition to a later one of the same language, over the steps between them. What lies within a new
 * field goes with it.
 */
export function differencesOf(
  steps: readonly Pick<Step, 'differences'>[],
  earlier: BundledEdition,
  later: BundledEdition,
): Difference[] {
  const before = nodesOf(earlier.document);
  const after = nodesOf(later.document);
  const told = new Map<string, RevisionDifference[]>();
  for (const difference of steps.toReversed().flatMap(({ differences }) => differences)) {
    for (const place of difference.places.filter((each) => !each.startsWith('/'))) {
      // What is said of the elements of a list of plain values is said of the list.
      const own = before.has(place) || after.has(place) ? place : place.replace(/(\/[0*])+$/, '');
      told.set(own, [...(told.get(own) ?? []), difference]);
    }
  }
  const places = [...new Set([...after.keys(), ...before.keys(), ...told.keys()])];
  return places.flatMap((place): Difference[] => {
    const [one, other] = [before.get(place), after.get(place)];
    const own = told.get(place) ?? [];
    if (isWithinWhole(place, told)) return [];
    if (!one && !other) return isOfField(place) ? [] : [differenceOf(place, one, other, own)];
    const parent = place.replace(/(\/0)?\/[^/]+$/, '');
    if (!one) return before.has(parent) || !after.has(parent) ? [differenceOf(place, one, other, own)] : [];
    if (!other) return after.has(parent) || !before.has(parent) ? [differenceOf(place, one, other, own)] : [];
    // Back to what it was, or only the same in other words.
    if (wireOf(one) !== wireOf(other)) {
      const around = own.some(isBreaking) ? [] : breakingAround(place, told);
      return [around.length > 0 ? askedByAlternative(place, one, other) : differenceOf(place, one, other, own)];
    }
    const ofAlternatives = own.filter(({ kind }) => kind.startsWith('alternative'));
    return ofAlternatives.length > 0 ? [differenceOf(place, one, other, ofAlternatives)] : [];
  });
}

/** Whether a place is of an operation, a response or a body that came or went as a whole. */
function isWithinWhole(place: string, told: ReadonlyMap<string, RevisionDifference[]>): boolean {
  const steps = place.split('/');
  const wholes = [1, 2].filter((count) => count < steps.length).map((count) => steps.slice(0, count).join('/'));
  return wholes.some((each) =>
    told.get(each)?.some(({ kind }) => /^(operation|status|body)-(added|removed)$/.test(kind)),
  );
}

/** Whether a place is of a field, not of an operation, a body, a status or a header. */
function isOfField(place: string): boolean {
  return place.split('/').length > 2 && !place.includes('/header/');
}

const isBreaking = ({ senders, receivers }: RevisionDifference) => senders === 'breaks' || receivers === 'breaks';

/** Alternatives around a field that break senders: what each asks of the field is said of the object. */
function breakingAround(place: string, told: ReadonlyMap<string, RevisionDifference[]>): RevisionDifference[] {
  const steps = place.split('/');
  const around = steps.slice(2, -1).flatMap((_, index) => told.get(steps.slice(0, -1 - index).join('/')) ?? []);
  return around.filter(({ kind, senders }) => kind.startsWith('alternative') && senders === 'breaks');
}

function askedByAlternative(place: string, before: FieldNode, after: FieldNode): Difference {
  const isAsked = ({ cases }: FieldNode, what: 'required' | 'forbidden') => cases.some((each) => each[what]);
  const facts = (node: FieldNode) => canonical([node.facts, node.cases.map((each) => each.facts)] as unknown as Json);
  const duties: Duty[] = [
    ...(isAsked(after, 'required') && !isAsked(before, 'required') ? (['send'] as const) : []),
    ...(isAsked(after, 'forbidden') && !isAsked(before, 'forbidden') ? (['stopSending'] as const) : []),
    ...(facts(before) === facts(after) ? [] : (['keepTo'] as const)),
  ];
  return { place, before, after, gone: [], come: [], duties, breaks: 'sender' };
}

function differenceOf(
  place: string,
  before: FieldNode | undefined,
  after: FieldNode | undefined,
  told: readonly RevisionDifference[],
): Difference {
  // Of a field that was not there, only whether it must be sent matters; of one that is gone, only that.
  const matters = told.filter(({ kind }) => {
    if (!before && after) return kind === 'required-changed' || kind === 'parameter-added';
    return before && !after ? kind === 'field-removed' || kind === 'parameter-removed' : true;
  });
  const duties = new Set<Duty>();
  for (const difference of matters) {
    if (isBreaking(difference)) duties.add(dutyOf(difference));
    else if (
      difference.kind === 'deprecated-changed' &&
      difference.after === true &&
      difference.direction === 'request'
    )
      duties.add('replace');
  }
  const breaking = matters.find(isBreaking);
  const named = (side: 'before' | 'after', node: FieldNode | undefined) => {
    if (!node && told.every(({ pointers }) => pointers[side] === undefined)) return undefined;
    const shown = told.filter((difference) => isShown(difference, before ?? after));
    return [...new Set(shown.flatMap((difference) => [difference[side] ?? []].flat().map(String)))];
  };
  return {
    place,
    before,
    after,
    gone: named('before', before),
    come: named('after', after),
    duties: [...duties],
    breaks: breaking && (breaking.senders === 'breaks' ? 'sender' : 'receiver'),
  };
}

/** Whether its values are told: what is known of a field is shown anyway. */
function isShown({ kind }: RevisionDifference, node: FieldNode | undefined): boolean {
  return kind.startsWith('alternative') || (!node && /^(status|code|media-type|security|operation)-/.test(kind));
}

/** What one does about a difference that breaks; what is not listed is met by keeping to it, or by making room for it. */
const duties: Partial<Record<RevisionDifference['kind'], Duty | { request: Duty; response: Duty }>> = {
  'required-changed': { request: 'send', response: 'doWithout' },
  'parameter-added': 'send',
  'body-added': 'send',
  'field-removed': { request: 'stopSending', response: 'doWithout' },
  'parameter-removed': 'stopSending',
  'body-removed': { request: 'stopSending', response: 'doWithout' },
  'value-forbidden': { request: 'stopSending', response: 'doWithout' },
  'unknown-fields-rejected': 'stopSending',
  'read-only-changed': 'stopSending',
  'write-only-changed': 'doWithout',
  'rule-changed': { request: 'heedRule', response: 'makeRoom' },
  'default-changed': { request: 'setIt', response: 'assumeNothing' },
  'alternatives-added': 'choose',
  'alternative-removed': 'choose',
  'enum-value-added': 'expect',
  'enum-removed': 'expect',
  'status-added': 'expect',
  'status-removed': 'expect',
  'code-added': 'expect',
  'code-removed': 'expect',
  'code-moved': 'expect',
  'media-type-added': 'expect',
  'media-type-removed': { request: 'adapt', response: 'expect' },
  'header-removed': 'doWithout',
  'operation-removed': 'doWithout',
  'operation-moved': 'adapt',
  'security-removed': 'adapt',
  'serialization-changed': 'adapt',
};

function dutyOf({ kind, direction = 'request' }: RevisionDifference): Duty {
  const duty = duties[kind] ?? { request: 'keepTo', response: 'makeRoom' };
  return typeof duty === 'string' ? duty : duty[direction];
}
