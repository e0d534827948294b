// Holds an edition against a row of the ledger by trying it out: values that the row admits must be accepted, values that it
// does not admit must be refused. How the contract is written does not matter, so a mistake there cannot hide here.
import type { Field, Operation } from './fields.ts';
import type { Json, JsonObject } from './json.ts';
import { at, isObject, stepsOf } from './json.ts';
import type { Judge } from './judge.ts';
import type { Row, Table } from './ledger.ts';

/** A fact of a row that the contract does not share. */
export interface Departure {
  fact: string;
  /** What was tried, and what came of it. */
  says: string;
}

/** Where a field can be tried: the schema that judges, and bodies that are valid and hold the object of the field. */
export interface Bench {
  judge: Judge;
  schema: string;
  /** A body, and the pointers at which it holds the object. A parameter is judged bare: its pointer is `undefined`. */
  bases: { body: Json; pointers: (string | undefined)[] }[];
}

/** The characters that patterns are told apart by: all of printable ASCII, and some of what Chinese text brings. */
const characters = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)),
  ...'中é（）：，·Ⅷ😀',
];
/** Texts that the formats in the documents' words turn on. */
const formats = [
  '200', '200,201', '200-299', '201,202,210-299', '99', '100', '599', '600', '1000', '200-', '-200', '200,', '200 201',
  '@service', 'a@@b', 'a@b', '22:00:00', '02:00:00', '03:00:00', '22:30:00', '22:00', '192.168.0.1', '2001:db8::1',
]; // biome-ignore format: a list of samples

/** Every fact of the row that the contract does not share. */
export function departuresOf(row: Row, field: Field, bench: Bench): Departure[] {
  const listed = field.schemas.flatMap((schema) => (Array.isArray(schema['enum']) ? schema['enum'] : []));
  const invented = row.enum === undefined && row.values === undefined && listed.length > 0;
  return [
    ...probeRequired(row, bench),
    ...probeType(row, bench, field),
    ...(invented ? [{ fact: 'enum', says: `takes only ${listed.join(', ')}` }] : probeBounds(row, field, bench)),
    ...compareDefault(row, field),
    ...compareDeprecated(row, field),
  ];
}

function probeBounds(row: Row, field: Field, bench: Bench): Departure[] {
  return [
    ...probeNumbers(row, bench),
    ...probeLengths(row, bench),
    ...probeLists(row, bench, field),
    ...probeValues(row, bench),
    ...probePattern(row, bench, field),
  ];
}

/** Whether any body with this value of the field is accepted. */
function accepts(bench: Bench, row: Row, value: Json | undefined): boolean {
  return bench.bases.some(({ body, pointers }) =>
    pointers.some((pointer) => {
      if (pointer === undefined) return value !== undefined && bench.judge.at(bench.schema, value).valid;
      const changed = structuredClone(body);
      const holder = at(changed, pointer);
      if (!isObject(holder)) return false;
      if (value === undefined) delete holder[row.field];
      else holder[row.field] = value;
      // A bound is tried at its edge, where a rule about another field may well stand in the way.
      return bench.judge.at(bench.schema, changed, { rules: false }).valid;
    }),
  );
}

function must(fact: string, accepted: boolean, expected: boolean, value: Json | undefined): Departure[] {
  if (accepted === expected) return [];
  const shown = value === undefined ? 'an absent field' : brief(value);
  return [{ fact, says: expected ? `refuses ${shown}` : `accepts ${shown}` }];
}

