// What each revision brought, in one language.
import type { Step } from '@apig-spec/scripts/lib/changes';
import type { Locale } from '@apig-spec/scripts/lib/editions';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { Words } from '../words.ts';
import { inline } from './prose.ts';

export interface ChangesContext {
  locale: Locale;
  words: Words;
  steps: readonly Step[];
  /** The address of a row's document. */
  documentOf: (row: string) => string;
}

/** The content of the what-changed page of a language. */
export function changesContent({ locale, words, steps, documentOf }: ChangesContext): Html {
  return html`<p class="tagline">${words.changesIntro}</p>
${steps.map(
  ({ from, to, changes }) => html`<h2 id="${from}-${to}">${words.step(from, to)}</h2>
${changes.map(
  (
    change,
  ) => html`<article class="change" id="${change.id}"><p class="what"><a class="hash" href="#${change.id}" aria-label="${change.id}">#</a> ${inline(change[locale])}</p>
<p class="note">${words.sources}${words.colon}${joined(
    change.sources.map((row) => html`<a class="row" href="${documentOf(row)}">${row}</a>`),
    ' ',
  )}</p>
<details class="note"><summary>${words.overlay}</summary><ul>${change.actions.map(
    ({ target }) => html`<li><code>${target}</code></li>`,
  )}</ul></details></article>
`,
)}`,
)}`;
}
