// Nothing jumps while a page loads: a page of each template on a slow line. All pages: quality.long.test.ts.
import { locales } from '@apig-spec/model/editions';
import { afterAll, beforeAll, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { built } from './pages.ts';
import { newest, oldest } from './revisions.ts';
import { templates } from './sample.ts';
import { shiftsOf, shiftWidths, slowSite } from './shifts.ts';

/** Bytes of a page that no screen holds: a longer one would only take longer. */
const enough = 40_000;

/** Of each template a page that no screen holds, where there is one. */
const long = [...templates.values()].map((paths) => {
  const bySize = paths.map((path) => ({ path, size: (built.get(path) ?? '').length })).sort((a, b) => a.size - b.size);
  return (bySize.find(({ size }) => size >= enough) ?? bySize.at(-1))?.path ?? '';
});
/** Pages whose columns moved by 0.43. */
const cases = locales.flatMap((locale) =>
  ['/errata/', `/${newest}/errors/`, '/reference/client/'].map((path) => `/${locale}${path}`),
);

inBrowser('pages that load slowly', (open) => {
  let site: Awaited<ReturnType<typeof slowSite>>;
  beforeAll(async () => {
    site = await slowSite();
  });
  afterAll(() => site.close());

  test.concurrent.for(shiftWidths)('are not moved at %i px', { timeout: 3 * patience }, async (width, { expect }) => {
    expect(long.length).toBeGreaterThan(15);
    // The columns of a large screen are those of most screens, with more between them.
    const paths = width === shiftWidths.at(-1) ? cases : long;
    expect(await shiftsOf(open, site.url, paths, width)).toEqual([]);
  });

  test('are not moved where sources are shown, in another language of samples', { timeout: patience }, async ({
    expect,
  }) => {
    const remembering = async (options?: Parameters<typeof open>[0]) => {
      const reader = await open(options);
      await reader.page.addInitScript(() => {
        localStorage.setItem('sources', 'on');
        localStorage.setItem('sample', 'java');
      });
      return reader;
    };
    const paths = [`/en/${newest}/createVpcChannel/`, `/zh-CN/${oldest}/createVpcChannel/`];
    expect(await shiftsOf(remembering, site.url, paths, 1440)).toEqual([]);
  });
});
