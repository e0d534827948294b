// Texts near what patterns and lengths say: matches of a pattern, the same with a character changed, and of each length.
import fc from 'fast-check';
import type { Json } from '../json.ts';
import { unique } from './distinct.ts';

/** How many matches of a pattern are changed at each spot, and brought to each length. */
const mostMatches = 16;

/** Characters that patterns treat differently. */
const characters = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)),
  ...[
    '\t',
    '\n',
    '\r',
    '\u00a0',
    'é',
    'ß',
    'Ω',
    'Ж',
    '中',
    '々',
    '〇',
    '㐀',
    '龥',
    '鿿',
    '。',
    '，',
    '：',
    '（',
    '）',
    '·',
    'Ａ',
    '𠀀',
    '😀',
  ],
];

const texts = new Map<string, readonly string[]>();

/**
 * The same texts are near a field wherever it stands: there are many, and they are made once.
 *
 * @param few - only those that are valid by all likelihood
 */
export function textsNear(
  patterns: readonly string[],
  hints: readonly number[],
  listed: readonly Json[],
  few: boolean,
): readonly string[] {
  const key = JSON.stringify([patterns, hints, listed, few]);
  const near = texts.get(key) ?? (unique(madeTexts(patterns, hints, listed, few)) as string[]);
  texts.set(key, near);
  return near;
}

function madeTexts(
  patterns: readonly string[],
  hints: readonly number[],
  listed: readonly Json[],
  few: boolean,
): string[] {
  const lengths = [
    ...new Set(hints.flatMap((bound) => [-1, 0, 1, 2, 3].map((more) => Math.floor(bound) + more))),
  ].filter((length) => length >= 0 && length <= 100_000);
  const plain = [
    ...['', 'a', 'A', '1', '-', '中', 'a b', 'ab1', 'a-b'],
    ...listed.filter((each) => typeof each === 'string'),
  ];
  const short = lengths.filter((length) => length <= 3000);
  const repeated = (few ? short : lengths).flatMap((length) =>
    ['a', 'A', '1', '中', '𠀀'].map((letter) => letter.repeat(length)),
  );
  if (patterns.length === 0) return [...plain, ...repeated];
  const matches = unique([...patterns.flatMap(matching), ...plain]) as string[];
  if (few) return [...matches, ...repeated];
  const letters = unique([...characters, ...patterns.flatMap(lettersBeside)]) as string[];
  const kinds = ofEachKind(matches);
  const changed = kinds.flatMap((text) => oneChanged(text, letters));
  // A pattern counts too: matches are brought to each length that a bound or a count names, by repeating each character.
  const stretched = kinds.flatMap((text) => {
    const own = [...text];
    const spots = unique([0, Math.floor(own.length / 2), own.length - 1]) as number[];
    return spots.flatMap((spot) =>
      short.flatMap((length) => {
        const missing = length - own.length;
        const kept =
          missing < 0
            ? [...own.slice(0, length)]
            : own.toSpliced(spot, 0, ...Array<string>(missing).fill(own[spot] ?? 'a'));
        return [kept.join('')];
      }),
    );
  });
  return [...matches, ...letters, ...changed, ...stretched, ...repeated];
}

/** Of texts that are built alike, the shortest: `ab1` and `xyz42` are both letters and digits. */
function ofEachKind(all: readonly string[]): string[] {
  const kindOf = (text: string) =>
    text
      .replaceAll(/[a-z]+/g, 'a')
      .replaceAll(/[A-Z]+/g, 'A')
      .replaceAll(/\d+/g, '1')
      .replaceAll(/[^ -~]+/g, '中');
  const kinds = Map.groupBy(all, kindOf);
  const shortest = [...kinds.values()].map((alike) =>
    alike.reduce((one, other) => (other.length < one.length ? other : one)),
  );
  return shortest.sort((a, b) => a.length - b.length).slice(0, mostMatches);
}

const samples = new Map<string, readonly string[]>();

/** Texts that match a pattern, the same at each run; none where fast-check does not know the pattern's syntax. */
function matching(pattern: string): readonly string[] {
  const matches = samples.get(pattern) ?? sampled(pattern);
  samples.set(pattern, matches);
  return matches;
}

function sampled(pattern: string): string[] {
  const source = pattern
    .replaceAll('\\P{Script=Han}', '[\\x20-\\x7e]')
    .replaceAll('\\p{Script=Han}', '\\u4e00-\\u9fa5')
    .replaceAll(/\(\?<?[!=][^)]*\)/g, '');
  try {
    return fc.sample(fc.stringMatching(new RegExp(source, 'u')), { numRuns: 150, seed: 1 });
  } catch {
    return [];
  }
}

/** What a pattern spells, and the characters before and after: the ends of its ranges. */
function lettersBeside(pattern: string): string[] {
  const escaped = [...pattern.matchAll(/\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})/g)].map(([, long, short]) =>
    Number.parseInt(long ?? short ?? '0', 16),
  );
  const points = [...[...pattern].map((letter) => letter.codePointAt(0) ?? 0), ...escaped];
  return points
    .flatMap((point) => [point - 1, point, point + 1])
    .filter((point) => point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000))
    .map((point) => String.fromCodePoint(point));
}

function oneChanged(text: string, letters: readonly string[]): string[] {
  const own = [...text];
  const spots = unique([0, 1, Math.floor(own.length / 2), own.length - 2, own.length - 1]) as number[];
  const within = spots.filter((spot) => spot >= 0 && spot < own.length);
  return [
    ...within.flatMap((spot) => {
      const [before, after] = [own.slice(0, spot).join(''), own.slice(spot + 1).join('')];
      return letters.map((letter) => before + letter + after);
    }),
    ...within.map((spot) => own.toSpliced(spot, 1).join('')),
    ...letters.flatMap((letter) => [`${letter}${text}`, `${text}${letter}`]),
  ];
}
