// Addresses of pages that have moved, and where they are now. An address that was published stays: published.txt lists them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '@apig-spec/model/editions';
import { distDir } from './built.ts';
import { readSite } from './model/site.ts';
import { schemasOf } from './render/schemas.ts';

/** From the old path to the new one, for each language: `/en/old/`. */
const moved: Readonly<Record<string, string>> = {};

/** A schema has one page, of the newest revision that has it: there the older revisions have their anchors. */
function schemasMoved(published: readonly string[]): Record<string, string> {
  const { editions, revisions } = readSite(distDir);
  const [newest = ''] = revisions;
  const homeOf = (locale: string, name: string) =>
    editions.find((edition) => edition.locale === locale && schemasOf(edition.document).some(([each]) => each === name))
      ?.revision;
  return Object.fromEntries(
    published.flatMap((path) => {
      const [, locale = '', revision = '', name] =
        /^\/([\w-]+)\/(\d{4}-\d{2})\/schemas\/(?:(\w+)\/)?$/.exec(path) ?? [];
      if (!locales.some((each) => each === locale)) return [];
      const all = `/${locale}/${newest}/schemas/`;
      if (!name) return revision === newest ? [] : [[path, all]];
      const home = homeOf(locale, name);
      if (home === revision) return [];
      return [[path, home ? `/${locale}/${home}/schemas/${name}/#${revision}` : all]];
    }),
  );
}

const published = readFileSync(join(import.meta.dirname, '..', 'published.txt'), 'utf8').split('\n');

export const redirects: Readonly<Record<string, string>> = { ...schemasMoved(published), ...moved };
