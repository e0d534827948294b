// An invented revision, begun in a copy of the repository, told one change, and built: everything picks it up by itself.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from '@apig-spec/release/rehearsal/run';
import { copyRepository } from '@apig-spec/release/rehearsal/workspace';
import { readRevisions } from '@apig-spec/repository/editions';
import { root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, expect, test } from 'vitest';

// A build, on a machine that may have other work.
const timeout = 900_000;
let copy: string;

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(copy, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(copy, file), text.replace(from, to));
}

/** The file of a page of the copy's docs. */
function pageFile(path: string): string {
  return join(copy, 'docs', 'dist', ...path.split('/'), 'index.html');
}

/** Runs a module in the copy. @returns what it printed */
function printed(cwd: string, code: string): Promise<string> {
  return run(process.execPath, ['--no-warnings', '--input-type=module', '--eval', code], { cwd: join(copy, cwd) });
}

beforeAll(async () => {
  // Below the repository: Astro takes packages for the site's own files where they share no folder with it.
  mkdirSync(join(root, '.data'), { recursive: true });
  copy = join(mkdtempSync(join(root, '.data', 'apig-revision-')), 'copy');
  copyRepository(copy);
  const said = await run(process.execPath, ['scripts/sources/new-revision.ts', '2099-01'], { cwd: copy });
  expect(said).toContain('Left to do:');
  // What the invented document says: the port of a channel ends at 65000.
  const channels = 'spec/resources/vpc-channels';
  edit(`${channels}/schemas/VpcChannelBase.yaml`, 'maximum: 65535', 'maximum: 65000');
  edit(
    'spec/revisions/2024-11.yaml',
    '[]\n',
    '- { id: lower-port, en: Ports end at 65000., zh-CN: 端口上限改为 65000。, sources: [en-2024-11-create-vpc-channel/createVpcChannel/request/port] }\n',
  );
  const overlay = `overlay: 1.1.0
info:
  title: From 2099-01 back to 2024-11
  version: '2024-11'
actions:
  - target: $.components.schemas.VpcChannelBase.properties.port
    description: Ports up to 65535.
    x-change: lower-port
    update:
      maximum: 65535
`;
  writeFileSync(join(copy, channels, 'revisions', '2024-11.overlay.yaml'), overlay);
  edit(
    'docs/src/redirects.ts',
    'moved: Readonly<Record<string, string>> = {}',
    "moved: Readonly<Record<string, string>> = { '/en/moved/': '/en/changes/' }",
  );
  const env = {
    PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`,
    pnpm_config_verify_deps_before_run: 'false',
    TURBO_TELEMETRY_DISABLED: '1',
  };
  await run(join(root, 'node_modules', '.bin', 'turbo'), ['run', 'build'], { cwd: copy, env });
}, timeout);
afterAll(() => rmSync(dirname(copy), { recursive: true, force: true }), timeout);

test('the editions, and what the revision brought', { timeout }, async () => {
  const code = `
    import { editions } from '@apig-spec/openapi';
    import changes from '@apig-spec/openapi/changes.json' with { type: 'json' };
    console.log(editions.slice(0, 3).map(({ name }) => name).join(), changes[0].from, changes[0].to, changes[0].changes[0].en);`;
  expect(await printed('docs', code)).toBe('2099-01.en,2099-01.zh-CN,2024-11.en 2024-11 2099-01 Ports end at 65000.\n');
});

test('the client, its limits and its validator', { timeout }, async () => {
  const code = `
    import { createApigClient } from '@apig-spec/client/2099-01/zh-CN';
    import * as newest from '@apig-spec/client/limits';
    import * as before from '@apig-spec/client/2024-11/limits';
    import { edition, validateRequest } from '@apig-spec/validator';
    const body = { name: 'VPC_demo', port: 65001, balance_strategy: 1, member_type: 'ip', type: 3 };
    console.log(typeof createApigClient, newest.VpcChannelCreate.port.maximum, before.VpcChannelCreate.port.maximum);
    console.log(edition, validateRequest('createVpcChannel', { body }).map(({ message }) => message).join());`;
  expect(await printed('scripts', code)).toMatch(/^function 65000 65535\n2099-01\.en .*port/);
});

test('the mock, by default and by name', { timeout }, async () => {
  const code = `
    import { serve } from '@apig-spec/mock/node';
    const mock = await serve({ port: 0 });
    const path = '/v2/p/apigw/instances/eddc4d25480b4cd6b512f270a1b8b341/vpc-channels';
    const body = JSON.stringify({ name: 'VPC_demo', port: 65001, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] });
    const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
    for (const edition of ['', '/editions/2099-01.zh-CN', '/editions/2024-11.en']) {
      console.log((await fetch(mock.url + edition + path, { method: 'POST', headers, body })).status);
    }
    await mock.close();`;
  expect(await printed('scripts', code)).toBe('400\n400\n201\n');
});

test('the docs, with the change told', { timeout }, () => {
  const page = (path: string) => readFileSync(pageFile(path), 'utf8');
  expect(page('en/2099-01/createVpcChannel')).toContain('65000');
  expect(page('en/changes')).toContain('Ports end at 65000.');
  expect(page('zh-CN/changes')).toContain('端口上限改为 65000。');
});

test('the docs, with a page for each pair of revisions', { timeout }, () => {
  const revisions = ['2099-01', ...readRevisions()];
  const ways = revisions.flatMap((to) => revisions.filter((from) => from < to).map((from) => `${from}-to-${to}`));
  for (const locale of ['en', 'zh-CN'])
    for (const way of ways) expect(existsSync(pageFile(`${locale}/changes/${way}`)), way).toBe(true);
});

test('the docs, with every address that was published, also that of a page that has moved', { timeout }, () => {
  const published = readFileSync(join(root, 'docs', 'published.txt'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const gone = published.filter(
    (path) => !existsSync(path.endsWith('/') ? pageFile(path) : join(copy, 'docs', 'dist', path)),
  );
  expect(gone).toEqual([]);
  expect(readFileSync(pageFile('en/moved'), 'utf8')).toContain('content="0;url=/en/changes/"');
});
