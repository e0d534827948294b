// The whole site as files, from the bundled editions. Pure: nothing is read and nothing is written here.
import type { Locale } from '@apig-spec/scripts/lib/editions';
import { locales } from '@apig-spec/scripts/lib/editions';
import type { Operation } from '@apig-spec/scripts/lib/fields';
import { operationsOf } from '@apig-spec/scripts/lib/fields';
import type { JsonObject } from '@apig-spec/scripts/lib/json';
import { listOf, objectOf } from '@apig-spec/scripts/lib/json';
import { bitesOf } from './model/errata.ts';
import type { BundledEdition, Site } from './model/site.ts';
import { changesContent } from './render/changes.ts';
import type { Context } from './render/context.ts';
import { folderOf } from './render/context.ts';
import { errataContent } from './render/errata.ts';
import { homeContent, notFoundContent } from './render/home.ts';
import { detailsOf, operationContent } from './render/operation.ts';
import { overviewContent } from './render/overview.ts';
import type { Page, PageLink } from './render/page.ts';
import { linkFrom, pageOf } from './render/page.ts';
import { plain } from './render/prose.ts';
import { words } from './words.ts';

/** All pages, by the path of their file. */
export function pagesOf(site: Site): Map<string, string> {
  const pages = [
    homePage(site),
    ...site.editions.flatMap((edition) => editionPages(site, edition)),
    ...locales.flatMap((locale) => [changesPage(site, locale), errataPage(site, locale)]),
  ];
  return new Map([
    ...pages.map((page): [string, string] => [`${page.path}index.html`, pageOf(page)]),
    ['404.html', pageOf(notFoundPage())],
  ]);
}

/** The overview and the operations of an edition. */
function editionPages(site: Site, edition: BundledEdition): Page[] {
  const told = words[edition.locale];
  const operations = operationsOf(edition.document);
  const bites = bitesOf(site.errata, edition.provenance);
  const contextAt = (path: string): Context => ({
    edition,
    documents: site.documents,
    bites,
    words: told,
    to: (target) => linkFrom(path, target),
  });
  const frame = (rest: string) => {
    const path = `${folderOf(edition)}${rest}`;
    return {
      path,
      locale: edition.locale,
      languages: languageLinks(edition.locale, (locale) => `${folderOf({ ...edition, locale })}${rest}`),
      revisions: site.revisions.map(
        (revision): PageLink => ({
          label: revision,
          path: `${folderOf({ ...edition, revision })}${rest}`,
          current: revision === edition.revision,
        }),
      ),
      sidebar: sidebarOf(edition, operations, path),
    };
  };
  const info = objectOf(edition.document['info']);
  const overview: Page = {
    ...frame(''),
    title: `${told.editionTitle(edition.revision)} · ${told.site}`,
    description: plain(String(info['description'] ?? info['summary'] ?? '')),
    main: overviewContent(contextAt(folderOf(edition))),
  };
  return [
    overview,
    ...operations.map((operation): Page => {
      const page = frame(`${operation.id}/`);
      const details = detailsOf(edition.document, operation);
      return {
        ...page,
        title: `${details['summary']} · ${edition.revision} · ${told.site}`,
        description: plain(String(details['description'] ?? details['summary'])),
        crumb: { label: `← ${told.editionTitle(edition.revision)}`, path: folderOf(edition) },
        main: operationContent(contextAt(page.path), operation),
      };
    }),
  ];
}

function sidebarOf(edition: BundledEdition, operations: readonly Operation[], path: string): Page['sidebar'] {
  const told = words[edition.locale];
  const tags = listOf(edition.document['tags']).map((tag) => String(objectOf(tag)['name']));
  const link = (operation: Operation, details: JsonObject): PageLink => {
    const target = `${folderOf(edition)}${operation.id}/`;
    return { label: String(details['summary']), path: target, current: target === path };
  };
  const overview = { label: told.overview, path: folderOf(edition), current: path === folderOf(edition) };
  return [
    { title: told.editionTitle(edition.revision), links: [overview] },
    ...tags.map((tag) => ({
      title: tag,
      lang: 'en' as const,
      links: operations.flatMap((operation) => {
        const details = detailsOf(edition.document, operation);
        return listOf(details['tags']).includes(tag) ? [link(operation, details)] : [];
      }),
    })),
  ].filter(({ links }) => links.length > 0);
}

function languageLinks(current: Locale, pathIn: (locale: Locale) => string): PageLink[] {
  return locales.map((locale) => ({
    label: words[locale].language,
    path: pathIn(locale),
    current: locale === current,
    lang: locale,
  }));
}

/** The frame of a page that belongs to a language and to no revision. */
function languagePage(site: Site, locale: Locale, name: string): Omit<Page, 'title' | 'description' | 'main'> {
  return {
    path: `${locale}/${name}/`,
    locale,
    languages: languageLinks(locale, (other) => `${other}/${name}/`),
    revisions: site.revisions.map((revision) => ({ label: revision, path: folderOf({ locale, revision }) })),
  };
}

function changesPage(site: Site, locale: Locale): Page {
  const told = words[locale];
  const frame = languagePage(site, locale, 'changes');
  const newest = folderOf({ locale, revision: site.revisions[0] ?? '' });
  return {
    ...frame,
    title: `${told.changes} · ${told.site}`,
    description: told.changesIntro,
    main: changesContent({
      locale,
      words: told,
      steps: site.steps,
      documentOf: (row) => `${linkFrom(frame.path, newest)}#document-${row.split('/')[0]}`,
    }),
  };
}

function errataPage(site: Site, locale: Locale): Page {
  const told = words[locale];
  const frame = languagePage(site, locale, 'errata');
  const touched = new Map<string, { operation: string; href: string }[]>();
  // Each operation once, in the newest edition where the erratum bites: older rows bite in older revisions only.
  for (const edition of site.editions.filter((each) => each.locale === locale)) {
    for (const [operation, errata] of bitesOf(site.errata, edition.provenance).operations) {
      for (const { id } of errata) {
        const known = touched.get(id) ?? [];
        if (known.some((each) => each.operation === operation)) continue;
        touched.set(id, [...known, { operation, href: linkFrom(frame.path, `${folderOf(edition)}${operation}/`) }]);
      }
    }
  }
  return {
    ...frame,
    title: `${told.errata} · ${told.site}`,
    description: told.errataIntro,
    main: errataContent({ locale, words: told, errata: site.errata, touched }),
  };
}

function homePage(site: Site): Page {
  return {
    path: '',
    locale: 'en',
    title: `${words.en.siteLong} · ${words['zh-CN'].siteLong}`,
    description: words.en.tagline,
    languages: [],
    revisions: [],
    main: homeContent(site, (path) => linkFrom('', path)),
  };
}

function notFoundPage(): Page {
  return {
    ...{ path: '', locale: 'en', languages: [], revisions: [], anywhere: true },
    title: `${words.en.notFound} · ${words['zh-CN'].notFound}`,
    description: words.en.notFoundHint,
    main: notFoundContent(),
  };
}
