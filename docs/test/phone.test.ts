// Pages on a phone: a narrow screen without a pointer that hovers.
import { locales } from '@apig-spec/model/editions';
import { expect, test } from 'vitest';
import { words } from '../src/words.ts';
import { inBrowser, patience, phone } from './browser.ts';
import { newest } from './revisions.ts';

inBrowser('pages on a phone', (open) => {
  test('show all code beside the button that copies it, also where it is scrolled', { timeout: patience }, async () => {
    const { url, page, complaints } = await open(phone);
    for (const path of ['/zh-CN/guides/start/', `/en/${newest}/createVpcChannel/`, '/en/tutorials/publish-an-api/']) {
      await page.goto(url + path);
      await page.waitForSelector('.copy');
      const blocks = await page.evaluate(() =>
        [...document.querySelectorAll('main pre:has(> .copy)')]
          .filter((each) => each.checkVisibility())
          .map((block) => {
            const barEnds = Number.parseFloat(getComputedStyle(block, '::before').height);
            const edge = block.getBoundingClientRect().top + block.clientTop;
            const atRest = (block.querySelector('code')?.getBoundingClientRect().top ?? 0) - edge;
            block.scrollTo(40, 40);
            const button = block.querySelector('.copy')?.getBoundingClientRect();
            return { barEnds, atRest, buttonEnds: (button?.bottom ?? 0) - edge, buttonRight: button?.right ?? 0 };
          }),
      );
      expect(blocks.length).toBeGreaterThan(2);
      for (const { barEnds, atRest, buttonEnds, buttonRight } of blocks) {
        expect(atRest).toBeGreaterThanOrEqual(barEnds);
        expect(buttonEnds).toBeLessThanOrEqual(barEnds);
        expect(buttonRight).toBeLessThan(phone.viewport.width);
      }
    }
    expect(complaints).toEqual([]);
  });

  test.for(locales)('have fields that phones need not magnify: %s', { timeout: patience }, async (locale) => {
    const { url, page } = await open(phone);
    for (const path of [
      `${newest}/createVpcChannel/`,
      `${newest}/limits/`,
      'evidence/',
      'changes/2023-11-to-2024-11/',
    ]) {
      await page.goto(`${url}/${locale}/${path}`);
      const small = await page.$$eval('main :is(input:not([type=checkbox], [type=radio]), select, textarea)', (all) =>
        all.filter((each) => Number.parseFloat(getComputedStyle(each).fontSize) < 16).map((each) => each.outerHTML),
      );
      expect(small).toEqual([]);
    }
  });

  test('find limits by the name of a schema, and errata by an operation; a link shows what was filtered out', {
    timeout: patience,
  }, async () => {
    const { url, page, complaints } = await open(phone);
    await page.goto(`${url}/zh-CN/${newest}/limits/`);
    await page.getByRole('searchbox', { name: words['zh-CN'].limitsFilter.filter }).fill('VpcHealthConfig timeout');
    const found = await page.locator('main tbody tr:visible').evaluateAll((all) => all.map(({ id }) => id));
    expect(found).toContain('VpcHealthConfig.timeout');
    const elsewhere = found.filter((id) => !/^\w*VpcHealthConfig\w*\.timeout$/.test(id));
    expect(elsewhere).toEqual([]);
    // Of other schemas not even the headings are left.
    expect(await page.locator('main h2:visible').count()).toBe(found.length);

    await page.goto(`${url}/en/errata/`);
    const errata = page.locator('.erratum:visible');
    const all = await errata.count();
    const field = page.getByRole('searchbox', { name: words.en.errataFilter.filter });
    await field.fill('deleteVpcChannel');
    const some = await errata.count();
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(await page.textContent('.filter [role=status]')).toContain(`${some} of ${all}`);
    const gone = await page.locator('.erratum[hidden] h3').last().getAttribute('id');
    await page.evaluate((id) => location.assign(`#${id}`), gone);
    await page.waitForSelector(`[id="${gone}"]:visible`);
    expect(await field.inputValue()).toBe('');
    expect(complaints).toEqual([]);
  });

  test('find an operation by its ID among those of an edition and of the comparison, and a schema by a word', {
    timeout: patience,
  }, async () => {
    const { url, page, complaints } = await open(phone);
    for (const [path, name] of [
      [`/en/${newest}/`, words.en.operationsFilter.filter],
      [`/zh-CN/2023-05/`, words['zh-CN'].operationsFilter.filter],
      ['/en/compare/', words.en.operationsFilter.filter],
    ] as const) {
      await page.goto(url + path);
      await page.getByRole('searchbox', { name }).fill('listmetricdata');
      const found = await page
        .locator('.operations li:visible a')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
      expect(found).toEqual([`${path}listMetricData/`]);
      expect(await page.locator('main .tag h3:visible').count()).toBe(path.includes('compare') ? 0 : 1);
    }
    await page.goto(`${url}/zh-CN/${newest}/schemas/`);
    await page.getByRole('searchbox', { name: words['zh-CN'].schemasFilter.filter }).fill('VpcHealthConfigBase');
    expect(await page.locator('.listed > div:visible').count()).toBe(1);
    expect(await page.locator('main h2:visible').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('print what errata fold up on the screen, and no field', { timeout: patience }, async () => {
    const { url, page } = await open(phone);
    await page.goto(`${url}/en/errata/`);
    const shown = () =>
      page.$$eval('.stated, .filter', (all) => [
        ...new Set(all.filter((each) => each.checkVisibility()).map(({ className }) => className)),
      ]);
    expect(await shown()).toEqual(['filter']);
    await page.emulateMedia({ media: 'print' });
    expect(await shown()).toEqual(['stated']);
  });
});
