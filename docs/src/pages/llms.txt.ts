// What the site holds, for programs that read: https://llmstxt.org. Every link leads to a page's Markdown twin.
import { getCollection } from 'astro:content';
import { locales } from '@apig-spec/model/editions';
import type { APIRoute } from 'astro';
import { pages, site } from '../pages.ts';
import { words } from '../words.ts';

export const GET: APIRoute = async () => {
  const written = await getCollection('docs');
  const sections = locales.flatMap((locale) => {
    const told = words[locale];
    const own = pages.filter((page) => page.locale === locale);
    const heading = (...titles: string[]) => `## ${titles.join(told.comma)}${told.aside(told.language)}`;
    const link = (title: string, path: string, description = '') =>
      `- [${title}](${path}index.md)${description && `: ${description}`}`;
    const ofRevision = (revision: string | undefined) =>
      own
        .filter((page) => page.revision === revision && !page.path.includes('/schemas/'))
        .map(({ title, path, description }) => link(title, path, description));
    const texts = written
      .filter(({ id }) => id.startsWith(`${locale}/`))
      .map(({ id, data }) => link(data.title, `/${id}/`, data.description));
    return [
      [heading(told.guides, told.reference), ...texts],
      [heading(told.acrossRevisions), ...ofRevision(undefined)],
      ...site.revisions.map((revision) => [heading(told.editionTitle(revision)), ...ofRevision(revision)]),
    ];
  });
  const files = site.editions.map(({ name }) => `- [${name}](/editions/${name}.yaml)`);
  const head = [`# ${words.en.siteLong}`, `> ${words.en.tagline}`, `> ${words['zh-CN'].tagline}`];
  const all = [...sections, ['## OpenAPI', ...files]].map((lines) => lines.join('\n'));
  return new Response(`${[...head, ...all].join('\n\n')}\n`);
};
