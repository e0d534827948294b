// What the pages say in each language, and that nothing is said in one alone.
import { readFileSync } from 'node:fs';
import { locales } from '@apig-spec/model/editions';
import { objectOf } from '@apig-spec/model/json';
import { readNews } from '@apig-spec/release/whats-new';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { readSite } from '../src/model/site.ts';
import { pagesOf } from '../src/site.ts';
import { words } from '../src/words.ts';
import { attributes, built, dist, textOf } from './pages.ts';
import { newest, oldest } from './revisions.ts';
import { checkedPages } from './sample.ts';

const site = readSite(distDir);
const checked = checkedPages().map((path) => [path, built.get(path) ?? ''] as const);

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

test('no word is left out', { timeout: 60_000 }, () => {
  for (const [path, page] of checked) {
    // Code speaks of undefined, too.
    if (/\/(reference|guides|news)\//.test(path)) continue;
    expect(/.{20}(undefined|\[object|\bNaN\b)/.exec(textOf(page))?.[0], path).toBeUndefined();
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
