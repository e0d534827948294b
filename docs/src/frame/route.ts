// What the head of every page says beside Starlight's own: where the Markdown twin is.
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { localeIn } from './sidebar.ts';

export const onRequest = defineRouteMiddleware(({ locals, url }) => {
  const route = locals.starlightRoute;
  // Of no use to readers, on thousands of pages: what it was made with, and a card for a picture that there is not.
  route.head = route.head.filter(({ attrs }) => !/^(generator|twitter:card)$/.test(String(attrs?.['name'])));
  // No address leads to the page for wrong addresses.
  if (url.pathname === '/404/')
    route.head = route.head.filter(({ attrs }) => !attrs?.['href']?.toString().includes('/404/'));
  if (localeIn(url.pathname)) {
    route.head.push({
      tag: 'link',
      attrs: { rel: 'alternate', type: 'text/markdown', href: `${url.pathname}index.md` },
    });
  }
});
