// What differs between two revisions, field by field, and for whom that breaks something.
import type { Json } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import type { Facts } from './facts.ts';
import { wireOf } from './history.ts';
import { nodesOf } from './nodes.ts';
import { patternMove } from './patterns.ts';
import type { BundledEdition } from './site.ts';
import type { Case, FieldNode } from './tree.ts';

/** Whether less is accepted than before, more, or both where the two cannot be distinguished. */
export type Move = 'narrower' | 'wider' | 'other' | 'none';

/** What one who is broken by a difference has to do. */
export type Duty = 'send' | 'stopSending' | 'keepTo' | 'heedRule' | 'expect' | 'makeRoom' | 'doWithout' | 'replace';

export interface Difference {
  place: string;
  before: FieldNode | undefined;
  after: FieldNode | undefined;
  /** Whose program may stop working: who sends requests, who receives responses. */
  breaks: 'sender' | 'receiver' | undefined;
  duties: Duty[];
}

/** The differences from one edition to a later one of the same language. What lies within a new field goes with it. */
export function differencesOf(earlier: BundledEdition, later: BundledEdition): Difference[] {
  const before = nodesOf(earlier.document);
  const after = nodesOf(later.document);
  const news = valuesOf(after.values()).difference(valuesOf(before.values()));
  const places = [...new Set([...after.keys(), ...before.keys()])];
  return places.flatMap((place): Difference[] => {
    const [one, other] = [before.get(place), after.get(place)];
    const parent = place.replace(/(\/0)?\/[^/]+$/, '');
    if (!one && other) return before.has(parent) || !after.has(parent) ? [rated(place, one, other, news)] : [];
    if (one && !other) return after.has(parent) || !before.has(parent) ? [rated(place, one, other, news)] : [];
    return one && other && wireOf(one) !== wireOf(other) ? [rated(place, one, other, news)] : [];
  });
}

function rated(
  place: string,
  before: FieldNode | undefined,
  after: FieldNode | undefined,
  news: ReadonlySet<string>,
): Difference {
  const inResponse = /^\w+\/\d/.test(place);
  const duties = inResponse ? receiverDuties(before, after) : senderDuties(before, after, news);
  if (!before?.facts.deprecated && after?.facts.deprecated && !inResponse) duties.push('replace');
  const breaking = duties.some((duty) => duty !== 'replace');
  return { place, before, after, duties, breaks: breaking ? (inResponse ? 'receiver' : 'sender') : undefined };
}

/** A request may only be rejected where less is accepted. */
function senderDuties(before: FieldNode | undefined, after: FieldNode | undefined, news: ReadonlySet<string>): Duty[] {
  if (!after) return ['stopSending'];
  if (!before) return after.required ? ['send'] : [];
  const duties = new Set<Duty>();
  if (after.required && !before.required) duties.add('send');
  if (isNarrower(moveOf(before.facts, after.facts))) duties.add('keepTo');
  const cases = casesOf(before, after);
  for (const { required, forbidden, facts, known, replaces } of cases) {
    if (required && !known?.required && !before.required) duties.add('send');
    if (forbidden && !known?.forbidden) duties.add('stopSending');
    if (known && !replaces && isNarrower(moveOf(known.facts, facts))) duties.add('keepTo');
  }
  const replacing = cases.filter(({ replaces }) => replaces);
  if (replacing.length > 0 && replacing.every(({ facts, known }) => known && isNarrower(moveOf(known.facts, facts))))
    duties.add('keepTo');
  const rules = after.rules.filter(({ rule }) => !before.rules.some((each) => each.rule === rule));
  // A rule about a value that is new rejects nothing that was accepted.
  if (rules.some(({ rule }) => !literalsOf(rule).some((literal) => news.has(literal)))) duties.add('heedRule');
  return [...duties];
}

