// What the sidebar lists. The frame turns it into Starlight's own entries.
import type { Locale } from '@apig-spec/model/editions';
import { locales } from '@apig-spec/model/editions';
import { listOf, objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { BundledEdition, Site } from '../model/site.ts';
import { folderOf } from '../render/context.ts';
import { detailsOf } from '../render/operation.ts';
import type { Words } from '../words.ts';

/** A link, or a group of them. */
export interface Entry {
  label: string;
  path?: string;
  badge?: string;
  entries?: Entry[];
  collapsed?: boolean;
}

/** A page in Markdown. */
export interface Written {
  path: string;
  title: string;
  order: number;
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

/** The groups of the sidebar of a page. Among the operations of an edition, what else there is is folded away. */
export function sidebarOf(site: Site, written: readonly Written[], words: Words, page: string): Entry[] {
  const locale = localeOf(page);
  const revision = revisionOf(page, site);
  const collapsed = page.startsWith(folderOf({ locale, revision }));
  const edition = site.editions.find((each) => each.locale === locale && each.revision === revision);
  const below = (folder: string) =>
    written
      .filter(({ path }) => path.startsWith(`/${locale}/${folder}/`))
      .sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1))
      .map(({ path, title: label }): Entry => ({ label, path }));
  const groups: Entry[] = [
    { label: words.guides, collapsed, entries: below('guides') },
    ...(edition ? editionEntries(edition, words) : []),
    {
      label: words.acrossRevisions,
      collapsed,
      entries: [
        { label: words.changes, path: `/${locale}/changes/` },
        { label: words.compare, path: `/${locale}/compare/` },
        { label: words.errata, path: `/${locale}/errata/` },
      ],
    },
    { label: words.reference, collapsed, entries: [...below('news'), ...below('reference')] },
  ];
  return groups.filter(({ entries }) => entries && entries.length > 0);
}

function editionEntries(edition: BundledEdition, words: Words): Entry[] {
  const operations = operationsOf(edition.document).map((operation) => ({
    ...operation,
    details: detailsOf(edition.document, operation),
  }));
  const tags = listOf(edition.document['tags']).map(objectOf);
  return [
    {
      label: words.editionTitle(edition.revision),
      entries: [
        { label: words.overview, path: folderOf(edition) },
        { label: words.schemas, path: `${folderOf(edition)}schemas/` },
        { label: words.errors, path: `${folderOf(edition)}errors/` },
        { label: words.limits, path: `${folderOf(edition)}limits/` },
      ],
    },
    ...tags.map(
      ({ name, 'x-displayName': label }): Entry => ({
        label: String(label),
        entries: operations
          .filter(({ details }) => listOf(details['tags']).includes(name ?? null))
          .map(({ id, method, details }) => ({
            label: String(details['summary']),
            path: `${folderOf(edition)}${id}/`,
            badge: method.toUpperCase(),
          })),
      }),
    ),
  ];
}
