// What has changed between two schemas: for each difference whether less or more is accepted. Where the text of a keyword
// does not tell, the validators of both schemas do: see decided.ts.
import type { Json } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import type { Part } from '@apig-spec/model/schema';
import { lowerBounds, upperBounds, viewOf } from '@apig-spec/model/schema';
import { shown, Trial } from './decided.ts';
import { identityOf } from './identity.ts';
import { noteChanges } from './notes.ts';
import type { Alternatives, Side } from './side.ts';
import { sideOf } from './side.ts';

export type SchemaChangeKind =
  /** Less is valid. */
  | 'narrower'
  /** More is valid. */
  | 'wider'
  /** Some is no longer, some is now. */
  | 'other'
  /** A field. */
  | 'added'
  | 'removed'
  /** What stands for a value that is left out. */
  | 'default added'
  | 'default removed'
  | 'default changed'
  | 'deprecated'
  | 'no longer deprecated'
  | 'readOnly'
  | 'no longer readOnly'
  | 'writeOnly'
  | 'no longer writeOnly'
  /** Accepted values are the same, what generators make of the schema is not. */
  | 'generated';

export interface SchemaChange {
  /** Below the schema: `/members/0/host`; empty for itself. */
  pointer: string;
  kind: SchemaChangeKind;
  change: string;
  /** Values of the place that show it, where validators decided. */
  proof?: Proof;
}

interface Proof {
  lost?: Json | undefined;
  gained?: Json | undefined;
}

/** Comparisons that have been made: most schemas stand in several places, and in each edition and language. */
const compared = new Map<string, readonly SchemaChange[]>();

/** Compares what parts say together, before and after. */
export function compareSchemas(before: readonly Part[], after: readonly Part[]): readonly SchemaChange[] {
  /** What is being compared, for schemas may lead back to themselves; and how often one did. */
  const under = new Set<string>();
  let cuts = 0;

  const visit = (old: readonly Part[], now: readonly Part[]): readonly SchemaChange[] => {
    const [was, is] = [identityOf(old), identityOf(now)];
    if (was === is) return [];
    const pair = `${was} ${is}`;
    if (under.has(pair)) {
      cuts++;
      return [];
    }
    const known = compared.get(pair);
    if (known) return known;
    const cutsBefore = cuts;
    under.add(pair);
    const changes = compareNodes(old, now, visit);
    under.delete(pair);
    // What was cut off within another comparison is not all that there is to say.
    if (cuts === cutsBefore || under.size === 0) compared.set(pair, changes);
    return changes;
  };
  return visit(before, after);
}

type Visit = (old: readonly Part[], now: readonly Part[]) => readonly SchemaChange[];

function compareNodes(old: readonly Part[], now: readonly Part[], visit: Visit): SchemaChange[] {
  const [a, b] = [sideOf(old), sideOf(now)];
  const found: SchemaChange[] = [];
  const say: Say = (kind, change, pointer = '', proof = undefined) => {
    found.push({ pointer, kind, change, ...(proof && { proof }) });
  };
  const compareBelow = (was: readonly Part[], is: readonly Part[], below: string) => {
    for (const { pointer, kind, change, proof } of visit(was, is)) say(kind, change, `${below}${pointer}`, proof);
  };
  if (a.forbidden || b.forbidden) {
    if (!a.forbidden) say('narrower', 'no longer allowed');
    if (!b.forbidden) say('wider', 'allowed');
    return found;
  }
  const trial = new Trial(old, now);
  compareKeywords(a, b, trial, say);
  if (a.closed !== b.closed) {
    say(b.closed ? 'narrower' : 'wider', b.closed ? 'unknown fields are rejected' : 'unknown fields are accepted');
  } else if (!a.closed) compareBelow(a.additional, b.additional, '/*');
  for (const { kind, change } of noteChanges(a.notes, b.notes)) say(kind, change);

  const moved = compareFields(a, b, say, compareBelow);
  compareBelow(a.items, b.items, '/0');
  const paired = compareAlternatives(a, b, say, (was, is) => compareBelow([was], [is], ''));
  if (found.length === 0) return found;
  // Alternatives put together in another way are compared as a whole: what they accept decides, not how they say it. So are
  // those where something goes in one place and comes in another, and rules beside fields: it may only have moved.
  const kinds = new Set(found.map(({ kind }) => kind));
  const shifted = hasAlternatives(a) && kinds.has('narrower') && kinds.has('wider');
  const rules = [a, b].map(({ conditions }) =>
    betweenFields.map((keyword) => [...(conditions.get(keyword) ?? [])].sort()),
  );
  return moved || !paired || shifted || canonical(rules[0]) !== canonical(rules[1])
    ? asWhole(found, trial, { before: old, after: now })
    : found;
}