/** A response may only surprise where it can hold more than before, or no longer holds something. */
function receiverDuties(before: FieldNode | undefined, after: FieldNode | undefined): Duty[] {
  if (!before) return [];
  if (!after || (before.required && !after.required)) return ['doWithout'];
  const duties: Duty[] = [];
  const values = moveOf(only(before.facts, ['values']), only(after.facts, ['values']));
  if (values === 'wider' || values === 'other') duties.push('expect');
  const { values: _before, ...rest } = before.facts;
  const { values: _after, ...others } = after.facts;
  const bounds = moveOf(rest, others);
  if (bounds === 'wider' || bounds === 'other') duties.push('makeRoom');
  return duties;
}

/** A case of a later edition, and the one before it that it continues or, beside others perhaps, replaces. */
interface Continued extends Case {
  known: Case | undefined;
  replaces: boolean;
}

/** What alternatives that were there before ask now, and those in the place of one that is gone; all of them, where there were none. */
function casesOf(before: FieldNode, after: FieldNode): Continued[] {
  const asked = (node: FieldNode) =>
    node.cases.flatMap((each) => each.alternatives.map((name) => [name, each] as const));
  const earlier = new Map(asked(before));
  const later = asked(after);
  const gone = [...earlier.keys()].filter((name) => !later.some(([each]) => each === name));
  const [replaced] = gone.length === 1 ? gone : [];
  return later.flatMap(([name, each]): Continued[] => {
    const isNew = !earlier.has(name);
    if (isNew && replaced === undefined && earlier.size > 0) return [];
    return [
      { ...each, known: earlier.get(isNew ? (replaced ?? name) : name), replaces: isNew && replaced !== undefined },
    ];
  });
}

const isNarrower = (move: Move) => move === 'narrower' || move === 'other';

/** Whether facts accept less than others, or more. */
export function moveOf(before: Facts, after: Facts): Move {
  const moves = new Set<Move>();
  for (const key of ['minimum', 'minLength', 'minItems'] as const) {
    // No text and no list is shorter than nothing; a number may be below zero.
    const none = key === 'minimum' ? Number.NEGATIVE_INFINITY : 0;
    moves.add(boundMove(before[key] ?? none, after[key] ?? none));
  }
  for (const key of ['maximum', 'maxLength', 'maxItems'] as const) {
    moves.add(boundMove(-(before[key] ?? Number.POSITIVE_INFINITY), -(after[key] ?? Number.POSITIVE_INFINITY)));
  }
  moves.add(setMove(before.values, after.values));
  moves.add(patternMove(before.patterns ?? [], after.patterns ?? []));
  if (before.type !== after.type || before.format !== after.format) moves.add('other');
  if (canonical((before.each ?? {}) as Json) !== canonical((after.each ?? {}) as Json)) {
    moves.add(moveOf(before.each ?? {}, after.each ?? {}));
  }
  const [one, other] = [before.variants ?? [], after.variants ?? []];
  if (one.length === other.length) {
    for (const [index, variant] of one.entries()) moves.add(moveOf(variant, other[index] ?? {}));
  } else moves.add('other');
  moves.delete('none');
  const [move = 'none'] = moves;
  return moves.size > 1 ? 'other' : move;
}

function boundMove(before: number, after: number): Move {
  if (before === after) return 'none';
  return after > before ? 'narrower' : 'wider';
}

function setMove(before: readonly Json[] | undefined, after: readonly Json[] | undefined): Move {
  if (!before && !after) return 'none';
  if (!before) return 'narrower';
  if (!after) return 'wider';
  const lost = before.some((value) => !after.includes(value));
  const gained = after.some((value) => !before.includes(value));
  if (lost) return gained ? 'other' : 'narrower';
  return gained ? 'wider' : 'none';
}

function only(facts: Facts, keys: readonly (keyof Facts)[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([key]) => keys.includes(key as keyof Facts))) as Facts;
}

function valuesOf(nodes: Iterable<FieldNode>): Set<string> {
  return new Set([...nodes].flatMap(({ facts }) => facts.values ?? []).map(String));
}

function literalsOf(rule: string): string[] {
  return [...rule.matchAll(/'([^']+)'/g)].map(([, literal = '']) => literal);
}
