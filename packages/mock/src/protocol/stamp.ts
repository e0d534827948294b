// New identifiers, random numbers, and the time.

/** Where identifiers come from. */
export interface IdSource {
  /** @returns 32 lower-case hexadecimal characters, never the same twice */
  next(): string;
  /** How many were given. From a seed, the same number leads on to the same identifiers. */
  given: number;
}

/** How many identifiers differ from each other; after as many, a seed gives the same ones again. */
export const mostIds = 2 ** 48;

/** The last millisecond of the year 9999, the last that four digits can tell. */
export const latestTime = 253_402_300_799_999;

/** How many times a clock that stands still is said to have given, at most. */
export const mostTimes = 2 ** 48;

/** @param seed - gives the same identifiers for the same seed, in the same order; without it they are random */
export function idSource(seed?: string): IdSource {
  const key = seed === undefined ? undefined : hash(seed);
  const source: IdSource = {
    given: 0,
    next() {
      source.given = (source.given % mostIds) + 1;
      return key === undefined ? randomId() : seededId(key, source.given);
    },
  };
  return source;
}

/** @returns numbers from 0 to 1, less than 1; the same ones for the same seed */
export function randomSource(seed?: string): () => number {
  if (seed === undefined) return Math.random;
  const key = hash(seed);
  let count = 0;
  return () => {
    count += 1;
    return mixed(key ^ mixed(count)) / 2 ** 32;
  };
}

/** The character codes of the hexadecimal digits. */
const digits = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Of the identifier that is being written. */
const codes: number[] = new Array(32).fill(0);

function randomId(): string {
  // Math.random will do: nobody must be kept from guessing identifiers, and to load Web Crypto takes a tenth of the start.
  for (let at = 0; at < codes.length; at += 8) {
    const word = Math.random() * 2 ** 32;
    for (let digit = 0; digit < 8; digit += 1) codes[at + digit] = digits[(word >>> (4 * digit)) & 15] ?? 0;
  }
  // A text of its own: a part of a longer one, or one that is put together, is slow to write as JSON for as long as it is kept.
  return String.fromCharCode.apply(null, codes);
}

/**
 * The first word is another for each count below 2^32, and the last one for each count that has the same lower 32 bits:
 * `mixed` maps no two numbers to one.
 */
function seededId(key: number, count: number): string {
  const beyond = Math.floor(count / 2 ** 32);
  return [0, 1, 2, 3]
    .map((word) => mixed((key ^ mixed(word)) + (count % 2 ** 32) + (word === 3 ? beyond : 0)))
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}

/** Spreads a number over 32 bits: the finalizer of MurmurHash3, a bijection. */
function mixed(number: number): number {
  let bits = number >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** 32 bits of a text: FNV-1a over its UTF-16 code units. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  return bits >>> 0;
}

/** Where a clock stands. */
export interface ClockMark {
  /** Milliseconds since 1970. */
  last: number;
  /** How many times were given at that one. */
  count: number;
}

/** Gives times. */
export interface Clock {
  /** @returns the time in RFC 3339 form, in UTC, with nine fractional digits; never the same twice */
  next(): string;
  mark(): ClockMark;
  /** Goes on from a mark, but never from one that is ahead. */
  resume(mark: ClockMark): void;
}

/** How many times fit into a millisecond: six of the nine digits. */
const perMillisecond = 1_000_000;

/**
 * A clock whose times tell in which request something was made. Clocks count milliseconds only; the rest of the nine digits
 * counts requests. Where there are more of them than the digits have room for, they go on in the next millisecond.
 *
 * @param now - milliseconds since 1970
 */
export function newClock(now: () => number): Clock {
  let last = 0;
  let count = 0;
  /** A second in words, up to its fraction; many requests share one. */
  let [second, said] = [Number.NaN, ''];
  return {
    next() {
      const time = now();
      if (time > last + Math.floor(count / perMillisecond)) {
        last = time;
        count = 0;
      } else {
        count += 1;
      }
      const rest = count % perMillisecond;
      const millisecond = Math.floor(last) + (count - rest) / perMillisecond;
      const fraction = millisecond % 1000;
      if (millisecond - fraction !== second) {
        second = millisecond - fraction;
        said = new Date(second).toISOString().slice(0, -4);
      }
      return `${said}${String(fraction * perMillisecond + rest).padStart(9, '0')}Z`;
    },
    mark: () => ({ last, count: Math.min(count, mostTimes) }),
    resume(mark) {
      last = Math.min(mark.last, now());
      count = mark.count;
    },
  };
}

/** @returns a number from 0 to 1, less than 1; always the same one for the same text */
export function numberOf(text: string): number {
  return mixed(hash(text)) / 2 ** 32;
}

/** @returns the time of a clock, in milliseconds since 1970 */
export function inMilliseconds(time: string): number {
  return Date.parse(`${time.slice(0, 23)}Z`);
}

/** @returns the time of a clock, without a fraction */
export function inSeconds(time: string): string {
  return time.replace(/\.\d+/, '');
}

/** @returns the time as a response shows it: with its fraction in the one of the call that set it, in seconds from then on */
export function shownTime(time: string, { now }: { now: string }): string {
  return time === now ? time : inSeconds(time);
}
