// The pages that are made from the bundled editions. Pure: nothing is read and nothing is written here.
import type { Locale } from '@apig-spec/model/editions';
import { locales } from '@apig-spec/model/editions';
import { errataByPlace } from '@apig-spec/model/errata';
import { objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { variantsOf } from './model/compare.ts';
import { differencesOf } from './model/diff.ts';
import { nodesOf } from './model/nodes.ts';
import type { Resource } from './model/resources.ts';
import { detailsOf, resourcesOf } from './model/resources.ts';
import type { BundledEdition, Site } from './model/site.ts';
import { stampOf, withoutProse } from './model/slices.ts';
import { workflowsWith } from './model/tutorials.ts';
import { usesOf } from './model/uses.ts';
import { once } from './once.ts';
import type { RevisionPath } from './render/changes.ts';
import { changesContent, revisionPathContent, revisionPathUrl } from './render/changes.ts';
import { compareContent, compareList } from './render/compare.ts';
import type { Context } from './render/context.ts';
import { folderOf } from './render/context.ts';
import type { ErrataContext } from './render/errata.ts';
import { errataContent } from './render/errata.ts';
import { bodyShownOf, errorsContent } from './render/errors.ts';
import { evidenceContent } from './render/evidence.ts';
import { homeContent, shown } from './render/home.ts';
import { limitsContent, limitsIntro } from './render/limits.ts';
import { operationContent } from './render/operation.ts';
import { overviewContent } from './render/overview.ts';
import { plain } from './render/prose.ts';
import { resourceContent } from './render/resource.ts';
import { schemaContent, schemasContent, schemasOf } from './render/schemas.ts';
import { tutorialContent, tutorialsContent } from './render/tutorials.ts';
import type { Scope } from './scopes.ts';
import { scopesOf } from './scopes.ts';
import { evidenceWords } from './words/evidence.ts';
import { tutorialWords } from './words/tutorial.ts';
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
  /** The same for as long as it is made from the same. */
  stamp: () => string;
  /** The operation that it is about: what such pages are made from is kept for those that follow each other. */
  about?: () => string;
  /** Its text is not searched, though it belongs to no edition: what it says stands on other pages too, which change with it. */
  unsearched?: boolean;
  /** Its own parts are enough for the table of contents: it has too many fields. */
  brief?: boolean;
  /** Something stands beside the text, or a table needs the width. */
  wide?: boolean;
  /** What of it can be filtered, which needs a script. */
  filtered?: 'errors' | 'changes' | 'items';
}

/** Pages in the order of the operations that they are about. */
export function inOrder(pages: readonly Page[]): Page[] {
  const groups = Map.groupBy(pages, ({ about }) => about?.() ?? '');
  return [...groups.values()].flat();
}

/** What a page is, but for where it stands. */
interface Draft extends Pick<Page, 'title' | 'description' | 'main' | 'stamp'> {
  /** Its path below that of the edition or the language. */
  rest: string;
}

/** All pages. */
export function pagesOf(site: Site): Page[] {
  const scopes = scopesOf(site);
  const outlines = site.editions.map(outlineOf);
  return locales.flatMap((locale) => {
    const own = scopes.filter(({ edition }) => edition.locale === locale);
    return [
      ...acrossPages(site, locale, own, outlines),
      ...tutorialPages(site, locale, own[0]),
      ...evidencePages(site, locale, own[0]),
      errataPage(site, locale),
      ...own.flatMap((scope, index) => editionPages(site, scope, own.slice(index + 1))),
    ];
  });
}

/** An edition without its prose, for what is about many operations and tells none. */
interface Outline extends Pick<BundledEdition, 'name' | 'locale' | 'revision'> {
  edition: () => BundledEdition;
  stamp: () => string;
}

function outlineOf(edition: BundledEdition): Outline {
  const document = once(() => withoutProse(edition.document));
  const { name, locale, revision } = edition;
  return {
    ...{ name, locale, revision },
    edition: once(() => ({ ...edition, document: document() })),
    stamp: once(() => stampOf([edition.name, document(), edition.provenance])),
  };
}

