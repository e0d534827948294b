// The pages in Markdown, for the sidebar. Each must be there in every language.
import { getCollection } from 'astro:content';
import { untranslated } from './sidebar.ts';

export const written = (await getCollection('docs')).map(({ id, data }) => ({
  path: `/${id}/`,
  title: data.sidebar.label ?? data.title,
  contribute: data.contribute,
  resource: data.resource,
  order: data.sidebar.order ?? Number.POSITIVE_INFINITY,
}));

const missing = untranslated(written.map(({ path }) => path));
if (missing.length > 0)
  throw new Error(`Not translated: ${missing.join(', ')}. Write it next to the one in the other language.`);
