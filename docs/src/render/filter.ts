// The field that filters what stands below it: rows of tables, errata, entries of lists.
import type { Html } from '../html.ts';
import { html } from '../html.ts';

/** What the field says. */
export interface FilterText {
  filter: string;
  hint: string;
  /** `{shown}` and `{all}` are figures. */
  shown: string;
}

/**
 * The field, which a script shows.
 *
 * @param only - marks to choose by, with their labels
 */
export function filterForm({ filter, hint }: FilterText, only: Readonly<Record<string, string>> = {}): Html {
  const choices = Object.entries(only);
  return html`<div class="filter" hidden>
<label><span>${filter}</span><input type="search" placeholder="${hint}" autocomplete="off" spellcheck="false"></label>
${
  choices.length > 0 &&
  html`<p>${choices.map(([name, label]) => html`<label class="choose"><input type="checkbox" name="${name}"><span>${label}</span></label>`)}</p>
`
}<p class="note" role="status"></p></div>`;
}
