// Pages in Markdown: the guides, written by hand, and the packages' reference, generated. And the frame's own words.

import { defineCollection } from 'astro:content';
import { locales } from '@apig-spec/model/editions';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { words } from './words.ts';

const folders = ['src/content/docs/', 'generated/'];

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: '.',
      pattern: folders.map((folder) => `${folder}**/*.md`),
      // The file's path is the page's, letter for letter: Astro would write zh-CN in small letters.
      generateId: ({ entry }) =>
        folders.reduce((name, folder) => name.replace(folder, ''), entry).replace(/(\/index)?\.md$/, ''),
    }),
    // Some guides are for those who change the contract, not for those who use it; of the reference, some pages are of a
    // resource's functions.
    schema: docsSchema({
      extend: z.object({ contribute: z.boolean().default(false), resource: z.boolean().default(false) }),
    }),
  }),
  i18n: defineCollection({
    loader: () =>
      locales.map((id) => ({
        id,
        'skipLink.label': words[id].skip,
        'tableOfContents.onThisPage': words[id].onThisPage,
        'tableOfContents.overview': words[id].overview,
      })),
    schema: i18nSchema(),
  }),
};
