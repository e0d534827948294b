// Values near what schemas say: at each bound and just beyond it, of each listed value and type, texts that match a pattern
// and the same with a character changed. Where two schemas differ, one of them is accepted by one only.

import type { Json, JsonObject } from '../json.ts';
import { isObject, listOf, objectOf, resolve } from '../json.ts';
import { lowerBounds, type Part, upperBounds, type View, viewOf, waysOf } from '../schema.ts';
import { combined } from './combinations.ts';
import { compiled } from './compiled.ts';
import { unique } from './distinct.ts';
import { identityOf } from './identity.ts';
import { textsNear } from './texts.ts';

/** How deep objects and lists are varied. */
const deepest = 5;
/** How many values of one schema are tried at most within another. */
const mostWithin = 150;
/** How many of them in objects that say of the field what others have said before. */
const mostRepeated = 20;
/** How many objects are varied at most: one for each way to choose among alternatives, with and without optional fields. */
const mostBases = 24;
const mostBasesOfFew = 6;
/** How many ways to choose among alternatives are looked at, at most. */
const mostWays = 60;

/** @param sides - the parts of each schema; what is said on one side is tried on all */
export function candidatesOf(sides: readonly (readonly Part[])[]): readonly Json[] {
  return around(sides, { depth: deepest, outer: [], few: false });
}

const known = new Map<string, readonly Json[]>();

interface Depth {
  /** How deep objects and lists are still varied. */
  depth: number;
  /** Numbers that rules around the schema name. */
  outer: readonly number[];
  /** The schema says the same on all sides: what is valid is needed, to be put around what differs, but not all that is not. */
  few: boolean;
}

function around(sides: readonly (readonly Part[])[], within: Depth): readonly Json[] {
  const key = [within.depth, within.outer, within.few, ...sides.map(identityOf)].join(' ');
  const values = known.get(key) ?? made(sides, within);
  known.set(key, values);
  return values;
}

function made(sides: readonly (readonly Part[])[], { depth, outer, few }: Depth): Json[] {
  const said = sides.flat().flatMap((part) => saidBy(part));
  const numbersIn = (text: string) => [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
  const valuesOf = (...keywords: string[]) =>
    said.flatMap(({ schema }) => keywords.flatMap((keyword) => schema[keyword] ?? []));
  const listed = [...valuesOf('enum', 'const', 'default'), ...said.flatMap(({ schema }) => listOf(schema['examples']))];
  const bounds = valuesOf(...lowerBounds, ...upperBounds).filter((value) => typeof value === 'number');
  const patterns = valuesOf('pattern').map(String);
  const rules = said.flatMap(({ schema }) =>
    listOf(schema['x-validations']).map((each) => String(objectOf(each)['rule'])),
  );
  const steps = valuesOf('multipleOf').map(Number);
  const counts = [...outer, ...rules.flatMap(numbersIn)];
  const hints = [...bounds, ...counts];
  const objects = said.filter(({ schema }) => 'properties' in schema || 'required' in schema);
  const types = new Set(valuesOf('type').flat().map(String));
  const any = types.size === 0 || said.some(({ schema }) => 'not' in schema || 'if' in schema || 'contains' in schema);
  const has = (...names: string[]) => any || names.some((name) => types.has(name));

  const first = unique([...listed, ...(has('integer', 'number') ? numbersNear(hints, steps) : [7])]);
  const texts = has('string') ? textsNear(patterns, [...hints, ...patterns.flatMap(numbersIn)], listed, few) : ['a'];
  const others = [
    ...[true, false, null].filter((value) => !first.includes(value)),
    ...(depth > 0 ? listsNear(sides, said, { hints, counts, depth, few }) : [[]]),
    ...(depth > 0 && (objects.length > 0 || has('object'))
      ? objectsNear(sides, said, rules, { counts, depth, few })
      : [{}]),
  ];
  // The texts, by far the most, differ from each other already.
  const listedFirst = new Set(first);
  return [...first, ...texts.filter((text) => !listedFirst.has(text)), ...others];
}

/** Each schema that takes part, references followed: those of `allOf`, of the alternatives, and of conditions. */
function saidBy(
  { document, schema }: Part,
  within: readonly Json[] = [],
): { document: JsonObject; schema: JsonObject }[] {
  const own = resolve(document, schema);
  if (!isObject(own) || within.includes(own) || within.length > 20) return [];
  const { $ref: _, ...beside } = objectOf(schema);
  const inner = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => listOf(own[keyword]));
  const conditions = ['not', 'if', 'then', 'else'].flatMap((keyword) => own[keyword] ?? []);
  return [
    { document, schema: own },
    ...(own === schema ? [] : [{ document, schema: beside }]),
    ...[...inner, ...conditions].flatMap((each) => saidBy({ document, schema: each }, [...within, own])),
  ];
}

