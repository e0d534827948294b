// A sample of the pages in the browser. All of them: quality.long.test.ts.
import { locales } from '@apig-spec/model/editions';
import { expect, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { costOf, faultsOf, mostCost } from './quality.ts';
import { newest, oldest } from './revisions.ts';
import { longOnes, sampleForBrowser, templates } from './sample.ts';

inBrowser('pages', (open) => {
  test('of each template are within reach of everyone', { timeout: 6 * patience }, async () => {
    expect(templates.size).toBeGreaterThan(15);
    expect(await faultsOf(open, sampleForBrowser())).toEqual([]);
  });

  test('of each template are no wider than a phone, in both languages', { timeout: 4 * patience }, async () => {
    const { url, page } = await open({ viewport: { width: 390, height: 844 } });
    const wide: string[] = [];
    for (const path of longOnes()) {
      await page.goto(url + path);
      const widest = await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        return document.documentElement.scrollWidth;
      });
      if (widest > 390) wide.push(`${path} is ${widest} px wide`);
    }
    expect(wide).toEqual([]);
  });

  test('of arrival leave no column of cards empty on a screen', { timeout: patience }, async () => {
    const { url, page } = await open();
    for (const width of [1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      for (const locale of locales) {
        await page.goto(`${url}/${locale}/`);
        const gaps = await page.$$eval('.cards, .editions, .tasks, .covered', (lists) =>
          lists.map((list) => {
            const last = list.lastElementChild?.getBoundingClientRect().right ?? 0;
            return Math.round(list.getBoundingClientRect().right - last);
          }),
        );
        expect(gaps.length).toBeGreaterThan(3);
        expect(new Set(gaps), `${locale} at ${width} px`).toEqual(new Set([0]));
      }
    }
  });

  test('of operations are light and quick', { timeout: patience }, async () => {
    for (const locale of locales) {
      const path = `/${locale}/${newest}/createVpcChannel/`;
      const { script, elements, laidOut } = await costOf(open, path);
      expect(script, path).toBeGreaterThan(1000);
      expect(script, path).toBeLessThanOrEqual(mostCost.script);
      expect(elements, path).toBeLessThanOrEqual(mostCost.elements);
      expect(laidOut, path).toBeLessThanOrEqual(mostCost.laidOut);
    }
  });

  test('keep the field when language or revision is switched', { timeout: patience }, async () => {
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/createVpcChannel/#body.vpc_health_config.timeout`);
    await page.click(`.revisions a:has-text("${oldest}")`);
    await page.waitForURL(`**/en/${oldest}/createVpcChannel/#body.vpc_health_config.timeout`);
    await page.click('header .switch a:has-text("中文")');
    await page.waitForURL(`**/zh-CN/${oldest}/createVpcChannel/#body.vpc_health_config.timeout`);
    expect(await page.isVisible('h5:has-text("timeout"), h6:has-text("timeout")')).toBe(true);
  });

  test('give their code to the clipboard', { timeout: patience }, async () => {
    const { url, page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.clock.install();
    for (const [path, block, name] of [
      [`/en/${newest}/createVpcChannel/`, '.samples pre', 'Copy'],
      ['/zh-CN/guides/start/', 'pre', '复制'],
    ] as const) {
      await page.goto(url + path);
      const code = (await page.textContent(`main ${block} > code`)) ?? '';
      await page.hover(`main ${block}`);
      // Twice: a button that has copied has its own name back in the end.
      for (const _ of [1, 2]) {
        await page.evaluate(() => navigator.clipboard.writeText('something else'));
        await page.click(`main ${block} > .copy`);
        await page.waitForSelector(`main ${block} > .copy.done`);
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(code.trimEnd());
      }
      expect(code).toMatch(/^(curl|npm|npx) /);
      await page.clock.fastForward(10_000);
      expect(await page.getAttribute(`main ${block} > .copy`, 'aria-label')).toBe(name);
    }
  });

  test('are read without script', { timeout: patience }, async () => {
    const { url, page } = await open({ javaScriptEnabled: false, colorScheme: 'light' });
    await page.goto(`${url}/zh-CN/${newest}/createVpcChannel/`);
    expect(await page.isVisible('[id="body.vpc_health_config.timeout"]')).toBe(true);
    expect(await page.isVisible('try-it')).toBe(false);
    expect(await page.isVisible('site-search')).toBe(false);
    expect(await page.locator('.copy').count()).toBe(0);
    await page.click('header .switch a:has-text("English")');
    await page.waitForURL(`**/en/${newest}/createVpcChannel/`);
  });

  test('are printed dark on white, with the fields that the screen folds up', { timeout: patience }, async () => {
    const { url, page } = await open({ colorScheme: 'dark' });
    await page.goto(`${url}/en/${newest}/createVpcChannel/`);
    await page.emulateMedia({ media: 'print' });
    const { ground, ...seen } = await page.evaluate(() => {
      const visible = (selector: string) =>
        [...document.querySelectorAll(selector)].filter((each) =>
          each.checkVisibility({ contentVisibilityAuto: true }),
        );
      return {
        ground: getComputedStyle(document.body).backgroundColor,
        folded: visible('[id="400.error_code"], [id="500.error_msg"]').length,
        buttons: visible('.copy, .try').length,
        cut: visible('.examples, .examples pre').filter((each) => each.scrollHeight > each.clientHeight + 1).length,
        fixed: visible('main *').filter((each) => /fixed|sticky/.test(getComputedStyle(each).position)).length,
      };
    });
    expect(ground).toBe('rgb(255, 255, 255)');
    expect(seen).toEqual({ folded: 2, buttons: 0, cut: 0, fixed: 0 });
    await page.goto(`${url}/en/tutorials/publish-an-api/`);
    const cut = await page.$$eval(
      'main pre',
      (all) => all.filter((each) => each.scrollHeight > each.clientHeight + 1).length,
    );
    expect(cut).toBe(0);
  });
});
