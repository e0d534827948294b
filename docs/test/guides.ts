// The guides as their tests read them: headings, links, pictures, and the blocks of code.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '@apig-spec/model/editions';

/** A fenced block of code. A program opens with its file's name, an excerpt with the file that it is from. */
export interface Block {
  language: string;
  code: string;
  /** `create.ts`, where the first line is `// create.ts`. */
  file?: string | undefined;
}

/** A mistake that a guide lets the compiler find. */
export interface Mistake {
  /** Of the line below the comment; the first is 1. */
  line: number;
  /** `TS2353` */
  code: string;
  /** Parts of the compiler's message, in their order; what was between them is `…` in the guide. */
  parts: string[];
}

/** A project of a guide. A file that comes again in the guide begins another, with all that was there before it. */
export interface Generation {
  project: string;
  files: Map<string, Block>;
  /** The files that are new in it. */
  fresh: string[];
}

const folder = join(import.meta.dirname, '..', 'src', 'content', 'docs');

/** The guides of a language, by name. */
export function guidesIn(locale: Locale): Map<string, string> {
  const files = readdirSync(join(folder, locale, 'guides')).filter((file) => file.endsWith('.md'));
  return new Map(
    files.sort().map((file) => [file.slice(0, -3), readFileSync(join(folder, locale, 'guides', file), 'utf8')]),
  );
}

export function blocksOf(guide: string): Block[] {
  return [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => {
    const [, file] = /^(?:\/\/|#) (\S+\.\w+)\n/.exec(code) ?? [];
    return { language, code, file };
  });
}

/** The programs of a guide. */
export function programsOf(name: string, guide: string): Generation[] {
  let current: Generation = { project: name, files: new Map(), fresh: [] };
  const all = [current];
  for (const block of blocksOf(guide).filter(({ language }) => language === 'ts')) {
    const { file = '' } = block;
    if (current.files.has(file)) {
      current = { project: `${name}-${all.length + 1}`, files: new Map(current.files), fresh: [] };
      all.push(current);
    }
    current.files.set(file, block);
    current.fresh.push(file);
  }
  return all;
}

/** Code without what only explains it: what a program prints, and what the compiler says, are not explanations. */
function withoutComments({ language, code }: Block): string {
  if (language === 'sh') return code.replaceAll(/(?<=\S) +# .*$/gm, '');
  if (language !== 'ts') return code;
  return code
    .split('\n')
    .map((line) => (isSaid(line) ? line : line.replace(/(^|\s)(\/\/ (?!\S+\.ts$)|\/\*\* ).*$/, '')))
    .join('\n');
}

function isSaid(line: string): boolean {
  return line.includes('console.log(') || /^\s*\/\/ error TS\d/.test(line);
}

/** What a program prints: the comment behind a `console.log`, or the lines of comments below it. */
export function saidBy({ code }: Block): string {
  const said: string[] = [];
  let below = false;
  for (const line of code.split('\n')) {
    const [, beside] = /console\.log\(.* \/\/ (.*)$/.exec(line) ?? [];
    if (beside !== undefined) said.push(beside);
    else if (below && line.startsWith('// ')) said.push(line.slice(3));
    below = (line.includes('console.log(') && beside === undefined) || (below && line.startsWith('// '));
  }
  return said.map((line) => `${line}\n`).join('');
}

/** What the commands of a shell print: the comments that are lines of their own. */
export function printedBy({ code }: Block): string {
  return [...code.matchAll(/^# (.*\n)/gm)].map(([, line]) => line).join('');
}

export function mistakesIn({ code }: Block): Mistake[] {
  return code.split('\n').flatMap((line, index) => {
    const [, number, message] = /^\s*\/\/ error (TS\d+): (.*)$/.exec(line) ?? [];
    if (number === undefined || message === undefined) return [];
    const parts = message.split('…').map((part) => part.trim());
    return [{ line: index + 2, code: number, parts: parts.filter((part) => part !== '') }];
  });
}

/** All that the two languages must have in common. */
export function shapeOf(guide: string, locale: Locale) {
  const blocks = blocksOf(guide);
  const prose = guide.replaceAll(/^```.*?^```$/gms, '');
  return {
    code: blocks.map(withoutComments),
    headings: [...prose.matchAll(/^#+ /gm)].map(([level]) => level),
    links: [...prose.matchAll(/\]\(\/([^/]+)(\/[^)]*)\)/g)]
      // A guide's own anchors are its headings, which are translated.
      .map(([, first, path = '']) => (first === locale ? path.replace(/(\/guides\/.*)#.*/, '$1') : `not ${locale}`))
      .sort(),
    pictures: [...prose.matchAll(/<svg .*?<\/svg>/gs)].map(([picture]) => picture.replaceAll(/>[^<]*</g, '><')),
    order: /^ {2}order: (\d+)$/m.exec(guide)?.[1],
  };
}
