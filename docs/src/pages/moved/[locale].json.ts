// The pages of the client's functions and types with their anchors, all of which a single page had once: /moved/en.json.
import { getCollection } from 'astro:content';
import { locales } from '@apig-spec/model/editions';
import type { APIRoute } from 'astro';

export function getStaticPaths() {
  return locales.map((locale) => ({ params: { locale } }));
}

export const GET: APIRoute = async ({ params }) => {
  const folder = `${params['locale']}/reference/client/`;
  const pages = await getCollection('docs', ({ id, data }) => id.startsWith(folder) && data.resource);
  const anchors = pages.map(({ id, rendered }) => [
    `/${id}/`,
    [...(rendered?.html ?? '').matchAll(/ id="([^"]+)"/g)].map(([, anchor]) => anchor),
  ]);
  return Response.json(Object.fromEntries(anchors));
};
