// Texts to try a pattern with: some that it admits, and each of those with one character changed for one that languages differ
// about.
import fc from 'fast-check';

/** Characters at the edges of what patterns say, and those that some languages count as digits, letters, spaces or line ends. */
const strangers = [
  ...' -_.,:;/\\^$|?*+()[]{}@#&~!%=<>"\'`aZ09é',
  ...['\t', '\n', '\r', '\v', '\f', '\0', '\x7f', '\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff', '\u200d', '\u3000'],
  // Digits and letters of other scripts, full-width forms, and those that fold to ASCII.
  ...'٣５Ａａßıſ\u212aⅧ',
  // Ideographs: the ends of each range, what lies just beyond, and what is rarer.
  ...[
    '\u33ff',
    '\u3400',
    '\u4dbf',
    '\u4dc0',
    '\u4dff',
    '\u4e00',
    '\u9fff',
    '\ua000',
    '\uf8ff',
    '\uf900',
    '\ufaff',
    '\ufb00',
  ],
  ...'々〇⼀（）：，·𠀀𪛖🀄😀',
];

/** The texts for a pattern, the same each time. */
export function patternTexts(pattern: string): string[] {
  const admitted = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { seed: 20241111, numRuns: 40 });
  const texts = ['', ...admitted];
  for (const text of admitted.slice(0, 8)) {
    const letters = [...text];
    const places = [...new Set([0, Math.floor(letters.length / 2), letters.length])];
    for (const stranger of strangers) {
      for (const place of places) texts.push(letters.toSpliced(place, 0, stranger).join(''));
      if (letters.length > 0) texts.push(letters.with(-1, stranger).join(''));
    }
    texts.push(text.toLowerCase(), text.toUpperCase(), text.repeat(2), `${text}\r\n`, `${text}\n\n`);
  }
  // Half of a surrogate pair is not text that could be sent.
  return [...new Set(texts)].filter((text) => text.isWellFormed());
}
