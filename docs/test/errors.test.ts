// The errors page: an entry for each code, and in a browser the field that filters them, whose script is on no other page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { readSite } from '../src/model/site.ts';
import { subjects } from '../src/words/errors.ts';
import { inBrowser, patience } from './browser.ts';
import { built, dist } from './pages.ts';
import { newest } from './revisions.ts';

const path = `/en/${newest}/errors/`;
const scriptsOf = (page: string) =>
  [...(built.get(page) ?? '').matchAll(/<script[^>]* src="([^"]*)"/g)].map(([, src = '']) => src);

test('the script of the filter is small, and on the errors pages alone', () => {
  const own = scriptsOf(path).filter((src) => !scriptsOf(`/en/${newest}/limits/`).includes(src));
  expect(own).toHaveLength(1);
  expect(readFileSync(join(dist, own[0] ?? '')).length).toBeLessThan(2500);
});

test('every subject has its place: codes of another would be on no page', () => {
  const { errors } = readSite(distDir);
  expect(subjects.toSorted()).toEqual([...new Set(Object.values(errors).map(({ subject }) => subject))].sort());
});

inBrowser('error codes', (open) => {
  test('are found by code, by words and by operation, and shown again by a link', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(url + path);
    const shown = () => page.locator('section.error:visible h3').allTextContents();
    const find = async (words: string) => {
      await page.fill('#filter', words);
      return shown();
    };
    const all = await shown();
    expect(await find('3023')).toEqual(['APIG.3023']);
    expect(await page.locator('nav.subjects a:visible').allTextContents()).toEqual([
      'Not found',
      expect.stringMatching(/^APIG\.3023 \w/),
    ]);
    expect(await page.textContent('error-filter [role=status]')).toBe(`1 of ${all.length} error codes`);
    expect(await find('VPC_NUM_LIMIT  channel')).toEqual(['APIG.3109']);
    // By a whole id alone: every operation has the codes of all requests.
    expect(await find('deleteEnvironment')).toEqual(expect.arrayContaining(['APIG.3418', 'APIG.9999']));
    expect(await find('deleteEnviron')).not.toContain('APIG.9999');
    await page.press('#filter', 'Enter');
    expect(new URL(page.url()).hash).toBe('#APIG.3104');
    // What entries call absent, readers may call unknown; nothing else stands between the field and what it finds.
    const absent = await find('unknown');
    expect(absent).toContain('APIG.3001');
    expect(await find('does not exist')).toEqual(absent);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.locator('.general:visible, nav.subjects:visible').count()).toBe(0);
    expect(await find('no such word')).toEqual([]);
    expect(await page.textContent('error-filter [role=status]')).toMatch(/^No error code matches/);
    await page.click('error-filter button');
    expect(await shown()).toEqual(all);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter');
    expect(await page.locator('.general:visible, error-filter button:visible').count()).toBe(1);
    await find('no such word');
    await page.evaluate(() => {
      location.hash = 'APIG.3001';
    });
    await expect.poll(shown, { timeout: patience }).toEqual(all);
    expect(await page.inputValue('#filter')).toBe('');
    expect(complaints).toEqual([]);
  });
});
