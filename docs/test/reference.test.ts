// The pages of the packages' reference: their languages, their size, and the way to each.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { locales } from '@apig-spec/model/editions';
import { expect, test } from 'vitest';
import { attributes, built, dist, textOf } from './pages.ts';

const textAt = (path: string) => textOf(built.get(path) ?? '');
const english = [...built.keys()].filter((path) => /^\/en\/reference\/./.test(path));

test('it says a type as it is written', () => {
  expect(textAt('/en/reference/client/')).toMatch(/Exclude ?< ?ErrorStatus ?, ?Documented ?>/);
});

test('it speaks the language of the page, but for what is written by hand', () => {
  for (const locale of locales)
    expect(textAt(`/${locale}/reference/client/`)).toContain('Milliseconds for each attempt of this call');
  expect(textAt('/en/reference/client/vpc-channels/')).toContain('VPC channels: functions');
  expect(textAt('/zh-CN/reference/client/vpc-channels/')).toContain('VPC 通道：函数');
  for (const heading of ['参数', '返回', '属性', '接口类型'])
    expect(textAt('/zh-CN/reference/client/')).toContain(` ${heading} `);
  expect(textAt('/zh-CN/reference/')).toContain('手写的注释只有英文');
});

test('the index and the sidebar lead to each page, and none is long', () => {
  for (const locale of locales) {
    const own = english.map((path) => path.replace('/en/', `/${locale}/`));
    const index = attributes(built.get(`/${locale}/reference/`) ?? '', 'href');
    expect(index).toEqual(expect.arrayContaining(own));
    for (const path of own) {
      const page = built.get(path) ?? '';
      const sidebar = /<div class="sidebar-content.*?<\/sl-sidebar-pane>/s.exec(page)?.[0] ?? '';
      expect(attributes(sidebar, 'href'), path).toEqual(expect.arrayContaining(own));
      expect(sidebar.match(/<a href="([^"]*)" aria-current="page"/)?.[1]).toBe(path);
      expect(readFileSync(`${dist}${path}index.md`, 'utf8').length, path).toBeLessThan(50_000);
      expect(gzipSync(page).length, path).toBeLessThan(30_000);
    }
  }
});

test('anchors that the page of the client had are known with the pages that have them now', () => {
  for (const locale of locales) {
    const folder = `/${locale}/reference/client/`;
    const moved = JSON.parse(readFileSync(`${dist}/moved/${locale}.json`, 'utf8')) as Record<string, string[]>;
    expect(built.get(folder)).toContain(`<moved-anchors data-list="/moved/${locale}.json">`);
    expect(moved[`${folder}apps/`]).toEqual(expect.arrayContaining(['createapp', 'listappsquery', 'appcreate']));
    expect(moved[`${folder}shared/`]).toContain('errorbody');
    for (const [path, anchors] of Object.entries(moved))
      expect(attributes(built.get(path) ?? '', 'id'), path).toEqual(expect.arrayContaining(anchors));
  }
});
