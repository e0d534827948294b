// What has changed between two schemas: for each difference whether less or more is let through.
import { canonical } from '../json.ts';
import type { Part, View } from './view.ts';
import { lowerBounds, upperBounds, viewOf } from './view.ts';

export interface SchemaChange {
  /** Below the schema: `/members/0/host`; empty for itself. */
  pointer: string;
  /**
   * `narrower`: less is valid. `wider`: more is. `other`: some is no longer, some is now. `added`, `removed`: a field.
   * `default`: what stands for a value that is left out. `deprecated`: it is so now.
   */
  kind: 'narrower' | 'wider' | 'other' | 'added' | 'removed' | 'default' | 'deprecated';
  change: string;
}

/** Compares what parts say together, before and after. */
export function compareSchemas(before: readonly Part[], after: readonly Part[]): SchemaChange[] {
  const found: SchemaChange[] = [];
  /** What is being compared: schemas may lead back to themselves. */
  const under = new Set<string>();

  const visit = (old: readonly Part[], now: readonly Part[], pointer: string): void => {
    const pair = `${says(old)} ${says(now)}`;
    if (under.has(pair) || (says(old) === says(now) && !says(old).includes('"$ref"'))) return;
    under.add(pair);
    compare(old, now, pointer);
    under.delete(pair);
  };
  const compare = (old: readonly Part[], now: readonly Part[], pointer: string): void => {
    const [a, b] = [viewOf(old), viewOf(now)];
    const say = (kind: SchemaChange['kind'], change: string): void => {
      found.push({ pointer, kind, change });
    };
    if (a.forbidden || b.forbidden) {
      if (!a.forbidden) say('narrower', 'no longer allowed');
      if (!b.forbidden) say('wider', 'allowed');
      return;
    }
    compareTypes(a, b, say);
    compareValues(a, b, say);
    compareBounds(a, b, say);
    for (const condition of a.conditions.difference(b.conditions)) say('wider', `no longer ${condition}`);
    for (const condition of b.conditions.difference(a.conditions)) say('narrower', condition);
    if (a.closed !== b.closed) {
      say(b.closed ? 'narrower' : 'wider', b.closed ? 'unknown fields are refused' : 'unknown fields are accepted');
    }
    if (a.default !== b.default) say('default', `default ${a.default ?? 'none'} → ${b.default ?? 'none'}`);
    if (!a.deprecated && b.deprecated) say('deprecated', 'deprecated');

    for (const name of new Set([...a.properties.keys(), ...b.properties.keys()])) {
      const [was, is] = [a.properties.get(name), b.properties.get(name)];
      const here = `${pointer}/${name}`;
      const told = (kind: SchemaChange['kind'], change: string): void => {
        found.push({ pointer: here, kind, change });
      };
      if (b.required.has(name) && !a.required.has(name)) told('narrower', 'required');
      else if (a.required.has(name) && !b.required.has(name)) told('wider', 'no longer required');
      if (was && is) visit(was, is, here);
      // A field that an alternative forbids says nothing of itself.
      else if (was && !viewOf(was).forbidden) told('removed', 'removed');
      else if (is && !viewOf(is).forbidden) told('added', 'added');
    }
    for (const name of b.required.difference(a.required))
      if (!hasProperty(a, b, name)) say('narrower', `required ${name}`);
    for (const name of a.required.difference(b.required))
      if (!hasProperty(a, b, name)) say('wider', `no longer required ${name}`);
    if (a.items.length > 0 || b.items.length > 0) visit(a.items, b.items, `${pointer}/0`);
    compareAlternatives(a, b, say, (was, is) => visit([was], [is], pointer));
  };
  visit(before, after, '');
  return found;
}

type Say = (kind: SchemaChange['kind'], change: string) => void;

function compareTypes({ types: a }: View, { types: b }: View, say: Say): void {
  const [gained, lost] = [!b || (a && b.difference(a).size > 0), !a || (b && a.difference(b).size > 0)];
  if ((!a && !b) || (!gained && !lost)) return;
  const [was, is] = [a, b].map((types) => (types ? [...types].join(' or ') : 'any'));
  say(gained && lost ? 'other' : gained ? 'wider' : 'narrower', `type ${was} → ${is}`);
}

function compareValues({ values: a }: View, { values: b }: View, say: Say): void {
  if (a && b) {
    for (const value of a.difference(b)) say('narrower', `no longer ${value}`);
    for (const value of b.difference(a)) say('wider', `also ${value}`);
  } else if (a) say('wider', `any value, not only ${[...a].join(', ')}`);
  else if (b) say('narrower', `only ${[...b].join(', ')}`);
}

function compareBounds({ bounds: a }: View, { bounds: b }: View, say: Say): void {
  for (const keyword of [...lowerBounds, ...upperBounds]) {
    const [was, is] = [a.get(keyword), b.get(keyword)];
    if (was === is) continue;
    const weakest = lowerBounds.includes(keyword) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const greater = (is ?? weakest) > (was ?? weakest);
    const kind = greater === lowerBounds.includes(keyword) ? 'narrower' : 'wider';
    say(kind, `${keyword} ${was ?? 'none'} → ${is ?? 'none'}`);
  }
}

/** Alternatives of the same name are compared, then those that are left in their order. */
function compareAlternatives(a: View, b: View, say: Say, visit: (was: Part, is: Part) => void): void {
  for (let index = 0; index < Math.max(a.alternatives.length, b.alternatives.length); index++) {
    const [was, is] = [a.alternatives[index], b.alternatives[index]];
    if (!was || !is) {
      say(is ? 'narrower' : 'wider', is ? 'one of several alternatives' : 'no longer one of several alternatives');
      continue;
    }
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
  }
}

function hasProperty(a: View, b: View, name: string): boolean {
  return a.properties.has(name) || b.properties.has(name);
}

function says(parts: readonly Part[]): string {
  return canonical(parts.map(({ schema }) => schema));
}

function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
