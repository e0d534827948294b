// What is asked of a page in the browser: light, quick, and nothing that WCAG 2.2 A or AA forbids, in either theme.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Reader } from './browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const runOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
const themes = ['light', 'dark'] as const;
const widths = [390, 1440];
/** Pages that are looked at side by side: more would only wait for the processor. */
const lanes = 2;
/** Bytes of script, compressed, that a page may load and hold. */
export const mostScript = 35 * 1024;
/** Milliseconds that no task may take. */
const longestTask = 50;

type Open = (options?: BrowserContextOptions) => Promise<Reader>;

/** What is wrong with how pages look and read, in each theme, and on a phone. */
export async function faultsOf(open: Open, paths: readonly string[], tell = (_done: number) => {}): Promise<string[]> {
  const faults: string[] = [];
  const left = [...paths];
  const lane = async () => {
    const { url, page, complaints } = await open();
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      await page.goto(url + path);
      faults.push(...(await faultsOfPage(page)).map((fault) => `${path} ${fault}`));
      tell(paths.length - left.length);
    }
    // A page that is not there says so with its status.
    faults.push(...complaints.filter((complaint) => !complaint.includes('404')));
    await page.context().close();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return faults;
}

async function faultsOfPage(page: Page): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(axe);
  // As when the reader has come near and opened everything.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important; }');
    document.adoptedStyleSheets = [sheet];
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, colorScheme);
    const { violations } = (await page.evaluate((options) => Reflect.get(globalThis, 'axe').run(document, options), {
      runOnly,
      resultTypes: ['violations'],
    })) as AxeResults;
    faults.push(
      ...violations.map(
        ({ id, nodes }) =>
          `${colorScheme} ${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ''}`,
      ),
    );
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) faults.push(`${wide} px wide on ${width} px`);
  }
  return faults;
}

/** How a page weighs: the scripts that it holds and loads, compressed. */
export async function scriptOf(open: Open, path: string): Promise<number> {
  const { url, page } = await open();
  const loaded: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') loaded.push(response.body());
  });
  await page.goto(url + path, { waitUntil: 'networkidle' });
  const inline = await page.$$eval('script:not([src])', (all) => all.map((script) => script.textContent ?? ''));
  const files = await Promise.all(loaded);
  await page.context().close();
  return [...files, ...inline.map((text) => Buffer.from(text))].reduce((sum, text) => sum + gzipSync(text).length, 0);
}

/**
 * Tasks of the page's main thread that took too long while it loaded, the best of some tries: in milliseconds of the
 * processor, since other programs use the machine too.
 */
export async function longTasksOf(open: Open, path: string, tries = 6): Promise<number[]> {
  let best: number[] = [];
  for (let index = 0; index < tries; index += 1) {
    const { url, page } = await open();
    const browser = page.context().browser();
    await browser?.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
    await page.goto(url + path, { waitUntil: 'networkidle' });
    const trace = JSON.parse(String(await browser?.stopTracing())) as { traceEvents: TraceEvent[] };
    await page.context().close();
    const tasks = tasksOf(trace.traceEvents, url);
    if (tasks.length < 10) throw new Error(`The trace of ${path} holds ${tasks.length} tasks.`);
    best = tasks.filter((duration) => duration > longestTask);
    if (best.length === 0) break;
  }
  return best;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Time of the processor, in microseconds. */
  tdur?: number;
  args: { name?: string; data?: { url: string; processId: number } };
}

/** How long each task of the main thread that shows a site kept the processor, in milliseconds. */
function tasksOf(events: readonly TraceEvent[], site: string): number[] {
  // Chromium's own start page runs beside ours, in a renderer of its own, and is slower.
  const commits = events.flatMap(({ name, args }) => (name === 'FrameCommittedInBrowser' && args.data) || []);
  const shown = new Set(commits.filter(({ url }) => url.startsWith(site)).map(({ processId }) => processId));
  const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args.name === 'CrRendererMain';
  const main = new Set(events.filter((event) => isMain(event) && shown.has(event.pid)).map(({ tid }) => tid));
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && shown.has(pid) && main.has(tid));
  return tasks.map(({ tdur = 0 }) => tdur / 1000);
}
