// What works on an operation's page, in a browser: pickers of kinds, samples, folds, the switch of sources, and links to what
// these hide. One page is loaded where one will do.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { faultsOf } from './quality.ts';
import { newest, oldest } from './revisions.ts';
import { choose } from './try.form.ts';

const path = `/en/${newest}/createVpcChannel/`;
const pick = (page: Page, field: string, value: string) =>
  page.click(`.kinds:has(legend code:text-is("${field}")) label:has(:text-is("${value}"))`);
const isShown = (page: Page, id: string) => page.isVisible(`[id="${id}"]`);
/** Whether a field is of what is picked, folded up or not. */
const isOf = (page: Page, id: string) =>
  page.evaluate((each) => !document.getElementById(each)?.closest('[data-off]'), id);
const sample = (page: Page) => page.textContent('.sample:visible pre');

inBrowser('a page of an operation', (open) => {
  test('shows the fields, the example and the samples of what is picked', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(url + path);
    expect(await isShown(page, 'body.microservice_info.service_type')).toBe(false);
    expect(await isOf(page, 'body.member_groups.microservice_port')).toBe(false);
    expect(await sample(page)).toContain('"vpc_channel_type": "builtin"');

    // What is picked within does not take back what was picked before it.
    await pick(page, 'protocol', 'HTTPS');
    expect(await page.isChecked('.kinds label:has(:text-is("builtin")) input')).toBe(true);
    await pick(page, 'vpc_channel_type', 'microservice');
    expect(await isShown(page, 'body.microservice_info.service_type')).toBe(true);
    expect(await isOf(page, 'body.member_groups.microservice_port')).toBe(true);
    expect(await isOf(page, 'body.member_groups.reference_vpc_channel_id')).toBe(false);
    expect(await page.textContent('details[data-example][open] pre')).toContain('"vpc_channel_type": "microservice"');
    expect(await sample(page)).toContain('"vpc_channel_type": "microservice"');
    await pick(page, 'vpc_channel_type', 'All');
    expect(await isOf(page, 'body.member_groups.reference_vpc_channel_id')).toBe(true);

    // The other way about: an example of another kind.
    await page.selectOption('.samples select', 'reference-channel');
    expect(await page.isChecked('.kinds label:has(:text-is("reference")) input')).toBe(true);
    expect(await isOf(page, 'body.member_groups.microservice_port')).toBe(false);

    // A link to what is hidden picks its kind and opens what it is in.
    for (const id of [
      'body.member_groups.microservice_port',
      'body.microservice_info.nacos_info.user_info.user_name',
    ]) {
      await page.evaluate((hash) => location.assign(hash), `#${id}`);
      await page.waitForFunction((each) => document.getElementById(each)?.checkVisibility(), id);
    }
    expect(await page.isChecked('.kinds label:has(:text-is("microservice")) input')).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('has the endpoint of the chosen target in its samples', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(url + path);
    const [local, cloud] = ['http://127.0.0.1:4010', 'https://apig.cn-north-4.myhuaweicloud.com'];
    expect(await sample(page)).toContain(`'${local}/v2/`);
    await choose(page, 'gateway');
    expect(await sample(page)).toContain(`'${cloud}/v2/`);
    await choose(page, 'gateway', 'https://gateway.example/base/');
    await page.keyboard.press('Tab');
    expect(await sample(page)).toContain("'https://gateway.example/base/v2/");
    for (const language of ['TypeScript', 'Python', 'Go', 'Java']) {
      await page.click(`role=tab[name="${language}"]`);
      expect(await sample(page), language).toMatch(/['"]https:\/\/gateway\.example\/base['"]/);
    }
    // Another example, and the next page of the tab.
    await page.selectOption('.samples select', 'nacos-channel');
    expect(await sample(page)).toContain('"https://gateway.example/base"');
    expect(await sample(page)).toContain('Nacos');
    await choose(page, 'local', 'http://localhost:8080');
    await page.goto(`${url}/en/${oldest}/createVpcChannel/`);
    await page.click('role=tab[name="curl"]');
    expect(await sample(page)).toContain(`'${local}/v2/`);
    expect(await page.textContent('try-it .local.note')).toContain(`npx @apig-spec/mock --edition ${oldest}.en`);
    await page.fill('try-it [name="address.local"]', 'not an address');
    await page.keyboard.press('Tab');
    expect(await sample(page)).toContain(`'${cloud}/v2/`);
    expect(complaints).toEqual([]);
  });

  test('folds, and remembers language and switch', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(`${url}${path}#body.microservice_info.cse_info.engine_id`);
    await page.waitForFunction(() =>
      document.getElementById('body.microservice_info.cse_info.engine_id')?.checkVisibility(),
    );
    await page.click('.body button[data-fold="closed"]');
    expect(await page.locator('.body').first().locator('.inner[open]').count()).toBe(0);
    await page.click('.body button[data-fold="open"]');
    expect(await page.locator('.body').first().locator('.inner:not([open])').count()).toBe(0);

    expect(await page.locator('.origin:visible, .mark:visible, #errata:visible').count()).toBe(0);
    await page.check('.provenance input');
    expect(await page.isVisible('.origin')).toBe(true);
    await page.click('role=tab[name="Python"]');
    expect(await sample(page)).toContain('client.create_vpc_channel_v2(request)');
    await page.keyboard.press('ArrowRight');
    expect(await sample(page)).toContain('client.CreateVpcChannelV2(');
    await page.keyboard.press('ArrowRight');
    expect(await page.getAttribute('role=tab[name="Java"]', 'aria-selected')).toBe('true');
    await page.selectOption('.samples select', 'nacos-channel');
    expect(await sample(page)).toContain('new MicroServiceInfoNacosBase()');
    await page.goto(`${url}/en/${newest}/listVpcChannels/`);
    expect(await sample(page)).toContain('client.listVpcChannelsV2(request)');
    expect(await page.isChecked('.provenance input')).toBe(true);
    expect(await page.isVisible('.mark')).toBe(true);
    // The SDKs know one state of the API.
    await page.goto(`${url}/en/${oldest}/createVpcChannel/`);
    expect(await sample(page)).toMatch(/^curl /);
    expect(await page.locator('role=tab').count()).toBe(2);
    expect(await page.locator('.older a').evaluateAll((all) => all.map((each) => each.getAttribute('href')))).toEqual([
      path,
      '/en/compare/createVpcChannel/',
    ]);
    await page.uncheck('.provenance input');
    await page.reload();
    expect(await page.isVisible('.origin')).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('is within reach of everyone, with sources', { timeout: patience }, async () => {
    const withSources = async () => {
      const reader = await open();
      await reader.page.addInitScript(() => localStorage.setItem('sources', 'on'));
      return reader;
    };
    expect(await faultsOf(withSources, [path])).toEqual([]);
  });
});