/** Keywords that may say of a field what the field itself says elsewhere. */
const betweenFields = ['x-validations', 'if', 'not', 'dependentRequired'];

type Say = (kind: SchemaChangeKind, change: string, below?: string, proof?: Proof) => void;

/** The keywords of a node itself, each with what its own values show. */
function compareKeywords(a: Side, b: Side, trial: Trial, say: Say): void {
  const types = (view: Side) => (view.types ? [...view.types].join(' or ') : 'any');
  const guess = lessTypes(a, b);
  if (guess.lost || guess.gained) sayDecided('type', `type ${types(a)} → ${types(b)}`, guess, trial, say);
  if (a.values || b.values) compareValues(a, b, trial, say);
  for (const keyword of [...lowerBounds, ...upperBounds]) {
    const [was, is] = [a.bounds.get(keyword), b.bounds.get(keyword)];
    if (was === is) continue;
    const isLower = (lowerBounds as readonly string[]).includes(keyword);
    const weakest = isLower ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const kind = (is ?? weakest) > (was ?? weakest) === isLower ? 'narrower' : 'wider';
    if (isIdleBound(keyword, kind, was, is, a, b, trial)) continue;
    const { lost, gained } = trial.keyword(keyword);
    say(kind, `${keyword} ${was ?? 'none'} → ${is ?? 'none'}`, '', { lost, gained });
  }
  for (const keyword of new Set([...a.conditions.keys(), ...b.conditions.keys()])) {
    const [was, is] = [a, b].map((view) => view.conditions.get(keyword) ?? new Set<string>()) as [
      Set<string>,
      Set<string>,
    ];
    if (was.symmetricDifference(is).size === 0) continue;
    const text = (gone: Set<string>, kept: Set<string>) => [...gone.difference(kept)].join(', ') || 'none';
    const guess = { lost: is.difference(was).size > 0, gained: was.difference(is).size > 0 };
    sayDecided(keyword, `${keyword} ${text(was, is)} → ${text(is, was)}`, guess, trial, say);
  }
}

function lessTypes({ types: a }: Side, { types: b }: Side) {
  if (!a || !b) return { lost: b !== undefined, gained: a !== undefined };
  return { lost: a.difference(b).size > 0, gained: b.difference(a).size > 0 };
}

/** @param guess - what the text says, where no value proves it */
function sayDecided(
  keyword: string,
  change: string,
  guess: { lost: boolean; gained: boolean },
  trial: Trial,
  say: Say,
): void {
  const { lost, gained, proves } = trial.keyword(keyword);
  const [loses, gains] = [
    proves.lost ? lost !== undefined : guess.lost,
    proves.gained ? gained !== undefined : guess.gained,
  ];
  const values = [
    ...(lost === undefined ? [] : [`${shown(lost)} is no longer valid`]),
    ...(gained === undefined ? [] : [`${shown(gained)} is valid now`]),
  ];
  const text = keyword === 'type' || values.length === 0 ? change : `${change}: ${values.join(', ')}`;
  const kind = loses && gains ? 'other' : loses ? 'narrower' : 'wider';
  if (loses || gains) say(kind, text, '', { lost, gained });
}

function compareValues({ values: a }: Side, { values: b }: Side, trial: Trial, say: Say): void {
  const { lost, gained, proves } = trial.keyword('enum');
  if (a && b) {
    for (const value of a.difference(b))
      if (!proves.lost || lost !== undefined)
        say('narrower', `no longer ${value}`, '', { lost: JSON.parse(value) as Json });
    for (const value of b.difference(a))
      if (!proves.gained || gained !== undefined)
        say('wider', `also ${value}`, '', { gained: JSON.parse(value) as Json });
  } else if (a) {
    if (!proves.gained || gained !== undefined)
      say('wider', `any value, not only ${[...a].join(', ')}`, '', { gained });
  } else if (b && (!proves.lost || lost !== undefined)) say('narrower', `only ${[...b].join(', ')}`, '', { lost });
}

