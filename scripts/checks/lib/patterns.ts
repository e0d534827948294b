// Which patterns every consumer reads alike: ECMAScript with and without the `u` flag, Python's `re`, Go's RE2, Rust's
// `regex` and Java. They share a small language, and this parses it; whatever is outside of it is a problem, since one of them
// rejects it or, worse, takes it for something else. `npm run test:dialects` tries the patterns in those languages.
//
// Out of reach of any pattern: in Python and Java, `$` also stands before a line break that ends the text, unless the caller
// asks for a full match (`fullmatch`, `matches()`).
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf, pointerOf } from '@apig-spec/model/json';
import { schemasOf } from './schemas.mjs';

/** RE2 repeats nothing more often, nested repetitions multiplied. */
const mostRepeats = 1000;

class Unportable extends Error {}

/** What is known of a part once it is read. */
interface Part {
  /** How often RE2 repeats what it holds. */
  repeats: number;
  /** Whether it may be empty, and whether it may begin or end with a class of what is not there. */
  empty: boolean;
  begins: boolean;
  ends: boolean;
}

const nothing: Part = { repeats: 1, empty: true, begins: false, ends: false };

/** A part and the one after it. */
function followed(first: Part, second: Part): Part {
  if (first.ends && second.begins)
    throw new Unportable(
      'One class of what is not there (`[^…]`) may follow another: without `u`, each takes half of a character beyond U+FFFF.',
    );
  return {
    repeats: Math.max(first.repeats, second.repeats),
    empty: first.empty && second.empty,
    begins: first.begins || (first.empty && second.begins),
    ends: second.ends || (second.empty && first.ends),
  };
}

/** What keeps a pattern from being read alike everywhere; `undefined` where nothing does. */
export function portabilityProblem(pattern: string): string | undefined {
  try {
    new Parser([...pattern]).whole();
    return undefined;
  } catch (error) {
    if (error instanceof Unportable) return error.message;
    throw error;
  }
}

class Parser {
  readonly #characters: readonly string[];
  #position = 0;

  /** @param characters - whole code points, so that one beyond the BMP is seen as one */
  constructor(characters: readonly string[]) {
    this.#characters = characters;
  }

