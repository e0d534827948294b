// The pages of a language by their addresses: those that editions share, once.
import type { Locale } from '@apig-spec/model/editions';
import type { Addresses } from '../client/proposals.ts';
import type { Page } from '../site.ts';
import { words } from '../words.ts';

/**
 * @param pages - of the language
 * @param written - in Markdown
 * @param revisions - newest first
 */
export function addressesOf(
  pages: readonly Pick<Page, 'path' | 'title' | 'revision'>[],
  written: readonly { path: string; title: string }[],
  revisions: readonly string[],
  locale: Locale,
): Addresses {
  const shared = new Map<string, { title: string; in: string[] }>();
  for (const { path, title, revision } of [...pages, ...written.map((each) => ({ ...each, revision: undefined }))]) {
    const rest = path.slice(`/${locale}/`.length);
    const key = revision === undefined ? rest : rest.replace(revision, '{revision}');
    // What each schema was, and how editions differ on an operation: nobody arrives there by a misspelt address.
    if (/^compare\/.|\/schemas\/./.test(rest)) continue;
    const known = shared.get(key) ?? { title, in: [] };
    if (revision !== undefined) known.in.push(revision);
    shared.set(key, known);
  }
  const { perhapsMeant: perhaps, searchInstead: search } = words[locale];
  return {
    revisions: [...revisions],
    pages: [...shared].map(([rest, { title, in: own }]) =>
      own.length === 0 || own.length === revisions.length ? [rest, title] : [rest, title, own],
    ),
    words: { perhaps, search },
  };
}
