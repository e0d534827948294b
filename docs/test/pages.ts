// What the tests read of the built site. Plain patterns will do: Astro and the renderer write each attribute in one way.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow } from '../src/built.ts';
import { unescaped } from '../src/html.ts';
import { once } from '../src/once.ts';

export const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** All files of the built site, from its root. */
export const files: ReadonlySet<string> = new Set(filesBelow(dist, ''));

/** Pages by path, each read when it is first asked for: of many a test wants few. */
class Pages {
  readonly #read = new Map<string, () => string>();

  constructor(paths: Iterable<string>) {
    for (const path of paths)
      this.#read.set(
        path,
        once(() => readFileSync(fileOf(path), 'utf8')),
      );
  }
  get(path: string): string | undefined {
    return this.#read.get(path)?.();
  }
  has(path: string): boolean {
    return this.#read.has(path);
  }
  keys(): string[] {
    return [...this.#read.keys()];
  }
}

const fileOf = (path: string) => join(dist, path.endsWith('/') ? `${path}index.html` : path);
const paths = [...files]
  .filter((name) => name.endsWith('.html'))
  .map((name) => `/${name.replace(/(^|\/)index\.html$/, '$1')}`);

/** Where the addresses of pages that have moved lead to. What leads elsewhere is short. */
export const redirected: ReadonlyMap<string, string> = new Map(
  paths.flatMap((path) => {
    if (statSync(fileOf(path)).size > 1000) return [];
    const [, target] =
      /<meta http-equiv="refresh" content="0;url=([^"]*)">/.exec(readFileSync(fileOf(path), 'utf8')) ?? [];
    return target === undefined ? [] : [[path, target] as const];
  }),
);

/** The built pages by path: `/en/2024-11/`, `/404.html`. */
export const built = new Pages(paths.filter((path) => !redirected.has(path)));

/** The size of a page in bytes, without reading it. */
export function sizeOf(path: string): number {
  return statSync(fileOf(path)).size;
}

/** All values of an attribute. */
export function attributes(page: string, name: 'id' | 'href' | 'src'): string[] {
  return [...page.matchAll(new RegExp(`<[^>]*\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => whole(value));
}

/** What a reader sees of a piece of HTML. */
export function textOf(html: string): string {
  return whole(
    html
      .replaceAll(/<(script|style|template)[^>]*>.*?<\/\1>/gs, ' ')
      .replaceAll('<wbr>', '')
      .replaceAll(/<[^>]*>/g, ' '),
  ).replaceAll(/\s+/g, ' ');
}

/** A page's content without what only a browser makes something of: forms, controls, lists of its parts. */
export function withoutControls(content: string): string {
  return content.replaceAll(
    /<(try-it|nav|error-filter|change-filter|fieldset|template|select|button|label|svg)\b.*?<\/\1>|<a class="try-link".*?<\/a>|<div class="tabs".*?<\/div>/gs,
    '',
  );
}

/** What stands with each field, by its id, as HTML, without the fields below it. */
export function fieldPieces(page: string): Map<string, string> {
  const pieces = page.split(/(?=<div class="field"[^>]*><div class="head"><h\d id=")/).slice(1);
  // Behind the last field there are other parts of the page.
  const own = pieces.map((piece) => piece.split(/<h2|<section|<div class="examples"/)[0] ?? '');
  return new Map(own.map((piece) => [attributes(piece, 'id')[0] ?? '', piece]));
}

/** The same as text, from the field's name on. */
export function fieldTexts(page: string): Map<string, string> {
  return new Map([...fieldPieces(page)].map(([id, piece]) => [id, textOf(piece)]));
}

/** What is wrong with the nesting of rendered tags. */
export function misnested(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const alone = new Set(['br', 'wbr', 'input']);
  const endsParagraph = new Set(['p', 'ul', 'dl', 'div', 'details', 'section', 'article', 'h2', 'h3', 'h4', 'pre']);
  for (const [text, slash, tag = ''] of html.matchAll(/<(\/?)([a-z0-9-]+)[^>]*>/g)) {
    // Within a picture, and there alone, a tag may close itself.
    if (text.endsWith('/>') && open.includes('svg')) continue;
    if (slash) {
      const last = open.pop();
      if (last !== tag) wrong.push(`</${tag}> where <${last}> is open`);
    } else {
      if (open.includes('p') && endsParagraph.has(tag)) wrong.push(`<${tag}> in <p>`);
      if (open.includes('a') && tag === 'a') wrong.push('<a> in <a>');
      if (!alone.has(tag)) open.push(tag);
    }
  }
  return [...wrong, ...open.map((tag) => `<${tag}> is never closed`)];
}

/** Astro escapes by number what the renderer escapes by name. */
function whole(text: string): string {
  return unescaped(
    text.replaceAll(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex, decimal) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    ),
  );
}
