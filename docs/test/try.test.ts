// Try it, in the browser, against the mock that `npm start` would have beside the docs.
import { serve } from '@apig-spec/mock/node';
import { expect, onTestFinished, test } from 'vitest';
import { inBrowser, patience } from './browser.ts';
import { newest } from './revisions.ts';
import { gatewayOf } from './try.gateway.ts';

inBrowser('try it', (open) => {
  test('creates, shows and deletes a channel', { timeout: patience }, async () => {
    const mock = await serve({ port: 0 });
    onTestFinished(() => mock.close());
    const { url, page } = await open();
    const rejected: string[] = [];
    const asked: { url: string; token: string | undefined; referer: string | undefined }[] = [];
    page.on('request', (request) => {
      const { 'x-auth-token': token, referer } = request.headers();
      if (request.url().startsWith(mock.url)) asked.push({ url: request.url(), token, referer });
    });
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) rejected.push(message.text());
    });
    const send = async (operation: string, values: Record<string, string>) => {
      await page.goto(`${url}/zh-CN/${newest}/${operation}/`);
      await page.click('try-it summary');
      await page.fill('try-it [name=endpoint]', mock.url);
      for (const [name, value] of Object.entries(values)) await page.fill(`try-it [name="${name}"]`, value);
      await page.click('try-it button');
      await page.waitForFunction(() =>
        /\d ms$/.test(document.querySelector('try-it [role=status]')?.textContent ?? ''),
      );
      // Looked at after every request: a later one could hide what an earlier one has left behind.
      expect(await page.evaluate(leftBehind)).not.toContain('secret');
      const status = Number.parseInt((await page.textContent('try-it [role=status]')) ?? '', 10);
      const text = (await page.textContent('try-it pre')) ?? '';
      return { status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    };
    const body = {
      name: 'VPC_try',
      port: 80,
      balance_strategy: 1,
      member_type: 'ip',
      vpc_channel_type: 'builtin',
      members: [{ host: '192.168.0.5' }],
    };
    const created = await send('createVpcChannel', { body: JSON.stringify(body), token: 'secret' });
    expect(created).toMatchObject({ status: 201, body: { name: 'VPC_try' } });
    const channel = String(created.body['id']);
    const shown = await send('showVpcChannel', { 'path.vpc_channel_id': channel });
    expect(shown).toMatchObject({ status: 200, body: { members: [{ host: '192.168.0.5' }] } });
    const [member] = shown.body['members'] as { id: string }[];
    const ids = { 'path.vpc_channel_id': channel, 'path.member_id': member?.id ?? '' };
    expect((await send('deleteVpcChannelMember', ids)).status).toBe(204);
    const after = await send('showVpcChannel', { 'path.vpc_channel_id': channel });
    expect(after.body['members']).toEqual([]);
    expect((await send('createVpcChannel', { body: '{"name":1}' })).status).toBe(400);
    // The token goes where it was meant to, and no further: the next page knows nothing of it.
    expect(asked.map(({ token }) => token)).toEqual(['secret', ...asked.slice(1).map(() => 'any')]);
    await send('listThrottleBoundApis', { 'query.throttle_id': 'one', 'query.limit': '3', token: 'secret' });
    expect(Object.fromEntries(new URL(asked.at(-1)?.url ?? '').searchParams)).toEqual({
      throttle_id: 'one',
      limit: '3',
    });
    expect(asked.filter(({ referer }) => referer)).toEqual([]);
    expect(page.url()).toBe(`${url}/zh-CN/${newest}/listThrottleBoundApis/`);
    expect(rejected).toEqual([]);
  });

  test('sends a form with the file that is chosen', { timeout: patience }, async () => {
    const mock = await serve({ port: 0 });
    const closed = await serve({ port: 0, cors: false });
    onTestFinished(async () => {
      await Promise.all([mock.close(), closed.close()]);
    });
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/importApiDefinitions/`);
    await page.click('try-it summary');
    await page.fill('try-it [name=endpoint]', mock.url);
    await page.click('try-it button');
    const status = () => page.textContent('try-it [role=status]');
    await expect.poll(status).toBe('Not sent: file_name needs a file.');
    const definitions = "openapi: 3.0.3\ninfo: { title: Shop, version: '1' }\npaths: {}\n";
    const group = 'c77f5e81d9cb4424bf704ef2b0ac7600';
    const file = { name: 'a"b.yaml', mimeType: 'application/yaml', buffer: Buffer.from(definitions) };
    await page.setInputFiles('try-it [name="form.file_name"]', file);
    await page.fill('try-it [name="form.is_create_group"]', 'false');
    await page.click('try-it button');
    await expect.poll(status).toMatch(/^400 /);
    expect(await page.textContent('try-it pre')).toContain('group_id');
    await page.fill('try-it [name="form.group_id"]', group);
    await page.click('try-it button');
    await expect.poll(status).toMatch(/^200 /);
    const { requests } = (await (await fetch(`${mock.url}/_mock/requests`)).json()) as { requests: object[] };
    expect(requests.at(-1)).toMatchObject({
      body: {
        is_create_group: 'false',
        group_id: group,
        file_name: { filename: 'a"b.yaml', size: definitions.length },
      },
    });
    await page.fill('try-it [name=endpoint]', closed.url);
    await page.click('try-it button');
    await page.waitForSelector('try-it pre:not([hidden])');
    await expect.poll(status).toContain('No response from');
    expect(await page.textContent('try-it pre')).toContain(`-F 'file_name=@"a\\"b.yaml"'`);
  });

  test('tells of an address that does not answer pages, with the curl line', { timeout: patience }, async () => {
    const mock = await serve({ port: 0, cors: false });
    onTestFinished(() => mock.close());
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/updateApp/`);
    await page.click('try-it summary');
    await page.fill('try-it [name=endpoint]', mock.url);
    await page.fill('try-it [name=body]', '{"name":"it\'s"}');
    await page.click('try-it button');
    await page.waitForSelector('try-it pre:not([hidden])');
    expect(await page.textContent('try-it [role=status]')).toContain(`No response from ${mock.url}:`);
    expect(await page.textContent('try-it pre')).toMatch(
      /^npx @apig-spec\/mock --port \d+\n\ncurl -X PUT 'http:[^']+' \\\n {2}-H "X-Auth-Token: \$TOKEN" \\\n.*\n {2}-d '{"name":"it'\\''s"}'$/,
    );
    await page.fill('try-it [name=endpoint]', 'nowhere');
    await page.click('try-it button');
    expect(await page.textContent('try-it [role=status]')).toContain('This is not an address');
  });

  test('shows no secret of the body or the URL in the curl line', { timeout: patience }, async () => {
    const mock = await serve({ port: 0, cors: false });
    onTestFinished(() => mock.close());
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/updateApp/`);
    await page.click('try-it summary');
    await page.fill('try-it [name=endpoint]', `${mock.url}/token=hunter2`);
    await page.fill('try-it [name=body]', '{"name":"app","app_secret":"hunter2hunter2"}');
    await page.click('try-it button');
    await page.waitForSelector('try-it pre:not([hidden])');
    const shown = await page.textContent('try-it .result');
    expect(shown).toContain(`'${mock.url}/token=***/`);
    expect(shown).toContain(`-d '{"name":"app","app_secret":"***"}'`);
    expect(shown).not.toContain('hunter2');
  });

  test('shows the response to the request that was sent last', { timeout: patience }, async () => {
    const gateway = await gatewayOf();
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/showVpcChannel/`);
    await page.click('try-it summary');
    await page.fill('try-it [name=endpoint]', `${gateway.url}/slow`);
    await page.click('try-it button');
    await expect.poll(() => gateway.asked.length).toBe(1);
    await page.fill('try-it [name=endpoint]', gateway.url);
    await page.click('try-it button');
    await page.waitForSelector('try-it pre:not([hidden])');
    gateway.release();
    await page.waitForTimeout(200);
    expect((await page.textContent('try-it pre'))?.startsWith(`GET /editions/${newest}.en/v2/`)).toBe(true);
  });

  test('takes addresses of the web alone, and of them what comes before the path', {
    timeout: patience,
  }, async () => {
    const gateway = await gatewayOf();
    const { url, page, complaints } = await open();
    await page.goto(`${url}/en/${newest}/showInstance/`);
    await page.click('try-it summary');
    await page.fill('try-it [name="path.instance_id"]', 'one');
    await page.fill('try-it [name="path.project_id"]', 'two');
    await page.uncheck('try-it [name=mock]');
    for (const address of ['localhost:4010', 'ftp://127.0.0.1', 'javascript:alert(1)//', 'data:,', '', 'http://']) {
      await page.fill('try-it [name=endpoint]', address);
      await page.click('try-it button');
      await expect
        .poll(() => page.textContent('try-it [role=status]'), { message: address })
        .toContain('This is not an address');
      await page.fill('try-it [name=endpoint]', gateway.url);
      await page.click('try-it button');
      await page.waitForSelector('try-it pre:not([hidden])');
    }
    expect(complaints.filter((complaint) => !complaint.startsWith(`asked ${gateway.url}`))).toEqual([]);
    gateway.asked.length = 0;
    for (const rest of ['/', '//', '/base/', '?a=1', '/#top']) {
      await page.fill('try-it [name=endpoint]', ` ${gateway.url}${rest} `);
      const count = gateway.asked.length;
      await page.click('try-it button');
      await expect.poll(() => gateway.asked.length).toBe(count + 1);
    }
    const path = '/v2/two/apigw/instances/one';
    expect(gateway.asked).toEqual([path, path, `/base${path}`, path, path]);
  });

  test('sends nothing that would go to another operation', { timeout: patience }, async () => {
    const gateway = await gatewayOf();
    const { url, page, complaints } = await open();
    await page.goto(`${url}/en/${newest}/deleteVpcChannelMember/`);
    await page.click('try-it summary');
    await page.fill('try-it [name=endpoint]', gateway.url);
    for (const value of ['', ' ', '.', '..', '%2e%2e', '.%2E', 'a/../b', '\\..']) {
      await page.fill('try-it [name="path.member_id"]', value);
      await page.click('try-it button');
      await expect.poll(() => page.textContent('try-it [role=status]')).toContain('Not sent: member_id ');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('path.member_id');
    }
    await page.fill('try-it [name="path.member_id"]', 'a/b');
    await page.fill('try-it [name=token]', '令牌');
    await page.click('try-it button');
    await expect.poll(() => page.textContent('try-it [role=status]')).toContain('Not sent: Token ');
    expect(gateway.asked).toEqual([]);
    expect(complaints).toEqual([]);
    await page.fill('try-it [name=token]', '');
    await page.click('try-it button');
    await expect.poll(() => gateway.asked).toEqual([expect.stringMatching(/\/members\/a%2Fb$/)]);
  });
});

/** Runs in the page. All that outlasts it. */
async function leftBehind(): Promise<string> {
  const names = [...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())];
  if (names.length > 0) throw new Error(`The page stores something: ${names}`);
  return JSON.stringify([localStorage, sessionStorage, document.cookie, location.href, history.state]);
}
