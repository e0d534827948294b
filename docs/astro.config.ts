// The site: Starlight's frame around pages from the bundled editions, hand-written guides and the packages' reference.

import { join } from 'node:path';
import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';
import { address } from './src/address.ts';
import { focusableCode } from './src/build/code.ts';
import { mockInDevelopment } from './src/build/mock.ts';
import { policies } from './src/build/policy.ts';
import { keeping } from './src/build/renderer.ts';
import { searching } from './src/build/search.ts';
import { labels } from './src/build/tables.ts';
import { distDir, keysFile, recordedFile, rendererDir } from './src/built.ts';
import { redirects } from './src/redirects.ts';
import { words } from './src/words.ts';

// Pages are bundled before they run, and then no longer know where the repository is.
process.env['APIG_DIST_DIR'] ??= distDir;
process.env['APIG_DOCS_KEYS'] ??= keysFile;
process.env['APIG_DOCS_RECORDED'] ??= recordedFile;

const client = join(import.meta.dirname, '..', 'packages', 'client', 'src');

export default defineConfig({
  site: address,
  trailingSlash: 'always',
  // Pages wait for the disk: more of them at once take an eighth of the time less.
  build: { concurrency: 16 },
  prefetch: false,
  experimental: { incrementalBuild: true },
  redirects,
  image: { service: passthroughImageService() },
  // Classes instead of style attributes, which the policy rejects.
  markdown: { syntaxHighlight: 'prism' },
  // Scripts are files, which the reader loads once: within the pages they would be loaded with each.
  vite: {
    build: { assetsInlineLimit: 0 },
    // All that the site has of the client, which need not be built then.
    resolve: {
      alias: [
        { find: /^@apig-spec\/client$/, replacement: join(client, 'path.ts') },
        { find: /^@apig-spec\/client\/aksk$/, replacement: join(client, 'aksk.ts') },
      ],
    },
  },
  integrations: [
    starlight({
      title: { en: words.en.site, 'zh-CN': words['zh-CN'].site },
      defaultLocale: 'en',
      locales: {
        en: { label: words.en.language, lang: 'en' },
        'zh-CN': { label: words['zh-CN'].language, lang: 'zh-CN' },
      },
      favicon: '/icon.svg',
      customCss: [
        'theme',
        'frame',
        'contract',
        'inputs',
        'operation',
        'controls',
        'try',
        'pages',
        'guided',
        'errors',
        'code',
        'markdown',
        'print',
      ].map((name) => `./src/assets/${name}.css`),
      routeMiddleware: './src/frame/route.ts',
      components: {
        LanguageSelect: './src/frame/LanguageSelect.astro',
        PageTitle: './src/frame/PageTitle.astro',
        Footer: './src/frame/Footer.astro',
        Search: './src/frame/Search.astro',
        Sidebar: './src/frame/Sidebar.astro',
        ThemeProvider: './src/frame/ThemeProvider.astro',
        ThemeSelect: './src/frame/ThemeSelect.astro',
      },
      // The build indexes each language on its own.
      pagefind: false,
      expressiveCode: false,
      pagination: false,
      sidebar: [],
      disable404Route: true,
    }),
    // In place of Starlight's, which takes the page that speaks both languages for an English one.
    sitemap({
      i18n: { defaultLocale: 'en', locales: { en: 'en', 'zh-CN': 'zh-CN' } },
      serialize: ({ links = [], ...item }) => ({ ...item, links: links.filter(({ url }) => url !== `${address}/`) }),
    }),
    mockInDevelopment(),
    labels(),
    focusableCode(),
    policies(),
    searching(),
    keeping(rendererDir),
  ],
});
