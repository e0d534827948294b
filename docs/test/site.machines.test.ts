// What the site holds for programs: Markdown twins, llms.txt, the editions, the sitemap, the addresses in a page's head.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '@apig-spec/model/editions';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { address } from '../src/address.ts';
import { readSite } from '../src/model/site.ts';
import { built, dist, files, textOf, withoutControls } from './pages.ts';
import { newest, oldest } from './revisions.ts';
import { checkedPages } from './sample.ts';

const site = readSite(distDir);
const checked = checkedPages().map((path) => [path, built.get(path) ?? ''] as const);

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
