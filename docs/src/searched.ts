// What the search finds: each place once, on the page of the newest revision that has it. A reader of another revision is led
// to the same place there, unless that revision does not have it.
import { once } from './once.ts';
import type { Page } from './site.ts';

/** A page, as the search knows it. */
export interface Placed extends Pick<Page, 'path' | 'locale' | 'revision' | 'unsearched'> {
  /** The ids of its headings. */
  ids: () => readonly string[];
}

/** A page, whose ids are read when they are first asked for. */
export function placed(page: Page): Page & Placed {
  return { ...page, ids: once(() => [...page.main().text.matchAll(/<h[2-6] id="([^"]*)"/g)].map(([, id = '']) => id)) };
}

/** Tells the pages that the search reads: not those of older revisions whose places newer revisions have all. */
export function searchedIn(pages: readonly Placed[]): (path: string) => boolean {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const groups = new Map(
    [...Map.groupBy(pages, ({ locale }) => locale).values()].flatMap((own) =>
      [...sameInRevisions(own).values()].flatMap((group) => group.map((page) => [page.path, group] as const)),
    ),
  );
  return (path) => {
    const page = byPath.get(path);
    if (!page || page.unsearched) return false;
    const newer = groups.get(path)?.filter((each) => each.path > path) ?? [];
    const known = new Set(newer.flatMap((each) => each.ids()));
    return newer.length === 0 || page.ids().some((id) => !known.has(id));
  };
}

/** Places that are found and that an edition does not have: `createVpcChannel/#body.port`, of a whole page `createVpcChannel/`. */
export function absentFrom(pages: readonly Placed[], edition: { locale: string; revision: string }): string[] {
  const own = pages.filter(({ locale }) => locale === edition.locale);
  return [...sameInRevisions(own)].flatMap(([rest, group]) => {
    const page = group.find(({ revision }) => revision === edition.revision);
    if (!page) return [rest];
    const ids = new Set(page.ids());
    const all = new Set(group.flatMap((each) => each.ids()));
    return [...all].filter((id) => !ids.has(id)).map((id) => `${rest}#${id}`);
  });
}

/** Of one language the pages that revisions have, by what stands behind the revision in their paths. */
function sameInRevisions(pages: readonly Placed[]): Map<string, Placed[]> {
  const ofRevisions = pages.filter(({ revision, path }) => revision && !path.includes('/schemas/'));
  return Map.groupBy(ofRevisions, ({ path }) => path.split('/').slice(3).join('/'));
}
