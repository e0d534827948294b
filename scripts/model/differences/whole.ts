// Schemas put together in another way, compared as a whole: what they accept decides, not how they say it.
import type { Part } from '../schema.ts';
import { viewOf } from '../schema.ts';
import type { Move, SchemaDifference } from './schema-difference.ts';
import { placeBelow } from './schema-difference.ts';
import { shown, type Trial } from './trial.ts';

/** What is left of differences once the schemas have been tried out as a whole. */
export function asWhole(
  differences: readonly SchemaDifference[],
  trial: Trial,
  sides: { before: readonly Part[]; after: readonly Part[] },
): SchemaDifference[] {
  const { lost, gained, proves } = trial.whole();
  const [every, some] = [fieldsOf(sides.before, 'every'), fieldsOf(sides.after, 'every')];
  const names = { before: fieldsOf(sides.before, 'some'), after: fieldsOf(sides.after, 'some') };
  // A value from below decides; without one, the whole does, as far as it is varied: at its own fields.
  const goes = ({ proof }: SchemaDifference, pointer: string): boolean => {
    if (proof?.lost !== undefined) return trial.shows('lost', pointer, proof.lost) ?? true;
    return !proves.lost || lost !== undefined || isDeep(pointer);
  };
  const comes = ({ proof }: SchemaDifference, pointer: string): boolean => {
    if (proof?.gained !== undefined) return trial.shows('gained', pointer, proof.gained) ?? true;
    return !proves.gained || gained !== undefined || isDeep(pointer);
  };
  const kept = differences.filter((each) => {
    const pointer = placeBelow(each.steps);
    // A field that all alternatives had, and only some have now, is gone for the others.
    if (each.kind === 'field-removed') return !names.after.has(pointer) || (every.has(pointer) && !some.has(pointer));
    if (each.kind === 'field-added') return !names.before.has(pointer);
    if (each.move === 'narrower') return goes(each, pointer);
    if (each.move === 'wider') return comes(each, pointer);
    return each.move !== 'other' || goes(each, pointer) || comes(each, pointer);
  });
  const has = (move: Move) => kept.some((each) => each.move === move || each.move === 'other');
  const found: SchemaDifference[] = [];
  if (lost !== undefined && !has('narrower')) {
    const change = `${shown(lost)} is no longer valid`;
    found.push({ steps: [], kind: 'value-rejected', move: 'narrower', before: lost, change, proof: { lost } });
  }
  if (gained !== undefined && !has('wider')) {
    const change = `${shown(gained)} is valid now`;
    found.push({ steps: [], kind: 'value-accepted', move: 'wider', after: gained, change, proof: { gained } });
  }
  return [...kept, ...found];
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
