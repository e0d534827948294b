// Of which kinds the examples of a body are: what a reader picks is shown with an example of it.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import type { Alternative } from './choices.ts';
import type { Condition, Kinds, Picker } from './kinds.ts';
import { holds, kindsOf } from './kinds.ts';
import type { ObjectNode } from './tree.ts';
import { hasFields } from './tree.ts';

/** The options that a body is of, by the values in it: those of the pickers that it says anything of. */
export function optionsOf(
  node: ObjectNode,
  idOf: (place: string) => string,
  body: Json | undefined,
  around?: Kinds,
  picked: readonly string[] = [],
): string[] {
  const value = Array.isArray(body) ? body[0] : body;
  if (!isObject(value)) return [...picked];
  const kinds = kindsOf(node, idOf(node.place), around);
  let all = [...picked];
  for (const { options, when } of pickersOf(kinds)) {
    if (!holds(when, new Set(all))) continue;
    const [best] = options
      .map((option) => ({ key: option.key, score: likeness(option.alternative, value) }))
      .sort((one, other) => other.score - one.score);
    if (best && best.score >= 0) all.push(best.key);
  }
  for (const { name, inner } of node.fields) {
    if (hasFields(inner)) all = optionsOf(inner, idOf, value[name], kinds, all);
  }
  return all;
}

function pickersOf({ choices }: Kinds): Picker[] {
  return choices.flatMap(({ picker }) => picker ?? []);
}

/** How much of a value says that it is of an alternative; below zero where it is not. */
function likeness({ selectors, requires, forbids }: Alternative, value: JsonObject): number {
  const has = (name: string) => Object.hasOwn(value, name);
  if (forbids.some(has) || !requires.every(has)) return -1;
  let score = requires.length;
  for (const { field, values, required } of selectors) {
    if (!has(field) && required) return -1;
    if (!has(field)) continue;
    if (!values.includes(value[field] ?? null)) return -1;
    score += 1;
  }
  return score;
}

/** The options that are picked at first: those of an example, and of what it leaves open the first. */
export function firstOptions(
  node: ObjectNode,
  idOf: (place: string) => string,
  example: readonly string[],
  around?: Kinds,
): string[] {
  const kinds = kindsOf(node, idOf(node.place), around);
  const own = pickersOf(kinds).flatMap(({ options }) => {
    const shown = options.find(({ key }) => example.includes(key)) ?? options[0];
    return shown ? [shown.key] : [];
  });
  const inner = node.fields.flatMap((field) =>
    hasFields(field.inner) ? firstOptions(field.inner, idOf, example, kinds) : [],
  );
  return [...own, ...inner];
}

/** An example, as far as kinds go. */
export interface KindExample {
  name: string;
  options: ReadonlySet<string>;
  body: Json;
}

/** When examples have something in a field: of the first picker that decides it, the options that do. */
export function usedWhen(place: string, { all }: Kinds, examples: readonly KindExample[]): Condition | undefined {
  const using = examples.filter(({ body }) => isUsed(body, place.split('/').slice(2)));
  if (using.length === 0 || using.length === examples.length) return undefined;
  for (const { options } of all) {
    const shown = options.filter(({ key }) => examples.some((each) => each.options.has(key)));
    const having = shown.filter(({ key }) => using.some((each) => each.options.has(key)));
    if (having.length > 0 && having.length < shown.length) return having.map(({ key }) => [key]);
  }
  return undefined;
}

function isUsed(body: Json | undefined, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return body !== undefined && Object.keys(body ?? {}).length > 0;
  if (step === '0') return Array.isArray(body) && body.some((each) => isUsed(each, rest));
  return isObject(body) && isUsed(body[step], rest);
}
