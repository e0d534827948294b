// What the search finds: each place once, on the page of the newest revision that has it. A reader of another revision is led
// to the same place there, unless that revision does not have it.
import type { Page } from './site.ts';

/** The pages, those left out of the search that hold no place of their own: newer revisions have all of them. */
export function searchedOnce(pages: readonly Page[]): Page[] {
  const repeating = new Set<Page>();
  const groups = [...Map.groupBy(pages, ({ locale }) => locale).values()].flatMap((own) => [
    ...sameInRevisions(own).values(),
  ]);
  for (const group of groups) {
    const known = new Set<string>();
    const newestFirst = group.toSorted((a, b) => (a.path < b.path ? 1 : -1));
    const [newest] = newestFirst;
    for (const page of newestFirst) {
      const ids = idsOf(page);
      if (page !== newest && ids.every((id) => known.has(id))) repeating.add(page);
      for (const id of ids) known.add(id);
    }
  }
  return pages.map((page) => (repeating.has(page) ? { ...page, unsearched: true } : page));
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
  return [...main.text.matchAll(/<h[2-6] id="([^"]*)"/g)].map(([, id = '']) => id);
}
