// The built site in a real browser, Chromium, on the server that `npm start` uses.
import { serveFolder } from '@apig-spec/dev/folder-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { dist } from './pages.ts';

/** Where `npm test` has made sure that there is one. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
// Chromium refuses to be root in its sandbox.
if (process.getuid?.() === 0) args.push('--no-sandbox');

/** Browsers are slow where others work too. */
export const patience = 120_000;

/** A phone of most people. */
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** What a page said that it should not: errors, warnings, violations of its policy, requests to elsewhere. */
export type Complaints = readonly string[];

export interface Reader {
  url: string;
  page: Page;
  complaints: Complaints;
}

/** Tests in the browser. */
export function inBrowser(
  name: string,
  tests: (open: (options?: BrowserContextOptions) => Promise<Reader>) => void,
): void {
  describe(name, () => {
    let browser: Browser;
    let site: Awaited<ReturnType<typeof serveFolder>>;
    beforeAll(async () => {
      site = await serveFolder(dist, '127.0.0.1', 0);
      browser = await chromium.launch({ executablePath, args });
    }, patience);
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });
    tests(async (options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(site.url)) complaints.push(`asked ${request.url()}`);
      });
      return { url: site.url, page, complaints };
    });
  });
}
