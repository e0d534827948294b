// What the search finds: each place once, on the page of the newest revision that has it. A reader of another revision is led
// to the same place there, unless that revision does not have it.
import type { Page } from './site.ts';

/** Tells the pages that the search reads: not those of older revisions whose places newer revisions have all. */
export function searchedIn(pages: readonly Page[]): (page: Page) => boolean {
  const groups = new Map(
    [...Map.groupBy(pages, ({ locale }) => locale).values()].flatMap((own) =>
      [...sameInRevisions(own).values()].flatMap((group) => group.map((page) => [page, group] as const)),
    ),
  );
  return (page) => {
    if (page.unsearched) return false;
    const newer = groups.get(page)?.filter(({ path }) => path > page.path) ?? [];
    const known = new Set(newer.flatMap(idsOf));
    return newer.length === 0 || idsOf(page).some((id) => !known.has(id));
  };
}

/** Places that are found and that an edition does not have: `createVpcChannel/#body.port`, of a whole page `createVpcChannel/`. */
export function absentFrom(pages: readonly Page[], edition: { locale: string; revision: string }): string[] {
  const own = pages.filter(({ locale }) => locale === edition.locale);
  return [...sameInRevisions(own)].flatMap(([rest, group]) => {
    const page = group.find(({ revision }) => revision === edition.revision);
    if (!page) return [rest];
    const ids = new Set(idsOf(page));
    const all = new Set(group.flatMap(idsOf));
    return [...all].filter((id) => !ids.has(id)).map((id) => `${rest}#${id}`);
  });
}

/** Of one language the pages that revisions have, by what stands behind the revision in their paths. */
function sameInRevisions(pages: readonly Page[]): Map<string, Page[]> {
  const ofRevisions = pages.filter(({ revision, path }) => revision && !path.includes('/schemas/'));
  return Map.groupBy(ofRevisions, ({ path }) => path.split('/').slice(3).join('/'));
}

function idsOf({ main }: Page): string[] {
  return [...main().text.matchAll(/<h[2-6] id="([^"]*)"/g)].map(([, id = '']) => id);
}
