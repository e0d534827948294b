// The error codes of a response: each with what it means, and a link to its entry among the errors.
import type { Mark } from '@apig-spec/model/records';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { markOf } from './marks.ts';
import { inline } from './prose.ts';

/** A list of codes; undefined where there are none. */
export function codesBlock(
  { words, edition, meanings }: Context,
  codes: readonly string[],
  marks: Readonly<Record<string, Mark>> = {},
): Html | undefined {
  if (codes.length === 0) return undefined;
  return html`<ul class="codes" aria-label="${words.errorCodes(codes.length)}">${codes.map((code) => {
    const mark = marks[code];
    return html`<li><a href="${folderOf(edition)}errors/#${code}"><code>${code}</code></a> ${inline(brief(meanings[code] ?? ''))}${
      mark && [' ', markOf(words, mark)]
    }</li>`;
  })}</ul>`;
}

/** What a response's description says beside what its codes mean, which it tells after that. */
export function withoutCodes({ meanings }: Context, description: string, codes: readonly string[]): string {
  const [first = ''] = codes;
  if (codes.length === 1) return description === meanings[first] ? '' : description;
  const start = description.search(new RegExp(`\`${first}\`[:：]`));
  return start < 0 ? description : description.slice(0, start).trim();
}

/** The first sentence of what a code means, as a name for it. */
export function brief(meaning: string): string {
  return meaning.replace(/(?:\.(?= |$)|。).*$/s, '');
}
