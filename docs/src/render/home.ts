// The two pages that speak both languages: the choice of an edition, and the page for addresses that lead nowhere.
import type { Locale } from '@apig-spec/scripts/lib/editions';
import { locales } from '@apig-spec/scripts/lib/editions';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Site } from '../model/site.ts';
import { dateIn, words } from '../words.ts';
import { folderOf } from './context.ts';
import { markOf } from './marks.ts';

/** The content of the home page. */
export function homeContent(site: Site, to: (path: string) => string): Html {
  return html`<h1>${words.en.siteLong}<br><span lang="zh-CN">${words['zh-CN'].siteLong}</span></h1>
<div class="both">${locales.map((locale) => languageBlock(site, locale, to))}</div>`;
}

function languageBlock(site: Site, locale: Locale, to: (path: string) => string): Html {
  const told = words[locale];
  const editions = site.editions.filter((edition) => edition.locale === locale);
  return html`<section lang="${locale}"><h2>${told.language}</h2>
<p class="tagline">${told.tagline}</p>
<ul class="editions">${editions.map((edition) => {
    const documents = site.documents.filter((document) => document.edition === edition.name);
    return html`<li><a href="${to(folderOf(edition))}"><b>${edition.revision}</b>${
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
<p class="more"><a href="${to(`${locale}/changes/`)}">${told.changes}</a> <a href="${to(`${locale}/errata/`)}">${told.errata}</a></p></section>`;
}

/** The content of the page for addresses that lead nowhere. */
export function notFoundContent(): Html {
  return html`<h1>${words.en.notFound}<br><span lang="zh-CN">${words['zh-CN'].notFound}</span></h1>
${locales.map((locale) => html`<p lang="${locale}">${words[locale].notFoundHint} <a href="/">${words[locale].home}</a></p>`)}`;
}
