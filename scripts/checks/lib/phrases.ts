// Which phrases of phrases.yaml a file's prose has: summaries and descriptions of YAML, text of Markdown, messages in TypeScript.

/** A phrase that our prose does without. */
export interface Phrase {
  /** A regular expression; a space in it stands for any white space. */
  phrase: string;
  /** What to write instead. */
  write: string;
  /** Beginnings of the paths of the files where it is looked for; everywhere if absent. */
  in?: readonly string[];
}

export interface Hit {
  line: number;
  found: string;
  write: string;
}

/** Every banned phrase in the prose of a file. @param file - its path from the root, with slashes */
export function hitsIn(file: string, source: string, phrases: readonly Phrase[]): Hit[] {
  const prose = proseOf(file, source);
  return phrases
    .filter((each) => each.in?.some((start) => file.startsWith(start)) ?? true)
    .flatMap(({ phrase, write }) =>
      [...prose.matchAll(new RegExp(phrase.replaceAll(' ', '\\s+'), 'gm'))].map(({ 0: found, index }) => ({
        line: prose.slice(0, index).split('\n').length,
        found: found.replaceAll(/\s+/g, ' ').trim(),
        write,
      })),
    )
    .toSorted((one, other) => one.line - other.line);
}

/** A file with blanks in the place of everything but prose, so that places stay the same. */
function proseOf(file: string, source: string): string {
  if (file.endsWith('.md')) return blanked(source, [/^---\n[\s\S]*?\n---\n/, /^( *)```[\s\S]*?\n\1```/gm, ...inText]);
  if (file.endsWith('.ts')) return stringsOf(source);
  // What an example is about is prose; what it holds is data.
  const data = file.includes('/examples/') ? [/^(?!summary:).*$/gm] : [];
  return blanked(source, [...data, /^ *#.*$/gm, names, /^ *(?:- )?[\w.-]+:(?= |$)/gm, ...inText]);
}

/** What files and errata are called. */
const names = /^ *(?:- )?(?:id|\$ref|target|says):.*$/gm;

/** Code, comments and the targets of links, in Markdown and in descriptions. */
const inText = [/<!--[\s\S]*?-->/g, /`[^`\n]*`/g, /\]\([^)\n]*\)/g, /<\/?\w[^>\n]*>/g];

const tokens = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** The string literals of a program: comments, names and what a template fills in are none of them. */
function stringsOf(source: string): string {
  let prose = '';
  let end = 0;
  for (const { 0: token, index } of source.matchAll(tokens)) {
    // A word alone is a name.
    const text = /^[^/].*\s/s.test(token) ? blanked(token, [/\$\{[^}]*\}/g]) : blank(token);
    prose += blank(source.slice(end, index)) + text;
    end = index + token.length;
  }
  return prose + blank(source.slice(end));
}

function blanked(source: string, unread: readonly RegExp[]): string {
  return unread.reduce((text, each) => text.replace(each, blank), source);
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}
