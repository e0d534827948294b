// The built site as a whole: its links, its languages, its policies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '@apig-spec/scripts/lib/editions';
import { objectOf } from '@apig-spec/scripts/lib/json';
import { distDir } from '@apig-spec/scripts/lib/paths';
import { readNews } from '@apig-spec/scripts/lib/whats-new';
import { expect, test } from 'vitest';
import { policyOf } from '../src/build/policy.ts';
import { labelled } from '../src/build/tables.ts';
import { readSite } from '../src/model/site.ts';
import { pagesOf } from '../src/site.ts';
import { words } from '../src/words.ts';
import { attributes, built, dist, files, textOf } from './pages.ts';

const site = readSite(distDir);
const ids = new Map([...built].map(([path, page]) => [path, new Set(attributes(page, 'id'))]));

test('links lead to pages, files and anchors that are there', () => {
  const broken = [...built].flatMap(([path, page]) =>
    [...new Set(attributes(page, 'href'))]
      .filter((href) => !leadsSomewhere(path, href))
      .map((href) => `${path}: ${href}`),
  );
  expect(broken).toEqual([]);
});

function leadsSomewhere(from: string, href: string): boolean {
  const here = `http://127.0.0.1:4011${from}`;
  const { origin, pathname, hash } = new URL(href, here);
  // Nothing of elsewhere is linked: canonical and hreflang links have the site's own address.
  if (origin !== new URL(here).origin) return false;
  if (!built.has(pathname)) return files.has(decodeURIComponent(pathname.slice(1)));
  return hash === '' || (ids.get(pathname)?.has(decodeURIComponent(hash.slice(1))) ?? false);
}

test('every page has its twin in Markdown, with all of its words', () => {
  for (const path of built.keys()) {
    if (/^\/(en|zh-CN)\//.test(path)) expect(files.has(`${path.slice(1)}index.md`), path).toBe(true);
  }
  const page = built.get('/zh-CN/2024-11/createVpcChannel/') ?? '';
  const content = page
    .slice(page.indexOf('<div class="contract'), page.indexOf('<footer'))
    .replace(/<(try-it|nav).*?<\/\1>/gs, '');
  const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}_]+/u);
  const twin = readFileSync(`${dist}/zh-CN/2024-11/createVpcChannel/index.md`, 'utf8');
  const known = new Set(wordsOf(twin));
  expect(wordsOf(textOf(content)).filter((word) => !known.has(word))).toEqual([]);
  expect(content.length).toBeGreaterThan(50_000);
});

test('llms.txt leads to twins and editions that are there', () => {
  const text = readFileSync(`${dist}/llms.txt`, 'utf8');
  const links = [...text.matchAll(/\]\(\/([^)]*)\)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !files.has(path))).toEqual([]);
  expect(links.length).toBeGreaterThan(150);
});

test('the editions are served as they are bundled', () => {
  for (const { name } of site.editions) {
    for (const file of [`${name}.yaml`, `${name}.json`]) {
      expect(readFileSync(join(dist, 'editions', file), 'utf8')).toBe(readFileSync(join(distDir, file), 'utf8'));
    }
  }
});

test('the sitemap lists every page once', () => {
  const [...addresses] = readFileSync(`${dist}/sitemap-0.xml`, 'utf8').matchAll(
    /<loc>http:\/\/127\.0\.0\.1:4011([^<]*)<\/loc>/g,
  );
  expect(addresses.map(([, path]) => path).sort()).toEqual(
    [...built.keys()].filter((path) => path !== '/404.html').sort(),
  );
});

test('the end of a revision is told wherever that revision is chosen', () => {
  const editions = site.editions.map((edition) => {
    const info = { ...objectOf(edition.document['info']), 'x-retires': '2027-06' };
    return edition.revision === '2023-05' ? { ...edition, document: { ...edition.document, info } } : edition;
  });
  const pages = new Map(pagesOf({ ...site, editions }).map(({ path, main }) => [path, textOf(main.text)]));
  for (const path of ['/en/', '/en/2023-05/']) expect(pages.get(path)).toContain('May be removed from June 2027');
  for (const path of ['/zh-CN/', '/zh-CN/2023-05/']) expect(pages.get(path)).toContain('自 2027年6月起可能移除');
  expect(pages.get('/en/2024-11/')).not.toContain('May be removed');
  expect(textOf(built.get('/en/2023-05/') ?? '')).not.toContain('May be removed');
});

