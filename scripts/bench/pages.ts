// How long the site keeps the browser busy: for each kind of page, tasks of more than 50 ms while it loads, and for the first
// request that a reader sends from a page.
import { join } from 'node:path';
import { serveFolder } from '@apig-spec/dev/folder-server';
import { readRevisions } from '@apig-spec/repository/editions';
import { root } from '@apig-spec/repository/paths';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { median } from './measure.ts';

const [newest = ''] = readRevisions();
const oldest = readRevisions().at(-1);

/** One of each kind; of those that differ much in size, a large one and a small one. */
const kinds = [
  '',
  `${newest}/`,
  `${newest}/createVpcChannel/`,
  `${newest}/listThrottles/`,
  `${newest}/importApiDefinitions/`,
  `${oldest}/createVpcChannel/`,
  `${newest}/schemas/`,
  `${newest}/schemas/VpcChannelCreate/`,
  `${newest}/throttles/`,
  `${newest}/errors/`,
  `${newest}/limits/`,
  `changes/${oldest}-to-${newest}/`,
  'compare/createVpcChannel/',
  'errata/',
  'evidence/',
  'tutorials/publish-an-api/',
  'guides/start/',
  'reference/client/',
  'news/',
];

/** Pages whose form is sent once. */
const sent = [`${newest}/createVpcChannel/`, `${newest}/listThrottles/`];

export const rounds = 3;

/** What long tasks took, in milliseconds: what is above 50 of each, together, and the longest. */
interface Busy {
  blocking: number;
  longest: number;
}

export async function* table(rounds: number): AsyncGenerator<string> {
  const site = await serveFolder(join(root, 'docs', 'dist'), '127.0.0.1', 0);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    // Chromium refuses to be root in its sandbox.
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    yield row('ms', 'blocking', 'longest task');
    for (const kind of kinds) {
      const all = await repeated(rounds, () => onPage(browser, `${site.url}/en/${kind}`, loaded));
      yield rowOf(`/en/${kind}`, all);
    }
    for (const kind of sent) {
      const all = await repeated(rounds, () => onPage(browser, `${site.url}/en/${kind}`, firstSend));
      yield rowOf(`/en/${kind}, first request from the page`, all);
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

/** One after the other: pages that load side by side would wait for each other. */
async function repeated(rounds: number, measure: () => Promise<Busy>): Promise<Busy[]> {
  const all: Busy[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await measure());
  return all;
}

/** Opens a page with nothing in its caches. */
async function onPage(browser: Browser, url: string, measure: (page: Page) => Promise<Busy>): Promise<Busy> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchTasks);
    await page.goto(url);
    // Scripts that wait until there is nothing else to do have had their turn.
    await page.waitForTimeout(500);
    return await measure(page);
  } finally {
    await context.close();
  }
}

async function loaded(page: Page): Promise<Busy> {
  const durations: number[] = await page.evaluate(() => Reflect.get(globalThis, 'longTasks'));
  return {
    blocking: durations.reduce((sum, duration) => sum + duration - 50, 0),
    longest: Math.max(0, ...durations),
  };
}

/** The mock in the page is loaded with the first request. */
async function firstSend(page: Page): Promise<Busy> {
  await page.evaluate(() => Reflect.set(globalThis, 'longTasks', []));
  await page.click('try-it [data-act="send"]');
  await page.locator('try-it .result pre:visible').waitFor();
  await page.waitForTimeout(200);
  return loaded(page);
}

/** Runs in the page, before anything of it. */
function watchTasks(): void {
  Reflect.set(globalThis, 'longTasks', []);
  new PerformanceObserver((list) => {
    const known: number[] = Reflect.get(globalThis, 'longTasks');
    Reflect.set(globalThis, 'longTasks', [...known, ...list.getEntries().map(({ duration }) => duration)]);
    // Node's types do not know what browsers observe.
  }).observe({ type: 'longtask' as never, buffered: true });
}

function rowOf(what: string, all: readonly Busy[]): string {
  const shown = (part: keyof Busy) => median(all.map((each) => each[part])).toFixed(0);
  return row(what, shown('blocking'), shown('longest'));
}

function row(what: string, ...cells: string[]): string {
  return `${what.padEnd(64)}${cells.map((cell) => cell.padStart(14)).join('')}`;
}
