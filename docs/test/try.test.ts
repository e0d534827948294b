// Try it, in the browser, against a mock or a gateway at an address.
import { serve } from '@apig-spec/mock/node';
import { expect, onTestFinished, test } from 'vitest';
import { explanationIn } from '../src/client/try/response.ts';
import { inBrowser, patience } from './browser.ts';
import { newest } from './revisions.ts';
import { bodyOf, choose, leftBehind, send } from './try.form.ts';
import { gatewayOf } from './try.gateway.ts';

inBrowser('try it', (open) => {
  test('creates, shows and deletes a channel with a token or a signature, and stores neither', {
    timeout: patience,
  }, async () => {
    const project = '73d69ae0cfcf460190522d06b60f05ad';
    const mock = await serve({
      port: 0,
      tokens: [{ token: 'secret-token', project }],
      accessKeys: [{ access: 'secret-access', secret: 'secret-key', project }],
    });
    onTestFinished(() => mock.close());
    const { url, page } = await open();
    const rejected: string[] = [];
    const asked: { headers: Record<string, string>; url: string }[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(mock.url)) asked.push({ headers: request.headers(), url: request.url() });
    });
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) rejected.push(message.text());
    });
    const keys = { accessKey: 'secret-access', secretKey: 'secret-key' };
    // Looked at after every request: a later one could hide what an earlier one has left behind.
    const sendFrom = async (operation: string, values: Record<string, string>) => {
      await page.goto(`${url}/zh-CN/${newest}/${operation}/`);
      if (values['accessKey']) await page.click('try-it label:has([value=aksk])');
      const status = await send(page, values);
      expect(await page.evaluate(leftBehind)).not.toContain('secret-');
      return { status: Number.parseInt(status, 10), body: status.startsWith('204') ? {} : await bodyOf(page) };
    };
    await page.goto(`${url}/zh-CN/${newest}/createVpcChannel/`);
    await choose(page, 'local', mock.url);
    const created = { status: await send(page, { token: 'secret-token' }), body: await bodyOf(page) };
    expect(await page.evaluate(leftBehind)).not.toContain('secret-');
    expect(created.status).toMatch(/^201/);
    const id = String(created.body['id']);
    // The address is known on the next page, the token is not.
    expect((await sendFrom('showVpcChannel', {})).status).toBe(401);
    expect(await page.inputValue('try-it [name="path.vpc_channel_id"]')).toBe(id);
    const shown = await sendFrom('showVpcChannel', keys);
    expect(shown).toMatchObject({ status: 200, body: { id } });
    expect((await sendFrom('createVpcChannel', { ...keys, body: '{"name":1}' })).status).toBe(400);
    expect((await sendFrom('createVpcChannel', { ...keys, secretKey: 'secret-other' })).status).toBe(401);
    expect((await sendFrom('listVpcChannels', { ...keys, 'query.limit': '3', 'query.name': '通道 *' })).status).toBe(
      200,
    );
    expect(new URL(asked.at(-1)?.url ?? '').search).toBe('?name=%E9%80%9A%E9%81%93+*&limit=3');
    expect((await sendFrom('deleteVpcChannel', keys)).status).toBe(204);
    // What proves the sender goes where it was meant to, and is with no other page.
    const proofs = asked.map(({ headers }) => headers['x-auth-token'] ?? headers['authorization']?.split(' ')[0]);
    expect(proofs).toEqual(['secret-token', 'any', ...Array.from({ length: 5 }, () => 'SDK-HMAC-SHA256')]);
    expect(asked.filter(({ headers }) => headers['referer'])).toEqual([]);
    expect(JSON.stringify(asked)).not.toContain('secret-key');
    expect(rejected).toEqual([]);
  });

  test('says why a mock at an address rejects a request, as that in the page does', { timeout: patience }, async () => {
    const mock = await serve({ port: 0 });
    onTestFinished(() => mock.close());
    const { url, page } = await open();
    await page.goto(`${url}/zh-CN/2023-11/createVpcChannel/`);
    await choose(page, 'local', mock.url);
    expect(await send(page, { body: '{"name":"VPC_try"}' })).toMatch(/^400/);
    const why = page.locator('try-it .explained');
    expect(await why.textContent()).toContain('为必填项');
    expect(await why.locator('a').first().getAttribute('href')).toMatch(/^\/zh-CN\/2023-11\/createVpcChannel\/#body\./);
  });

  test('tells of an address that does not answer pages, with the curl line, in which secrets are not shown', {
    timeout: patience,
  }, async () => {
    const mock = await serve({ port: 0, cors: false });
    onTestFinished(() => mock.close());
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/updateApp/`);
    await choose(page, 'local', mock.url);
    expect(await send(page, { body: '{"name":"it\'s"}' })).toContain(`No response from ${mock.url}:`);
    expect(await page.textContent('try-it pre')).toMatch(
      /^npx @apig-spec\/mock --port \d+\n\ncurl -X PUT 'http:[^']+' \\\n {2}-H "X-Auth-Token: \$TOKEN" \\\n.*\n {2}-d '{"name":"it'\\''s"}'$/,
    );
    await choose(page, 'local', `${mock.url}/token=hunter2`);
    await send(page, { body: '{"name":"app","app_secret":"hunter2hunter2"}' });
    const shown = await page.textContent('try-it .result');
    expect(shown).toContain(`'${mock.url}/token=***/`);
    expect(shown).toContain(`-d '{"name":"app","app_secret":"***"}'`);
    expect(shown).not.toContain('hunter2');
    expect(await page.evaluate(leftBehind)).not.toContain('hunter2');
    await choose(page, 'local', 'nowhere');
    expect(await send(page)).toContain('The address is not valid');
    await page.goto(`${url}/en/${newest}/importApiDefinitions/`);
    const file = { name: 'a"b.yaml', mimeType: 'application/yaml', buffer: Buffer.from('{}') };
    await page.setInputFiles('try-it [name="form.file_name"]', file);
    await send(page);
    expect(await page.textContent('try-it pre')).toContain(`-F 'file_name=@"a\\"b.yaml"'`);
  });

  test('shows the response to the request that was sent last', { timeout: patience }, async () => {
    const gateway = await gatewayOf();
    const { url, page } = await open();
    await page.goto(`${url}/en/${newest}/showVpcChannel/`);
    await choose(page, 'local', `${gateway.url}/slow`);
    await page.click('try-it [data-act=send]');
    await expect.poll(() => gateway.asked.length).toBe(1);
    await choose(page, 'local', gateway.url);
    await page.click('try-it [data-act=send]');
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
    await choose(page, 'gateway', 'localhost:4010');
    expect(await send(page)).toBe('Not sent: X-Auth-Token is empty or has characters that cannot be sent.');
    const own = { token: 'one', 'path.instance_id': 'one', 'path.project_id': 'two' };
    for (const address of ['localhost:4010', 'ftp://127.0.0.1', 'javascript:alert(1)//', 'data:,', '', 'http://']) {
      await choose(page, 'gateway', address);
      expect(await send(page, own), address).toContain('The address is not valid');
    }
    expect(complaints).toEqual([]);
    for (const rest of ['/', '//', '/base/', '?a=1', '/#top']) {
      await choose(page, 'gateway', ` ${gateway.url}${rest} `);
      await send(page);
    }
    const path = '/v2/two/apigw/instances/one';
    expect(gateway.asked).toEqual([path, path, `/base${path}`, path, path]);
  });

  test('sends nothing that would go to another operation', { timeout: patience }, async () => {
    const gateway = await gatewayOf();
    const { url, page, complaints } = await open();
    await page.goto(`${url}/en/${newest}/deleteVpcChannelMember/`);
    await choose(page, 'local', gateway.url);
    for (const value of ['', ' ', '.', '..', '%2e%2e', '.%2E', 'a/../b', '\\..']) {
      expect(await send(page, { 'path.member_id': value }), value).toContain('Not sent: member_id ');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('path.member_id');
    }
    expect(await send(page, { 'path.member_id': 'a/b', token: '令牌' })).toContain('Not sent: X-Auth-Token ');
    expect(gateway.asked).toEqual([]);
    expect(complaints).toEqual([]);
    await send(page, { token: '' });
    expect(gateway.asked).toEqual([expect.stringMatching(/\/members\/a%2Fb$/)]);
  });
});

test('no link leads elsewhere, whatever listens at an address', () => {
  const told = (value: unknown) => explanationIn(new Headers({ 'X-Apig-Explained': JSON.stringify(value) }));
  const own = { rule: 'port is required', page: '/en/2024-11/createVpcChannel/#body.port' };
  expect(told({ ...own, fix: 'Add `port`.', place: 'more' })).toEqual({ ...own, fix: 'Add `port`.' });
  for (const page of ['javascript:alert(1)', '//other.test/', '/\\other.test/', 'https://other.test/', undefined]) {
    expect(told({ ...own, page })).toBeUndefined();
  }
  expect(told('text')).toBeUndefined();
  expect(explanationIn(new Headers())).toBeUndefined();
});
