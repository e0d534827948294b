// The built site as a whole: its links, its languages, its policies.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { locales } from '@apig-spec/model/editions';
import { objectOf } from '@apig-spec/model/json';
import { readNews } from '@apig-spec/release/whats-new';
import { distDir, root } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { address, repository } from '../src/address.ts';
import { policyOf } from '../src/build/policy.ts';
import { labelled } from '../src/build/tables.ts';
import { resourcesOf } from '../src/model/resources.ts';
import { readSite } from '../src/model/site.ts';
import { folderOf } from '../src/render/context.ts';
import { pagesOf } from '../src/site.ts';
import { quotaName, quotaWords } from '../src/words/quotas.ts';
import { words } from '../src/words.ts';
import { attributes, built, dist, files, textOf, withoutControls } from './pages.ts';
import { newest, oldest } from './revisions.ts';
import { checkedOperations, checkedPages } from './sample.ts';

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
  expect(page).toContain(`href="${repository}/issues/new?title=${path}"`);
  expect(built.get('/zh-CN/guides/signing/')).toContain('/docs/src/content/docs/zh-CN/guides/signing.md"');
  // Each operation has a file of its own.
  for (const { id, operations } of resourcesOf(site.editions[0]?.document ?? {}))
    for (const operation of operations)
      expect(existsSync(join(root, 'spec', 'resources', id, `${operation.id}.yaml`)), operation.id).toBe(true);
});

test('every page has its twin in Markdown, with all of its words', () => {
  for (const path of built.keys()) {
    if (/^\/(en|zh-CN)\//.test(path)) expect(files.has(`${path.slice(1)}index.md`), path).toBe(true);
  }
  const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}_]+/u);
  for (const path of [
    `/zh-CN/${newest}/createVpcChannel/`,
    `/zh-CN/${newest}/limits/`,
    `/en/${newest}/schemas/VpcChannelCreate/`,
    `/en/changes/${oldest}-to-${newest}/`,
    '/en/errata/',
  ]) {
    const page = built.get(path) ?? '';
    const content = withoutControls(page.slice(page.indexOf('<div class="contract'), page.indexOf('<footer')));
    const known = new Set(wordsOf(twinOf(path)));
    expect(
      wordsOf(textOf(content)).filter((word) => !known.has(word)),
      path,
    ).toEqual([]);
    expect(content.length, path).toBeGreaterThan(10_000);
  }
});

test('tables are tables in Markdown, too', () => {
  for (const [path, page] of checked) {
    const content = page.indexOf('<div class="contract');
    if (content < 0 || !files.has(`${path.slice(1)}index.md`)) continue;
    const lines = twinOf(path).split('\n');
    const tables = page.slice(content).split('<thead').length - 1;
    expect(lines.filter((line) => /^\|( --- \|)+$/.test(line)).length, path).toBe(tables);
    const cells = lines.map((line) => (line.startsWith('|') ? line.split(/(?<!\\)\|/).length : 0));
    const uneven = lines.filter((_, index) => cells[index] && cells[index - 1] && cells[index] !== cells[index - 1]);
    expect(uneven, path).toEqual([]);
  }
});

function twinOf(path: string): string {
  return readFileSync(`${dist}${path}index.md`, 'utf8');
}

test('llms.txt leads to the twins of all pages but those of schemas, and to the editions', () => {
  const text = readFileSync(`${dist}/llms.txt`, 'utf8');
  const links = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, path = '']) => path);
  const pages = built.keys().filter((path) => /^\/(en|zh-CN)\//.test(path) && !path.includes('/schemas/'));
  const editions = site.editions.map(({ name }) => `/editions/${name}.yaml`);
  expect(links.sort()).toEqual([...pages.map((path) => `${path}index.md`), ...editions].sort());
});

test('the editions are served as they are bundled, and offered by their addresses', () => {
  for (const { name, locale, revision } of site.editions) {
    for (const file of [`${name}.yaml`, `${name}.json`]) {
      expect(readFileSync(join(dist, 'editions', file), 'utf8')).toBe(readFileSync(join(distDir, file), 'utf8'));
      const overview = built.get(`/${locale}/${revision}/`) ?? '';
      expect(overview).toContain(`<a href="/editions/${file}" download>`);
      expect(textOf(overview)).toContain(`${address}/editions/${file}`);
    }
  }
});

