// What the search knows of each edition: /search/2024-11.en.json.
import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import type { PageEntry } from '../../client/catalogue.ts';
import { site } from '../../pages.ts';
import { catalogueOf } from '../../search/catalogue.ts';

export function getStaticPaths() {
  return site.editions.map(({ name }) => ({ params: { edition: name } }));
}

export const GET: APIRoute = async ({ params }) => {
  const edition = site.editions.find(({ name }) => name === params['edition']);
  if (!edition) throw new Error(`${params['edition']}: unknown edition.`);
  const written = await getCollection('docs', ({ id }) => id.startsWith(`${edition.locale}/`));
  const inOrder = written.toSorted((one, other) => (one.data.sidebar.order ?? 99) - (other.data.sidebar.order ?? 99));
  const pages = inOrder.map(({ id, data, rendered }): PageEntry => {
    const headings = (rendered?.metadata?.['headings'] ?? []) as { depth: number; slug: string; text: string }[];
    return {
      kind: id.split('/')[1] === 'guides' ? 'guide' : 'reference',
      title: data.title,
      url: `/${id}/`,
      text: data.description ?? '',
      // On the page of a resource's functions, the others only say what follows.
      headings: headings
        .filter(({ depth }) => depth === 3 || (depth < 3 && !data.resource))
        .map(({ slug, text }) => [slug, text]),
    };
  });
  return Response.json(catalogueOf(site, edition, pages));
};
