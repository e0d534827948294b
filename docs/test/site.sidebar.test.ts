// The sidebar: its language, its resources, the page that it marks.
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { resourcesOf } from '../src/model/resources.ts';
import { readSite } from '../src/model/site.ts';
import { folderOf } from '../src/render/context.ts';
import { attributes, built } from './pages.ts';
import { newest } from './revisions.ts';
import { checkedOperations } from './sample.ts';

const site = readSite(distDir);

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
