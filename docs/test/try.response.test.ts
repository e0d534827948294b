// Try it, from the press of its button to the response: which edition is tested, what is not sent, and that all is in view.
import { editionNames } from '@apig-spec/mock';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { deadAddress } from './dead.ts';
import { newest } from './revisions.ts';
import { choose, send, statusOf } from './try.form.ts';
import { gatewayOf } from './try.gateway.ts';

const channel = {
  name: 'VPC_try',
  port: 80,
  balance_strategy: 1,
  member_type: 'ip',
  members: [{ host: '192.168.0.5' }],
};
const pathOf = (edition: string, operation: string) => {
  const [revision, locale] = edition.split('.');
  return `/${locale}/${revision}/${operation}/`;
};

/** Sends a body to a mock at an address. */
async function sendTo(page: Page, address: string, body?: string): Promise<string> {
  await choose(page, 'local', address);
  return send(page, body === undefined ? {} : { body });
}

inBrowser('try it', (open) => {
  test('the mock in the page has its edition: a host of 100 characters, vpc_channel_type, Chinese names', {
    timeout: 2 * patience,
  }, async () => {
    const { url, page } = await open();
    const cases = [
      { body: { ...channel, vpc_channel_type: 'builtin' }, accepts: (name: string) => name >= '2024' },
      { body: { ...channel, members: [{ host: 'a'.repeat(100) }] }, accepts: (name: string) => name >= '2024' },
      { body: { ...channel, name: '通道通道' }, accepts: (name: string) => name.endsWith('zh-CN') },
    ];
    for (const edition of editionNames) {
      await page.goto(url + pathOf(edition, 'createVpcChannel'));
      for (const { body, accepts } of cases) {
        const status = await send(page, { body: JSON.stringify(body) });
        expect(status, `${edition} ${JSON.stringify(body)}`).toMatch(accepts(edition) ? /^201/ : /^400/);
        await page.click('try-it [data-act=reset]');
      }
    }
  });

  test('sends to a mock with its edition, to a gateway as it is', { timeout: patience }, async () => {
    const gateway = await gatewayOf();
    const { url, page } = await open();
    await page.goto(`${url}/zh-CN/2023-11/showInstance/`);
    await choose(page, 'local');
    expect(await page.inputValue('try-it [name="address.local"]')).toBe('http://127.0.0.1:4010');
    // The page's edition takes the place of another that the address names.
    for (const rest of ['/', '/editions/2023-05.en', '/editions/2023-05.en//', '//editions//x', '/base/editions/x/']) {
      await sendTo(page, gateway.url + rest);
    }
    await choose(page, 'gateway', `${gateway.url}/editions/2023-05.en/`);
    await send(page, { token: 'one' });
    await choose(page, 'gateway', gateway.url);
    await send(page);
    const prefixes = gateway.asked.map((path) => path.replace(/\/v2\/.*/, ''));
    const own = '/editions/2023-11.zh-CN';
    expect(prefixes).toEqual([own, own, own, own, `/base${own}`, '/editions/2023-05.en', '']);
  });

  test('says how to start a mock where none listens, and that one does not respond', {
    timeout: patience,
  }, async () => {
    const silent = await gatewayOf(() => {});
    const nowhere = await deadAddress();
    const { url, page } = await open();
    await page.clock.install();
    for (const [locale, dead, late] of [
      ['en', `No response from ${nowhere}: `, /within 60 seconds\. .*Start a mock/],
      ['zh-CN', `${nowhere} 没有响应：`, /60 秒内没有响应。.*启动模拟服务/],
    ] as const) {
      await page.goto(`${url}/${locale}/${newest}/showVpcChannel/`);
      expect(await sendTo(page, nowhere)).toContain(dead);
      const commands = (await page.textContent('try-it pre')) ?? '';
      const start = `npx @apig-spec/mock --port ${new URL(nowhere).port}\n\ncurl -X GET '${nowhere}/editions/${newest}.`;
      expect(commands.startsWith(start), commands).toBe(true);
      await choose(page, 'local', silent.url);
      await page.click('try-it [data-act=send]');
      // The clock that is moved has to have begun: with the request, not with the press of the button.
      await expect.poll(() => silent.asked, { timeout: patience }).toHaveLength(1);
      silent.asked.length = 0;
      await page.clock.fastForward(61_000);
      await expect.poll(() => statusOf(page), { timeout: patience }).toMatch(late);
    }
  });

  test('does not send a body that is not a JSON object, and shows the place', { timeout: patience }, async () => {
    const gateway = await gatewayOf();
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/createVpcChannel/`);
    for (const [body, message] of [
      ['{\n  "name": "a",\n  "port": 80,\n}', 'not valid JSON at line 4, column 1.'],
      ['{"name": "a" "port": 80}', 'not valid JSON at line 1, column 14.'],
      ['[{}]', 'must be a JSON object.'],
      ['"{}"', 'must be a JSON object.'],
      ['null', 'must be a JSON object.'],
      [' \n', 'is empty.'],
    ] as const) {
      expect(await sendTo(page, gateway.url, body), body).toMatch(/^Not sent: the body /);
      expect(await statusOf(page)).toContain(message);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('body');
    }
    await page.fill('try-it [name=body]', '{\n "port": 8o}');
    await page.click('try-it [data-act=send]');
    await expect.poll(() => statusOf(page)).toContain('line 2, column 11');
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('o');
    await page.goto(`${url}/zh-CN/${newest}/updateApp/`);
    expect(await sendTo(page, gateway.url, '{')).toContain('错误在第 1 行第 2 列');
    expect(gateway.asked).toEqual([]);
    expect(await sendTo(page, gateway.url, '{ "name": "a" }')).toMatch(/^200/);
    expect(gateway.asked).toHaveLength(1);
  });

  test('follows no redirect, so that the token goes nowhere else', { timeout: patience }, async () => {
    const other = await gatewayOf();
    const gateway = await gatewayOf((_, response) => {
      response.writeHead(307, { location: `${other.url}/elsewhere` }).end();
    });
    const { url, page } = await open();
    for (const [locale, message] of [
      ['en', 'is a redirect. The API never redirects'],
      ['zh-CN', '响应是重定向。该 API 从不重定向'],
    ] as const) {
      await page.goto(`${url}/${locale}/${newest}/showVpcChannel/`);
      expect(await sendTo(page, gateway.url)).toContain(message);
    }
    expect(gateway.asked).toHaveLength(2);
    expect(other.asked).toEqual([]);
  });

  test('shows the beginning of a response that is huge or never ends', { timeout: 2 * patience }, async () => {
    const zeros = Buffer.from(`[${'0,'.repeat(5_000_000)}0]`);
    const closed: string[] = [];
    const gateway = await gatewayOf((request, response) => {
      response.on('close', () => closed.push(request.url ?? ''));
      if (!request.url?.startsWith('/endless')) return void response.end(zeros);
      const more = () => {
        while (response.writable && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/showVpcChannel/`);
    for (const base of ['/huge', '/endless']) {
      expect(await sendTo(page, gateway.url + base)).toMatch(/^200 .* · only the beginning is shown$/);
      expect((await page.textContent('try-it pre'))?.length).toBe(100_000);
    }
    await expect.poll(() => closed.length, { timeout: patience }).toBe(2);
  });

  test('shows integers of any length as they came', { timeout: patience }, async () => {
    const gateway = await gatewayOf('{"id":9007199254740993,"far":1e400}');
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/showVpcChannel/`);
    await sendTo(page, gateway.url);
    expect(await page.textContent('try-it pre')).toBe('{\n  "id": 9007199254740993,\n  "far": 1e400\n}');
  });

  test.for(['en', 'zh-CN'])(
    'shows the response in view at every width, in either theme: %s',
    {
      timeout: 2 * patience,
    },
    async (locale) => {
      const body = JSON.stringify({
        message: 'x'.repeat(3000),
        list: Array.from({ length: 200 }, (_, index) => index),
      });
      const gateway = await gatewayOf(body, `Long ${'status'.repeat(40)}`);
      const nowhere = await deadAddress();
      const { url, page } = await open();
      // Where there is a body and where there is none; in the second language the words alone are others.
      const isWhole = locale === 'en' || import.meta.env.MODE === 'long';
      for (const operation of isWhole ? ['createVpcChannel', 'showVpcChannel'] : ['createVpcChannel']) {
        await page.goto(`${url}/${locale}/${newest}/${operation}/`);
        for (const [width, height] of [
          [320, 568],
          [390, 844],
          [768, 1024],
          [1216, 700],
          [1440, 900],
          [1920, 1080],
          [2560, 1440],
        ] as const) {
          await page.setViewportSize({ width, height });
          await page.emulateMedia({ colorScheme: width % 3 ? 'dark' : 'light' });
          // From the button, wherever the reader was before.
          await page.evaluate(() => scrollTo(0, 0));
          await sendTo(page, gateway.url);
          expect(await page.evaluate(clipped), `${operation} at ${width} px`).toEqual([]);
          // What is told in place of a response is long, too.
          await sendTo(page, nowhere);
          expect(await page.evaluate(clipped), `no response at ${width} px`).toEqual([]);
          // As wide as the page, and no wider.
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }
      }
    },
  );
});

/** Runs in the page. What of the response is cut off: by the screen, by the page's header, or by a box that is scrolled. */
function clipped(): string[] {
  const header = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
  return ['[role=status]', 'pre'].flatMap((selector) => {
    const element = document.querySelector(`try-it ${selector}`);
    if (!element) return [`${selector} is missing`];
    const box = element.getBoundingClientRect();
    let [top, bottom, left, right] = [header, innerHeight, 0, innerWidth];
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      if (getComputedStyle(parent).overflow === 'visible') continue;
      const outer = parent.getBoundingClientRect();
      [top, bottom] = [Math.max(top, outer.top), Math.min(bottom, outer.bottom)];
      [left, right] = [Math.max(left, outer.left), Math.min(right, outer.right)];
    }
    const cut = [
      box.height < 10 && 'is empty',
      box.top < top - 1 && 'begins above',
      box.bottom > bottom + 1 && 'ends below',
      box.left < left - 1 && 'begins left of',
      box.right > right + 1 && 'ends right of',
      element.scrollWidth > element.clientWidth + 1 && 'is wider than',
    ].filter(Boolean);
    return cut.map((how) => `${selector} ${how} its frame: ${JSON.stringify({ box, top, bottom, left, right })}`);
  });
}
