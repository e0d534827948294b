// Try it with nothing installed: the mock in the page, from one page to the next.
import { expect, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { newest } from './revisions.ts';
import { bodyOf, choose, send, statusOf } from './try.form.ts';

inBrowser('the mock in the page', (open) => {
  test('creates, shows, lists and deletes a channel from page to page', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    const loaded: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script' || /\.js$/.test(request.url()))
        loaded.push(new URL(request.url()).pathname);
    });
    const hintOf = (name: string) => page.textContent(`try-it .entry:has([name="${name}"]) .from`);

    await page.goto(`${url}/en/${newest}/createVpcChannel/`, { waitUntil: 'networkidle' });
    const [before, mock] = [loaded.length, () => loaded.filter((path) => path.startsWith('/mock/'))];
    expect(mock()).toEqual([]);
    // From the signature to the form, and the request by the keyboard alone.
    await page.focus('.try-link');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('try');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => statusOf(page), { timeout: patience / 2 }).toMatch(/^201 · \d+ ms$/);
    expect(loaded.length).toBeGreaterThan(before);
    // Of the checks, those of the resource and the revision alone.
    const checks = mock().filter((path) => /\d{4}-\d\d-/.test(path));
    expect(checks.map((path) => path.replace(/^\/mock\/|-\w+\.js$/g, ''))).toEqual([
      newest,
      `shared.${newest}`,
      `vpc-channels.${newest}`,
    ]);
    const { id, name } = await bodyOf(page);
    expect(await page.locator('try-it pre .token.property').count()).toBeGreaterThan(5);
    // What may come next, as the contract has it.
    const next = await page
      .locator('try-it .next a:visible')
      .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
    const wanted = ['showVpcChannel', 'updateVpcChannel', 'listVpcChannels', 'deleteVpcChannel'];
    expect(next).toEqual(expect.arrayContaining(wanted.map((each) => `../${each}/#try`)));

    // What one target said is gone with it.
    await choose(page, 'gateway');
    await expect.poll(() => page.isVisible('try-it .result')).toBe(false);
    await choose(page, 'embedded');
    expect(await page.isVisible('try-it .result')).toBe(false);

    // The other examples fill the body.
    await page.selectOption('try-it [data-examples]', { index: 1 });
    const [other] = [JSON.parse(await page.inputValue('try-it [name=body]')) as { name: string }];
    expect(await send(page)).toMatch(/^201/);
    const second = (await bodyOf(page))['id'];

    // The other language is another edition of the same state.
    await page.goto(`${url}/zh-CN/${newest}/showVpcChannel/`);
    expect(await page.inputValue('try-it [name="path.vpc_channel_id"]')).toBe(second);
    expect(await hintOf('path.vpc_channel_id')).toBe('取自最近一次 createVpcChannel');
    expect(await send(page)).toMatch(/^200/);
    expect(await bodyOf(page)).toMatchObject({ id: second, name: other.name });
    expect(await send(page, { 'path.vpc_channel_id': String(id) })).toMatch(/^200/);
    expect(await hintOf('path.vpc_channel_id')).toBe('');

    await page.goto(`${url}/en/${newest}/listVpcChannels/`);
    expect(await send(page)).toMatch(/^200/);
    const { vpc_channels: channels } = await bodyOf(page);
    expect(channels).toEqual(expect.arrayContaining([expect.objectContaining({ id, name })]));

    await page.goto(`${url}/en/${newest}/deleteVpcChannel/`);
    expect(await page.inputValue('try-it [name="path.vpc_channel_id"]')).toBe(id);
    expect(await hintOf('path.vpc_channel_id')).toBe('from your last showVpcChannel');
    expect(await send(page)).toMatch(/^204 · \d+ ms · no body$/);
    // Why it is rejected now, and what the code means.
    expect(await send(page)).toMatch(/^404/);
    expect(await page.isVisible('try-it .next')).toBe(false);
    const code = String((await bodyOf(page))['error_code']);
    expect(await page.getAttribute('try-it .explained a', 'href')).toBe(`../errors/#${code}`);

    // What was deleted is not proposed any more, and is not there after a return to an earlier page.
    await page.goto(`${url}/en/${newest}/showVpcChannel/`);
    expect(await page.inputValue('try-it [name="path.vpc_channel_id"]')).not.toBe(id);
    await page.goBack();
    expect(await send(page, { 'path.vpc_channel_id': String(id) })).toMatch(/^404/);
    await page.click('try-it [data-act=reset]');
    await expect.poll(() => statusOf(page)).toBe('The mock is back in its initial state.');
    expect(await send(page, { 'path.vpc_channel_id': String(second) })).toMatch(/^404/);
    expect(complaints).toEqual([]);
  });

  test('keeps the ids of a late response for the target that its request was sent to', {
    timeout: patience,
  }, async () => {
    const { url, page } = await open();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/mock/worker.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${url}/en/${newest}/createVpcChannel/`);
    await page.click('try-it [data-act=send]');
    await expect.poll(() => statusOf(page)).toMatch(/^Sending/);
    await choose(page, 'local', 'http://127.0.0.1:4010');
    release();
    const places = () => page.evaluate(() => Object.keys(JSON.parse(sessionStorage.getItem('try.ids') ?? '{}')));
    await expect.poll(places, { timeout: patience / 2 }).toEqual(['embedded']);
  });

  test('leads on to what was created, with its id', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(`${url}/zh-CN/${newest}/createApp/`);
    expect(await page.isVisible('try-it .next')).toBe(false);
    expect(await send(page)).toMatch(/^201/);
    const { id } = await bodyOf(page);
    for (const [operation, status] of [
      ['showApp', '200'],
      ['deleteApp', '204'],
    ] as const) {
      await page.click(`try-it .next a[href="../${operation}/#try"]`);
      await page.waitForURL(`${url}/zh-CN/${newest}/${operation}/#try`);
      expect(await page.inputValue('try-it [name="path.app_id"]'), operation).toBe(id);
      expect(await send(page), operation).toMatch(new RegExp(`^${status}`));
    }
    const links = await page
      .locator('try-it .next a:visible')
      .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
    expect(links.sort()).toEqual(['../createApp/#try', '../listApps/#try']);
    expect(complaints).toEqual([]);
  });

  test('rejects by the edition of the page and says why; carries ids into bodies; takes files', {
    timeout: patience,
  }, async () => {
    const { url, page, complaints } = await open();
    await page.goto(`${url}/en/2023-11/createVpcChannel/`);
    const members = (host: string) =>
      JSON.stringify({ name: 'VPC_try', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host }] });
    expect(await send(page, { body: members('a'.repeat(100)) })).toMatch(/^400/);
    const why = page.locator('try-it .explained');
    expect(await why.textContent()).toMatch(/^Why .*host.*Read more.*Fix .*host.*What APIG\.2011 means$/s);
    expect(await why.locator('a').first().getAttribute('href')).toBe('/en/2023-11/createVpcChannel/#body.members.host');
    expect(await send(page, { body: members('192.168.0.5') })).toMatch(/^201/);
    expect(await why.isHidden()).toBe(true);

    await page.goto(`${url}/en/${newest}/createApp/`);
    expect(await send(page)).toMatch(/^201/);
    const { id } = await bodyOf(page);
    await page.goto(`${url}/en/${newest}/authorizeApps/`);
    expect(JSON.parse(await page.inputValue('try-it [name=body]'))).toMatchObject({ app_ids: [id] });
    expect(await page.textContent('try-it .entry:has(textarea) .from')).toBe('app_id: from your last createApp');
    // A filter is offered, and not set.
    await page.goto(`${url}/en/${newest}/listApiBoundApps/`);
    await page.click('try-it summary');
    expect(await page.inputValue('try-it [name="query.app_id"]')).toBe('');
    await page.click('try-it .entry:has([name="query.app_id"]) .from');
    expect(await page.inputValue('try-it [name="query.app_id"]')).toBe(id);

    await page.goto(`${url}/en/${newest}/importApiDefinitions/`);
    expect(await send(page)).toBe('Not sent: file_name needs a file.');
    const definitions = "openapi: 3.0.3\ninfo: { title: Shop, version: '1' }\npaths: {}\n";
    const file = { name: 'a"b.yaml', mimeType: 'application/yaml', buffer: Buffer.from(definitions) };
    await page.setInputFiles('try-it [name="form.file_name"]', file);
    expect(await send(page, { 'form.is_create_group': 'false', 'form.group_id': '' })).toMatch(/^400/);
    expect(await page.textContent('try-it pre')).toContain('group_id');
    expect(await send(page, { 'form.group_id': 'c77f5e81d9cb4424bf704ef2b0ac7600' })).toMatch(/^200/);
    expect(complaints).toEqual([]);
  });
});
