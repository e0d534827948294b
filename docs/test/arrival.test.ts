// Where readers arrive, and the pages that lead them on: by language, by resource, by what confirms an operation.
import { gzipSync } from 'node:zlib';
import { locales } from '@apig-spec/model/editions';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { phaseOf } from '../src/model/phases.ts';
import { resourcesOf } from '../src/model/resources.ts';
import { readSite } from '../src/model/site.ts';
import { checks } from '../src/render/pictures/checks.ts';
import { evidenceWords } from '../src/words/evidence.ts';
import { pictureWords } from '../src/words/pictures.ts';
import { inBrowser, patience } from './browser.ts';
import { attributes, built, textOf } from './pages.ts';
import { newest } from './revisions.ts';

const site = readSite(distDir);

test('the page of a resource has its operations, limits and error codes', () => {
  for (const { locale, revision, document } of site.editions) {
    for (const { id, operations } of resourcesOf(document)) {
      const links = attributes(built.get(`/${locale}/${revision}/${id}/`) ?? '', 'href');
      for (const operation of operations) expect(links).toContain(`/${locale}/${revision}/${operation.id}/`);
    }
  }
  const text = textOf(built.get(`/en/${newest}/vpc-channels/`) ?? '');
  for (const said of ['members.host', 'APIG.3109', 'APIG.3023']) expect(text).toContain(said);
});

test('a verb of no phase is said, with where it belongs', () => {
  expect(() => phaseOf({ id: 'juggleApis' })).toThrow('no phase has the verb juggle');
});

test('pictures name operations and codes that there are', () => {
  const operations = resourcesOf(site.editions[0]?.document ?? {}).flatMap((each) => each.operations);
  const statusOf = (code: string) => site.errors[code]?.status;
  expect(checks.map(([, code]) => Number(statusOf(code)))).toEqual([404, 401, 400, 404, 400, 404]);
  expect(Number(statusOf('APIG.3414'))).toBe(403);
  for (const locale of locales) {
    for (const [id] of pictureWords[locale].channel.acts) expect(operations.map((each) => each.id)).toContain(id);
  }
});

test('every picture says what it shows, and stands once on a page', () => {
  for (const path of ['/', `/${newest}/vpc-channels/`, `/${newest}/apis/`, `/${newest}/errors/`, '/evidence/'].flatMap(
    (rest) => locales.map((locale) => `/${locale}${rest}`),
  )) {
    const page = built.get(path) ?? '';
    const pictures = [...page.matchAll(/<svg role="img"[^>]* aria-labelledby="([^"]*)">/g)];
    expect(pictures.length, path).toBeGreaterThan(0);
    const ids = attributes(page, 'id');
    for (const name of pictures.flatMap(([, names = '']) => names.split(' ')))
      expect(
        ids.filter((id) => id === name),
        `${path} ${name}`,
      ).toHaveLength(1);
  }
});

test('the evidence is light, and has every operation', () => {
  for (const locale of locales) {
    const page = built.get(`/${locale}/evidence/`) ?? '';
    expect(gzipSync(page).length).toBeLessThan(60_000);
    const links = attributes(page, 'href');
    for (const id of Object.keys(site.evidence)) expect(links).toContain(`/${locale}/${newest}/${id}/`);
  }
});

inBrowser('whoever arrives', (open) => {
  test('is led to the language of the browser, or to the one chosen before', { timeout: patience }, async () => {
    for (const [locale, path] of [
      ['zh-TW', '/zh-CN/'],
      ['fr-FR', '/en/'],
    ] as const) {
      const { url, page, complaints } = await open({ locale });
      await page.goto(`${url}/`);
      await page.waitForURL(url + path);
      const other = path === '/en/' ? '/zh-CN/' : '/en/';
      await page.click(`header .switch a[href="${other}"]`);
      await page.waitForURL(url + other);
      await page.goto(`${url}/`);
      await page.waitForURL(url + other);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test('chooses the language without script', { timeout: patience }, async () => {
    const { url, page } = await open({ javaScriptEnabled: false });
    await page.goto(`${url}/`);
    expect(page.url()).toBe(`${url}/`);
    for (const locale of locales) expect(await page.isVisible(`main a[href="/${locale}/"]`)).toBe(true);
    await page.goto(`${url}/en/evidence/`);
    expect(await page.isVisible('.filter')).toBe(false);
    expect(await page.locator('.evidence tbody tr:visible').count()).toBe(Object.keys(site.evidence).length);
  });

  test('sees all calls of a tutorial in the language that is chosen at one of them', {
    timeout: patience,
  }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(`${url}/en/tutorials/channel-life/`);
    const calls = (site.workflows.find(({ id }) => id === 'channel-life')?.steps.length ?? 0) + 1;
    expect(await page.locator('.sample.curl:visible').count()).toBe(calls);
    const tab = page.locator('#show-tab-typescript');
    await tab.click();
    expect(await page.locator('.sample.curl:visible').count()).toBe(0);
    expect(await page.locator('.sample.typescript:visible').count()).toBe(calls);
    expect(await page.locator('[role=tab][aria-selected=true]').count()).toBe(calls);
    await tab.press('ArrowLeft');
    expect(await page.getAttribute('#show-tab-curl', 'aria-selected')).toBe('true');
    expect(complaints).toEqual([]);
  });

  test('finds the example of what was looked for, in the body and in the samples', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(`${url}/zh-CN/`);
    await page.click('.tasks a[href$="#example-nacos-channel"]');
    await page.waitForURL(/createVpcChannel\/#example-nacos-channel$/);
    expect(await page.textContent('details[data-example][open] pre')).toContain('"NACOS"');
    expect(await page.textContent('.sample.curl pre')).toContain('"NACOS"');
    expect(await page.inputValue('try-it [name=body]')).toContain('"NACOS"');
    expect(await page.isChecked('.kinds label:has(:text-is("NACOS")) input')).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('filters the evidence', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(`${url}/zh-CN/evidence/`);
    await page.getByRole('searchbox', { name: evidenceWords['zh-CN'].filter }).fill('apig.3414 vpc');
    const rows = page.locator('.evidence tbody tr:visible');
    expect(await rows.count()).toBe(1);
    expect(await rows.first().textContent()).toContain('deleteVpcChannel');
    await page.getByRole('searchbox').fill('');
    await page.getByLabel(evidenceWords['zh-CN'].only.workflows).check();
    const inTutorials = Object.values(site.evidence).filter(({ workflows }) => workflows.length > 0).length;
    expect(await rows.count()).toBe(inTutorials);
    expect(await page.textContent('.filter [role=status]')).toContain(String(inTutorials));
    expect(complaints).toEqual([]);
  });
});
