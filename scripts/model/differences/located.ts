// Where a difference stands: the JSON pointers into both documents.
import type { Json, JsonObject } from '../json.ts';
import { canonical, listOf, objectOf } from '../json.ts';
import { perDocument } from '../per-document.ts';
import type { Part } from '../schema.ts';
import { viewOf } from '../schema.ts';
import type { Pointers } from './difference.ts';
import type { SchemaDifference, Step } from './schema-difference.ts';
import { sideOf } from './side.ts';

/** The JSON pointer of an object of a document; `undefined` for one that is not part of it. */
function pointerIn(document: JsonObject, node: Json | undefined): string | undefined {
  return node === undefined ? undefined : pointersOf(document).get(node);
}

const pointersOf = perDocument((document): ReadonlyMap<Json, string> => {
  const pointers = new Map<Json, string>();
  const add = (value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    pointers.set(value, pointer);
    for (const [key, each] of Object.entries(value))
      add(each, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  };
  add(document, '');
  return pointers;
});

/** Pointers to what is the same in two documents. */
export function pointersTo(was: Part | undefined, is: Part | undefined): Pointers {
  const [before, after] = [was, is].map((part) => part && pointerIn(part.document, part.schema));
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** The pointers of a difference between schemas: to the objects that say it, however they are composed. */
export function located(difference: SchemaDifference, before: readonly Part[], after: readonly Part[]): Pointers {
  const [old, now] = (['before', 'after'] as const).map((side) =>
    pointersAt(followed(side === 'before' ? before : after, difference.steps, side), difference, side),
  ) as [string[], string[]];
  // Where both documents have several objects, the same one is meant; one that does not say it lacks it.
  const [first] = (difference.before === undefined ? now : old).filter(
    (pointer) => old.includes(pointer) && now.includes(pointer),
  );
  const [was, is] = [old, now].map((own) => first ?? own[0]);
  return { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
}

function followed(parts: readonly Part[], steps: readonly Step[], side: 'before' | 'after'): readonly Part[] {
  let reached = parts;
  for (const step of steps) reached = stepped(reached, step, side);
  return reached;
}

function stepped(parts: readonly Part[], step: Step, side: 'before' | 'after'): readonly Part[] {
  if (step.to === 'alternative') {
    const option = sideOf(parts).alternatives[step.group]?.byName.get(step[side]);
    return option ? [option] : [];
  }
  const view = viewOf(...parts);
  if (step.to === 'field') return view.properties.get(step.name) ?? [];
  return step.to === 'items' ? view.items : view.additional;
}

/** The schemas that say a difference on one side; where none does, all that might. */
function pointersAt(parts: readonly Part[], difference: SchemaDifference, side: 'before' | 'after'): string[] {
  const [{ document } = { document: {} }] = parts;
  const schemas = viewOf(...parts).schemas;
  const saying = schemas.filter((schema) => says(schema, difference, side));
  return (saying.length > 0 ? saying : schemas).flatMap((schema) => pointerIn(document, schema) ?? []);
}

function says(schema: JsonObject, difference: SchemaDifference, side: 'before' | 'after'): boolean {
  const { kind, keyword = '', [side]: value } = difference;
  if (value === undefined) return false;
  const stated = schema[keyword];
  if (kind.startsWith('enum-')) {
    const list = 'const' in schema ? [schema['const'] ?? null] : listOf(stated);
    const values =
      Array.isArray(value) && kind !== 'enum-value-added' && kind !== 'enum-value-removed' ? value : [value];
    return values.every((each) => list.some((own) => canonical(own) === canonical(each)));
  }
  if (kind === 'rule-changed') {
    const rules = listOf(stated).map((each) => String(objectOf(each)['rule']).trim());
    return [value].flat().some((rule) => rules.includes(String(rule)));
  }
  if (kind === 'bound-changed' || kind === 'default-changed') return canonical(stated) === canonical(value);
  return stated !== undefined;
}
