// The search: sixty-eight tasks in each language, what is loaded and when, the keyboard, and what helps where nothing is found.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { locales } from '@apig-spec/model/editions';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../src/client/catalogue.ts';
import { Finder } from '../src/client/finding.ts';
import { distance, likeness, normal, queryOf, stem } from '../src/client/matching.ts';
import { readSite } from '../src/model/site.ts';
import { catalogueOf } from '../src/search/catalogue.ts';
import { aliases } from '../src/words/aliases.ts';
import type { Reader } from './browser.ts';
import { inBrowser, patience } from './browser.ts';
import { attributes, built, dist, files } from './pages.ts';
import { newest, oldest } from './revisions.ts';
import { tasks } from './search.tasks.ts';

const catalogueIn = (edition: string) =>
  JSON.parse(readFileSync(join(dist, 'search', `${edition}.json`), 'utf8')) as Catalogue;

/** Where each term leads to, best first. */
async function found({ page }: Reader, terms: readonly string[]): Promise<Record<string, string[]>> {
  return await page.evaluate((all) => {
    const input = document.querySelector<HTMLInputElement>('site-search input');
    const links = (term: string) => {
      if (!input) return [];
      input.value = term;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return [...document.querySelectorAll('site-search li a')].map((link) => link.getAttribute('href') ?? '');
    };
    return Object.fromEntries(all.map((term) => [term, links(term)]));
  }, terms);
}

async function openSearch({ url, page }: Reader, path: string, key = '/'): Promise<void> {
  await page.goto(url + path);
  await page.waitForSelector('site-search button:not([disabled])');
  await page.keyboard.press(key);
  await page.waitForSelector('site-search .results section');
}

inBrowser('search', (open) => {
  test.for(locales)('tasks: %s', { timeout: patience }, async (locale) => {
    const reader = await open();
    await openSearch(reader, `/${locale}/${newest}/`);
    const own = tasks[locale];
    const results = await found(
      reader,
      own.map(([term]) => term),
    );
    const missed = own.flatMap(([term, answer]) => {
      const links = (results[term] ?? []).map((link) => decodeURIComponent(link));
      const place = links.findIndex((link) => link.includes(answer.replace('!', '')));
      const isMet = place >= 0 && place < (answer.startsWith('!') ? 1 : 3);
      return isMet ? [] : [`${term}: ${links.slice(0, 3).join(' ')}`];
    });
    expect(missed).toEqual([]);
    expect(own.length).toBe(68);
    expect(own.filter(([, answer]) => answer.startsWith('!')).length).toBeGreaterThan(35);
    const all = Object.values(results).flat();
    expect(all.filter((link) => !link.startsWith(`/${locale}/`))).toEqual([]);
    expect(Object.entries(results).filter(([, links]) => new Set(links).size < links.length)).toEqual([]);
    expect(reader.complaints).toEqual([]);
  });

  test('loads nothing before it is opened; goes by keys alone', { timeout: patience }, async () => {
    const reader = await open();
    const { url, page, complaints } = reader;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${url}/en/${oldest}/createVpcChannel/`, { waitUntil: 'networkidle' });
    const isOfSearch = (path: string) => /\/search\/|\/pagefind\/|dialog/.test(path);
    await page.waitForSelector('site-search button:not([disabled])');
    expect(asked.filter(isOfSearch)).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('host');
    await page.waitForSelector('site-search li mark');
    expect(asked.filter((path) => path.startsWith('/search/'))).toEqual([`/search/${oldest}.en.json`]);
    // Groups have headings; a field is told as the reader's revision has it, and leads to the reader's page.
    expect((await page.locator('site-search h2').allTextContents())[0]).toBe('Fields');
    const first = page.locator('site-search li a').first();
    expect(await first.textContent()).toContain('at most 64 characters');
    expect(await first.getAttribute('href')).toBe(`/en/${oldest}/createVpcChannel/#body.members.host`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/en/${oldest}/createVpcChannel/#body.members.host`);
    expect(await page.isVisible('site-search dialog')).toBe(false);
    // Letters belong to a field, not to the search.
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('textarea')));
    await page.focus('main > textarea');
    await page.keyboard.press('/');
    expect(await page.isVisible('site-search dialog')).toBe(false);
    await page.keyboard.press('Control+k');
    // Enter takes the first.
    await page.fill('site-search input', 'APIG.3023');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/en/${oldest}/errors/#APIG.3023`);
    await page.keyboard.press('/');
    await page.waitForSelector('site-search .results section');
    // What is written in prose, below.
    await page.fill('site-search input', 'temporary');
    await page.waitForSelector('site-search li a[href^="/en/guides/signing/"]');
    // Nothing there: a word that is near, and where to begin.
    await page.fill('site-search input', 'xnvirronmant');
    await page.waitForSelector('site-search [role=status]:not(:empty)');
    expect(await page.textContent('site-search [role=status]')).toContain('“xnvirronmant”');
    expect(await page.textContent('site-search .perhaps button')).toContain('environment');
    expect(await page.locator('site-search a[href="/en/guides/start/"]').count()).toBe(1);
    expect(await page.locator('site-search .chips a').count()).toBeGreaterThan(20);
    await page.click('site-search .perhaps button');
    expect(await page.locator('site-search li a[href*="nvironment"]').count()).toBeGreaterThan(0);
    // The first Escape empties the field, as the browser has it.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('site-search dialog')).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('shows on a phone the result that has the focus', { timeout: patience }, async () => {
    const reader = await open({ viewport: { width: 390, height: 500 } });
    const { page } = reader;
    await openSearch(reader, `/zh-CN/${newest}/`, 'Control+k');
    await page.fill('site-search input', '通道');
    const hidden: string[] = [];
    for (const key of [...Array(9).fill('ArrowDown'), ...Array(7).fill('ArrowUp')]) {
      await page.keyboard.press(key);
      hidden.push(
        ...(await page.evaluate(() => {
          const [bar, end, at] = ['site-search input', 'site-search dialog', ':focus'].map((selector) =>
            document.querySelector(selector)?.getBoundingClientRect(),
          );
          const link = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(link ?? document.body);
          const seen = bar && end && at && at.top >= bar.bottom - 1 && at.bottom <= end.bottom + 1;
          return seen && outlineStyle === 'solid' && outlineWidth === '2px' ? [] : [link?.textContent ?? ''];
        })),
      );
    }
    expect(hidden).toEqual([]);
  });
});

