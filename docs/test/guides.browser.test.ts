// The guides on a phone: nothing is wider than the screen, and diagrams can be read there, and heard.
import { locales } from '@apig-spec/model/editions';
import { expect, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { guidesIn } from './guides.ts';

inBrowser('guides on a phone', (open) => {
  test.each(locales)('%s', { timeout: patience }, async (locale) => {
    const { page, url, complaints } = await open({ viewport: { width: 390, height: 844 } });
    let diagrams = 0;
    for (const name of guidesIn(locale).keys()) {
      await page.goto(`${url}/${locale}/guides/${name}/`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(390);
      expect(await page.getByRole('button', { name: /^(Search|搜索)$/ }).count(), name).toBe(1);
      for (const diagram of await page.locator('.diagram svg').all()) {
        diagrams += 1;
        const title = (await diagram.locator('title').textContent()) ?? '';
        expect(await page.getByRole('img', { name: title }).count(), title).toBe(1);
        expect(await diagram.evaluate(smallestLetters), title).toBeGreaterThanOrEqual(12);
        expect(await diagram.evaluate(outside), title).toEqual([]);
      }
    }
    expect(diagrams).toBeGreaterThanOrEqual(3);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** Runs in the page. The size of the smallest letters, in pixels of the screen. */
function smallestLetters(svg: Element): number {
  const scale = svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width;
  const sizes = [...svg.querySelectorAll('text')].map((text) => Number.parseFloat(getComputedStyle(text).fontSize));
  return Math.min(...sizes) * scale;
}

/** Runs in the page. The words that stick out of the diagram, or of the box that they begin in. */
function outside(svg: Element): (string | null)[] {
  const boxes = [...svg.querySelectorAll('rect')].map((box) => box.getBoundingClientRect());
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')]
    .filter((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const around = boxes.find((box) => x > box.left && x < box.right && y > box.top && y < box.bottom) ?? frame;
      return left < around.left || right > around.right || top < around.top || bottom > around.bottom;
    })
    .map((text) => text.textContent);
}