test('the sitemap lists every page once, in each language once', () => {
  const entries = readFileSync(`${dist}/sitemap-0.xml`, 'utf8').split('<url>').slice(1);
  const listed = entries.map((entry) => [
    /<loc>([^<]*)/.exec(entry)?.[1],
    ...[...entry.matchAll(/hreflang="([^"]*)" href="([^"]*)"/g)].map(([, locale, path]) => `${locale} ${path}`),
  ]);
  const pages = built.keys().filter((path) => path !== '/404.html');
  const expected = pages.map((path) => {
    const rest = path.replace(/^\/(en|zh-CN)\//, '/');
    return [address + path, ...locales.map((locale) => `${locale} ${address}/${locale}${rest}`)];
  });
  expect(listed.sort()).toEqual(expected.sort());
});

test('every page names its address, the same page in each language, and its twin', () => {
  for (const [path, page] of checked) {
    if (path === '/404.html') continue;
    const head = page.slice(0, page.indexOf('</head>'));
    const links = [...head.matchAll(/<link rel="(canonical|alternate)"([^>]*)>/g)].map(([, rel, attributes = '']) =>
      [rel, ...[...attributes.matchAll(/"([^"]*)"/g)].map(([, value]) => value)].join(' '),
    );
    const rest = path.replace(/^\/(en|zh-CN)\//, '/');
    const twin = path === '/' ? [] : [`alternate text/markdown ${path}index.md`];
    expect(links, path).toEqual([
      `canonical ${address}${path}`,
      `alternate en ${address}/en${rest}`,
      `alternate zh-CN ${address}/zh-CN${rest}`,
      `alternate x-default ${address}/en${rest}`,
      ...twin,
    ]);
  }
});

test('the end of a revision is told wherever that revision is chosen', () => {
  const editions = site.editions.map((edition) => {
    const info = { ...objectOf(edition.document['info']), 'x-retires': '2027-06' };
    return edition.revision === oldest ? { ...edition, document: { ...edition.document, info } } : edition;
  });
  const pages = new Map(pagesOf({ ...site, editions }).map((page) => [page.path, page]));
  const textAt = (path: string) => textOf(pages.get(path)?.main().text ?? '');
  for (const path of ['/en/', `/en/${oldest}/`]) expect(textAt(path)).toContain('May be removed from June 2027');
  for (const path of ['/zh-CN/', `/zh-CN/${oldest}/`]) expect(textAt(path)).toContain('自 2027年6月起可能移除');
  expect(textAt(`/en/${newest}/`)).not.toContain('May be removed');
  expect(textOf(built.get(`/en/${oldest}/`) ?? '')).not.toContain('May be removed');
});

test('the sidebar speaks the language of the page', () => {
  const labels = (path: string) =>
    [...sidebarIn(path).matchAll(/<(?:a|summary)\b[^>]*>([^<]*)</g)].map(([, label]) => label);
  expect(labels(`/en/${newest}/`)).toContain('Signature keys');
  expect(labels(`/zh-CN/${newest}/`)).toContain('签名密钥');
  // Names that have no Chinese.
  const names = ['AppCode', 'English'];
  const foreign = labels(`/zh-CN/${newest}/`).filter((label = '') => !/\p{Script=Han}/u.test(label));
  expect(foreign.filter((label = '') => !names.includes(label))).toEqual([]);
});

test('the sidebar shows the resource of the page and the way to the others, and marks the page', () => {
  for (const edition of site.editions) {
    const resources = resourcesOf(edition.document);
    const looked = checkedOperations(edition.document);
    for (const { operations } of resources) {
      const own = operations.map(({ id }) => `${folderOf(edition)}${id}/`);
      for (const path of operations.filter(({ id }) => looked.has(id)).map(({ id }) => `${folderOf(edition)}${id}/`)) {
        const sidebar = sidebarIn(path);
        const links = attributes(sidebar, 'href');
        const shown = links.filter((href) => href.startsWith(folderOf(edition)) && /[a-z][A-Z]\w*\/$/.test(href));
        expect(new Set(shown), path).toEqual(new Set(own));
        expect(links, path).toEqual(expect.arrayContaining(resources.map(({ id }) => `${folderOf(edition)}${id}/`)));
        expect(sidebar.match(/<a href="([^"]*)" aria-current="page"/)?.[1]).toBe(path);
      }
    }
  }
});

function sidebarIn(path: string): string {
  return /<div class="sidebar-content.*?<\/sl-sidebar-pane>/s.exec(built.get(path) ?? '')?.[0] ?? '';
}

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

test('each language has every page of the other, and says which it is', () => {
  const [english = [], chinese = []] = locales.map((locale) =>
    built
      .keys()
      .filter((path) => path.startsWith(`/${locale}/`))
      .map((path) => path.slice(locale.length + 1)),
  );
  expect(chinese.sort()).toEqual(english.sort());
  for (const locale of locales) {
    for (const [path, page] of checked) {
      if (path.startsWith(`/${locale}/`)) expect(page.includes(`<html lang="${locale}"`), path).toBe(true);
    }
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

test('a page of limits tells how many there may be of what, as the mock has it, and the error of one too many', () => {
  expect(site.quotas).toContainEqual({ name: 'VPC_NUM_LIMIT', most: 30, code: 'APIG.3109' });
  expect(site.quotas.filter(({ most }) => most === undefined).map(({ name }) => name)).toEqual(['RESPONSE_NUM_LIMIT']);
  const limits = Object.entries(site.errors).filter(([, { subject }]) => subject === 'limits');
  const codes = site.quotas.map(({ code }) => code);
  expect(limits.filter(([code]) => !codes.includes(code))).toEqual([]);
  for (const { revision, locale } of site.editions) {
    const folder = `/${locale}/${revision}/`;
    const rows = (built.get(`${folder}limits/`) ?? '').split('<tr id=');
    for (const { name, most, code } of site.quotas) {
      const row = rows.find((each) => each.startsWith(`"${name}"`)) ?? '';
      expect(row, name).toContain(`>${most?.toLocaleString(locale) ?? quotaWords[locale].unlimited}</td>`);
      expect(row, name).toContain(`href="${folder}errors/#${code}"`);
      expect(row, name).toContain(`<code>${name}</code>`);
    }
  }
  expect(() => quotaName('en', 'X_NUM_LIMIT')).toThrow('X_NUM_LIMIT has no name in en');
});

test('on a phone a cell tells its column', () => {
  expect(labelled('<table><tr><th>a</th><th><b>b</b></th></tr><tr><td>1</td><td>2</td></tr></table>')).toContain(
    '<tr><td>1</td><td data-label="b">2</td></tr>',
  );
  expect(built.get('/en/guides/upgrade/')).toContain('data-label="action"');
});

test('the reference says a type as it is written', () => {
  expect(textOf(built.get('/en/reference/client/') ?? '')).toMatch(/Exclude ?< ?ErrorStatus ?, ?Documented ?>/);
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

test('no word is left out', { timeout: 60_000 }, () => {
  for (const [path, page] of checked) {
    // Code speaks of undefined, too.
    if (/\/(reference|guides|news)\//.test(path)) continue;
    expect(/.{20}(undefined|\[object|\bNaN\b)/.exec(textOf(page))?.[0], path).toBeUndefined();
  }
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

test('Chinese pages have the punctuation and the dates of their language', () => {
  const other = /.{0,20}(\p{Script=Han} ?[,;:?!()]|[,;:?!()]\p{Script=Han}).{0,20}/u;
  for (const [path, page] of checked) {
    // The packages' reference is of signatures and of their own comments, which are English.
    if (!path.startsWith('/zh-CN/') || path.includes('/reference/')) continue;
    const prose = page
      .replaceAll(/<(pre|code|style|script|template)[^>]*>.*?<\/\1>/gs, '')
      .replaceAll(/<svg.*?<\/svg>|<span lang="en">.*?<\/span>/gs, '');
    expect(other.exec(textOf(prose))?.[0], path).toBeUndefined();
  }
  expect(other.exec(readFileSync(`${dist}/llms.txt`, 'utf8').replaceAll(/^- .*$/gm, ''))?.[0]).toBeUndefined();
  for (const [path, date] of [
    ['/zh-CN/', '2023年5月9日'],
    ['/zh-CN/2024-11/', '2024年11月11日'],
    ['/en/2024-11/', '11 November 2024'],
  ] as const) {
    expect(textOf(built.get(path) ?? '')).toContain(` ${date} `);
  }
});

test('Chinese documents have their Chinese titles on Chinese pages', () => {
  const text = textOf(built.get(`/zh-CN/${newest}/`) ?? '');
  for (const { edition, title } of site.documents) {
    expect(text.includes(title), title).toBe(edition.endsWith('.en'));
  }
});

test('a wrong address is answered in both languages', () => {
  const page = built.get('/404.html') ?? '';
  for (const locale of locales) {
    expect(textOf(page)).toContain(words[locale].notFoundHint);
    expect(attributes(page, 'href')).toContain(`/${locale}/`);
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
        // The first words of the first paragraph: Markdown's marks are gone from the page.
        const [start = ''] = item[locale].split(/[`*['’"]|\n\n/);
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
  for (const text of [english, chinese]) expect(text).toContain('Milliseconds for each attempt of this call');
});
