// The frame of every page: head, header with the switches, sidebar, footer. Content comes from the other renderers.
import type { Locale } from '@apig-spec/scripts/lib/editions';
import { locales } from '@apig-spec/scripts/lib/editions';
import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';
import { words } from '../words.ts';

export interface PageLink {
  label: Content;
  /** From the site's root: `en/2024-11/`. */
  path: string;
  current?: boolean;
  lang?: Locale;
  /** Its first line, where it has two. */
  tag?: Content;
}

export interface Page {
  /** The folder of its index.html, from the site's root: `en/2024-11/createVpcChannel/`. Empty for the home page. */
  path: string;
  locale: Locale;
  title: string;
  description: string;
  /** The same page in each language; none for a page that speaks both. */
  languages: PageLink[];
  /** The same page in each revision. */
  revisions: PageLink[];
  sidebar?: { title: string; lang?: Locale; links: PageLink[] }[] | undefined;
  crumb?: PageLink;
  main: Html;
  /** A page served at any address links from the server's root. */
  anywhere?: boolean;
}

/** The way from one folder of the site to a path from its root. */
export function linkFrom(page: string, path: string): string {
  return `${'../'.repeat(page.split('/').length - 1)}${path}` || './';
}

/** No script, no frame, no form and nothing from elsewhere. */
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** A whole page as text. */
export function pageOf(page: Page): string {
  const { locale, title, description, languages, revisions } = page;
  const told = words[locale];
  const to = (path: string) => (page.anywhere ? `/${path}` : linkFrom(page.path, path));
  const links = (each: readonly PageLink[]) =>
    each.map(
      ({ label, path, current, lang }) =>
        html`<a href="${to(path)}"${current && html` aria-current="page"`}${lang && html` lang="${lang}" hreflang="${lang}"`}>${label}</a>`,
    );
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="icon" href="${to('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${to('style.css')}">
${languages.map(({ lang, path }) => html`<link rel="alternate" hreflang="${lang ?? ''}" href="${to(path)}">\n`)}</head>
<body>
<a class="skip" href="#main">${told.skip}</a>
<header class="top">
<a class="brand" href="${to('')}">${told.site}</a>
${
  languages.length > 0 &&
  html`<nav class="pages" aria-label="${told.pages}">${links([
    { label: told.changes, path: `${locale}/changes/`, current: page.path === `${locale}/changes/` },
    { label: told.errata, path: `${locale}/errata/`, current: page.path === `${locale}/errata/` },
  ])}</nav>`
}
${revisions.length > 0 && html`<nav class="switch" aria-label="${told.revisions}">${links(revisions)}</nav>`}
${languages.length > 0 && html`<nav class="switch" aria-label="${told.languages}">${links(languages)}</nav>`}
</header>
<div class="${page.sidebar ? 'frame with-sidebar' : 'frame'}">
${
  page.sidebar &&
  html`<nav class="sidebar" aria-label="${told.operations}">${page.sidebar.map(
    (group) =>
      html`<p${group.lang && html` lang="${group.lang}"`}>${group.title}</p><ul>${group.links.map((link) => html`<li>${links([link])}</li>`)}</ul>\n`,
  )}</nav>`
}
<main id="main" tabindex="-1">
${page.crumb && html`<p class="crumb">${links([page.crumb])}</p>`}
${page.main}
</main>
</div>
<footer class="bottom">${(languages.length > 0 ? [locale] : locales).map((each) => html`<p lang="${each}">${words[each].foot}</p>`)}</footer>
</body>
</html>
`.text;
}