/** Everything of an edition: overview, operations, errors, limits, and the schemas that no newer revision has. */
function editionPages({ workflows }: Site, scope: Scope, older: readonly Scope[]): Page[] {
  const { edition, whole } = scope;
  const { words: told, schemaHomes, newest } = whole.context();
  const { locale, revision, document } = edition;
  const uses = once(() => usesOf(document));
  const page = ({ rest, main, ...draft }: Draft): Page => {
    return { path: `${folderOf(edition)}${rest}`, locale, revision, ...draft, main: once(main) };
  };
  const ofWhole = (rest: string, title: string, description: string, main: (context: Context) => Html): Page =>
    page({ rest, title, description, stamp: whole.stamp, main: () => main(whole.context()) });
  const workflowsOf = ({ operations }: Resource) =>
    workflowsWith(
      workflows,
      operations.map(({ id }) => id),
    );
  const errorBody = scope.ofOperation(bodyShownOf);
  const info = objectOf(document['info']);
  const about = plain(String(info['description'] ?? info['summary'] ?? ''));
  return [
    { ...ofWhole('', told.editionTitle(revision), about, overviewContent), filtered: 'items' },
    ...resourcesOf(document).map((resource): Page => {
      const main = once(() => resourceContent(whole.context(), resource, workflowsOf(resource)));
      const { title, description } = resource;
      return {
        ...page({
          rest: `${resource.id}/`,
          title,
          description: plain(description),
          main,
          stamp: () => stampOf([main().text]),
        }),
        wide: true,
      };
    }),
    ...operationsOf(document).map((operation): Page => {
      const details = detailsOf(document, operation);
      const title = String(details['summary']);
      const description = plain(String(details['description'] ?? title));
      const { context, stamp } = scope.ofOperation(operation.id);
      const main = () => operationContent(context(), operation);
      return {
        ...page({ rest: `${operation.id}/`, title, description, stamp, main }),
        wide: true,
        about: () => operation.id,
      };
    }),
    ...schemasOf(document).flatMap(([name, schema]): Page[] => {
      if (schemaHomes.get(name) !== revision) return [];
      const description = plain(String(schema['description'] ?? name));
      const places = once(() => uses().get(name) ?? []);
      const user = () => places()[0]?.split('/')[0] ?? '';
      const materials = () => [scope, ...older].map((each) => each.ofSchema(name, user()));
      const main = () => {
        const [context, ...before] = materials().map((each) => each.context());
        return context
          ? schemaContent(
              context,
              name,
              schema,
              places(),
              before.map((each) => each.edition),
            )
          : html``;
      };
      const stamp = () => stampOf([places(), materials().map((each) => each.stamp())]);
      return [
        {
          ...page({ rest: `schemas/${name}/`, title: name, description, stamp, main }),
          about: user,
          brief: true,
        },
      ];
    }),
    ...(revision === newest
      ? [
          {
            ...ofWhole('schemas/', told.schemas, `${told.schemas} · ${revision}`, schemasContent),
            filtered: 'items' as const,
          },
        ]
      : []),
    {
      ...page({
        rest: 'errors/',
        title: told.errors,
        description: told.errorsPage.tagline,
        stamp: () => stampOf([whole.stamp(), errorBody.stamp()]),
        main: () => errorsContent(whole.context(), errorBody.context()),
      }),
      wide: true,
      filtered: 'errors',
    },
    { ...ofWhole('limits/', told.limits, plain(limitsIntro(whole.context())), limitsContent), filtered: 'items' },
  ];
}

/**
 * Where readers of a language arrive, what changed, and the editions side by side.
 *
 * @param scopes - of the language, newest first
 * @param outlines - of all editions
 */
function acrossPages(site: Site, locale: Locale, scopes: readonly Scope[], outlines: readonly Outline[]): Page[] {
  const told = words[locale];
  const [scope] = scopes;
  if (!scope) return [];
  const context = scope.whole.context();
  const { document, name } = scope.edition;
  const own = outlines.filter((each) => each.locale === locale);
  const paths = revisionPathsOf(site, own);
  const operations = operationsOf(document).map((operation) => {
    return { ...operation, summary: String(detailsOf(document, operation)['summary']) };
  });
  const page = ({ rest, main, ...draft }: Draft): Page => {
    return { path: `/${locale}/${rest}`, locale, ...draft, main: once(main) };
  };
  const outlined = once(() => outlines.map((each) => each.stamp()));
  const home = {
    operation: scope.ofOperation(shown),
    info: scopes.map(({ edition: { document } }) => [document['info'], document['tags']]),
    fields: () => nodesOf(own.find((each) => each.name === name)?.edition().document ?? {}).size,
  };
  return [
    {
      ...page({
        rest: '',
        title: told.siteLong,
        description: told.tagline,
        stamp: () =>
          stampOf([
            [site.documents, site.errata.length, site.steps, site.workflows, site.evidence, site.errors],
            [outlined(), home.info, home.operation.stamp()],
          ]),
        main: () => homeContent(context, site, paths, { sample: home.operation.context(), fields: home.fields() }),
      }),
      wide: true,
    },
    page({
      rest: 'changes/',
      title: told.changes,
      description: told.changesIntro,
      stamp: () => stampOf([site.steps, outlined()]),
      main: () => changesContent(context, site.steps, paths),
    }),
    ...paths.map((path): Page => {
      const later = scopes.find(({ edition }) => edition.revision === path.to)?.whole.context() ?? context;
      return {
        ...page({
          rest: revisionPathUrl(path),
          title: `${told.changes}${told.colon}${told.step(path.from, path.to)}`,
          description: told.changesIntro,
          stamp: () => stampOf([site.steps, outlined(), [...later.schemaHomes]]),
          main: () => revisionPathContent(later, path),
        }),
        wide: true,
        filtered: 'changes',
      };
    }),
    {
      ...page({
        rest: 'compare/',
        title: told.compare,
        description: told.compareIntro,
        stamp: () => stampOf([operations.map(({ summary }) => summary), outlined()]),
        main: () =>
          compareList(context, operations, (id) =>
            variantsOf(
              outlines.map((each) => each.edition()),
              id,
              locale,
            ),
          ),
      }),
      filtered: 'items',
    },
    ...operations.map(({ id, summary }): Page => {
      const { context: part, stamp, editions } = scope.acrossEditions(id);
      return {
        ...page({
          rest: `compare/${id}/`,
          title: `${told.compare}${told.colon}${summary}`,
          description: told.compareIntro,
          stamp,
          main: () => compareContent(part(), id, variantsOf(editions(), id, locale)),
        }),
        about: () => id,
        unsearched: true,
        brief: true,
      };
    }),
  ];
}

