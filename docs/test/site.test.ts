// The built site as a whole: its links, its languages, its policies.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { locales } from '@apig-spec/model/editions';
import { objectOf } from '@apig-spec/model/json';
import { distDir, root } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { repository } from '../src/address.ts';
import { policyOf } from '../src/build/policy.ts';
import { labelled } from '../src/build/tables.ts';
import { resourcesOf } from '../src/model/resources.ts';
import { readSite } from '../src/model/site.ts';
import { pagesOf } from '../src/site.ts';
import { attributes, built, files, textOf } from './pages.ts';
import { newest, oldest } from './revisions.ts';
import { checkedPages } from './sample.ts';

const site = readSite(distDir);
const checked = checkedPages().map((path) => [path, built.get(path) ?? ''] as const);
const idsByPath = new Map<string, Set<string>>();

/** The ids of a page; none, where there is no such page. */
function idsOf(path: string): Set<string> {
  const ids = idsByPath.get(path) ?? new Set(attributes(built.get(path) ?? '', 'id'));
  idsByPath.set(path, ids);
  return ids;
}

test('links lead to pages, files and anchors that are there', () => {
  const broken = checked.flatMap(([path, page]) =>
    [...new Set(attributes(page, 'href'))]
      .filter((href) => !leadsSomewhere(path, href))
      .map((href) => `${path}: ${href}`),
  );
  expect(broken).toEqual([]);
});

function leadsSomewhere(from: string, href: string): boolean {
  const here = `http://127.0.0.1:4011${from}`;
  const { origin, pathname, hash } = new URL(href, here);
  if (href.startsWith(`${repository}/`)) return true;
  // Nothing else of elsewhere is linked: canonical and hreflang links have the site's own address.
  if (origin !== new URL(here).origin) return false;
  if (!built.has(pathname)) return files.has(decodeURIComponent(pathname.slice(1)));
  return hash === '' || idsOf(pathname).has(decodeURIComponent(hash.slice(1)));
}

