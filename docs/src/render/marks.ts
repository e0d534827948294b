// Where a fact comes from: its mark, its source rows, its errata.
import type { Locale } from '@apig-spec/model/editions';
import { objectOf } from '@apig-spec/model/json';
import type { Erratum, Provenance } from '@apig-spec/model/records';
import type { Content, Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { BundledEdition } from '../model/site.ts';
import type { UiText } from '../words.ts';
import { monthIn, titleIn } from '../words.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { inline } from './prose.ts';

/** More than these are folded away. */
const fewSources = 2;

/** `documented`, `derived`, `sibling` or `observed`: the edition's overview tells what that means. */
export function markOf(words: UiText, mark: string): Html {
  return html`<span class="mark ${mark}">${words.marks[mark] ?? mark}</span>`;
}

/** The switch that shows and hides where facts come from. Without script all is shown, and there is no switch. */
export function provenanceSwitch(words: UiText): Html {
  return html`<label class="provenance" title="${words.provenanceHint}"><input type="checkbox" role="switch" autocomplete="off"><span>${words.provenance}</span></label>`;
}

/** The title of a source document. */
export function documentTitle(locale: Locale, name: string): Html {
  const { title, lang } = titleIn(locale, name);
  return html`<span lang="${lang}">${title}</span>`;
}

/** From when on a revision may go, where that is announced. */
export function retirementOf(words: UiText, { document, locale }: BundledEdition): Content {
  const month = objectOf(document['info'])['x-retires'];
  return (
    typeof month === 'string' &&
    html`<a class="badge deprecated" href="/${locale}/guides/deprecation/">${words.retires(monthIn(locale, month))}</a>`
  );
}

/** The small print below a field. */
export function origin(context: Context, place: string, provenance: Provenance | undefined): Content {
  const { words, placedErrata } = context;
  const sources = provenance?.sources ?? [];
  const errata = placedErrata.fields.get(place) ?? [];
  // That a field is required is said where it is called required, of a code where it stands.
  const told = Object.entries(provenance?.facts ?? {}).filter(
    ([fact]) => fact !== 'required' && !/^API[CG]\./.test(fact),
  );
  const factsOf = (label: string, from: boolean) => {
    const facts = told
      .filter(([, mark]) => (mark === 'sibling') === from)
      .map(([fact]) => words.factNames[fact] ?? fact);
    return facts.length > 0 && html`<p>${label}${words.colon}${facts.join(words.comma)}</p>`;
  };
  if (sources.length + errata.length + told.length === 0) return undefined;
  return html`<div class="origin">${factsOf(words.siblingFacts, true)}${factsOf(words.observedFacts, false)}${sources.length > 0 && sourcesOf(context, sources)}${
    errata.length > 0 && html`<p>${words.erratum(errata.length)}${words.colon}${errataLinks(context, errata)}</p>`
  }</div>`;
}

function sourcesOf({ words, edition }: Context, sources: readonly string[]): Html {
  const rows = joined(
    sources.map(
      (row) => html`<a class="row" href="${folderOf(edition)}#document-${row.split('/')[0] ?? ''}">${row}</a>`,
    ),
    ' ',
  );
  if (sources.length <= fewSources) return html`<p>${words.sources(sources.length)}${words.colon}${rows}</p>`;
  return html`<details><summary>${words.sourcesCount(sources.length)}</summary><p>${rows}</p></details>`;
}

/** Errata by their titles. */
export function errataLinks({ words, edition }: Context, errata: readonly Erratum[]): Html {
  return joined(
    errata.map(
      ({ id, title }) => html`<a href="/${edition.locale}/errata/#${id}">${inline(title[edition.locale])}</a>`,
    ),
    words.semicolon,
  );
}