/** Whether a bound changes nothing: its type is not accepted, or another keyword sets it already. */
function isIdleBound(
  keyword: string,
  kind: 'narrower' | 'wider',
  was: number | undefined,
  is: number | undefined,
  a: Side,
  b: Side,
  trial: Trial,
): boolean {
  const { types } = kind === 'narrower' ? a : b;
  const named = keyword.endsWith('Items') ? ['array'] : keyword.endsWith('Properties') ? ['object'] : undefined;
  const applies = named ?? (keyword.endsWith('Length') ? ['string'] : ['integer', 'number']);
  if (types && !applies.some((type) => types.has(type))) return true;
  const { lost, gained, proves } = trial.keyword(keyword);
  const [seen, proven] = kind === 'narrower' ? [lost, proves.lost] : [gained, proves.gained];
  if (seen !== undefined || !proven) return false;
  const values = kind === 'narrower' ? a.values : b.values;
  if (values || keyword.startsWith('exclusive')) return true;
  if (named) return false;
  const bound = Number(kind === 'narrower' ? is : was);
  const exclusive = (kind === 'narrower' ? a : b).bounds.get(`exclusiveM${keyword.slice(1)}`);
  if (exclusive !== undefined && (keyword === 'minimum' ? exclusive >= bound : exclusive <= bound)) return true;
  // Values that reach the bound, and none beyond it, prove that something else stops them there. A step may pass over it.
  const steps = [...((kind === 'narrower' ? a : b).conditions.get('multipleOf') ?? [])].map(Number);
  const reaches = (value: unknown): boolean => {
    if (typeof value === 'string') return [...value].length === bound;
    return value === bound || (typeof value === 'number' && steps.some((step) => Math.abs(value - bound) < step));
  };
  return trial.reaches(kind === 'narrower' ? 'before' : 'after', reaches);
}

/** @returns whether a field is there on one side only, though alternatives may have it on the other */
function compareFields(
  a: Side,
  b: Side,
  say: Say,
  visit: (was: readonly Part[], is: readonly Part[], below: string) => void,
): boolean {
  let moved = false;
  for (const name of new Set([...a.properties.keys(), ...b.properties.keys()])) {
    const [was, is] = [a.properties.get(name), b.properties.get(name)];
    const here = `/${name}`;
    if (b.required.has(name) && !a.required.has(name)) say('narrower', 'required', here);
    else if (a.required.has(name) && !b.required.has(name)) say('wider', 'no longer required', here);
    if (was && is) visit(was, is, here);
    // A field that an alternative forbids says nothing of itself.
    else if (was && !viewOf(...was).forbidden) say('removed', 'removed', here);
    else if (is && !viewOf(...is).forbidden) say('added', 'added', here);
    if (!was || !is || a.required.has(name) !== b.required.has(name)) moved ||= [a, b].some(hasAlternatives);
  }
  const hasProperty = (name: string) => a.properties.has(name) || b.properties.has(name);
  for (const name of b.required.difference(a.required)) if (!hasProperty(name)) say('narrower', `required ${name}`);
  for (const name of a.required.difference(b.required))
    if (!hasProperty(name)) say('wider', `no longer required ${name}`);
  return moved;
}

function hasAlternatives({ alternatives }: Side): boolean {
  return alternatives.length > 0;
}

/**
 * Alternatives of the same name are compared, then those that are left in their order.
 *
 * @returns whether each had its counterpart
 */
function compareAlternatives(a: Side, b: Side, say: Say, visit: (was: Part, is: Part) => void): boolean {
  let paired = true;
  for (let index = 0; index < Math.max(a.alternatives.length, b.alternatives.length); index++) {
    const [was, is] = [a.alternatives[index], b.alternatives[index]];
    if (!was || !is) {
      paired = false;
      say(is ? 'narrower' : 'wider', is ? 'one of several alternatives' : 'no longer one of several alternatives');
      continue;
    }
    if (was.keyword !== is.keyword) {
      paired = false;
      say('generated', `${was.keyword} → ${is.keyword}`);
    }
    if (!pairAlternatives(was, is, say, visit)) paired = false;
  }
  return paired;
}

