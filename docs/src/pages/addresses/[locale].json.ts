// The pages of a language, for the page that proposes some where an address leads nowhere: /addresses/en.json.
import { getCollection } from 'astro:content';
import { locales } from '@apig-spec/model/editions';
import type { APIRoute } from 'astro';
import type { Addresses } from '../../client/proposals.ts';
import { pages, site } from '../../pages.ts';
import { addressesOf } from '../../search/addresses.ts';

export function getStaticPaths() {
  return locales.map((locale) => ({ params: { locale } }));
}

export const GET: APIRoute = async ({ params }) => {
  const locale = locales.find((each) => each === params['locale']);
  if (!locale) throw new Error(`${params['locale']}: unknown language.`);
  const written = await getCollection('docs', ({ id }) => id.startsWith(`${locale}/`));
  const found: Addresses = addressesOf(
    pages.filter((page) => page.locale === locale),
    written.map(({ id, data }) => ({ path: `/${id}/`, title: data.title })),
    site.revisions,
    locale,
  );
  return Response.json(found);
};
