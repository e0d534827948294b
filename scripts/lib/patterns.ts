// Which patterns every consumer reads alike: ECMAScript with and without the `u` flag, Python's `re`, Go's RE2, Rust's
// `regex` and Java. They share a small language, and this parses it; whatever is outside of it is a problem, since one of them
// rejects it or, worse, takes it for something else. `npm run test:dialects` tries the patterns in those languages.
//
// Out of reach of any pattern: in Python and Java, `$` also stands before a line break that ends the text, unless the caller
// asks for a full match (`fullmatch`, `matches()`).
import type { JsonObject } from './json.ts';
import { objectOf, pointerOf } from './json.ts';
import { schemasOf } from './lint/schemas.mjs';

/** RE2 repeats nothing more often, nested repetitions multiplied. */
const mostRepeats = 1000;

class Unportable extends Error {}

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
    if (this.#peek() !== undefined) throw new Unportable('`$` stands within it; anchors are for the ends alone.');
  }

  /** Reads up to what ends a branch. Gives how often RE2 repeats what it holds. */
  #branch(): number {
    let most = 1;
    for (let next = this.#peek(); next !== undefined && !'|)$'.includes(next); next = this.#peek())
      most = Math.max(most, this.#quantified());
    return most;
  }

  #quantified(): number {
    const { repeats, negated } = this.#atom();
    const times = this.#quantifier();
    if (negated && times.most !== Number.POSITIVE_INFINITY)
      throw new Unportable(
        'A class of what is not there (`[^…]`) needs `*` or `+`: without `u`, a character beyond U+FFFF counts twice.',
      );
    if ('*+?{'.includes(this.#peek() ?? ' '))
      throw new Unportable(`${this.#peek()} follows a quantifier: possessive, lazy and repeated ones differ.`);
    const product = repeats * times.counted;
    if (product > mostRepeats)
      throw new Unportable(`It repeats ${product} times; RE2 repeats at most ${mostRepeats}. Use maxLength.`);
    return product;
  }

  /** @returns the most that it lets through, and the count that RE2 unrolls */
  #quantifier(): { most: number; counted: number } {
    if (this.#take('*') || this.#take('+')) return { most: Number.POSITIVE_INFINITY, counted: 1 };
    if (this.#take('?')) return { most: 1, counted: 1 };
    if (!this.#take('{')) return { most: 1, counted: 1 };
    const least = this.#digits();
    if (least === undefined) throw new Unportable('`{` must be escaped, or start {n}, {n,} or {n,m}.');
    const most = this.#take(',') ? (this.#digits() ?? Number.POSITIVE_INFINITY) : least;
    if (!this.#take('}')) throw new Unportable('`{` must be escaped, or start {n}, {n,} or {n,m}.');
    if (most < least) throw new Unportable(`{${least},${most}} has its bounds the wrong way round.`);
    // Only what is closed counts as a bound for a negated class; `{n,}` of one counts halves just the same.
    return {
      most: most === Number.POSITIVE_INFINITY ? least + 1 : most,
      counted: Math.max(least, Number.isFinite(most) ? most : 1),
    };
  }

  #digits(): number | undefined {
    let text = '';
    for (let next = this.#peek(); next !== undefined && /[0-9]/.test(next); next = this.#peek()) {
      text += next;
      this.#position += 1;
    }
    return text === '' ? undefined : Number(text);
  }

  #atom(): { repeats: number; negated: boolean } {
    const character = this.#next();
    const atom = { repeats: 1, negated: false };
    switch (character) {
      case '(':
        return { ...atom, repeats: this.#group() };
      case '[':
        return { ...atom, negated: this.#class() };
      case '\\':
        this.#escape(outside);
        return atom;
      case '.':
        throw new Unportable('`.` stands for other characters in each language, line breaks above all; use a class.');
      case '^':
        throw new Unportable('`^` stands within it; anchors are for the ends alone.');
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

  #group(): number {
    if (this.#take('?') && !this.#take(':'))
      throw new Unportable(
        `(?${this.#peek() ?? ''} starts a look-around, a flag or a name; only ( and (?: are read alike.`,
      );
    let most = this.#branch();
    while (this.#take('|')) most = Math.max(most, this.#branch());
    if (this.#peek() === '$') throw new Unportable('`$` stands within it; anchors are for the ends alone.');
    if (!this.#take(')')) throw new Unportable('A `(` has no `)`.');
    return most;
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
