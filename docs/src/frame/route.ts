// The sidebar of every page: the guides, the operations of the page's revision, what is told across revisions, and the
// reference of the packages.

import { getCollection } from 'astro:content';
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { site } from '../pages.ts';
import { words } from '../words.ts';
import type { Entry } from './sidebar.ts';
import { localeIn, localeOf, sidebarOf, untranslated } from './sidebar.ts';

const documents = (await getCollection('docs')).map(({ id, data }) => ({
  path: `/${id}/`,
  title: data.sidebar.label ?? data.title,
  order: data.sidebar.order ?? Number.POSITIVE_INFINITY,
}));

const missing = untranslated(documents.map(({ path }) => path));
if (missing.length > 0)
  throw new Error(`Not translated: ${missing.join(', ')}. Write it beside that of the other language.`);

export const onRequest = defineRouteMiddleware(({ locals, url }) => {
  const route = locals.starlightRoute;
  // No address leads to the page for wrong addresses.
  if (url.pathname === '/404/')
    route.head = route.head.filter(({ attrs }) => !attrs?.['href']?.toString().includes('/404/'));
  const locale = localeOf(url.pathname);
  if (localeIn(url.pathname)) {
    route.head.push({
      tag: 'link',
      attrs: { rel: 'alternate', type: 'text/markdown', href: `${url.pathname}index.md` },
    });
  }
  const shown = ({ label, path, entries, collapsed, badge }: Entry): (typeof route.sidebar)[number] =>
    entries
      ? {
          type: 'group',
          label,
          entries: entries.map(shown),
          collapsed: collapsed ?? false,
          badge: undefined,
        }
      : {
          type: 'link',
          label,
          href: path ?? '',
          isCurrent: path === url.pathname,
          badge: badge ? { text: badge, variant: 'default', class: `method ${badge.toLowerCase()}` } : undefined,
          attrs: {},
        };
  route.sidebar = sidebarOf(site, documents, words[locale], url.pathname).map(shown);
});
