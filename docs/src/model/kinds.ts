// The kinds of a body that a reader picks from: which fields each has, and of which kinds an example is.
import type { Json } from '@apig-spec/model/json';
import type { Alternative, Choice } from './choices.ts';
import { fullName } from './choices.ts';
import type { Case, FieldNode, ObjectNode } from './tree.ts';

/** When something is shown: one of these holds, and of it every option is picked. `[[]]` is always. */
export type Condition = readonly (readonly string[])[];

export const always: Condition = [[]];

/** An option of a picker. */
export interface KindOption {
  /** `body.members*0=1`: unique on the page. */
  key: string;
  alternative: Alternative;
  /** The values that select it: `builtin`; an empty text where a field is not set. None where values do not distinguish it. */
  values: Json[][];
  /** Only a deprecated field selects it. */
  isLegacy: boolean;
}

/** A choice that a reader makes. */
export interface Picker {
  id: string;
  /** The fields whose values name the options. */
  fields: string[];
  /** The newest forms first. */
  options: KindOption[];
  /** When there is such a choice. */
  when: Condition;
}

/** What alternatives of an object mean in terms of options. */
export type Scope = ReadonlyMap<string, Condition>;

/** An object with the choices in it. */
export interface Kinds {
  /** Each once, with the picker that it has where there is something to pick. */
  choices: { choice: Choice; picker: Picker | undefined }[];
  /** Those of the objects around it, too. */
  all: Picker[];
  scope: Scope;
}

/** The choices of an object. @param around - of the object around it @param id - of the object on the page */
export function kindsOf(node: ObjectNode, id: string, around?: Kinds): Kinds {
  const scope = new Map<string, Condition>();
  const choices: Kinds['choices'] = [];
  for (const [index, choice] of node.choices.entries()) {
    // The same choice may come from two schemas of an object.
    if (choice.kind !== 'kinds' && choice.alternatives.every(({ name }) => scope.has(fullName(choice, name)))) continue;
    const when = choice.within === undefined ? always : (scope.get(choice.within) ?? always);
    const picker = choice.kind === 'kinds' ? undefined : pickerOf(node, choice, `${id}*${index}`, when);
    choices.push({ choice, picker });
    for (const alternative of choice.alternatives) {
      const option = picker?.options.find((each) => each.alternative === alternative);
      const own = option
        ? and(when, [[option.key]])
        : alternative.under.flatMap((each) => around?.scope.get(each) ?? always);
      const name = fullName(choice, alternative.name);
      if (!scope.has(name)) scope.set(name, own.length > 0 ? own : when);
    }
  }
  const pickers = choices.flatMap(({ picker }) => picker ?? []);
  return { choices, all: [...(around?.all ?? []), ...pickers], scope };
}

/** A longer text is no name of an option. */
const longest = 28;

function pickerOf(node: ObjectNode, { alternatives }: Choice, id: string, when: Condition): Picker | undefined {
  if (alternatives.length < 2) return undefined;
  const options = alternatives.map((alternative, index) => optionOf(node, alternative, `${id}=${index}`));
  const current = options.filter(({ isLegacy }) => !isLegacy);
  const labels = current.map(({ values }) => values.map((each) => each.join(' / ')).join(' · '));
  const isTold =
    new Set(labels).size === labels.length &&
    current.every(({ values }) => values.length > 0) &&
    labels.every((label) => label.length <= longest && !/^\d+$/.test(label));
  return {
    id,
    when,
    fields: isTold ? [...new Set(current.flatMap(({ fields }) => fields))] : [],
    options: options
      .map(({ fields: _, ...option }) => (isTold && !option.isLegacy ? option : { ...option, values: [] }))
      .sort((one, other) => rank(one) - rank(other)),
  };
}

function optionOf(node: ObjectNode, alternative: Alternative, key: string): KindOption & { fields: string[] } {
  const isDeprecated = (name: string) => node.fields.some((each) => each.name === name && each.facts.deprecated);
  const telling = alternative.selectors.filter(({ values }) => values.some(isSet));
  const current = telling.filter(({ field }) => !isDeprecated(field));
  const named = current.length > 0 ? current : alternative.selectors.slice(0, 1);
  return {
    key,
    alternative,
    isLegacy: telling.length > 0 && current.length === 0,
    fields: current.map(({ field }) => field),
    values: named.map(({ values }) => (values.some(isSet) ? distinct(values.filter(isSet)) : [''])),
  };
}

/** The newest forms first, and what leaves a field empty behind those that fill it. */
function rank({ isLegacy, alternative: { selectors, requires } }: KindOption): number {
  if (isLegacy) return 2;
  const isEmpty = selectors.length > 0 && selectors.every(({ values }) => !values.some(isSet));
  return isEmpty && requires.length === 0 ? 1 : 0;
}

/** Whether a value stands for something: a response has the others where nothing was set. */
function isSet(value: Json): boolean {
  return value !== '' && value !== 0;
}

/** Values that differ in more than case. */
function distinct(values: readonly Json[]): Json[] {
  return [...new Map(values.toReversed().map((value) => [String(value).toLowerCase(), value])).values()].reverse();
}

/** When a field is shown: where something declares it, and nothing forbids it or wants it empty. */
export function conditionOf(node: ObjectNode, { scope, all }: Kinds, field: FieldNode): Condition {
  const declaring = new Set(field.declaredBy);
  // What all alternatives of a choice have, the choice has.
  for (const choice of node.choices.toReversed()) {
    const names = choice.alternatives.map(({ name }) => fullName(choice, name));
    if (!names.every((name) => declaring.has(name))) continue;
    if (choice.within === undefined) declaring.clear();
    else declaring.add(choice.within);
    for (const name of names) declaring.delete(name);
    if (declaring.size === 0) break;
  }
  const declared =
    field.declaredBy.length === 0 || declaring.size === 0 ? always : conditionOfAny(scope, [...declaring]);
  const isSelector = all.some(({ fields }) => fields.includes(field.name));
  const isEmpty = ({ facts: { values } }: Case) => !isSelector && values !== undefined && !values.some(isSet);
  const forbidding = field.cases
    .filter((each) => each.forbidden || isEmpty(each))
    .flatMap(({ alternatives }) => alternatives);
  // The last option of a term is the alternative's own.
  const forbidden = conditionOfAny(scope, forbidding).flatMap((term) => term.at(-1) ?? []);
  return all.reduce((condition, picker) => {
    const allowed = picker.options.filter(({ key }) => !forbidden.includes(key));
    if (allowed.length === picker.options.length) return condition;
    const elsewhere = picker.when.flat().flatMap((key) => othersThan(all, key));
    return and(
      condition,
      [...allowed.map(({ key }) => key), ...elsewhere].map((key) => [key]),
    );
  }, declared);
}

function othersThan(pickers: readonly Picker[], key: string): string[] {
  const options = pickers.map((picker) => picker.options.map((each) => each.key)).find((keys) => keys.includes(key));
  return options?.filter((each) => each !== key) ?? [];
}

/** When one of some alternatives holds. */
export function conditionOfAny(scope: Scope, names: readonly string[]): Condition {
  return names.flatMap((name) => scope.get(name) ?? always);
}

/** Both. */
function and(one: Condition, other: Condition): Condition {
  return one.flatMap((each) => other.map((more) => [...new Set([...each, ...more])]));
}

/** Whether a condition holds by the options that are picked; of a picker without any, all are. */
export function holds(condition: Condition, picked: ReadonlySet<string>): boolean {
  return condition.some((term) => term.every((key) => picked.has(key)));
}
