// What is proposed where an address leads nowhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { locales } from '@apig-spec/model/editions';
import { expect, test } from 'vitest';
import type { Addresses } from '../src/client/proposals.ts';
import { localeIn, nameIn, proposalsFor } from '../src/client/proposals.ts';
import { addressesOf } from '../src/search/addresses.ts';
import { inBrowser, patience } from './browser.ts';
import { built, dist } from './pages.ts';
import { newest, oldest } from './revisions.ts';

const addressesIn = (locale: string) =>
  JSON.parse(readFileSync(join(dist, 'addresses', `${locale}.json`), 'utf8')) as Addresses;

test('the list is light, and leads to pages that are there', () => {
  for (const locale of locales) {
    const addresses = addressesIn(locale);
    expect(gzipSync(JSON.stringify(addresses)).length).toBeLessThan(12_000);
    const paths = addresses.pages.flatMap(([rest, , only = addresses.revisions]) =>
      only.map((revision) => `/${locale}/${rest.replace('{revision}', revision)}`),
    );
    expect(paths.length).toBeGreaterThan(400);
    expect(paths.filter((path) => !built.has(path))).toEqual([]);
  }
});

test.each([
  ['/en/2024-11/createVpcChanel/', `/en/2024-11/createVpcChannel/`],
  [`/en/${oldest}/create-vpc-channel`, `/en/${oldest}/createVpcChannel/`],
  ['/zh-CN/2022-01/showVpcChannel/', `/zh-CN/${newest}/showVpcChannel/`],
  ['/zh-cn/guides/signing', '/zh-CN/guides/signing/'],
  ['/zh/guides/sining.html', '/zh-CN/guides/signing/'],
  ['/docs/listVpcChannels', `/en/${newest}/listVpcChannels/`],
  ['/en/limit', `/en/${newest}/limits/`],
  ['/en/2024-11/vpc-channel/', `/en/2024-11/vpc-channels/`],
])('%s: %s', (path, url) => {
  const locale = localeIn(path, ['en-GB']);
  expect(proposalsFor(path, locale, addressesIn(locale))[0]?.url).toBe(url);
});

test('an address that is like none has no proposal; one that is not well encoded has its name', () => {
  expect(proposalsFor('/en/qqq/', 'en', addressesIn('en'))).toEqual([]);
  expect(proposalsFor('/', 'en', addressesIn('en'))).toEqual([]);
  expect(nameIn('/en/2024-11/%E4%')).toBe('%E4%');
  expect(localeIn('/x', ['fr', 'zh-TW', 'en'])).toBe('zh-CN');
  expect(localeIn('/x', ['fr'])).toBe('en');
});

test('a page of some revisions is proposed in one that has it', () => {
  const page = (revision: string) => ({ path: `/en/${revision}/newOperation/`, title: 'New', revision });
  const addresses = addressesOf([page('2031-02')], [], ['2031-02', '2031-01'], 'en');
  expect(proposalsFor('/en/2031-01/newOperaton/', 'en', addresses)[0]?.url).toBe('/en/2031-02/newOperation/');
});

inBrowser('an address that leads nowhere', (open) => {
  test('proposes pages in the language of the address, and the search', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(`${url}/zh-CN/${newest}/createVpcChanel/`);
    await page.click(`missing-page a[href="/zh-CN/${newest}/createVpcChannel/"]`);
    await page.waitForURL(`**/zh-CN/${newest}/createVpcChannel/`);
    await page.goto(`${url}/en/signing`);
    await page.waitForSelector('missing-page button');
    expect(await page.textContent('missing-page h2')).toBe('Did you mean');
    expect(await page.locator('main a[href="/en/"]').count()).toBe(1);
    await page.click('missing-page button');
    await page.waitForSelector('site-search li a[href="/en/guides/signing/"]');
    expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  });
});
