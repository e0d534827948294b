// Pages on a phone: a narrow screen without a pointer that hovers.
import { locales } from '@apig-spec/model/editions';
import { expect, test } from 'vitest';
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
});