/** The tutorials, of the newest revision. */
function tutorialPages({ workflows, recorded }: Site, locale: Locale, scope: Scope | undefined): Page[] {
  if (!scope) return [];
  const words = tutorialWords[locale];
  const page = (rest: string, title: string, description: string, make: () => Html): Page => {
    const main = once(make);
    const path = `/${locale}/tutorials/${rest}`;
    return { path, locale, title, description, main, stamp: () => stampOf([main().text]) };
  };
  return [
    { ...page('', words.tutorials, words.intro, () => tutorialsContent(scope.whole.context(), workflows)), wide: true },
    ...workflows.map((workflow) => ({
      ...page(`${workflow.id}/`, workflow.title[locale], plain(workflow.summary[locale]), () =>
        tutorialContent(scope.whole.context(), workflow, recorded[workflow.id] ?? []),
      ),
      wide: true,
    })),
  ];
}

/** What confirms the newest revision. */
function evidencePages(site: Site, locale: Locale, scope: Scope | undefined): Page[] {
  if (!scope) return [];
  const { title, intro } = evidenceWords[locale];
  const main = once(() => evidenceContent(scope.whole.context(), site));
  const path = `/${locale}/evidence/`;
  return [
    {
      path,
      locale,
      title,
      description: intro,
      main,
      stamp: () => stampOf([main().text]),
      wide: true,
      filtered: 'items',
    },
  ];
}

/** The path from each revision to each later one: steps between neighbours first, newest first, then what skips some. */
function revisionPathsOf(site: Pick<Site, 'steps'>, outlines: readonly Outline[]): RevisionPath[] {
  const outlineIn = (revision: string) => outlines.find((each) => each.revision === revision);
  const paths = site.steps.map((_, skipped) =>
    site.steps.slice(skipped).map((last, start) => {
      const steps = site.steps.slice(start, start + skipped + 1);
      return { from: last.from, to: steps[0]?.to ?? '', steps };
    }),
  );
  return paths.flat().flatMap((path) => {
    const [earlier, later] = [outlineIn(path.from), outlineIn(path.to)];
    if (!earlier || !later) return [];
    return [{ ...path, differences: once(() => differencesOf(path.steps, earlier.edition(), later.edition())) }];
  });
}

function errataPage(site: Site, locale: Locale): Page {
  const told = words[locale];
  const editions = site.editions.filter((each) => each.locale === locale);
  return {
    path: `/${locale}/errata/`,
    locale,
    title: told.errata,
    description: told.errataIntro,
    stamp: () => stampOf([site.errata, editions.map(({ provenance }) => provenance)]),
    main: once(() =>
      errataContent({ locale, words: told, errata: site.errata, touched: touchedBy(site.errata, editions) }),
    ),
    filtered: 'items',
  };
}

/** The operations that each erratum touches. */
function touchedBy(all: Site['errata'], editions: readonly BundledEdition[]): ErrataContext['touched'] {
  const touched = new Map<string, { operation: string; href: string }[]>();
  // Each operation once, in the newest edition that the erratum is about: older rows are of older revisions only.
  for (const edition of editions) {
    for (const [operation, errata] of errataByPlace(all, edition.provenance).operations) {
      for (const { id } of errata) {
        const known = touched.get(id) ?? [];
        if (known.some((each) => each.operation === operation)) continue;
        touched.set(id, [...known, { operation, href: `${folderOf(edition)}${operation}/` }]);
      }
    }
  }
  return touched;
}
