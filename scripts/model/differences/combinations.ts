// Objects in which fields that rules compare have what the rules name, together.
import type { Json, JsonObject } from '../json.ts';
import { unique } from './distinct.ts';

/** How many combinations of the fields that rules compare are tried at most. */
const mostCombined = 6_000;
/** How many fields are all combined with each other. */
const mostFields = 5;

/** For rules between fields: each field at what the rules, the schema and the other fields name, together. */
export function combined(
  bases: readonly JsonObject[],
  rules: readonly string[],
  values: ReadonlyMap<string, readonly Json[]>,
  counts: readonly number[],
): JsonObject[] {
  const namedIn = (text: string) =>
    [...values.keys()].filter((name) => new RegExp(`\\b${name.replaceAll(/\W/g, '.')}\\b`).test(text));
  // Few fields meet each other all; of more, those that one rule compares.
  const all = namedIn(rules.join(' '));
  const groups = all.length > mostFields ? rules.map(namedIn) : [all];
  const text = rules.join(' ');
  const distinct = [...new Map(groups.map((fields) => [fields.join(' '), fields])).values()];
  return distinct
    .filter((fields) => fields.length > 0)
    .flatMap((fields) => combinedFields(bases, fields, text, values, counts, mostCombined / distinct.length));
}

function combinedFields(
  bases: readonly JsonObject[],
  fields: readonly string[],
  text: string,
  values: ReadonlyMap<string, readonly Json[]>,
  counts: readonly number[],
  most: number,
): JsonObject[] {
  const literals: Json[] = [...text.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, one, other]) => one ?? other ?? '');
  const named = counts.flatMap((count) => [count, count + 1, count - 1]);
  const numbers = fields.flatMap((name) => (values.get(name) ?? []).filter((each) => typeof each === 'number'));
  // Small numbers meet each other soonest.
  const sorted = [...named, ...numbers.sort((a, b) => Math.abs(a) - Math.abs(b))];
  // So do lists and texts of the lengths that rules name.
  const rank = (value: Json | undefined): number => (named.includes(Number(lengthOf(value).split(' ')[1])) ? 0 : 1);
  const few = Math.max(3, Math.floor((most / bases.length) ** (1 / fields.length)));
  const choices = fields.map((name): (Json | undefined)[] => {
    const own = values.get(name) ?? [];
    const others = own.filter((each) => typeof each !== 'number');
    const texts = others.some((each) => typeof each === 'string') ? literals : [];
    const groups = [...Map.groupBy(others, lengthOf).values()].sort(([a], [b]) => rank(a) - rank(b));
    const digits = own.some((each) => typeof each === 'number') ? sorted : [];
    const tried = interleaved<Json>(
      digits,
      groups.flatMap((group) => group.slice(0, 2)),
    );
    return [undefined, ...unique([...texts, ...tried])].slice(0, few);
  });
  let rows: JsonObject[] = [{}];
  for (const [index, name] of fields.entries()) {
    rows = rows
      .flatMap((row) => (choices[index] ?? []).map((value) => (value === undefined ? row : { ...row, [name]: value })))
      .slice(0, most);
  }
  return bases.slice(0, Math.max(1, Math.floor(most / rows.length))).flatMap((base) => {
    const rest = Object.fromEntries(Object.entries(base).filter(([name]) => !fields.includes(name)));
    return rows.map((row) => ({ ...rest, ...row }));
  });
}

function lengthOf(value: Json | undefined): string {
  return `${typeof value} ${Array.isArray(value) || typeof value === 'string' ? value.length : 'none'}`;
}

function interleaved<Value>(one: readonly Value[], other: readonly Value[]): Value[] {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, index) =>
    [one.slice(index, index + 1), other.slice(index, index + 1)].flat(),
  ).flat();
}