  /**
   * `^…$`, with the anchors nowhere else: consumers differ in whether a pattern must match the whole text, and an alternative
   * outside of a group would be anchored on one side only.
   */
  whole(): void {
    if (!this.#take('^'))
      throw new Unportable('It must start with `^`: some consumers match whole texts, others parts.');
    this.#branch();
    if (this.#peek() === '|') throw new Unportable('Alternatives need a group around them: `^(a|b)$`.');
    if (this.#peek() === ')') throw new Unportable('A `)` has no `(`.');
    if (!this.#take('$')) throw new Unportable('It must end with `$`: some consumers match whole texts, others parts.');
    if (this.#peek() !== undefined) throw new Unportable('`$` is inside the pattern; anchors may only be at its ends.');
  }

  /** Reads up to what ends a branch. */
  #branch(): Part {
    let whole = nothing;
    for (let next = this.#peek(); next !== undefined && !'|)$'.includes(next); next = this.#peek())
      whole = followed(whole, this.#quantified());
    return whole;
  }

  #quantified(): Part {
    const { negated, ...part } = this.#atom();
    const { least, most, counted, sign } = this.#quantifier();
    if (negated && !sign)
      throw new Unportable(
        'A class of what is not there (`[^…]`) needs `*` or `+`: without `u`, a character beyond U+FFFF counts twice.',
      );
    if ('*+?{'.includes(this.#peek() ?? ' '))
      throw new Unportable(`${this.#peek()} follows a quantifier: possessive, lazy and repeated ones differ.`);
    const repeats = part.repeats * counted;
    if (repeats > mostRepeats)
      throw new Unportable(`It repeats ${repeats} times; RE2 repeats at most ${mostRepeats}. Use maxLength.`);
    if (!negated && most > 1) followed(part, part);
    return { ...part, repeats, empty: part.empty || least === 0 };
  }

  /** @returns the bounds, the count that RE2 unrolls, and whether it is `*` or `+` */
  #quantifier(): { least: number; most: number; counted: number; sign: boolean } {
    if (this.#take('*')) return { least: 0, most: Number.POSITIVE_INFINITY, counted: 1, sign: true };
    if (this.#take('+')) return { least: 1, most: Number.POSITIVE_INFINITY, counted: 1, sign: true };
    if (this.#take('?')) return { least: 0, most: 1, counted: 1, sign: false };
    if (!this.#take('{')) return { least: 1, most: 1, counted: 1, sign: false };
    const least = this.#digits();
    if (least === undefined) throw new Unportable('`{` must be escaped, or start {n}, {n,} or {n,m}.');
    const most = this.#take(',') ? (this.#digits() ?? Number.POSITIVE_INFINITY) : least;
    if (!this.#take('}')) throw new Unportable('`{` must be escaped, or start {n}, {n,} or {n,m}.');
    if (most < least) throw new Unportable(`{${least},${most}} has its bounds the wrong way round.`);
    return { least, most, counted: Math.max(least, Number.isFinite(most) ? most : 1), sign: false };
  }

  #digits(): number | undefined {
    let text = '';
    for (let next = this.#peek(); next !== undefined && /[0-9]/.test(next); next = this.#peek()) {
      text += next;
      this.#position += 1;
    }
    if (/^0[0-9]/.test(text)) throw new Unportable(`{${text} starts with a zero: RE2 takes the brace for itself.`);
    return text === '' ? undefined : Number(text);
  }

  #atom(): Part & { negated: boolean } {
    const character = this.#next();
    const atom = { ...nothing, empty: false, negated: false };
    switch (character) {
      case '(':
        return { ...this.#group(), negated: false };
      case '[': {
        const negated = this.#class();
        return { ...atom, negated, begins: negated, ends: negated };
      }
      case '\\':
        this.#escape(outside);
        return atom;
      case '.':
        throw new Unportable(
          '`.` matches different characters in each language, especially line breaks; use a character class.',
        );
      case '^':
        throw new Unportable('`^` is inside the pattern; anchors may only be at its ends.');
      case '*':
      case '+':
      case '?':
        throw new Unportable(`\`${character}\` has nothing to repeat.`);
      case '{':
      case '}':
      case ']':
        throw new Unportable(`\`${character}\` must be escaped.`);
      default:
        checkLiteral(character);
        return atom;
    }
  }

  #group(): Part {
    if (this.#take('?') && !this.#take(':'))
      throw new Unportable(
        `(?${this.#peek() ?? ''} starts a look-around, a flag or a name; only ( and (?: have the same meaning everywhere.`,
      );
    const branches = [this.#branch()];
    while (this.#take('|')) branches.push(this.#branch());
    if (this.#peek() === '$') throw new Unportable('`$` is inside the pattern; anchors may only be at its ends.');
    if (!this.#take(')')) throw new Unportable('A `(` has no `)`.');
    return {
      repeats: Math.max(...branches.map(({ repeats }) => repeats)),
      empty: branches.some(({ empty }) => empty),
      begins: branches.some(({ begins }) => begins),
      ends: branches.some(({ ends }) => ends),
    };
  }

  /** Reads a class after its `[`. Gives whether it is negated. */
  #class(): boolean {
    const negated = this.#take('^');
    if (this.#peek() === ']') throw new Unportable('A class must not be empty, and `]` in it must be escaped.');
    for (let first = true; !this.#take(']'); first = false) {
      const from = this.#member(first);
      if (this.#peek() !== '-' || this.#peek(1) === ']') continue;
      if (from === undefined)
        throw new Unportable('`-` within a class must be escaped, or be its first or last character.');
      this.#position += 1;
      const to = this.#member(false);
      if (to === undefined)
        throw new Unportable('`-` within a class must be escaped, or be its first or last character.');
      checkRange(from, to);
    }
    return negated;
  }

  /** One character of a class; `undefined` for a hyphen that stands for itself. */
  #member(first: boolean): number | undefined {
    const character = this.#next();
    if (character === '\\') return this.#escape(inside);
    if (character === '[') throw new Unportable('`[` in a class must be escaped: nested and POSIX classes differ.');
    if (character === '-') {
      if (!first && this.#peek() !== ']')
        throw new Unportable('`-` within a class must be escaped, or be its first or last character.');
      return undefined;
    }
    if (character === this.#peek() && /[^\p{L}\p{N}\s]/u.test(character))
      throw new Unportable(`\`${character}${character}\` in a class is an operator in some languages.`);
    checkLiteral(character);
    return character.codePointAt(0) ?? 0;
  }

  /** Reads an escape after its backslash. Gives the code point that it stands for. */
  #escape(allowed: string): number {
    const character = this.#next();
    const control = 'tnrf'.indexOf(character);
    if (control >= 0) return [9, 10, 13, 12][control] ?? 0;
    if (character === 'x') {
      const digits = `${this.#peek() ?? ''}${this.#peek(1) ?? ''}`;
      if (!/^[0-9A-Fa-f]{2}$/.test(digits)) throw new Unportable('`\\x` takes two hexadecimal digits.');
      this.#position += 2;
      return Number.parseInt(digits, 16);
    }
    if (!allowed.includes(character))
      throw new Unportable(`\`\\${character}\` is unknown to one of the languages, or means something else there.`);
    return character.codePointAt(0) ?? 0;
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#position + ahead];
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#position += 1;
    return true;
  }

  #next(): string {
    const character = this.#peek();
    if (character === undefined) throw new Unportable('It ends too early: a group, a class or an escape is open.');
    this.#position += 1;
    return character;
  }
}

/** What may be escaped. ECMAScript with `u` takes no other; a hyphen only within a class. */
const outside = '^$\\.*+?()[]{}|';
const inside = `${outside}-`;

function checkLiteral(character: string): void {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff || (code >= 0xd800 && code <= 0xdfff))
    throw new Unportable(
      `U+${code.toString(16).toUpperCase()} lies beyond U+FFFF: without \`u\`, ECMAScript sees two characters.`,
    );
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029)
    throw new Unportable(
      `U+${code.toString(16).padStart(4, '0').toUpperCase()} is a control character; write \\t, \\n, \\r, \\f or \\xHH.`,
    );
}

function checkRange(from: number, to: number): void {
  const range = `${String.fromCodePoint(from)}-${String.fromCodePoint(to)}`;
  if (from > to) throw new Unportable(`The range ${range} is the wrong way round.`);
  if (from < 0xd800 && to > 0xdfff)
    throw new Unportable(
      `The range ${range} spans the surrogates: without \`u\`, ECMAScript finds halves of characters in it.`,
    );
}

/** Every pattern of a document, where it stands: those of texts, and those of names. */
export function patternsOf(document: JsonObject): { pointer: string; pattern: string }[] {
  return schemasOf(document).flatMap(({ path, schema }) => {
    const names = Object.keys(objectOf(schema['patternProperties']));
    const own =
      'pattern' in schema ? [{ pointer: pointerOf([...path, 'pattern']), pattern: String(schema['pattern']) }] : [];
    return [
      ...own,
      ...names.map((pattern) => ({ pointer: pointerOf([...path, 'patternProperties', pattern]), pattern })),
    ];
  });
}
