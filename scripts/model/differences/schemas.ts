// What differs between two schemas: for each difference whether less or more is accepted. Where the text of a keyword does not
// tell, the validators of both schemas do: see trial.ts.
import { canonical } from '../json.ts';
import type { Part } from '../schema.ts';
import { viewOf } from '../schema.ts';
import { compareAlternatives } from './alternatives.ts';
import { identityOf } from './identity.ts';
import { compareKeywords } from './keywords.ts';
import { noteDifferences } from './notes.ts';
import type { Said, SchemaDifference, Step } from './schema-difference.ts';
import type { Side } from './side.ts';
import { sideOf } from './side.ts';
import { trialOf } from './trial.ts';
import { asWhole } from './whole.ts';

/** Comparisons that have been made: most schemas stand in several places, and in each edition and language. */
const compared = new Map<string, readonly SchemaDifference[]>();

/** Compares what parts say together, before and after. */
export function compareSchemas(before: readonly Part[], after: readonly Part[]): readonly SchemaDifference[] {
  /** What is being compared, for schemas may lead back to themselves; and how often one did. */
  const under = new Set<string>();
  let cuts = 0;

  const visit = (old: readonly Part[], now: readonly Part[]): readonly SchemaDifference[] => {
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
    const differences = compareNodes(old, now, visit);
    under.delete(pair);
    // What was cut off within another comparison is not all that there is to say.
    if (cuts === cutsBefore || under.size === 0) compared.set(pair, differences);
    return differences;
  };
  return visit(before, after);
}

type Visit = (old: readonly Part[], now: readonly Part[]) => readonly SchemaDifference[];
/** Says what differs here, or a step below. */
type Say = (said: Said, below?: Step) => void;
/** Compares what is a step below. */
type Below = (was: readonly Part[], is: readonly Part[], step: Step) => void;

function compareNodes(old: readonly Part[], now: readonly Part[], visit: Visit): readonly SchemaDifference[] {
  const [a, b] = [sideOf(old), sideOf(now)];
  const found: SchemaDifference[] = [];
  const say: Say = (said, below) => found.push({ ...said, steps: below ? [below] : [] });
  const compareBelow: Below = (was, is, step) => {
    for (const { steps, ...said } of visit(was, is)) found.push({ ...said, steps: [step, ...steps] });
  };
  if (a.forbidden || b.forbidden) {
    if (!a.forbidden) say({ kind: 'value-forbidden', move: 'narrower', change: 'no longer allowed' });
    if (!b.forbidden) say({ kind: 'value-allowed', move: 'wider', change: 'allowed' });
    return found;
  }
  const trial = trialOf(old, now);
  compareKeywords(a, b, trial, say);
  if (a.closed !== b.closed) {
    const keyword = 'additionalProperties';
    if (b.closed)
      say({ kind: 'unknown-fields-rejected', move: 'narrower', keyword, change: 'unknown fields are rejected' });
    else say({ kind: 'unknown-fields-accepted', move: 'wider', keyword, change: 'unknown fields are accepted' });
  } else if (!a.closed) compareBelow(a.additional, b.additional, { to: 'others' });
  noteDifferences(a.notes, b.notes).forEach((said) => void say(said));

  const moved = compareFields(a, b, say, compareBelow);
  compareBelow(a.items, b.items, { to: 'items' });
  const paired = compareAlternatives(a, b, say, compareBelow);
  if (found.length === 0) return found;
  // Alternatives put together in another way are compared as a whole: what they accept decides, not how they say it. So are
  // those where something goes in one place and comes in another, and rules beside fields: it may only have moved.
  const moves = new Set(found.map(({ move }) => move));
  const shifted = hasAlternatives(a) && moves.has('narrower') && moves.has('wider');
  const rules = [a, b].map(({ conditions }) =>
    betweenFields.map((keyword) => [...(conditions.get(keyword) ?? [])].sort()),
  );
  return moved || !paired || shifted || canonical(rules[0]) !== canonical(rules[1])
    ? asWhole(found, trial, { before: old, after: now })
    : found;
}

/** Keywords that may say of a field what the field itself says elsewhere. */
const betweenFields = ['x-validations', 'if', 'not', 'dependentRequired'];

/** @returns whether a field is there on one side only, though alternatives may have it on the other */
function compareFields(a: Side, b: Side, say: Say, compareBelow: Below): boolean {
  let moved = false;
  for (const name of new Set([...a.properties.keys(), ...b.properties.keys()])) {
    const [was, is] = [a.properties.get(name), b.properties.get(name)];
    const here: Step = { to: 'field', name };
    if (a.required.has(name) !== b.required.has(name))
      say(
        { ...requirement(b.required.has(name)), change: b.required.has(name) ? 'required' : 'no longer required' },
        here,
      );
    if (was && is) compareBelow(was, is, here);
    // A field that an alternative forbids says nothing of itself.
    else if (was && !viewOf(...was).forbidden) say({ kind: 'field-removed', move: 'breaks', change: 'removed' }, here);
    else if (is && !viewOf(...is).forbidden) say({ kind: 'field-added', move: 'extends', change: 'added' }, here);
    if (!was || !is || a.required.has(name) !== b.required.has(name)) moved ||= [a, b].some(hasAlternatives);
  }
  // What is required without being described is said of the object.
  const isDescribed = (name: string) => a.properties.has(name) || b.properties.has(name);
  for (const name of b.required.difference(a.required))
    if (!isDescribed(name)) say({ ...requirement(true), change: `required ${name}` });
  for (const name of a.required.difference(b.required))
    if (!isDescribed(name)) say({ ...requirement(false), change: `no longer required ${name}` });
  return moved;
}

function requirement(isRequired: boolean): Omit<Said, 'change'> {
  return {
    kind: 'required-changed',
    move: isRequired ? 'narrower' : 'wider',
    keyword: 'required',
    before: !isRequired,
    after: isRequired,
  };
}

function hasAlternatives({ alternatives }: Side): boolean {
  return alternatives.length > 0;
}
