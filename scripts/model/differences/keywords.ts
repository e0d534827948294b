// The keywords of a schema itself: where their text does not tell whether less or more is valid, validators do.
import type { Json } from '../json.ts';
import { lowerBounds, upperBounds } from '../schema.ts';
import type { DifferenceKind } from './difference.ts';
import type { Proof, Said } from './schema-difference.ts';
import type { Side } from './side.ts';
import { shown, type Trial } from './trial.ts';

type Say = (said: Said) => void;

/** Each keyword with what its own values show. */
export function compareKeywords(a: Side, b: Side, trial: Trial, say: Say): void {
  compareTypes(a, b, trial, say);
  if (a.values || b.values) compareValues(a, b, trial, say);
  for (const keyword of [...lowerBounds, ...upperBounds]) {
    const [was, is] = [a.bounds.get(keyword), b.bounds.get(keyword)];
    if (was === is) continue;
    const isLower = (lowerBounds as readonly string[]).includes(keyword);
    const weakest = isLower ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const move = (is ?? weakest) > (was ?? weakest) === isLower ? 'narrower' : 'wider';
    if (isIdleBound(keyword, move, move === 'narrower' ? { side: a, bound: is } : { side: b, bound: was }, trial))
      continue;
    const { lost, gained } = trial.keyword(keyword);
    const change = `${keyword} ${was ?? 'none'} → ${is ?? 'none'}`;
    say({ kind: 'bound-changed', move, keyword, ...beside(was, is), change, proof: { lost, gained } });
  }
  for (const keyword of new Set([...a.conditions.keys(), ...b.conditions.keys()])) {
    const [was, is] = [a, b].map((view) => view.conditions.get(keyword) ?? new Set<string>()) as [
      Set<string>,
      Set<string>,
    ];
    if (was.symmetricDifference(is).size === 0) continue;
    const [gone, come] = [[...was.difference(is)], [...is.difference(was)]];
    const decided = decide(keyword, { lost: come.length > 0, gained: gone.length > 0 }, trial);
    if (!decided) continue;
    const { move, proof } = decided;
    const values = [
      ...(proof.lost === undefined ? [] : [`${shown(proof.lost)} is no longer valid`]),
      ...(proof.gained === undefined ? [] : [`${shown(proof.gained)} is valid now`]),
    ];
    const text = (texts: string[]) => texts.join(', ') || 'none';
    const change = [`${keyword} ${text(gone)} → ${text(come)}`, ...(values.length > 0 ? [values.join(', ')] : [])];
    const kind = conditionKinds[keyword] ?? 'condition-changed';
    const value = (texts: string[]): Json | undefined => {
      const all = texts.map((each): Json => (kind === 'rule-changed' ? each : (JSON.parse(each) as Json)));
      return all.length > 1 ? all : all[0];
    };
    say({ kind, move, keyword, ...beside(value(gone), value(come)), change: change.join(': '), proof });
  }
}

const conditionKinds: Readonly<Record<string, DifferenceKind>> = {
  pattern: 'pattern-changed',
  'x-validations': 'rule-changed',
};

