// The pages that are made from the bundled editions. Pure: nothing is read and nothing is written here.
import type { Locale } from '@apig-spec/model/editions';
import { locales } from '@apig-spec/model/editions';
import { objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Html } from './html.ts';
import { variantsOf } from './model/compare.ts';
import { differencesOf } from './model/diff.ts';
import { errataByPlace } from './model/errata.ts';
import { historyIn } from './model/history.ts';
import { anchorOf } from './model/places.ts';
import { detailsOf } from './model/resources.ts';
import type { BundledEdition, Site } from './model/site.ts';
import { usesOf } from './model/uses.ts';
import { once } from './once.ts';
import type { RevisionPath } from './render/changes.ts';
import { changesContent, revisionPathContent, revisionPathUrl } from './render/changes.ts';
import { compareContent, compareList } from './render/compare.ts';
import type { Context } from './render/context.ts';
import { folderOf } from './render/context.ts';
import type { ErrataContext } from './render/errata.ts';
import { errataContent } from './render/errata.ts';
import { errorsContent } from './render/errors.ts';
import { homeContent } from './render/home.ts';
import { limitsContent, limitsIntro } from './render/limits.ts';
import { operationContent } from './render/operation.ts';
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
  /** What it says of its own; rendered when it is first asked for. */
  main: () => Html;
  /** What it says stands on other pages too, where the search finds it. */
  unsearched?: boolean;
  /** Its own parts are enough for the table of contents: it has too many fields. */
  brief?: boolean;
  /** Something stands beside the text, or a table needs the width. */
  wide?: boolean;
}

/** All pages. */
export function pagesOf(site: Site): Page[] {
  return locales.flatMap((locale) => {
    const editions = site.editions.filter((edition) => edition.locale === locale);
    const historyAt = historyIn(editions);
    const schemaHomes = new Map(
      editions.toReversed().flatMap(({ revision, document }) => schemasOf(document).map(([name]) => [name, revision])),
    );
    const contexts = editions.map((edition): Context => {
      const placedErrata = once(() => errataByPlace(site.errata, edition.provenance));
      return {
        edition,
        documents: site.documents,
        sibling: site.sibling,
        errors: site.errors,
        get placedErrata() {
          return placedErrata();
        },
        words: words[locale],
        newest: site.revisions[0] ?? '',
        schemaHomes,
        historyAt: (place) => historyAt(edition.revision, place),
        idOf: (place) => anchorOf(place).id,
      };
    });
    return [
      ...acrossPages(site, locale, contexts),
      errataPage(site, locale),
      ...contexts.flatMap((context, index) => editionPages(context, editions.slice(index + 1))),
    ];
  });
}

/** Everything of an edition: overview, operations, errors, limits, and the schemas that no newer revision has. */
function editionPages(context: Context, older: readonly BundledEdition[]): Page[] {
  const { edition, words: told, schemaHomes, newest } = context;
  const { locale, revision, document } = edition;
  const uses = once(() => usesOf(document));
  const page = (rest: string, title: string, description: string, main: () => Html): Page => {
    return { path: `${folderOf(edition)}${rest}`, locale, revision, title, description, main: once(main) };
  };
  const info = objectOf(document['info']);
  const about = plain(String(info['description'] ?? info['summary'] ?? ''));
  return [
    page('', told.editionTitle(revision), about, () => overviewContent(context)),
    ...operationsOf(document).map((operation) => {
      const details = detailsOf(document, operation);
      const summary = String(details['summary']);
      const description = plain(String(details['description'] ?? summary));
      return {
        ...page(`${operation.id}/`, summary, description, () => operationContent(context, operation)),
        wide: true,
      };
    }),
    ...schemasOf(document).flatMap(([name, schema]) => {
      if (schemaHomes.get(name) !== revision) return [];
      const description = plain(String(schema['description'] ?? name));
      const main = () => schemaContent(context, name, schema, uses().get(name) ?? [], older);
      return { ...page(`schemas/${name}/`, name, description, main), unsearched: true, brief: true };
    }),
    ...(revision === newest
      ? [
          {
            ...page('schemas/', told.schemas, `${told.schemas} · ${revision}`, () => schemasContent(context)),
            unsearched: true,
          },
        ]
      : []),
    page('errors/', told.errors, told.errorsIntro, () => errorsContent(context)),
    page('limits/', told.limits, plain(limitsIntro(context)), () => limitsContent(context)),
  ];
}

