// Pages in Markdown: the guides, written by hand, and the packages' reference, generated.

import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';

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
    schema: docsSchema(),
  }),
};