function numbersNear(hints: readonly number[], steps: readonly number[]): Json[] {
  const near = [...hints, 0].flatMap((bound) => [bound - 1, bound - 0.5, bound, bound + 0.5, bound + 1]);
  const multiples = steps.flatMap((step) => {
    return [-2, -1, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13].flatMap((times) => [step * times, (step * times) / 2]);
  });
  const beyond = hints.flatMap((bound) => steps.map((step) => Math.floor(bound / step) * step));
  return [...near, ...multiples, ...beyond, 2 ** 31, -(2 ** 31), 1e9];
}

type Said = ReturnType<typeof saidBy>;
type Shape = Pick<View, 'required' | 'properties'>;

interface Near {
  /** Bounds, and what rules name. */
  hints?: readonly number[];
  /** What rules name. */
  counts: readonly number[];
  depth: number;
  few: boolean;
}

function listsNear(sides: readonly (readonly Part[])[], said: Said, { hints = [], counts, depth, few }: Near): Json[] {
  const schemas = said.flatMap(({ document, schema }) => {
    const { items, contains, prefixItems } = schema;
    return [items ?? [], contains ?? [], ...listOf(prefixItems)].flat().map((each) => ({ document, schema: each }));
  });
  const accepts = sides.map((parts) => compiled(viewOf(...parts).items));
  const all = schemas.length === 0 ? ['a', 1] : around([schemas], { depth: depth - 1, outer: counts, few });
  const some = all.slice(0, mostWithin);
  const accepted = some.filter((each) => accepts.every((accept) => !accept || accept(each)));
  const [first = some[0] ?? 'a'] = accepted;
  const lengths = [...new Set([0, 1, 2, 3, ...hints.flatMap((bound) => [bound - 1, bound, bound + 1])])];
  const whole = lengths.filter((length) => Number.isInteger(length) && length >= 0 && length <= 5000);
  return [
    ...whole.map((length) => Array<Json>(length).fill(first)),
    ...whole.map((length) => accepted.slice(0, length)),
    ...some.map((each) => [each]),
    ...some.slice(0, 40).map((each) => [first, each]),
  ];
}

