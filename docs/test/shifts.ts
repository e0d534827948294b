// How far the parts of a page are moved while it loads over a slow line: the page comes in pieces, styles and scripts late.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContextOptions } from 'playwright-core';
import type { Reader } from './browser.ts';
import { phone } from './browser.ts';
import { dist, files } from './pages.ts';

/** Widths of a phone, of most screens, and of a large one. */
export const shiftWidths = [phone.viewport.width, 1440, 1920];
/** What a page may be moved in all, as the cumulative layout shift is counted. */
const mostShift = 0.05;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
/** The first pieces are small: what stands first is drawn before anything else is there. */
const pieces = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1];

/** The built site on a slow line. */
export async function slowSite(): Promise<{ url: string; close(): void }> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname.slice(1).replace(/(^|\/)$/, '$1index.html');
    if (!files.has(path)) return response.writeHead(404).end();
    const content = readFileSync(join(dist, path));
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
    if (!path.endsWith('.html')) {
      await pause(path.endsWith('.css') ? 40 : 120);
      return response.end(content);
    }
    const start = content.indexOf('<body');
    response.write(content.subarray(0, start));
    let sent = start;
    for (const share of pieces) {
      const end = start + Math.ceil((content.length - start) * share);
      response.write(content.subarray(sent, end));
      sent = end;
      await pause(40);
    }
    return response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Open = (options?: BrowserContextOptions) => Promise<Reader>;

/** The pages that move more than they may, with how far and what. */
export async function shiftsOf(
  open: Open,
  url: string,
  paths: readonly string[],
  width: number,
  most = mostShift,
): Promise<string[]> {
  const { page } = await open(width === phone.viewport.width ? phone : { viewport: { width, height: 900 } });
  await page.addInitScript(watchShifts);
  const faults: string[] = [];
  for (const path of paths) {
    await page.goto(url + path);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    // What scripts change after the page is there: they have run when it has loaded, and are drawn with the second frame.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))),
    );
    const { sum, moved } = await page.evaluate(() => Reflect.get(globalThis, 'shifts') as Shifts);
    if (sum > most) faults.push(`${path} at ${width} px: ${sum.toFixed(3)} by ${moved.join(', ')}`);
  }
  await page.context().close();
  return faults;
}

interface Shifts {
  sum: number;
  moved: string[];
}

/** Runs in the page, before anything of it. */
function watchShifts(): void {
  const shifts: Shifts = { sum: 0, moved: [] };
  Reflect.set(globalThis, 'shifts', shifts);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node }[] })[]) {
      shifts.sum += entry.value;
      for (const { node } of entry.sources) {
        const element = node instanceof Element ? node : node?.parentElement;
        shifts.moved.push(element ? element.outerHTML.slice(0, 80) : '?');
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