describe('what the search knows of an edition', () => {
  test('has addresses that are there, and is small enough to be loaded as a whole', () => {
    for (const locale of locales) {
      const catalogue = catalogueIn(`${newest}.${locale}`);
      expect(gzipSync(JSON.stringify(catalogue)).length).toBeLessThan(80_000);
      expect(catalogue.pages.some(({ kind, headings }) => kind === 'guide' && headings.length > 3)).toBe(true);
      const finder = new Finder(catalogue);
      const urls = [
        'createVpcChannel',
        'host',
        'APIG.3023',
        'signature',
        'client',
        'limits',
        'Gateway tags',
        'VpcChannelCreate',
      ]
        .flatMap((term) => finder.find(term))
        .map(({ url }) => url);
      expect(urls.length).toBeGreaterThan(40);
      const broken = urls.filter((url) => {
        const [path = '', id] = url.split('#').map(decodeURIComponent);
        const page = built.get(path);
        return !page || (id !== undefined && id !== '_top' && !attributes(page, 'id').includes(id));
      });
      expect(broken).toEqual([]);
    }
    expect([...files].filter((name) => name.startsWith('search/')).length).toBe(6);
  });

  test('tells what only another revision has, with its name', () => {
    const site = readSite(distDir);
    const edition = site.editions.find(({ name }) => name === `${oldest}.en`);
    if (!edition) throw new Error(`There is no ${oldest}.en.`);
    const finder = new Finder(catalogueOf(site, edition, []));
    const [place] = finder.find('vpc_channel_type');
    expect(place?.url).toBe(`/en/${newest}/createVpcChannel/#body.vpc_channel_type`);
    expect(place?.where).toContain(newest);
    const [own] = finder.find('body.members.host', `/en/${oldest}/updateVpcChannel/`);
    expect(own?.url).toBe(`/en/${oldest}/updateVpcChannel/#body.members.host`);
  });

  test('names no phrase twice within a group', () => {
    for (const group of aliases.synonyms) expect(new Set(group).size, group.join()).toBe(group.length);
    for (const phrase of aliases.synonyms.flat()) expect(phrase).toBe(phrase.toLowerCase());
  });
});

test('a query is read as what it asks for', () => {
  const read = (term: string) => {
    const { concepts, how, bounds } = queryOf(term, aliases);
    return [concepts.map(({ typed }) => typed.join(' ')).sort(), how, bounds];
  };
  expect(read('How do I sign a request?')).toEqual([['sign a request'], true, false]);
  expect(read('max length of member host')).toEqual([['host', 'member'], false, true]);
  expect(read('什么时候返回 429')).toEqual([['429'], false, false]);
  expect(read('通道名称长度')).toEqual([['名称', '通道'], false, true]);
  expect(read('signature')).toEqual([['signature'], true, false]);
  expect(read('signature key')).toEqual([['signature key'], false, false]);
  expect(read('limit')).toEqual([['limit'], false, true]);
  expect(normal('timeInterval, vpc_channel_id; VPC通道')).toBe('time interval vpc channel id vpc 通道');
});

test('a word is known by its beginning, with another ending, and misspelt', () => {
  expect(stem('throttling')).toBe(stem('throttle'));
  expect(stem('policies')).toBe(stem('policy'));
  expect(stem('gateways')).toBe(stem('gateway'));
  expect(distance('throtle', 'throttle', 2)).toBe(1);
  expect(distance('wieght', 'weight', 2)).toBe(1);
  expect(distance('port', 'weight', 2)).toBe(3);
  expect(likeness('certifcate', 'certificate')).toBeGreaterThan(0.4);
  expect(likeness('chan', 'channel')).toBeGreaterThan(0.6);
  expect(likeness('3023', '3022')).toBe(0);
  expect(likeness('ip', 'id')).toBe(0);
});
