// What is asked of a page in the browser: light, quick, and nothing that WCAG 2.2 A or AA forbids, in either theme and on a
// phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Reader } from './browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const runOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
/** How a page is looked at: each theme and each width once. No rule asks for more: colours are the theme's, places the width's. */
const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 390 },
] as const;
/** Pages that are looked at side by side: more would only wait for the processor. */
const lanes = 2;
/** What an operation's page may cost at most: time is in proportion to elements and to boxes laid out before the reader scrolls. */
export const mostCost = { script: 35 * 1024, elements: 8000, laidOut: 2000 };

type Open = (options?: BrowserContextOptions) => Promise<Reader>;

/**
 * What is wrong with how pages look and read.
 *
 * @param whole - also what other pages have shown: elements of the same make are looked at twice at most otherwise
 */
export async function faultsOf(
  open: Open,
  paths: readonly string[],
  { whole = false, tell = (_done: number) => {} } = {},
): Promise<string[]> {
  const faults: string[] = [];
  const left = [...paths];
  const shown: Record<string, number> = {};
  const lane = async () => {
    const { url, page, complaints } = await open();
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      await page.goto(url + path);
      faults.push(...(await faultsOfPage(page, whole ? undefined : shown)).map((fault) => `${path} ${fault}`));
      tell(paths.length - left.length);
    }
    // A page that is not there says so with its status.
    faults.push(...complaints.filter((complaint) => !complaint.includes('404')));
    await page.context().close();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return faults;
}

/** @param shown - how often elements of each make have been looked at, which is counted on; all are looked at without it */
async function faultsOfPage(page: Page, shown: Record<string, number> | undefined): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(axe);
  // As when the reader has come near and opened everything.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important; }');
    document.adoptedStyleSheets = [sheet];
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  for (const { width } of looks) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) faults.push(`${wide} px wide on ${width} px`);
  }
  if (shown) Object.assign(shown, await page.evaluate(removeRepeats, shown));
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, colorScheme);
    const { violations } = (await page.evaluate((options) => Reflect.get(globalThis, 'axe').run(document, options), {
      runOnly,
      resultTypes: ['violations'],
      // No rule of these reads style sheets.
      preload: false,
    })) as AxeResults;
    faults.push(
      ...violations.map(
        ({ id, nodes }) =>
          `${colorScheme}, ${width} px: ${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ''}`,
      ),
    );
  }
  return faults;
}

/**
 * Runs in the page. What holds only elements that have been shown twice already, by tags and classes from the body down, goes.
 *
 * @param shown - how often on the pages before
 * @returns the same with this page
 */
function removeRepeats(shown: Record<string, number>): Record<string, number> {
  const counts = new Map(Object.entries(shown));
  const makeOf = (element: Element, around: string) => `${around}>${element.localName}.${element.className}`;
  const isRepeat = (element: Element, around: string): boolean => {
    const make = makeOf(element, around);
    return (counts.get(make) ?? 0) >= 2 && [...element.children].every((child) => isRepeat(child, make));
  };
  const visit = (element: Element, around: string): void => {
    const make = makeOf(element, around);
    counts.set(make, (counts.get(make) ?? 0) + 1);
    for (const child of [...element.children]) {
      // Blocks, and parts of code: a cell belongs to others beside it, and a part of a line may be the name of what it stands in.
      const isRemovable = child.matches('li, tr, div, section, article, details, pre, p, ul, table, pre *');
      if (isRemovable && isRepeat(child, make)) child.remove();
      else visit(child, make);
    }
  };
  visit(document.body, '');
  return Object.fromEntries(counts);
}

/** What a page costs: bytes of the scripts that it holds and loads, compressed; its elements; boxes laid out once it has loaded. */
export async function costOf(open: Open, path: string): Promise<{ script: number; elements: number; laidOut: number }> {
  const { url, page } = await open();
  const loaded: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') loaded.push(response.body());
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(url + path);
  const { metrics } = await session.send('Performance.getMetrics');
  const inline = await page.$$eval('script:not([src])', (all) => all.map((script) => script.textContent ?? ''));
  const scripts = [...(await Promise.all(loaded)), ...inline.map((text) => Buffer.from(text))];
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  await page.context().close();
  const laidOut = metrics.find(({ name }) => name === 'LayoutObjects')?.value;
  if (laidOut === undefined) throw new Error('The browser no longer counts LayoutObjects.');
  return { script: scripts.reduce((sum, text) => sum + gzipSync(text).length, 0), elements, laidOut };
}
