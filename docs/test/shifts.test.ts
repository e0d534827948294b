// Nothing jumps while a page loads: a page of each template on a slow line. All pages: quality.long.test.ts.
import { locales } from '@apig-spec/model/editions';
import { afterAll, beforeAll, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { built } from './pages.ts';
import { newest } from './revisions.ts';
import { templates } from './sample.ts';
import { shiftsOf, shiftWidths, slowSite } from './shifts.ts';

/** Of each template the longest page. */
const longest = [...templates.values()].map(
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

  test.concurrent.for(shiftWidths)('are not moved at %i px', { timeout: 3 * patience }, async (width, { expect }) => {
    expect(longest.length).toBeGreaterThan(15);
    // The columns of a large screen are those of most screens, with more between them.
    const paths = width === shiftWidths.at(-1) ? cases : [...longest, ...cases];
    expect(await shiftsOf(open, site.url, [...new Set(paths)], width)).toEqual([]);
  });
});