/** Where readers of a language arrive, what changed, and the editions side by side. */
function acrossPages(site: Site, locale: Locale, contexts: readonly Context[]): Page[] {
  const told = words[locale];
  const editions = contexts.map(({ edition }) => edition);
  // Newest first.
  const [context] = contexts;
  if (!context) return [];
  const newest = context.edition;
  const paths = revisionPathsOf(site, editions);
  const operations = operationsOf(newest.document);
  const variants = new Map(operations.map(({ id }) => [id, once(() => variantsOf(site.editions, id, locale))]));
  const compared = (id: string) => variants.get(id)?.() ?? new Map();
  const page = (rest: string, title: string, description: string, main: () => Html): Page => {
    return { path: `/${locale}/${rest}`, locale, title, description, main: once(main) };
  };
  return [
    { ...page('', told.siteLong, told.tagline, () => homeContent(context, site, paths)), wide: true },
    page('changes/', told.changes, told.changesIntro, () => changesContent(context, site.steps, paths)),
    ...paths.map((path) => {
      const later = contexts.find(({ edition }) => edition.revision === path.to) ?? context;
      const title = `${told.changes}${told.colon}${told.step(path.from, path.to)}`;
      return {
        ...page(revisionPathUrl(path), title, told.changesIntro, () => revisionPathContent(later, path)),
        wide: true,
      };
    }),
    page('compare/', told.compare, told.compareIntro, () => compareList(context, compared)),
    ...operations.map((operation) => {
      const title = `${told.compare}${told.colon}${detailsOf(newest.document, operation)['summary']}`;
      const main = () => compareContent(context, operation.id, compared(operation.id));
      return { ...page(`compare/${operation.id}/`, title, told.compareIntro, main), unsearched: true, brief: true };
    }),
  ];
}

/** The path from each revision to each later one: steps between neighbours first, newest first, then what skips some. */
function revisionPathsOf(site: Pick<Site, 'steps'>, editions: readonly BundledEdition[]): RevisionPath[] {
  const editionOf = (revision: string) => editions.find((edition) => edition.revision === revision);
  const paths = site.steps.map((_, skipped) =>
    site.steps.slice(skipped).map((last, start) => {
      const steps = site.steps.slice(start, start + skipped + 1);
      return { from: last.from, to: steps[0]?.to ?? '', steps };
    }),
  );
  return paths.flat().flatMap((path) => {
    const [earlier, later] = [editionOf(path.from), editionOf(path.to)];
    return earlier && later ? [{ ...path, differences: once(() => differencesOf(path.steps, earlier, later)) }] : [];
  });
}

function errataPage(site: Site, locale: Locale): Page {
  const told = words[locale];
  return {
    path: `/${locale}/errata/`,
    locale,
    title: told.errata,
    description: told.errataIntro,
    main: once(() => errataContent({ locale, words: told, errata: site.errata, touched: touchedBy(site, locale) })),
  };
}

/** The operations that each erratum touches. */
function touchedBy(site: Site, locale: Locale): ErrataContext['touched'] {
  const touched = new Map<string, { operation: string; href: string }[]>();
  // Each operation once, in the newest edition that the erratum is about: older rows are of older revisions only.
  for (const edition of site.editions.filter((each) => each.locale === locale)) {
    for (const [operation, errata] of errataByPlace(site.errata, edition.provenance).operations) {
      for (const { id } of errata) {
        const known = touched.get(id) ?? [];
        if (known.some((each) => each.operation === operation)) continue;
        touched.set(id, [...known, { operation, href: `${folderOf(edition)}${operation}/` }]);
      }
    }
  }
  return touched;
}