test('pages that are written lead to their files in the repository', () => {
  const { repository: told } = JSON.parse(readFileSync(join(root, 'packages', 'client', 'package.json'), 'utf8'));
  expect(told.url).toBe(`git+${repository}.git`);
  const linked = checked.flatMap(([path, page]) => {
    const [, kind, file = ''] = /href="[^"]*\/(blob|tree)\/main\/([^"]*)"/.exec(page) ?? [];
    return kind ? [{ path, kind, file }] : [];
  });
  const wrong = linked.filter(({ kind, file }) => {
    const stats = statSync(join(root, file), { throwIfNoEntry: false });
    return !(kind === 'blob' ? stats?.isFile() : stats?.isDirectory());
  });
  expect(wrong.map(({ path }) => path)).toEqual([]);
  expect(linked.length).toBeGreaterThan(5);
  const path = `/zh-CN/${oldest}/createVpcChannel/`;
  const page = built.get(path);
  expect(page).toContain(`href="${repository}/blob/main/spec/resources/vpc-channels/createVpcChannel.yaml"`);
  const report = attributes(page ?? '', 'href').find((href) => href.startsWith(`${repository}/issues/new?`)) ?? '';
  const { template = '', title, ...fields } = Object.fromEntries(new URL(report).searchParams);
  expect(title).toBe(path);
  expect(fields).toEqual({ page: path, edition: `${oldest}.zh-CN`, field: 'createVpcChannel' });
  // The form has a field for each.
  const form = readFileSync(join(root, '.github', 'ISSUE_TEMPLATE', template), 'utf8');
  for (const id of Object.keys(fields)) expect(form).toContain(`\n    id: ${id}\n`);
  expect(built.get('/zh-CN/guides/signing/')).toContain('/docs/src/content/docs/zh-CN/guides/signing.md"');
  // Each operation has a file of its own.
  for (const { id, operations } of resourcesOf(site.editions[0]?.document ?? {}))
    for (const operation of operations)
      expect(existsSync(join(root, 'spec', 'resources', id, `${operation.id}.yaml`)), operation.id).toBe(true);
});

test('the site is as light as it must be where operations are two hundred', () => {
  const contents = new Map(pagesOf(site).map(({ path, main }) => [path, main]));
  for (const [path, page] of checked) {
    // The frame of an operation's page, whose kind there are most of.
    if (!/\/\d{4}-\d{2}\/[a-z]+[A-Z]\w*\/$/.test(path)) continue;
    const content = contents.get(path)?.().text ?? 'no content';
    expect(page.includes(content), path).toBe(true);
    expect(page.length - content.length, path).toBeLessThan(13_000);
    expect(gzipSync(page).length, path).toBeLessThan(60_000);
  }
});

test('prose is searched as text, on pages that belong to no edition: what editions say, the search knows', () => {
  const isIndexed = (path: string) => built.get(path)?.includes(' data-pagefind-body');
  for (const locale of locales) {
    for (const path of ['guides/start/', 'errata/', 'changes/', 'reference/client/'])
      expect(isIndexed(`/${locale}/${path}`), path).toBe(true);
    for (const path of [`${newest}/createVpcChannel/`, `${oldest}/errors/`, 'compare/createVpcChannel/'])
      expect(isIndexed(`/${locale}/${path}`), path).toBe(false);
  }
});

test('scripts, styles and pictures come from the site', () => {
  for (const [path, page] of checked) {
    expect(
      attributes(page, 'src').filter((src) => !files.has(src.slice(1))),
      path,
    ).toEqual([]);
  }
});

test('on a phone a cell tells its column', () => {
  expect(labelled('<table><tr><th>a</th><th><b>b</b></th></tr><tr><td>1</td><td>2</td></tr></table>')).toContain(
    '<tr><td>1</td><td data-label="b">2</td></tr>',
  );
  expect(built.get('/en/guides/upgrade/')).toContain('data-label="action"');
});

test('switches of language and revision keep the page', () => {
  const page = built.get(`/en/${newest}/createVpcChannel/`) ?? '';
  for (const path of [`zh-CN/${newest}`, `en/${oldest}`])
    expect(page).toMatch(new RegExp(`href="/${path}/createVpcChannel/"[^>]*data-keeps-field`));
});

test('every page has one title of its own, one heading, a description and its policy', () => {
  for (const [path, page] of checked) {
    for (const once of [/<title>/g, /<h1/g, /<main/g, /<meta name="description"/g]) {
      expect(page.match(once)?.length, `${path} ${once}`).toBe(1);
    }
    const [, policy] = /^.{0,200}?<meta http-equiv="Content-Security-Policy" content="([^"]*)"/s.exec(page) ?? [];
    expect(policy?.replaceAll('&#39;', "'"), path).toBe(policyOf(page));
  }
  const titles = checked.map(([, page]) => /<title>(.*?)<\/title>/.exec(page)?.[1]);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

test('a policy allows what the page holds inline, and nothing else', () => {
  const policy = policyOf('<style>a</style><p style="b"><script>c</script><script src="/d.js"></script>');
  expect(policy).toContain(
    "script-src 'self' 'wasm-unsafe-eval' 'sha256-Ln0sA6lQeuJl7PW1NWiFpTOTogKdJBOUmXJloaJa78Y='",
  );
  expect(policy).not.toContain("'unsafe-inline'");
  expect(policyOf('<p>').split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src-elem 'self'",
    "style-src-attr 'none'",
    "worker-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self' http: https:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('every erratum and every change has its anchor and its words in both languages', () => {
  const squeezed = (text: string) => text.replaceAll(/[\s`]/g, '').replaceAll('\n-', '');
  for (const locale of locales) {
    expect([...idsOf(`/${locale}/errata/`)]).toEqual(expect.arrayContaining(site.errata.map(({ id }) => id)));
    const changes = site.steps.flatMap((step) => step.changes);
    expect([...idsOf(`/${locale}/changes/`)]).toEqual(expect.arrayContaining(changes.map(({ id }) => id)));
    const [errata, news] = ['errata', 'changes'].map((name) =>
      squeezed(textOf(built.get(`/${locale}/${name}/`) ?? '')),
    );
    for (const { title, decision, reason, facts = [] } of site.errata) {
      for (const text of [title, decision, reason]) expect(errata).toContain(squeezed(text[locale]));
      for (const fact of facts) {
        const said = objectOf(fact['says'])[locale] ?? fact['row'] ?? fact['example'];
        expect(errata).toContain(squeezed(String(said)));
      }
    }
    for (const change of changes) expect(news).toContain(squeezed(change[locale]));
  }
});
