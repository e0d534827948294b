// Validates an edition against a row of the ledger by trying it out: values that the row admits must be accepted, values that it
// does not admit must be rejected. How the contract is written does not matter, so a mistake there cannot hide here.

import type { Field } from '@apig-spec/model/fields';
import type { Json } from '@apig-spec/model/json';
import { listOf } from '@apig-spec/model/json';
import type { Row } from '@apig-spec/model/records';
import type { Bench, Departure } from './bench.ts';
import { admits, excludes, samplesOf, tries } from './bench.ts';

/**
 * The characters that patterns are distinguished by: the ends of the ranges of letters and digits, also of hexadecimal ones,
 * all other printable ASCII, and some of what Chinese text brings.
 */
const characters = [...'afgmzAFGMZ0159', ...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', ...'中〇𠀀é（）：，·Ⅷ😀'];
/** Texts that the formats in the documents' words turn on. */
const formats = [
  '200', '200,201', '200-299', '201,202,210-299', '99', '100', '599', '600', '1000', '200-', '-200', '200,', '200 201',
  '200,201,202,203', '200,201-202,203,204-205', Array(500).fill('200').join(','),
  '@service', 'a@@b', 'a@b', '22:00:00', '02:00:00', '03:00:00', '22:30:00', '22:00', '192.168.0.1', '2001:db8::1',
]; // biome-ignore format: a list of samples

/** Every fact of the row that the contract does not share. */
export function departuresOf(row: Row, field: Field, bench: Bench): Departure[] {
  const listed = field.schemas.flatMap((schema) => (Array.isArray(schema['enum']) ? schema['enum'] : []));
  const invented =
    row.enum === undefined && row.values === undefined && listed.length > 0 && !takesOther(row, listed, bench);
  return [
    ...probeRequired(row, bench),
    ...probeType(row, field, bench),
    ...(invented ? [{ fact: 'enum', says: `takes only ${listed.join(', ')}` }] : probeBounds(row, field, bench)),
    ...(row.also ?? []).flatMap((value) => admits('also', row, bench, value)),
    ...compareDefault(row, field),
    ...compareDeprecated(row, field),
  ];
}

/** Whether a text that is not in the list is accepted: the list is that of one alternative, and another is open. */
function takesOther(row: Row, listed: readonly Json[], bench: Bench): boolean {
  if (kindOf(row) !== 'string') return false;
  const text = textOf(row, Math.max(row.minLength ?? 0, 3));
  return text !== undefined && !listed.includes(text) && admits('enum', row, bench, text).length === 0;
}

function probeBounds(row: Row, field: Field, bench: Bench): Departure[] {
  return [
    ...probeNumbers(row, bench),
    ...probeLengths(row, bench),
    ...probeLists(row, field, bench),
    ...probeValues(row, field, bench),
    ...probePattern(row, field, bench),
  ];
}

function probeRequired(row: Row, bench: Bench): Departure[] {
  if (row.required === undefined || !bench.places[0]?.holder) return [];
  return tries('required', row, bench, undefined, !row.required);
}

type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

function kindOf({ type }: Row): Kind {
  if (type === 'String' || type === 'File') return 'string';
  if (type === 'Integer' || type === 'Long') return 'integer';
  if (type === 'Float') return 'number';
  if (type === 'Boolean') return 'boolean';
  return type.startsWith('Array of') ? 'array' : 'object';
}

const strangers: Record<Kind, Json[]> = {
  string: [1, true, [], {}, null],
  integer: ['1', 1.5, true, [], {}, null],
  number: ['1', true, [], {}, null],
  boolean: ['true', 1, 0, null],
  array: ['a', 1, {}, [1], null],
  object: ['a', 1, [], null],
};

function probeType(row: Row, field: Field, bench: Bench): Departure[] {
  const kind = kindOf(row);
  const own = samplesOf(row, field, bench).filter(
    (sample) => kindOfValue(sample) === (kind === 'number' ? 'integer' : kind),
  );
  // A list of strings takes no number, a list of objects no string.
  const others = row.type === 'Array of strings' || kind !== 'array' ? strangers[kind] : [...strangers.array, ['a']];
  return [
    ...admits('type', row, bench, ...own),
    ...others.flatMap((value) => excludes('type', row, bench, value)).slice(0, 1),
    ...compareFormat(row, field),
  ];
}

function kindOfValue(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return 'integer';
  return typeof value;
}

/** On the wire a Long is an integer like any other; its format keeps what the documents say. */
function compareFormat(row: Row, field: Field): Departure[] {
  const ours = field.schemas.some((schema) => schema['format'] === 'int64');
  if (ours === (row.type === 'Long')) return [];
  return [{ fact: 'type', says: ours ? 'says int64' : 'does not say int64' }];
}

function probeNumbers(row: Row, bench: Bench): Departure[] {
  if (kindOf(row) !== 'integer' && kindOf(row) !== 'number') return [];
  const listed = row.enum ?? row.values;
  return (['minimum', 'maximum'] as const).flatMap((fact) => {
    const bound = row[fact];
    const beyond = fact === 'minimum' ? -1 : 1;
    if (bound !== undefined) {
      return [...admits(fact, row, bench, bound), ...excludes(fact, row, bench, bound + beyond)];
    }
    return listed ? [] : admits(fact, row, bench, beyond * 2_000_000_000);
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
    const lengths: [number, boolean][] = [];
    if (least !== undefined) lengths.push([least, true], [least - 1, false], [0, least === 0]);
    if (most !== undefined) lengths.push([most, true], [most + 1, false]);
    return lengths.flatMap(([length, admitted]) => {
      const text = length < 0 ? undefined : textOf({ ...row, ...(length === 0 ? { pattern: '' } : {}) }, length);
      return text === undefined ? [] : tries(fact, row, bench, text, admitted);
    });
  };
  const { textLimits } = row;
  // Where the row names no bound, the contract must not invent one; a pattern may well reject an empty text.
  const unbound: Departure[] = [];
  const long = row.maxLength === undefined && textLimits === undefined ? textOf(row, 2000) : undefined;
  if (long !== undefined) unbound.push(...admits('maxLength', row, bench, long));
  if (row.minLength === undefined && textLimits === undefined && new RegExp(row.pattern ?? '', 'u').test('')) {
    unbound.push(...admits('minLength', row, bench, ''));
  }
  return [
    ...probe('minLength', row.minLength, undefined),
    ...probe('maxLength', undefined, row.maxLength),
    ...(textLimits ? probe('textLimits', textLimits.minLength, textLimits.maxLength) : []),
    ...unbound,
  ];
}

function probeLists(row: Row, field: Field, bench: Bench): Departure[] {
  if (kindOf(row) !== 'array') return [];
  // One place may reject the elements of another, such as servers by address and cloud servers.
  const items = samplesOf(row, field, bench).flatMap((sample) => (Array.isArray(sample) ? sample.slice(0, 1) : []));
  const lengths: [string, number, boolean][] = [['minItems', row.minItems ?? 0, true]];
  if (row.minItems) lengths.push(['minItems', row.minItems - 1, false]);
  if (row.maxItems !== undefined) lengths.push(['maxItems', row.maxItems, true], ['maxItems', row.maxItems + 1, false]);
  return lengths.flatMap(([fact, length, admitted]) => {
    const lists: Json[] = length === 0 ? [[]] : items.map((item) => Array.from({ length }, () => item));
    if (lists.length === 0) return [];
    return admitted ? admits(fact, row, bench, ...lists) : lists.flatMap((list) => excludes(fact, row, bench, list));
  });
}

function probeValues(row: Row, field: Field, bench: Bench): Departure[] {
  // Whatever the contract lists anywhere is tried, and what a list that is open or misspelt would let through.
  const ours = field.schemas.flatMap((schema) => [
    ...listOf(schema['enum']),
    ...(schema['const'] === undefined ? [] : [schema['const']]),
  ]);
  return (['enum', 'values'] as const).flatMap((fact) => {
    const listed: readonly (string | number)[] | undefined = row[fact];
    if (!listed) return [];
    // Bullets may explain only some of a list; the list itself is closed.
    const known = new Set<Json>(fact === 'enum' ? listed : [...listed, ...(row.enum ?? [])]);
    const variants = [...listed, ...(row.values ?? [])].flatMap((value): Json[] =>
      typeof value === 'string'
        ? [value, '', `${value}_`, value.toLowerCase(), value.toUpperCase()]
        : [0, value - 1, value + 1],
    );
    const outsiders = [...new Set([...ours, ...variants])].filter((value) => !known.has(value));
    return [
      ...listed.flatMap((value) => admits(fact, row, bench, value)),
      ...outsiders.flatMap((value) => excludes(fact, row, bench, value)),
    ].slice(0, 1);
  });
}

function probePattern(row: Row, field: Field, bench: Bench): Departure[] {
  if (kindOf(row) !== 'string' || row.enum || row.values) return [];
  const pattern = row.pattern === undefined ? undefined : new RegExp(row.pattern, 'u');
  const [sample = 'aaa'] = samplesOf(row, field, bench).filter(
    (text): text is string => typeof text === 'string' && text !== '' && (pattern?.test(text) ?? true),
  );
  const letters = [...sample];
  const indexes = [0, Math.floor(letters.length / 2), letters.length - 1];
  const texts = [
    ...characters.flatMap((character) => {
      const each = indexes.map((index) => letters.with(index, character).join(''));
      // Where every character may stand everywhere, it may do so at several places at once: that is one trial instead of three.
      return pattern ? each : [letters.map((letter, index) => (indexes.includes(index) ? character : letter)).join('')];
    }),
    ...formats,
    // Where no length rejects it, an empty text is the pattern's affair.
    ...(pattern && row.minLength === undefined ? [''] : []),
  ];
  // Lengths are another fact: only texts within them tell of the pattern. Where line and text disagree, the narrower counts.
  const least = Math.max(row.minLength ?? 0, row.textLimits?.minLength ?? 0, 1);
  const most = Math.min(row.maxLength ?? Infinity, row.textLimits?.maxLength ?? Infinity);
  for (const text of new Set(texts)) {
    const length = [...text].length;
    if (text !== '' && (length < least || length > most)) continue;
    const departures = tries('pattern', row, bench, text, pattern?.test(text) ?? true);
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
