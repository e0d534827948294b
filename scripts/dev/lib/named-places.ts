// The places that texts of this repository send a reader to: files, headings, and commands. Each has to be there.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A file of the repository with its text. */
export interface Text {
  file: string;
  text: string;
}

/** What a text names, and whether there is no such thing. */
export interface NamedPlace {
  file: string;
  line: number;
  named: string;
}

export interface Repository {
  root: string;
  /** All texts, those of Markdown too. */
  texts: readonly Text[];
  /** The names of the root's scripts. */
  commands: ReadonlySet<string>;
}

/** Folders whose files are named from the root of the repository. */
const path = /(?<![\w./@:~-])((?:scripts|spec|docs\/src|packages|\.github)\/[\w./-]*[\w/](?!\w))(?!\/?[\w*<{$[])/g;
/** A heading in quotation marks, with the file that has it. */
const heading = /[“"]([A-Z][^”"\n]{3,60})[”"] in ([A-Z]+\.md)/g;
/** A name in capitals, as manual pages have, with the file that has it. */
const capitals = /\b[Ss]ee ([A-Z]{4,}) in ([A-Z]+\.md)/g;
const link = /\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#([^)\s]+))?\)/g;
const command = /\bnpm run ([a-z][\w:-]*)/g;

/** All places that are named and are not there. */
export function missingPlaces({ root, texts, commands }: Repository): NamedPlace[] {
  const headingsOf = (file: string) => headingsIn(texts.find((each) => each.file === file)?.text ?? '');
  const missing: NamedPlace[] = [];
  for (const { file, text } of texts) {
    const check = (pattern: RegExp, isThere: (match: RegExpExecArray) => boolean): void => {
      for (const match of text.matchAll(pattern)) {
        if (isThere(match)) continue;
        missing.push({ file, line: text.slice(0, match.index).split('\n').length, named: match[1] ?? '' });
      }
    };
    check(path, ([, named = '']) => existsSync(join(root, named)) || isBuilt(named));
    for (const pattern of [heading, capitals]) {
      check(pattern, ([, title = '', owner = '']) => headingsOf(owner).some((each) => each === title));
    }
    check(command, ([, name = '']) => commands.has(name) || !isOfTheRoot(file));
    // Pages of the docs link to each other's addresses, which their own tests follow.
    if (!file.endsWith('.md') || file.startsWith('docs/')) continue;
    check(link, ([, target = '', anchor]) => {
      const to = posix.normalize(posix.join(posix.dirname(file), target));
      if (!existsSync(join(root, to))) return false;
      return anchor === undefined || headingsOf(to).map(slugOf).includes(anchor);
    });
  }
  return missing;
}

/** What builds make is not in a clone. */
function isBuilt(named: string): boolean {
  return /(^|\/)(dist|generated|node_modules)(\/|$)/.test(named);
}

/** Where `npm run` means the root's scripts: recipes in the docs run those of a reader's own project. */
function isOfTheRoot(file: string): boolean {
  return !file.startsWith('docs/') && !/^packages\/[^/]+\/(README|src|test)/.test(file);
}

/** A Markdown text's headings; what stands in blocks of code is none. */
export function headingsIn(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
    title.replaceAll(/[`*_]|\[|\]\([^)]*\)/g, '').trim(),
  );
}

/** GitHub's anchor of a heading. */
function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
}
