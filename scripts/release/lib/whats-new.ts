// What each release brought, in both languages: from the changelogs that changesets writes, and from the changesets that wait.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mistakes } from '@apig-spec/repository/failure';
import { filesBelow } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { parseChangesetFile } from '@changesets/parse';
import { packageNames } from './verdict.ts';

export interface NewsItem {
  bump: 'major' | 'minor' | 'patch';
  /** `@apig-spec/client` and so on, in the order of the README. */
  packages: string[];
  /** Markdown. */
  en: string;
  'zh-CN': string;
}

export interface News {
  /** `0.1.0`; `null` for what waits for its release. */
  version: string | null;
  items: NewsItem[];
}

/** In a changeset, and so in a changelog, the Chinese text follows the English after this mark. */
const mark = 'zh-CN: ';

/**
 * The combined changelog of all packages, newest release first; what waits for its release before them, if anything does.
 *
 * @throws {@link Failure} where a changeset has no Chinese text
 */
export function readNews(folder = root): News[] {
  const waiting = readWaiting(folder);
  const releases = new Map<string, NewsItem[]>();
  for (const name of packageNames) {
    const file = join(folder, 'packages', name, 'CHANGELOG.md');
    if (!existsSync(file)) continue;
    for (const { version, item } of entriesOf(readFileSync(file, 'utf8'), `@apig-spec/${name}`)) {
      add(releases.get(version) ?? releases.set(version, []).get(version) ?? [], item);
    }
  }
  const released = [...releases].map(([version, items]): News => ({ version, items }));
  released.sort((a, b) => String(b.version).localeCompare(String(a.version), 'en', { numeric: true }));
  return waiting.length > 0 ? [{ version: null, items: waiting }, ...released] : released;
}

function readWaiting(folder: string): NewsItem[] {
  const mistakes = new Mistakes();
  const items: NewsItem[] = [];
  for (const name of filesBelow(join(folder, '.changeset'), '.md').filter((each) => each !== 'README.md')) {
    const file = join(folder, '.changeset', name);
    const { summary, releases } = parseChangesetFile(readFileSync(file, 'utf8'));
    const words = wordsOf(summary);
    if (words.en === '' || !/\p{Script=Han}/u.test(words['zh-CN'])) {
      mistakes.add({
        file,
        problem: 'It does not describe the change in both languages.',
        fix: `Write it in English, then, after an empty line, a paragraph that begins with '${mark}'.`,
      });
    }
    for (const { name: of, type } of releases)
      if (type !== 'none') add(items, { bump: type, packages: [of], ...words });
  }
  mistakes.stop();
  return items;
}

/** The entries of a changelog that a changeset told; what changesets adds of dependencies is not news. */
function entriesOf(changelog: string, name: string): { version: string; item: NewsItem }[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .flatMap((release) => {
      const version = release.slice(0, release.indexOf('\n')).trim();
      return release
        .split(/^### /m)
        .slice(1)
        .flatMap((part) => {
          const bump = part.slice(0, part.indexOf(' ')).toLowerCase() as NewsItem['bump'];
          return part
            .split(/^- /m)
            .slice(1)
            .flatMap((text) => {
              // Lines after the first are indented; before the text stands the commit.
              const words = wordsOf(text.replaceAll(/^ {2}/gm, '').replace(/^[0-9a-f]{7,}: /, ''));
              return words['zh-CN'] !== '' ? [{ version, item: { bump, packages: [name], ...words } }] : [];
            });
        });
    });
}

function wordsOf(text: string): Pick<NewsItem, 'en' | 'zh-CN'> {
  const at = text.search(new RegExp(`^${mark}`, 'm'));
  return at < 0
    ? { en: text.trim(), 'zh-CN': '' }
    : { en: text.slice(0, at).trim(), 'zh-CN': text.slice(at + mark.length).trim() };
}

/** What several packages tell in the same words is one piece of news. */
function add(items: NewsItem[], item: NewsItem): void {
  const same = items.find(({ en, bump }) => en === item.en && bump === item.bump);
  if (same) same.packages.push(...item.packages);
  else items.push(item);
}