/** The values before and after, as far as there are any. */
function beside(before: Json | undefined, after: Json | undefined): { before?: Json; after?: Json } {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function compareTypes(a: Side, b: Side, trial: Trial, say: Say): void {
  const lost = b.types !== undefined && (a.types === undefined || a.types.difference(b.types).size > 0);
  const gained = a.types !== undefined && (b.types === undefined || b.types.difference(a.types).size > 0);
  const decided = lost || gained ? decide('type', { lost, gained }, trial) : undefined;
  if (!decided) return;
  const types = ({ types }: Side) => (types ? [...types] : undefined);
  const [was, is] = [types(a), types(b)];
  const change = `type ${was?.join(' or ') ?? 'any'} → ${is?.join(' or ') ?? 'any'}`;
  say({ kind: 'type-changed', keyword: 'type', ...beside(plain(was), plain(is)), change, ...decided });
}

/** A list of one as what it holds, as `type` has it. */
function plain(types: string[] | undefined): Json | undefined {
  return types?.length === 1 ? (types[0] as Json) : types;
}

/** @param guess - what the text says, where no value proves it */
function decide(
  keyword: string,
  guess: { lost: boolean; gained: boolean },
  trial: Trial,
): { move: Said['move']; proof: Proof } | undefined {
  const { lost, gained, proves } = trial.keyword(keyword);
  const loses = proves.lost ? lost !== undefined : guess.lost;
  const gains = proves.gained ? gained !== undefined : guess.gained;
  if (!loses && !gains) return undefined;
  return { move: loses && gains ? 'other' : loses ? 'narrower' : 'wider', proof: { lost, gained } };
}

function compareValues({ values: a }: Side, { values: b }: Side, trial: Trial, say: Say): void {
  const { lost, gained, proves } = trial.keyword('enum');
  const [loses, gains] = [!proves.lost || lost !== undefined, !proves.gained || gained !== undefined];
  const listed = (values: Set<string>) => [...values].map((each) => JSON.parse(each) as Json);
  const keyword = 'enum';
  if (a && b) {
    for (const text of loses ? a.difference(b) : []) {
      const before = JSON.parse(text) as Json;
      const change = `no longer ${text}`;
      say({ kind: 'enum-value-removed', move: 'narrower', keyword, before, change, proof: { lost: before } });
    }
    for (const text of gains ? b.difference(a) : []) {
      const after = JSON.parse(text) as Json;
      say({
        kind: 'enum-value-added',
        move: 'wider',
        keyword,
        after,
        change: `also ${text}`,
        proof: { gained: after },
      });
    }
  } else if (a && gains) {
    const change = `any value, not only ${[...a].join(', ')}`;
    say({ kind: 'enum-removed', move: 'wider', keyword, before: listed(a), change, proof: { gained } });
  } else if (b && loses) {
    const change = `only ${[...b].join(', ')}`;
    say({ kind: 'enum-added', move: 'narrower', keyword, after: listed(b), change, proof: { lost } });
  }
}

/**
 * Whether a bound changes nothing: its type is not accepted, or another keyword sets it already.
 *
 * @param stricter - the bound of the stricter side, and the side that has it not
 */
function isIdleBound(
  keyword: string,
  move: 'narrower' | 'wider',
  { side, bound }: { side: Side; bound: number | undefined },
  trial: Trial,
): boolean {
  const named = keyword.endsWith('Items') ? ['array'] : keyword.endsWith('Properties') ? ['object'] : undefined;
  const applies = named ?? (keyword.endsWith('Length') ? ['string'] : ['integer', 'number']);
  if (side.types && !applies.some((type) => side.types?.has(type))) return true;
  const { lost, gained, proves } = trial.keyword(keyword);
  const [seen, proven] = move === 'narrower' ? [lost, proves.lost] : [gained, proves.gained];
  if (seen !== undefined || !proven) return false;
  if (side.values || keyword.startsWith('exclusive')) return true;
  if (named) return false;
  const limit = Number(bound);
  const exclusive = side.bounds.get(`exclusiveM${keyword.slice(1)}`);
  if (exclusive !== undefined && (keyword === 'minimum' ? exclusive >= limit : exclusive <= limit)) return true;
  // Values that reach the bound, and none beyond it, prove that something else stops them there. A step may pass over it.
  const steps = [...(side.conditions.get('multipleOf') ?? [])].map(Number);
  const reaches = (value: unknown): boolean => {
    if (typeof value === 'string') return [...value].length === limit;
    return value === limit || (typeof value === 'number' && steps.some((step) => Math.abs(value - limit) < step));
  };
  return trial.reaches(move === 'narrower' ? 'before' : 'after', reaches);
}
