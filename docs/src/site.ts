// The pages that are made from the bundled editions. Pure: nothing is read and nothing is written here.
import type { Locale } from '@apig-spec/scripts/lib/editions';
import { locales } from '@apig-spec/scripts/lib/editions';
import { operationsOf } from '@apig-spec/scripts/lib/fields';
import { objectOf } from '@apig-spec/scripts/lib/json';
import type { Html } from './html.ts';
import { bitesOf } from './model/errata.ts';
import { historyOf } from './model/history.ts';
import { anchorOf } from './model/places.ts';
import type { BundledEdition, Site } from './model/site.ts';
import { usesOf } from './model/uses.ts';
import { changesContent } from './render/changes.ts';
import type { Context } from './render/context.ts';
import { folderOf } from './render/context.ts';
import { errataContent } from './render/errata.ts';
import { errorsContent } from './render/errors.ts';
import { homeContent } from './render/home.ts';
import { limitsContent } from './render/limits.ts';
import { detailsOf, operationContent } from './render/operation.ts';
import { overviewContent } from './render/overview.ts';
import { plain } from './render/prose.ts';
import { schemaContent, schemasContent, schemasOf } from './render/schemas.ts';
import { words } from './words.ts';

export interface Page {
  /** `/en/2024-11/createVpcChannel/` */
  path: string;
  locale: Locale;
  /** None for a page about all of them. */
  revision?: string;
  title: string;
  description: string;
  main: Html;
}

/** All pages. */
export function pagesOf(site: Site): Page[] {
  return [
    ...locales.flatMap((locale) => [homePage(site, locale), changesPage(site, locale), errataPage(site, locale)]),
    ...locales.flatMap((locale) => {
      const editions = site.editions.filter((edition) => edition.locale === locale);
      const histories = historyOf(editions);
      return editions.flatMap((edition) => editionPages(site, edition, histories));
    }),
  ];
}

/** Everything of an edition: overview, operations, schemas, errors, limits. */
function editionPages(site: Site, edition: BundledEdition, histories: ReturnType<typeof historyOf>): Page[] {
  const { locale, revision, document } = edition;
  const told = words[locale];
  const context: Context = {
    edition,
    documents: site.documents,
    bites: bitesOf(site.errata, edition.provenance),
    words: told,
    history: histories.get(revision) ?? new Map(),
    idOf: (place) => anchorOf(place).id,
  };
  const uses = usesOf(document);
  const page = (rest: string, title: string, description: string, main: Html): Page => {
    return { path: `${folderOf(edition)}${rest}`, locale, revision, title, description, main };
  };
  const info = objectOf(document['info']);
  const about = plain(String(info['description'] ?? info['summary'] ?? ''));
  return [
    page('', told.editionTitle(revision), about, overviewContent(context)),
    ...operationsOf(document).map((operation) => {
      const details = detailsOf(document, operation);
      const summary = String(details['summary']);
      const description = plain(String(details['description'] ?? summary));
      return page(`${operation.id}/`, summary, description, operationContent(context, operation));
    }),
    ...schemasOf(document).map(([name, schema]) => {
      const description = plain(String(schema['description'] ?? name));
      return page(`schemas/${name}/`, name, description, schemaContent(context, name, schema, uses.get(name) ?? []));
    }),
    page('schemas/', told.schemas, `${told.schemas} · ${revision}`, schemasContent(context)),
    page('errors/', told.errors, told.errorsIntro, errorsContent(context)),
    page('limits/', told.limits, plain(told.limitsIntro), limitsContent(context)),
  ];
}

function homePage(site: Site, locale: Locale): Page {
  const { siteLong: title, tagline: description } = words[locale];
  return { path: `/${locale}/`, locale, title, description, main: homeContent(site, locale) };
}

function changesPage(site: Site, locale: Locale): Page {
  const told = words[locale];
  const newest = folderOf({ locale, revision: site.revisions[0] ?? '' });
  const documentOf = (row: string) => `${newest}#document-${row.split('/')[0]}`;
  return {
    path: `/${locale}/changes/`,
    locale,
    title: told.changes,
    description: told.changesIntro,
    main: changesContent({ locale, words: told, steps: site.steps, documentOf }),
  };
}

function errataPage(site: Site, locale: Locale): Page {
  const told = words[locale];
  const touched = new Map<string, { operation: string; href: string }[]>();
  // Each operation once, in the newest edition where the erratum bites: older rows bite in older revisions only.
  for (const edition of site.editions.filter((each) => each.locale === locale)) {
    for (const [operation, errata] of bitesOf(site.errata, edition.provenance).operations) {
      for (const { id } of errata) {
        const known = touched.get(id) ?? [];
        if (known.some((each) => each.operation === operation)) continue;
        touched.set(id, [...known, { operation, href: `${folderOf(edition)}${operation}/` }]);
      }
    }
  }
  return {
    path: `/${locale}/errata/`,
    locale,
    title: told.errata,
    description: told.errataIntro,
    main: errataContent({ locale, words: told, errata: site.errata, touched }),
  };
}
