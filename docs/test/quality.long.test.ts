// Every page in the browser, in both themes; every operation's page light and quick.
import { expect, test } from 'vitest';
import { inBrowser } from './browser.ts';
import { built } from './pages.ts';
import { costOf, faultsOf, mostCost } from './quality.ts';
import { shiftsOf, shiftWidths, slowSite } from './shifts.ts';

const timeout = 3_600_000;
/** With script nobody sees the page that leads on to a language. */
const all = built.keys().filter((path) => path !== '/');
const operations = all.filter((path) => /^\/[^/]+\/\d{4}-\d{2}\/[a-z]+[A-Z]\w+\/$/.test(path));

inBrowser('every page', (open) => {
  test('is within reach of everyone', { timeout }, async () => {
    const paths = all;
    const tell = (done: number) => {
      if (done % 50 === 0) console.info(`${done} of ${paths.length} pages`);
    };
    expect(await faultsOf(open, paths, { whole: true, tell })).toEqual([]);
  });

  test.for(shiftWidths)('is not moved while it loads slowly, at %i px', { timeout }, async (width) => {
    const site = await slowSite();
    try {
      expect(await shiftsOf(open, site.url, all, width)).toEqual([]);
    } finally {
      site.close();
    }
  });

  test.for(operations)('%s is light and quick', { timeout }, async (path) => {
    const { script, elements, laidOut } = await costOf(open, path);
    expect(script).toBeLessThanOrEqual(mostCost.script);
    expect(elements).toBeLessThanOrEqual(mostCost.elements);
    expect(laidOut).toBeLessThanOrEqual(mostCost.laidOut);
  });
});
