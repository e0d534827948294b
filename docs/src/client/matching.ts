// How a query is read, and how well a text meets it: other spellings, synonyms, beginnings of words, and typos.

/** What one part of a query asks for: what is typed, and what means the same. Of several words all must be there. */
export interface Concept {
  typed: string[];
  synonyms: string[][];
}

/** What readers call things that the contract calls otherwise. */
export interface Aliases {
  /** Phrases that mean the same. */
  synonyms: readonly (readonly string[])[];
  /** Phrases, and what helps who asks for them. */
  related: readonly (readonly [readonly string[], readonly string[]])[];
  /** What is done rather than looked up: such a phrase alone asks how. */
  procedures: readonly string[];
}

export interface Query {
  concepts: Concept[];
  /** It asks how something is done. */
  how: boolean;
  /** It asks for a length, a number, a range. */
  bounds: boolean;
  /** It asks how many there may be of something. */
  count: boolean;
}

const han = /\p{Script=Han}/u;

/** Whether a text has Chinese in it. */
export function isHan(text: string): boolean {
  return han.test(text);
}

const how = /\b(how(?! (?:many|much|long)\b)|guide|tutorial|walkthrough)\b|如何|怎么|怎样|指南|教程/;
const bounds =
  /\b(max(imum)?|number of|how many|min(imum)?|lengths?|long|longest|limits?|range|size|at most|at least|characters?|allowed values?)\b|最大|最小|最多|最少|最长|长度|多长|上限|下限|数量|范围|取值|字符数|几个字/g;
const count = /\b(how many|number of|max(imum)?|(?<!rate )limits?|per)\b|(多少|几)个|最多|上限|数量|每个/;
/** A length is not a count of things; who has too many looks for the error. */
const notCount =
  /\b(lengths?|long|longest|characters?|size|too many|exceed(s|ed)?)\b|长度|多长|最长|字符|几个字|超过|超出|达到?上限/;
/** What carries no meaning in a question. */
const fillers =
  /\b(how|do|does|did|i|we|my|a|an|the|per|what|is|are|was|of|to|in|for|when|which|why|where|can|could|should|on|with|by|from|and|or|there|it|get|gets|got|use|using|set|means?|many|much|if|will|returns?|returned|please)\b|什么时候|什么|如何|怎么样|怎么|怎样|何时|哪个|哪些|哪里|(?:多少|几)个|多少|每个|为什么|请问|返回|可以|能否|是否|应该|会|的|吗|呢|了|是|在|我|把|给|时/g;

/** A text as it is compared: small letters, names of programs in words, and nothing between them but spaces. */
export function normal(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replaceAll(/(?<=\p{Script=Han})(?=[a-z\d])|(?<=[a-z\d])(?=\p{Script=Han})/gu, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a normal text that are not Chinese; of Chinese, each stretch. */
export function wordsOf(text: string): string[] {
  return text.split(' ').filter(Boolean);
}

/** Reads a query. */
export function queryOf(term: string, { synonyms, related, procedures }: Aliases): Query {
  const whole = normal(term);
  const concepts: Concept[] = [];
  let rest = whole;
  for (const { phrase, forms } of meanings(synonyms, related)) {
    const [start, end] = spanOf(rest, phrase) ?? [];
    if (start === undefined) continue;
    concepts.push({ typed: wordsOf(phrase), synonyms: forms.map(wordsOf) });
    rest = `${rest.slice(0, start)}\n${rest.slice(end)}`;
  }
  const meant = rest.replaceAll(bounds, '\n').replaceAll(fillers, '\n');
  // `limit` alone, or `where`: then that is meant.
  const left = meant.trim() === '' && concepts.length === 0 ? whole : meant;
  for (const word of left.split(/[\n ]+/).flatMap(segments)) concepts.push({ typed: [word], synonyms: [] });
  return {
    concepts,
    how: how.test(whole) || procedures.includes(whole),
    bounds: rest.search(bounds) >= 0,
    count: count.test(whole) && !notCount.test(whole),
  };
}

/** Every phrase with what it may mean, the longest first. */
function meanings(
  synonyms: readonly (readonly string[])[],
  related: readonly (readonly [readonly string[], readonly string[]])[],
): { phrase: string; forms: string[] }[] {
  const told = [...synonyms.map((group) => [group, group] as const), ...related].flatMap(([phrases, meant]) =>
    phrases.map((phrase) => ({
      phrase: normal(phrase),
      forms: meant.map(normal).filter((each) => each !== normal(phrase)),
    })),
  );
  const byPhrase = Map.groupBy(told, ({ phrase }) => phrase);
  return [...byPhrase]
    .map(([phrase, all]) => ({ phrase, forms: [...new Set(all.flatMap(({ forms }) => forms))] }))
    .sort((one, other) => other.phrase.length - one.phrase.length);
}

/** Where a phrase begins and ends in a text, as whole words where words have ends. */
function spanOf(text: string, phrase: string): [number, number] | undefined {
  const start = isHan(phrase[0] ?? '') ? '' : '(?<![a-z0-9])';
  const end = isHan(phrase.at(-1) ?? '') ? '' : '(?:s|es)?(?![a-z0-9])';
  const found = new RegExp(`${start}${phrase}${end}`, 'u').exec(text);
  return found ? [found.index, found.index + found[0].length] : undefined;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function segments(text: string): string[] {
  if (!han.test(text)) return text === '' ? [] : [text];
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** A word without what English adds to its end: `policy`, `policies`; `throttle`, `throttling`. */
export function stem(word: string): string {
  const one = word.replace(/ies$/, 'y').replace(/(?<=\w\w[^s])s$/, '');
  return one.replace(/(?<=\w{3})(?:ing|ed)$/, '').replace(/(?<=\w{3})[ey]$/, '');
}

/** How well a word of a text is the one that was typed: 1 for the same, 0 for another. */
export function likeness(typed: string, word: string): number {
  if (word === typed) return 1;
  if (stem(word) === stem(typed)) return 0.95;
  if (/\d/.test(typed)) return word.startsWith(typed) ? 0.6 : 0;
  if (typed.length > 1 && word.startsWith(typed)) return 0.5 + 0.4 * (typed.length / word.length);
  if (typed.length > 3 && word.includes(typed)) return 0.35;
  const allowed = typed.length > 7 ? 2 : typed.length > 3 ? 1 : 0;
  const isTypo = (one: string, other: string) => distance(one, other, allowed) <= allowed;
  return allowed > 0 && (isTypo(typed, word) || isTypo(stem(typed), stem(word))) ? 0.45 : 0;
}

/** How many letters must be changed, added, removed or swapped, as far as that is no more than `most`. */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, last] = [last, next];
  }
  return last.at(-1) ?? 0;
}

/** A name without what its spellings differ in: `timeInterval`, `time_interval` and `Time interval` are one. */
export function tight(name: string): string {
  return normal(name).replaceAll(' ', '');
}

/** The words that were typed, to be marked in texts: an odd piece of a text that is split by it is one. */
export function wordsIn(term: string): RegExp | undefined {
  const words = wordsOf(normal(term).replaceAll(fillers, ' '))
    .flatMap(segments)
    .filter((word) => isHan(word) || word.length > 1);
  return words.length === 0 ? undefined : new RegExp(`(${words.join('|')})`, 'iu');
}
