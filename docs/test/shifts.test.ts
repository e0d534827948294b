// Nothing jumps while a page loads: a page of each kind on a slow line. All pages: quality.long.test.ts.
import { locales } from '@apig-spec/model/editions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { built } from './pages.ts';
import { newest } from './revisions.ts';
import { shiftsOf, shiftWidths, slowSite } from './shifts.ts';

/** The kind of a page: its path without language, revision and name. */
function kindOf(path: string): string {
  return path
    .replace(/^\/[^/]+\//, '/')
    .replace(/\d{4}-\d{2}-to-\d{4}-\d{2}/, 'way')
    .replace(/\d{4}-\d{2}/, 'revision')
    .replace(/(schemas|compare|guides)\/[\w-]+\//, '$1/one/')
    .replace(/reference\/(\w+)\/.+/, 'reference/$1/one/')
    .replace(/revision\/[a-z]+[A-Z]\w+\//, 'revision/operation/');
}

/** Of each kind the longest page. */
const kinds = [...Map.groupBy(built.keys(), kindOf).values()].map(
  (paths) => paths.toSorted((a, b) => (built.get(b) ?? '').length - (built.get(a) ?? '').length)[0] ?? '',
);
/** Pages whose columns moved by 0.43, of both languages. */
const cases = ['/errata/', `/${newest}/errors/`, '/reference/client/'].flatMap((path) =>
  locales.map((locale) => `/${locale}${path}`),
);

inBrowser('pages that load slowly', (open) => {
  let site: Awaited<ReturnType<typeof slowSite>>;
  beforeAll(async () => {
    site = await slowSite();
  });
  afterAll(() => site.close());

  test.for(shiftWidths)('are not moved at %i px', { timeout: 3 * patience }, async (width) => {
    expect(kinds.length).toBeGreaterThan(15);
    expect(await shiftsOf(open, site.url, [...new Set([...kinds, ...cases])], width)).toEqual([]);
  });
});
