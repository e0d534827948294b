// What the bundled editions state, as the pages must hold it: the same reading for all tests.
import type { Field } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, listOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { nodesOf } from '../src/model/nodes.ts';
import type { UiText } from '../src/words.ts';
import { checkedOperations } from './sample.ts';

/** The fields of an edition by operation, and its nodes: each is made once for all tests. */
export const fieldsByOperation = kept((document) => Map.groupBy(fieldsOf(document), ({ operation }) => operation));
export const placesIn = kept((document) => new Set([...fieldsByOperation(document).values()].flat().map(placeOf)));
export const nodesIn = kept(nodesOf);

function kept<Made>(make: (document: JsonObject) => Made): (document: JsonObject) => Made {
  const made = new Map<JsonObject, Made>();
  return (document) => {
    const known = made.get(document) ?? make(document);
    made.set(document, known);
    return known;
  };
}

/** The operations whose pages are compared with the edition. */
export function operationsIn(document: JsonObject): Operation[] {
  const checked = checkedOperations(document);
  return operationsOf(document).filter(({ id }) => checked.has(id));
}

/** When a field came and changed, as a page tells it. */
export function historyIn(piece = ''): string[] {
  return [...piece.matchAll(/<a class="badge history"[^>]*>([^<]*)/g)].map(([, text = '']) => text);
}

/** What has words on a field: of a parameter, first the parameter itself. */
export function speaking({ in: part, owners, schemas }: Field): JsonObject[] {
  return part === 'request' || part === 'response' ? schemas : [...owners.slice(0, 1), ...schemas];
}

/** What the text of a field must hold. */
export function statedBy(told: UiText, { schemas }: Field): string[] {
  // Bounds that another schema of the field narrows further go without saying.
  const narrowest = (key: string): number | undefined => {
    const all = schemas.flatMap((schema) => (typeof schema[key] === 'number' ? [schema[key]] : []));
    if (all.length === 0) return undefined;
    return key.startsWith('min') ? Math.max(...all) : Math.min(...all);
  };
  const bounds = (['value', 'length', 'items'] as const).flatMap((kind, index) => {
    const keys = ['min', 'max'].map((end) => `${end}${['imum', 'Length', 'Items'][index]}`);
    const [least, most] = keys.map(narrowest);
    const range = ([from, to]: (number | undefined)[]) =>
      from === undefined && to === undefined ? [] : [told[kind](from, to)];
    if (least === undefined || most === undefined || least <= most) return range([least, most]);
    // Alternatives that have nothing in common each tell their own.
    return schemas.flatMap((schema) => range(keys.map((key) => schema[key] as number | undefined)));
  });
  const lists = schemas.flatMap((schema) => ('enum' in schema ? [listOf(schema['enum'])] : []));
  const values = lists
    .flat()
    .filter((value) => lists.every((list) => list.some((each) => canonical(each) === canonical(value))));
  const facts = schemas.flatMap((schema) => [
    ...(typeof schema['pattern'] === 'string' ? [`${told.pattern} ${schema['pattern']}`] : []),
    ...(schema['default'] === undefined ? [] : [`${told.default} ${shown(schema['default'])}`]),
    ...('const' in schema ? [shown(schema['const'] ?? null)] : []),
  ]);
  return [...bounds, ...values.map(shown), ...facts];
}

export function squeezed(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** Prose as the page must hold it: what stands between its marks. */
export function piecesOf(prose: string): string[] {
  return prose.split(/`|\n+(?:[-*] )?/).map((piece) => piece.trim().replaceAll(/\s+/g, ' '));
}

export function shown(value: Json): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