test('the sidebar speaks the language of the page', () => {
  const labels = (path: string) =>
    [...(built.get(path) ?? '').matchAll(/<span class="large[^"]*"[^>]*>([^<]*)</g)].map(([, label]) => label);
  expect(labels('/en/2024-11/')).toContain('Signature keys');
  expect(labels('/zh-CN/2024-11/')).toContain('签名密钥');
  expect(labels('/zh-CN/2024-11/').filter((label) => !/\p{Script=Han}/u.test(label ?? ''))).toEqual([]);
});

test('scripts, styles and pictures come from the site', () => {
  for (const [path, page] of built) {
    expect(
      attributes(page, 'src').filter((src) => !files.has(src.slice(1))),
      path,
    ).toEqual([]);
  }
});

test('each language has every page of the other, and says which it is', () => {
  const [english = [], chinese = []] = locales.map((locale) =>
    [...built.keys()].filter((path) => path.startsWith(`/${locale}/`)).map((path) => path.slice(locale.length + 1)),
  );
  expect(chinese.sort()).toEqual(english.sort());
  for (const locale of locales) {
    for (const [path, page] of built) {
      if (path.startsWith(`/${locale}/`)) expect(page.includes(`<html lang="${locale}"`), path).toBe(true);
    }
  }
});

test('comparisons speak the language of the page', () => {
  for (const { path, main } of pagesOf(site)) {
    if (!path.startsWith('/zh-CN/compare/')) continue;
    const sentence = /(?:\b[a-z]+ ){4}/i.exec(textOf(main.text.replaceAll(/<code.*?<\/code>/gs, ',')));
    expect(sentence?.[0], path).toBeUndefined();
  }
});

test('the pages that speak both languages end in both, and are in neither', () => {
  for (const path of ['/', '/404.html']) {
    const page = built.get(path) ?? '';
    for (const locale of locales) expect(page, path).toContain(`<p lang="${locale}">${words[locale].foot}`);
    expect(page, path).not.toMatch(/hreflang="[^"]*" aria-current/);
  }
});

test('a page of limits names the constants of its own edition', () => {
  for (const { revision, locale } of site.editions) {
    const page = built.get(`/${locale}/${revision}/limits/`) ?? '';
    const [, subpath] = /<code>@apig-spec\/client\/([\w/-]*limits)<\/code>/.exec(page) ?? [];
    const newest = revision === site.revisions[0] && locale === 'en';
    expect(subpath).toBe([...(newest ? [] : [revision]), ...(locale === 'en' ? [] : [locale]), 'limits'].join('/'));
  }
});

test('on a phone a cell tells its column', () => {
  expect(labelled('<table><tr><th>a</th><th><b>b</b></th></tr><tr><td>1</td><td>2</td></tr></table>')).toContain(
    '<tr><td>1</td><td data-label="b">2</td></tr>',
  );
  expect(built.get('/en/guides/upgrade/')).toContain('data-label="what to do"');
});

test('the reference says a type as it is written', () => {
  expect(textOf(built.get('/en/reference/client/') ?? '')).toMatch(/Exclude ?< ?ErrorStatus ?, ?Documented ?>/);
});

test('switches of language and revision keep the page', () => {
  const page = built.get('/en/2024-11/createVpcChannel/') ?? '';
  expect(page).toMatch(/href="\/zh-CN\/2024-11\/createVpcChannel\/"[^>]*data-keeps-field/);
  expect(page).toMatch(/href="\/en\/2023-05\/createVpcChannel\/"[^>]*data-keeps-field/);
});

test('every page has one title of its own, one heading, a description and its policy', () => {
  for (const [path, page] of built) {
    for (const once of [/<title>/g, /<h1/g, /<main/g, /<meta name="description"/g]) {
      expect(page.match(once)?.length, `${path} ${once}`).toBe(1);
    }
    const [, policy] = /^.{0,200}?<meta http-equiv="Content-Security-Policy" content="([^"]*)"/s.exec(page) ?? [];
    expect(policy?.replaceAll('&#39;', "'"), path).toBe(policyOf(page));
  }
  const titles = [...built.values()].map((page) => /<title>(.*?)<\/title>/.exec(page)?.[1]);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

test('a policy allows what the page holds inline, and nothing else', () => {
  const policy = policyOf('<style>a</style><p style="b"><script>c</script><script src="/d.js"></script>');
  expect(policy).toContain(
    "script-src 'self' 'wasm-unsafe-eval' 'sha256-Ln0sA6lQeuJl7PW1NWiFpTOTogKdJBOUmXJloaJa78Y='",
  );
  expect(policy).not.toContain("'unsafe-inline'");
  expect(policyOf('<p>')).toContain("style-src-attr 'none'");
});

test('no word is left out', () => {
  for (const [path, page] of built) {
    // Code speaks of undefined, too.
    if (/\/(reference|guides|news)\//.test(path)) continue;
    expect(/.{20}(undefined|\[object|\bNaN\b)/.exec(textOf(page))?.[0], path).toBeUndefined();
  }
});

test('every erratum and every change has its anchor in both languages', () => {
  for (const locale of locales) {
    expect([...(ids.get(`/${locale}/errata/`) ?? [])]).toEqual(expect.arrayContaining(site.errata.map(({ id }) => id)));
    expect([...(ids.get(`/${locale}/changes/`) ?? [])]).toEqual(
      expect.arrayContaining(site.steps.flatMap((step) => step.changes.map(({ id }) => id))),
    );
  }
});

test('what is new in the packages is told in both languages', () => {
  const releases = readNews();
  expect(releases.length).toBeGreaterThan(0);
  for (const locale of locales) {
    const text = textOf(built.get(`/${locale}/news/`) ?? '');
    for (const { version, items } of releases) {
      if (version) expect(text).toContain(version);
      for (const item of items) {
        // The first words: Markdown's marks are gone from the page.
        const [start = ''] = item[locale].split(/[`*['’]/);
        expect(text).toContain(start.trim());
      }
    }
  }
});

test('the reference of the packages speaks the language of the page where the contract speaks', () => {
  const english = textOf(built.get('/en/reference/client/') ?? '');
  const chinese = textOf(built.get('/zh-CN/reference/client/') ?? '');
  expect(english).toContain('Creates a channel from the gateway to servers in your VPC.');
  expect(chinese).toContain('创建从实例到 VPC 内后端服务器的 VPC 通道。');
  expect(chinese).not.toContain('Creates a channel from the gateway');
  for (const text of [english, chinese]) expect(text).toContain('Milliseconds for each attempt of this call.');
});
