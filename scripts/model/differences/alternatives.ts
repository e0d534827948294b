// Alternatives (`oneOf`, `anyOf`) of two schemas: those of the same name are compared, then those that are left, in their order.
import type { Part } from '../schema.ts';
import type { Said, Step } from './schema-difference.ts';
import type { Side } from './side.ts';

type Say = (said: Said) => void;
type Below = (was: readonly Part[], is: readonly Part[], step: Step) => void;

/** @returns whether each had its counterpart */
export function compareAlternatives(a: Side, b: Side, say: Say, compareBelow: Below): boolean {
  let paired = true;
  for (let group = 0; group < Math.max(a.alternatives.length, b.alternatives.length); group++) {
    const [was, is] = [a.alternatives[group], b.alternatives[group]];
    if (was && is) {
      const [{ keyword: before }, { keyword: after }] = [was, is];
      if (before !== after) {
        paired = false;
        say({ kind: 'composition-changed', move: 'generated', before, after, change: `${before} → ${after}` });
      }
      if (!pairAlternatives(was.byName, is.byName, group, after, say, compareBelow)) paired = false;
      continue;
    }
    paired = false;
    const { keyword, byName } = (is ?? was) as Side['alternatives'][number];
    const names = [...byName.keys()].map(short);
    if (is) {
      const change = 'one of several alternatives';
      say({ kind: 'alternatives-added', move: 'narrower', keyword, after: names, change });
    } else {
      const change = 'no longer one of several alternatives';
      say({ kind: 'alternatives-removed', move: 'wider', keyword, before: names, change });
    }
  }
  return paired;
}

function pairAlternatives(
  was: ReadonlyMap<string, Part>,
  is: ReadonlyMap<string, Part>,
  group: number,
  keyword: string,
  say: Say,
  compareBelow: Below,
): boolean {
  const leftOld = [...was.keys()].filter((name) => !is.has(name));
  const leftNew = [...is.keys()].filter((name) => !was.has(name));
  const compare = (before: string, after: string) => {
    const [old, now] = [was.get(before), is.get(after)];
    if (old && now) compareBelow([old], [now], { to: 'alternative', group, before, after });
  };
  for (const name of was.keys()) compare(name, name);
  for (let left = 0; left < Math.max(leftOld.length, leftNew.length); left++) {
    const [gone, come] = [leftOld[left], leftNew[left]];
    if (gone !== undefined && come !== undefined) compare(gone, come);
    else if (gone !== undefined) {
      const before = short(gone);
      say({
        kind: 'alternative-removed',
        move: 'narrower',
        keyword,
        before,
        change: `no longer the alternative ${before}`,
      });
    } else if (come !== undefined) {
      const after = short(come);
      say({ kind: 'alternative-added', move: 'wider', keyword, after, change: `also the alternative ${after}` });
    }
  }
  return leftOld.length === 0 && leftNew.length === 0;
}

function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