function objectsNear(
  sides: readonly (readonly Part[])[],
  said: Said,
  rules: readonly string[],
  { counts, depth, few }: Near,
): Json[] {
  const shapes = sides.flatMap((parts) => shapesOf(parts));
  const schemas = new Map<string, Part[]>();
  for (const { document, schema } of said) {
    for (const [name, property] of Object.entries(objectOf(schema['properties']))) {
      if (property === false) continue;
      schemas.set(name, [...(schemas.get(name) ?? []), { document, schema: property }]);
    }
  }
  const compared = rules.flatMap((rule) => [...rule.matchAll(/\bself\.(\w+)/g)].map(([, name = '']) => name));
  const named = new Set([...schemas.keys(), ...shapes.flatMap(({ required }) => [...required]), ...compared]);
  const isSteady = steadyFields(sides, rules.join(' '));
  const values = new Map(
    [...named].map((name) => {
      const within = { depth: depth - 1, outer: counts, few: few || isSteady(name) };
      return [name, around([schemas.get(name) ?? []], within).slice(0, mostWithin)];
    }),
  );
  const basesOf = ({ required, properties }: Shape): JsonObject[] => {
    const good = (name: string): JsonObject => {
      const accept = compiled(properties.get(name) ?? []);
      const value = (values.get(name) ?? []).find((each) => each !== null && (!accept || accept(each)));
      return value === undefined ? {} : { [name]: value };
    };
    return [[...required], [...properties.keys()]].map((names) => Object.assign({}, ...names.map(good)) as JsonObject);
  };
  const found = shapes.flatMap((shape) => basesOf(shape).map((base) => ({ base, shape })));
  const distinct = [...new Map(found.map((each) => [JSON.stringify(each.base), each])).values()].slice(
    0,
    few ? mostBasesOfFew : mostBases,
  );
  // All values of a field are tried where it means something new: in the first objects of the ones that say the same of it.
  const often = new Map<string, number>();
  const valuesIn = (name: string, { properties }: Shape): Json[] => {
    const meaning = `${name} ${identityOf(properties.get(name) ?? [])}`;
    const times = often.get(meaning) ?? 0;
    often.set(meaning, times + 1);
    return (values.get(name) ?? []).slice(0, times < 2 && !few && !isSteady(name) ? mostWithin : mostRepeated);
  };
  const bases = distinct.map(({ base }) => base);
  const varied = distinct.flatMap(({ base, shape }): JsonObject[] => [
    { ...base, a_field_of_the_future: 'x' },
    { ...base, 'x-other': 1 },
    ...[...named].flatMap((name) => {
      const { [name]: _, ...without } = base;
      return [without, ...valuesIn(name, shape).map((value) => ({ ...base, [name]: value }))];
    }),
  ]);
  const [first = {}] = bases;
  const others = otherFields(said, depth, counts).map((field) => ({ ...first, ...field }));
  return [...bases, ...others, ...varied, ...combined(bases, rules, values, counts)];
}

/** Keywords by which a field may decide on another. */
const conditional = ['not', 'if', 'dependentRequired', 'dependentSchemas', 'propertyNames', 'patternProperties'];

/** Which fields say the same on all sides, and are part of no rule: what is invalid there is so on all of them. */
function steadyFields(sides: readonly (readonly Part[])[], rules: string): (name: string) => boolean {
  const said = sides.map((parts) => parts.flatMap((part) => saidBy(part)));
  if (sides.length < 2 || said.flat().some(({ schema }) => conditional.some((keyword) => keyword in schema)))
    return () => false;
  const identities = (side: Said, name: string) =>
    side
      .flatMap(({ schema }) => objectOf(schema['properties'])[name] ?? [])
      .map((schema) => identityOf([{ document: side[0]?.document ?? {}, schema }]))
      .sort()
      .join(' ');
  return (name) => {
    const [first, ...others] = said.map((side) => identities(side, name));
    return others.every((other) => other === first) && !new RegExp(`\\b${name.replaceAll(/\W/g, '.')}\\b`).test(rules);
  };
}

/** Fields whose names only patterns and conditions tell. */
function otherFields(said: Said, depth: number, counts: readonly number[]): JsonObject[] {
  return said.flatMap(({ document, schema }) => {
    const { propertyNames, patternProperties } = schema;
    const names =
      propertyNames === undefined
        ? []
        : around([[{ document, schema: propertyNames }]], { depth: 0, outer: counts, few: false });
    const texts = names.filter((name) => typeof name === 'string').slice(0, mostWithin);
    const patterns = Object.entries(objectOf(patternProperties)).flatMap(([pattern, each]) => {
      const values = around([[{ document, schema: each }]], { depth: depth - 1, outer: counts, few: false }).slice(
        0,
        mostRepeated * 2,
      );
      const [named = 'x', ...more] = textsNear([pattern], [], [], false).slice(0, mostWithin);
      return [...values.map((value) => ({ [named]: value })), ...more.map((name) => ({ [name]: 1 }))];
    });
    return [...texts.map((name) => ({ [name]: 1 })), ...patterns];
  });
}

/** Each way to choose among the alternatives of a schema, as far as they are tried. */
function shapesOf(parts: readonly Part[]): Shape[] {
  return waysOf(viewOf(...parts), mostWays).map(({ required, properties }) => {
    const allowed = [...properties].filter(([, schemas]) => !schemas.some(({ schema }) => schema === false));
    return { required, properties: new Map(allowed) };
  });
}
