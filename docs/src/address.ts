import { publishedAt } from '@apig-spec/model/docs-address';

/** Where the site is published, for what needs whole addresses: sitemap, canonical links, links to give to other tools. */
export const address = publishedAt ?? 'http://127.0.0.1:4011';

/** Where the source is, as the packages say in their package.json. */
export const repository = 'https://github.com/apig-spec/apig-spec';
