// The pages that lead to everything else: the choice of an edition, for each language and for both.
import type { Locale } from '@apig-spec/scripts/lib/editions';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Site } from '../model/site.ts';
import { dateIn, words } from '../words.ts';
import { folderOf } from './context.ts';
import { markOf } from './marks.ts';

/** The editions of a language, and the pages about all of them. */
export function homeContent(site: Site, locale: Locale): Html {
  const told = words[locale];
  const editions = site.editions.filter((edition) => edition.locale === locale);
  return html`<p class="tagline">${told.tagline}</p>
<ul class="editions">${editions.map((edition) => {
    const documents = site.documents.filter((document) => document.edition === edition.name);
    return html`<li><a href="${folderOf(edition)}"><b>${edition.revision}</b>${
      edition.revision === site.revisions[0] && html` <span class="badge newest">${told.newest}</span>`
    } ${markOf(told, documents.length > 0 ? 'documented' : 'derived')}</a>
${
  documents.length > 0
    ? html`<ul class="notes">${documents.map(
        ({ document, title, dated }) =>
          html`<li><code>${document}</code> <span lang="en">${title}</span>${told.then}${dated ? dateIn(locale, dated) : told.undated}</li>`,
      )}</ul>`
    : html`<p class="note">${told.derivedEdition}</p>`
}</li>`;
  })}</ul>
<p class="more"><a href="/${locale}/changes/">${told.changes}</a> <a href="/${locale}/errata/">${told.errata}</a> <a href="/${locale}/reference/">${told.reference}</a></p>`;
}
