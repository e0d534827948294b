// The Markdown twin of each page: its address and `index.md`.
import { getCollection } from 'astro:content';
import type { APIRoute, GetStaticPaths } from 'astro';
import { byAbout, cacheKeyOf } from '../pages.ts';
import { markdownOf, twinOf } from '../render/markdown.ts';

export const getStaticPaths = (async () => {
  const written = await getCollection('docs');
  return [
    ...byAbout.map((page) => ({
      params: { twin: `${page.path.slice(1)}index` },
      props: { text: () => markdownOf(page.title, page.main()) },
      ...cacheKeyOf(page.path),
    })),
    ...written.map(({ id, data, body }) => ({
      params: { twin: `${id}/index` },
      props: { text: () => twinOf(data.title, body ?? '') },
    })),
  ];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: () => string }> = ({ props }) => new Response(props.text());