function brief(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length - 2} characters)` : text;
}

function probeRequired(row: Row, bench: Bench): Departure[] {
  if (row.required === undefined || bench.bases[0]?.pointers[0] === undefined) return [];
  return must('required', accepts(bench, row, undefined), !row.required, undefined);
}

/** A valid value of the field: what a base holds, what the contract gives as a sample, or what the row lists. */
function samplesOf(row: Row, field: Field, bench: Bench): Json[] {
  const held = bench.bases.flatMap(({ body, pointers }) =>
    pointers.flatMap((pointer) => {
      const holder = pointer === undefined ? undefined : at(body, pointer);
      const value = isObject(holder) ? holder[row.field] : undefined;
      return value === undefined ? [] : [value];
    }),
  );
  const given = field.schemas.flatMap((schema) => (Array.isArray(schema['examples']) ? schema['examples'] : []));
  return [
    ...(row.enum ?? row.values ?? []),
    ...held,
    ...given,
    'aaa',
    'a'.repeat(row.minLength ?? 1),
    '',
    1,
    0,
    true,
    [],
    {},
  ];
}

function kindOf(row: Row): 'string' | 'integer' | 'boolean' | 'array' | 'object' {
  if (row.type === 'String') return 'string';
  if (row.type === 'Integer' || row.type === 'Long') return 'integer';
  if (row.type === 'Boolean') return 'boolean';
  return row.type.startsWith('Array of') ? 'array' : 'object';
}

const strangers: Record<ReturnType<typeof kindOf>, Json[]> = {
  string: [1, true, [], {}],
  integer: ['1', 1.5, true, [], {}],
  boolean: ['true', 1, 0],
  array: ['a', 1, {}, [1]],
  object: ['a', 1, []],
};

function probeType(row: Row, bench: Bench, field: Field): Departure[] {
  const kind = kindOf(row);
  const own = samplesOf(row, field, bench).filter((sample) => kindOfValue(sample) === kind);
  const found: Departure[] = own.some((sample) => accepts(bench, row, sample))
    ? []
    : [{ fact: 'type', says: `refuses any ${kind}` }];
  // A list of strings takes no number, a list of objects no string.
  const others = row.type === 'Array of strings' || kind !== 'array' ? strangers[kind] : [...strangers.array, ['a']];
  return [...found, ...others.flatMap((value) => must('type', accepts(bench, row, value), false, value)).slice(0, 1)];
}

function kindOfValue(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return 'integer';
  return typeof value;
}

function probeNumbers(row: Row, bench: Bench): Departure[] {
  if (kindOf(row) !== 'integer') return [];
  const listed = row.enum ?? row.values;
  return (['minimum', 'maximum'] as const).flatMap((fact) => {
    const bound = row[fact];
    const beyond = fact === 'minimum' ? -1 : 1;
    if (bound !== undefined) {
      return [
        ...must(fact, accepts(bench, row, bound), true, bound),
        ...must(fact, accepts(bench, row, bound + beyond), false, bound + beyond),
      ];
    }
    return listed ? [] : must(fact, accepts(bench, row, beyond * 2_000_000_000), true, beyond * 2_000_000_000);
  });
}

/** A text of a length that the row's own pattern admits. */
function textOf(row: Row, length: number): string | undefined {
  const pattern = row.pattern === undefined ? undefined : new RegExp(row.pattern, 'u');
  return ['a', '1', '中'].map((character) => character.repeat(length)).find((text) => pattern?.test(text) ?? true);
}

function probeLengths(row: Row, bench: Bench): Departure[] {
  if (kindOf(row) !== 'string' || row.enum || row.values) return [];
  const probe = (fact: string, least: number | undefined, most: number | undefined): Departure[] => {
    const tries: [number, boolean][] = [];
    if (least !== undefined) tries.push([least, true], [least - 1, false], [0, least === 0]);
    if (most !== undefined) tries.push([most, true], [most + 1, false]);
    return tries.flatMap(([length, expected]) => {
      const text = length < 0 ? undefined : textOf({ ...row, ...(length === 0 ? { pattern: '' } : {}) }, length);
      return text === undefined ? [] : must(fact, accepts(bench, row, text), expected, text);
    });
  };
  const { textLimits } = row;
  // Where the row names no bound, the contract must not invent one; a pattern may well refuse an empty text.
  const unbound: Departure[] = [];
  const long = row.maxLength === undefined && textLimits === undefined ? textOf(row, 2000) : undefined;
  if (long !== undefined) unbound.push(...must('maxLength', accepts(bench, row, long), true, long));
  if (row.minLength === undefined && textLimits === undefined && new RegExp(row.pattern ?? '', 'u').test('')) {
    unbound.push(...must('minLength', accepts(bench, row, ''), true, ''));
  }
  return [
    ...probe('minLength', row.minLength, undefined),
    ...probe('maxLength', undefined, row.maxLength),
    ...(textLimits ? probe('textLimits', textLimits.minLength, textLimits.maxLength) : []),
    ...unbound,
  ];
}

function probeLists(row: Row, bench: Bench, field: Field): Departure[] {
  if (kindOf(row) !== 'array') return [];
  const [item] = samplesOf(row, field, bench).flatMap((sample) =>
    Array.isArray(sample) && sample.length > 0 ? [sample[0] as Json] : [],
  );
  const listOfLength = (length: number): Json[] | undefined =>
    length === 0 ? [] : item === undefined || length < 0 ? undefined : Array.from({ length }, () => item);
  const tries: [string, number, boolean][] = [];
  if (row.minItems === undefined) tries.push(['minItems', 0, true]);
  else tries.push(['minItems', row.minItems, true], ['minItems', row.minItems - 1, false]);
  if (row.maxItems !== undefined) tries.push(['maxItems', row.maxItems, true], ['maxItems', row.maxItems + 1, false]);
  return tries.flatMap(([fact, length, expected]) => {
    const list = listOfLength(length);
    return list === undefined ? [] : must(fact, accepts(bench, row, list), expected, list);
  });
}

function probeValues(row: Row, bench: Bench): Departure[] {
  return (['enum', 'values'] as const).flatMap((fact) => {
    const listed: readonly (string | number)[] | undefined = row[fact];
    if (!listed) return [];
    // Bullets may explain only some of a list; the list itself is closed.
    const known = new Set<string | number>(fact === 'enum' ? listed : [...listed, ...(row.enum ?? [])]);
    const outsiders = [...listed, ...(row.values ?? [])]
      .flatMap((value): (string | number)[] =>
        typeof value === 'string'
          ? [value, '', `${value}_`, value.toLowerCase(), value.toUpperCase()]
          : [0, value - 1, value + 1],
      )
      .filter((value) => !known.has(value));
    return [
      ...listed.flatMap((value) => must(fact, accepts(bench, row, value), true, value)),
      ...[...new Set(outsiders)].flatMap((value) => must(fact, accepts(bench, row, value), false, value)),
    ].slice(0, 1);
  });
}

function probePattern(row: Row, bench: Bench, field: Field): Departure[] {
  if (kindOf(row) !== 'string' || row.enum || row.values) return [];
  const pattern = row.pattern === undefined ? undefined : new RegExp(row.pattern, 'u');
  const [sample = 'aaa'] = samplesOf(row, field, bench).filter(
    (text): text is string => typeof text === 'string' && text !== '' && (pattern?.test(text) ?? true),
  );
  const letters = [...sample];
  const texts = [
    ...characters.flatMap((character) =>
      [0, Math.floor(letters.length / 2), letters.length - 1].map((index) => letters.with(index, character).join('')),
    ),
    ...formats,
    // Where no length refuses it, an empty text is the pattern's affair.
    ...(pattern && row.minLength === undefined ? [''] : []),
  ];
  // Lengths are another fact: only texts within them tell of the pattern. Where line and text disagree, the narrower counts.
  const least = Math.max(row.minLength ?? 0, row.textLimits?.minLength ?? 0, 1);
  const most = Math.min(row.maxLength ?? 1000, row.textLimits?.maxLength ?? 1000);
  for (const text of new Set(texts)) {
    const length = [...text].length;
    if (text !== '' && (length < least || length > most)) continue;
    const departures = must('pattern', accepts(bench, row, text), pattern?.test(text) ?? true, text);
    if (departures.length > 0) return departures;
  }
  return [];
}

function compareDefault(row: Row, field: Field): Departure[] {
  const ours = field.schemas.map((schema) => schema['default']).find((value) => value !== undefined);
  if (ours === row.default) return [];
  return [{ fact: 'default', says: ours === undefined ? 'has no default' : `has the default ${JSON.stringify(ours)}` }];
}

function compareDeprecated(row: Row, field: Field): Departure[] {
  const ours = field.schemas.some((schema) => schema['deprecated'] === true);
  return ours === (row.deprecated === true)
    ? []
    : [{ fact: 'deprecated', says: ours ? 'says deprecated' : 'does not say deprecated' }];
}

/** The rules of a row, tried out as changes (JSON Merge Patch, RFC 7396) to a body that is valid. */
export function ruleDepartures(row: Row, judge: Judge, schema: string, base: Json): Departure[] {
  return (row.rules ?? []).flatMap(({ accepts: accepted = [], refuses = [] }) => [
    ...accepted.flatMap((patch) => must('rules', judge.at(schema, patched(base, patch)).valid, true, patch)),
    ...refuses.flatMap((patch) => must('rules', judge.at(schema, patched(base, patch)).valid, false, patch)),
  ]);
}

function patched(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: JsonObject = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = patched(result[key] ?? null, value);
  }
  return result;
}

/** Every pointer of a body at which the object of a table stands: `/0` in the table's pointer stands for any element. */
export function placesIn(body: Json, pointer: string): string[] {
  return stepsOf(pointer).reduce<string[]>(
    (places, step) =>
      places.flatMap((place) => {
        const node = at(body, place);
        if (step === '0' && Array.isArray(node)) return node.map((_, index) => `${place}/${index}`);
        return isObject(node) && node[step] !== undefined ? [`${place}/${step}`] : [];
      }),
    [''],
  );
}

/** The examples of an operation's body in an edition, as bodies. */
export function bodiesOf(judge: Judge, operation: Operation, table: Table): Json[] {
  const examples =
    table.in === 'request'
      ? operation.requestExamples
      : operation.responses.find(({ status }) => status === table.status)?.examples;
  return Object.values(examples ?? {}).flatMap((example) => {
    const resolved =
      isObject(example) && typeof example['$ref'] === 'string' ? at(judge.document, example['$ref'].slice(1)) : example;
    const value = isObject(resolved) ? resolved['value'] : undefined;
    return value === undefined ? [] : [value];
  });
}