function pairAlternatives(
  { byName: was }: Alternatives,
  { byName: is }: Alternatives,
  say: Say,
  visit: (was: Part, is: Part) => void,
): boolean {
  const leftOld = [...was].filter(([name]) => !is.has(name));
  const leftNew = [...is].filter(([name]) => !was.has(name));
  for (const [name, part] of was) {
    const same = is.get(name);
    if (same) visit(part, same);
  }
  for (let left = 0; left < Math.max(leftOld.length, leftNew.length); left++) {
    const [gone, come] = [leftOld[left], leftNew[left]];
    if (gone && come) visit(gone[1], come[1]);
    else if (gone) say('narrower', `no longer the alternative ${short(gone[0])}`);
    else if (come) say('wider', `also the alternative ${short(come[0])}`);
  }
  return leftOld.length === 0 && leftNew.length === 0;
}

/** What is left of changes once the schemas have been tried out as a whole. */
function asWhole(
  changes: readonly SchemaChange[],
  trial: Trial,
  sides: { before: readonly Part[]; after: readonly Part[] },
): SchemaChange[] {
  const { lost, gained, proves } = trial.whole();
  const [every, some] = [fieldsOf(sides.before, 'every'), fieldsOf(sides.after, 'every')];
  const names = { before: fieldsOf(sides.before, 'some'), after: fieldsOf(sides.after, 'some') };
  // A value from below decides; without one, the whole does, as far as it is varied: at its own fields.
  const goes = ({ pointer, proof }: SchemaChange): boolean => {
    if (proof?.lost !== undefined) return trial.shows('lost', pointer, proof.lost) ?? true;
    return !proves.lost || lost !== undefined || isDeep(pointer);
  };
  const comes = ({ pointer, proof }: SchemaChange): boolean => {
    if (proof?.gained !== undefined) return trial.shows('gained', pointer, proof.gained) ?? true;
    return !proves.gained || gained !== undefined || isDeep(pointer);
  };
  const kept = changes.filter((each) => {
    const { kind, pointer } = each;
    // A field that all alternatives had, and only some have now, is gone for the others.
    if (kind === 'removed') return !names.after.has(pointer) || (every.has(pointer) && !some.has(pointer));
    if (kind === 'added') return !names.before.has(pointer);
    if (kind === 'narrower') return goes(each);
    if (kind === 'wider') return comes(each);
    return kind !== 'other' || goes(each) || comes(each);
  });
  const has = (kind: SchemaChangeKind) => kept.some((each) => each.kind === kind || each.kind === 'other');
  if (lost !== undefined && !has('narrower'))
    kept.push({ pointer: '', kind: 'narrower', change: `${shown(lost)} is no longer valid`, proof: { lost } });
  if (gained !== undefined && !has('wider'))
    kept.push({ pointer: '', kind: 'wider', change: `${shown(gained)} is valid now`, proof: { gained } });
  return kept;
}

function isDeep(pointer: string): boolean {
  return pointer.lastIndexOf('/') > 0;
}

/** The pointers of all fields that a schema knows; of its alternatives, those that some of them have, or every one. */
function fieldsOf(parts: readonly Part[], which: 'some' | 'every', pointer = '', depth = 0): Set<string> {
  const { properties, items, alternatives } = viewOf(...parts);
  if (depth > 8) return new Set();
  const ofAlternatives = alternatives.flatMap(({ options }) => {
    const each = options.map((part) => fieldsOf([part], which, pointer, depth + 1));
    return [...each.reduce((all, more) => (which === 'some' ? all.union(more) : all.intersection(more)))];
  });
  return new Set([
    ...[...properties]
      .filter(([, schemas]) => !viewOf(...schemas).forbidden)
      .flatMap(([name, schemas]) => [
        `${pointer}/${name}`,
        ...fieldsOf(schemas, which, `${pointer}/${name}`, depth + 1),
      ]),
    ...(items.length > 0 ? fieldsOf(items, which, `${pointer}/0`, depth + 1) : []),
    ...ofAlternatives,
  ]);
}

function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
