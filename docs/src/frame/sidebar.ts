// What the sidebar lists.
import type { Locale } from '@apig-spec/model/editions';
import { locales } from '@apig-spec/model/editions';
import { resourcesOf } from '../model/resources.ts';
import type { BundledEdition, Site } from '../model/site.ts';
import { folderOf } from '../render/context.ts';
import { evidenceWords } from '../words/evidence.ts';
import { tutorialWords } from '../words/tutorial.ts';
import type { UiText } from '../words.ts';

/** A link, with what stands below it; without a path, a list that can be folded. */
export interface Entry {
  label: string;
  path?: string;
  /** Of an operation. */
  method?: string;
  entries?: Entry[];
  folded?: boolean;
}

/** A page in Markdown. */
export interface Written {
  path: string;
  title: string;
  order: number;
  /** For those who change the contract, not for those who use it. */
  contribute: boolean;
  /** Of the reference: functions of a resource. */
  resource: boolean;
}

/** The language of a page; none for one that speaks both. */
export function localeIn(path: string): Locale | undefined {
  return locales.find((locale) => path.startsWith(`/${locale}/`));
}

/** The language of what stands around a page. */
export function localeOf(path: string): Locale {
  return localeIn(path) ?? 'en';
}

/** The pages that are written in one language and not in another, by the paths that they would have. */
export function untranslated(paths: Iterable<string>): string[] {
  const known = new Set(paths);
  const wanted = [...known].flatMap((path) =>
    locales.map((locale) => path.replace(`/${localeOf(path)}/`, `/${locale}/`)),
  );
  return [...new Set(wanted)].filter((path) => !known.has(path));
}

/** The revision of a page; the newest for one that belongs to none. */
export function revisionOf(path: string, site: Site): string {
  return site.revisions.find((revision) => path.split('/')[2] === revision) ?? site.revisions[0] ?? '';
}

/**
 * The sidebar of a page: the parts of the site, and below the one that the page belongs to what that part holds. Of an
 * edition that is the operations of the page's resource, and the way to the others.
 */
export function sidebarOf(site: Site, written: readonly Written[], words: UiText, page: string): Entry[] {
  const locale = localeOf(page);
  const revision = revisionOf(page, site);
  const edition = site.editions.find((each) => each.locale === locale && each.revision === revision);
  const pagesBelow = (folder: string) =>
    written
      .filter(({ path }) => path.startsWith(`/${locale}/${folder}/`))
      .sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1));
  const below = (folder: string, contribute = false) =>
    pagesBelow(folder)
      .filter((each) => each.contribute === contribute)
      .map(linkTo);
  const home = `/${locale}/`;
  const [guides, contributing] = [below('guides'), below('guides', true)];
  const reference = [...referenceEntries(pagesBelow('reference'), words, page), ...below('news')];
  const tutorials = site.workflows.map(({ id, title }): Entry => {
    return { label: title[locale], path: `${home}tutorials/${id}/` };
  });
  const all = [
    { label: words.use, entries: guides },
    {
      label: tutorialWords[locale].tutorials,
      entries: [{ label: words.overview, path: `${home}tutorials/` }, ...tutorials],
    },
    { label: words.contribute, entries: contributing },
  ];
  const part = page.split('/')[2] ?? '';
  const isOfEdition = part === '' || part === revision;
  return [
    {
      label: words.guides,
      path: guides[0]?.path ?? home,
      ...(/^(guides|tutorials)$/.test(part) ? { entries: all } : {}),
    },
    ...(edition
      ? [
          {
            label: words.editionTitle(revision),
            path: folderOf(edition),
            ...(isOfEdition ? { entries: editionEntries(edition, site, words, page) } : {}),
          },
        ]
      : []),
    { label: words.changes, path: `${home}changes/` },
    { label: words.compare, path: `${home}compare/` },
    { label: words.errata, path: `${home}errata/` },
    { label: evidenceWords[locale].title, path: `${home}evidence/` },
    {
      label: words.reference,
      path: `${home}reference/`,
      ...(/^(reference|news)$/.test(part) ? { entries: reference } : {}),
    },
  ];
}

function linkTo({ path, title: label }: Written): Entry {
  return { label, path };
}

/** The packages, each with its entry points, and with the functions of each resource where there are any. */
function referenceEntries(pages: readonly Written[], words: UiText, page: string): Entry[] {
  const [index, ...others] = pages;
  const isPackage = ({ path }: Written) => path.split('/').length === 5;
  const packages = others.filter(isPackage).map((each): Entry => {
    const own = others.filter(({ path }) => path !== each.path && path.startsWith(each.path));
    const functions = own.filter(({ resource }) => resource);
    const byResource = {
      label: words.resources,
      folded: !functions.some(({ path }) => path === page),
      entries: functions.map(linkTo),
    };
    const entries = [
      ...own.filter(({ resource }) => !resource).map(linkTo),
      ...(functions.length > 0 ? [byResource] : []),
    ];
    return { ...linkTo(each), ...(entries.length > 0 ? { entries } : {}) };
  });
  return [...(index ? [linkTo(index)] : []), ...packages];
}

function editionEntries(edition: BundledEdition, site: Site, words: UiText, page: string): Entry[] {
  const folder = folderOf(edition);
  const resources = resourcesOf(edition.document);
  const current = resources.find(
    (resource) =>
      page === `${folder}${resource.id}/` || resource.operations.some(({ id }) => page === `${folder}${id}/`),
  );
  const own = current?.operations.map(
    ({ id, method, details }): Entry => ({ label: String(details['summary']), path: `${folder}${id}/`, method }),
  );
  return [
    ...(current && own ? [{ label: current.title, path: `${folder}${current.id}/`, entries: own }] : []),
    {
      label: words.resources,
      folded: current !== undefined,
      entries: resources.map(({ id, title }): Entry => ({ label: title, path: `${folder}${id}/` })),
    },
    { label: words.schemas, path: `${folderOf({ ...edition, revision: site.revisions[0] ?? '' })}schemas/` },
    { label: words.errors, path: `${folder}errors/` },
    { label: words.limits, path: `${folder}limits/` },
  ];
}
