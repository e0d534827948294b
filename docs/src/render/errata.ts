// The errata of a language: each contradiction and gap, what the documents say, what was decided, and why.
import type { Locale } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, objectOf } from '@apig-spec/model/json';
import type { Erratum } from '@apig-spec/model/records';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { UiText } from '../words.ts';
import { sectionIn } from '../words.ts';
import { codeOf, codesOf } from './facts.ts';
import { filterForm } from './filter.ts';
import { inline, prose } from './prose.ts';

export interface ErrataContext {
  locale: Locale;
  words: UiText;
  errata: readonly Erratum[];
  /** Operations that each erratum touches, by its id, with their addresses. */
  touched: ReadonlyMap<string, { operation: string; href: string }[]>;
}

/** The content of the errata page of a language. */
export function errataContent(context: ErrataContext): Html {
  const { words, errata } = context;
  const kinds = [...new Set(errata.map(({ kind }) => kind))];
  return html`<p class="tagline">${words.errataIntro}</p>
<item-filter data-shown="${words.errataFilter.shown}">${filterForm(words.errataFilter)}
${kinds.map((kind) => {
  const own = errata.filter((erratum) => erratum.kind === kind);
  return html`<section><h2 id="kind-${kind}">${words.kindTitles[kind] ?? kind} <span class="count">${own.length}</span></h2>
<p>${words.kindIntro[kind]}</p>
${own.map((erratum) => erratumBlock(context, erratum))}</section>`;
})}</item-filter>`;
}

function erratumBlock({ locale, words, touched }: ErrataContext, erratum: Erratum): Html {
  const operations = touched.get(erratum.id) ?? [];
  return html`<article class="erratum"><h3 id="${erratum.id}"><a href="#${erratum.id}">${inline(erratum.title[locale])}</a></h3>
<dl class="plain"><div><dt>${words.decision}</dt><dd>${prose(erratum.decision[locale])}</dd></div>
<div><dt>${words.reason}</dt><dd>${prose(erratum.reason[locale])}</dd></div>
${
  erratum.facts &&
  html`<div><dt>${words.facts}</dt><dd><details class="told-by"><summary>${words.factsCount(erratum.facts.length)}</summary><ul class="stated">${erratum.facts.map(
    (fact) => html`<li>${factOf(words, locale, fact)}</li>`,
  )}</ul></details></dd></div>`
}${
  operations.length > 0 &&
  html`<div><dt>${words.touches}</dt><dd>${joined(
    operations.map(({ operation, href }) => html`<a href="${href}"><code>${operation}</code></a>`),
    ' ',
  )}</dd></div>`
}</dl></article>
`;
}

/** One fact: a row and what it states, a place in an example, or a section in our words. */
function factOf(words: UiText, locale: Locale, fact: JsonObject): Html {
  if (typeof fact['row'] === 'string') {
    const name = String(fact['fact']);
    const label = words.factOf[name] ?? name;
    // Some facts are stated by being there at all, or by not being there.
    const itself = name === 'unsupported' || name === 'absent';
    const stated = 'states' in fact ? statedValue(words, fact['states'] ?? null) : words.unstated;
    return html`<code class="row">${fact['row']}</code> ${label}${!itself && [words.colon, stated]}`;
  }
  if (typeof fact['example'] === 'string') {
    return html`<code class="row">${fact['example']}</code> ${words.exampleOf} <code>${String(fact['pointer'])}</code>${words.colon}${statedValue(words, fact['states'] ?? null)}`;
  }
  const says = objectOf(fact['says'])[locale];
  if (typeof fact['sibling'] === 'string') {
    const page = fact['sibling'] === 'errors' ? '' : html` <code>${fact['sibling']}</code>`;
    return html`<b>${words.siblingName}</b>${page}${words.colon}${inline(String(says ?? ''))}`;
  }
  return html`<b>${words.documentName(String(fact['document']))}</b>${words.then}${sectionIn(locale, String(fact['section']))}${words.colon}${inline(String(says ?? ''))}`;
}

function statedValue(words: UiText, value: Json): Html {
  if (typeof value === 'boolean') return html`${value ? words.yes : words.no}`;
  if (Array.isArray(value)) return codesOf(value, ' ');
  if (isObject(value)) {
    return joined(
      Object.entries(value).map(([name, each]) => html`${words.factOf[name] ?? name} ${codeOf(each)}`),
      words.comma,
    );
  }
  return codeOf(value);
}
