// Step: changelogs and waiting changesets → docs/generated/<locale>/news.md, what each release of the packages brought.
import { join } from 'node:path';
import type { Locale } from '@apig-spec/model/editions';
import { locales } from '@apig-spec/model/editions';
import { step } from '@apig-spec/repository/failure';
import { writeAll } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import type { News, NewsItem } from './lib/whats-new.ts';
import { readNews } from './lib/whats-new.ts';

const words = {
  en: {
    title: 'What’s new',
    description: 'What each release of the packages brought.',
    waiting: 'Not released yet',
    bumps: { major: 'Breaking', minor: 'New', patch: 'Fixed' },
  },
  'zh-CN': {
    title: '更新内容',
    description: '各软件包每次发布带来的变化。',
    waiting: '尚未发布',
    bumps: { major: '不兼容变更', minor: '新增', patch: '修复' },
  },
} satisfies Record<Locale, object>;

function pageOf(news: readonly News[], locale: Locale): string {
  const { title, description, waiting, bumps } = words[locale];
  const itemOf = ({ bump, packages, [locale]: text }: NewsItem) =>
    `- **${bumps[bump]}** ${packages.map((name) => `\`${name}\``).join(' ')}\n\n  ${text.replaceAll('\n', '\n  ')}`;
  const sections = news.map(({ version, items }) => `## ${version ?? waiting}\n\n${items.map(itemOf).join('\n\n')}\n`);
  return `---\ntitle: ${title}\ndescription: ${description}\n---\n\n${sections.join('\n')}`;
}

await step('news', async () => {
  const news = readNews();
  const files = new Map(locales.map((locale) => [`${locale}/news.md`, pageOf(news, locale)]));
  writeAll(join(root, 'docs', 'generated'), files, (name) => /(^|[\\/])news\.md$/.test(name));
  return `${news.length} releases`;
});
