// The form that sends requests, as tests use it.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from './browser.ts';

/** Chooses where requests go. */
export async function choose(page: Page, target: 'embedded' | 'local' | 'gateway', address?: string): Promise<void> {
  await page.click(`try-it label:has([value=${target}])`);
  if (address !== undefined) await page.fill(`try-it [name="address.${target}"]`, address);
}

export async function statusOf(page: Page): Promise<string> {
  return (await page.textContent('try-it [role=status]')) ?? '';
}

/** Sends the form of the page that is open, with these values. @returns its status */
export async function send(page: Page, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const closed = page.locator('try-it details:not([open]) > summary');
  if ((await closed.count()) > 0) await closed.click();
  for (const [name, value] of Object.entries(values)) await page.fill(`try-it [name="${name}"]`, value);
  await page.$eval('try-it [role=status]', (line) => line.replaceChildren());
  await page.click('try-it [data-act=send]');
  await expect.poll(() => statusOf(page), { timeout: patience }).not.toMatch(/^$|^Sending…|^正在发送/);
  return statusOf(page);
}

/** The response that the form shows. */
export async function bodyOf(page: Page): Promise<Record<string, unknown>> {
  return JSON.parse((await page.textContent('try-it pre')) || '{}') as Record<string, unknown>;
}

/** Runs in the page. All that outlasts it. */
export async function leftBehind(): Promise<string> {
  const names = [...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())];
  if (names.length > 0) throw new Error(`The page stores something: ${names}`);
  return JSON.stringify([localStorage, sessionStorage, document.cookie, location.href, history.state]);
}
