// What the site says beside the contract's own words, in both languages; dates, titles and sections as each writes them.
import type { Locale } from '@apig-spec/model/editions';
import type { UiText } from './words/en.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh-CN.ts';

export type { UiText };

export const words: Readonly<Record<Locale, UiText>> = { en, 'zh-CN': zh };

/** A date as its language writes it. @param date - `2024-11-11` */
export function dateIn(locale: Locale, date: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(date),
  );
}

/** A month as its language writes it. @param month - `2027-06` */
export function monthIn(locale: Locale, month: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01`));
}

/** What the sections of the documents are called in Chinese. */
const sections: [RegExp, string][] = [
  [/Table (\d+)/g, '表 $1'],
  [/Example Responses/g, '响应示例'],
  [/Response Parameters/g, '响应参数'],
  [/Example (\d+)/g, '示例 $1'],
  [/^Function$/g, '功能介绍'],
  [/ and /g, '、'],
  [/, /g, '，'],
];

/** Titles of documents that are not in English, or are our own. */
const titles: Readonly<Record<string, string>> = {
  'Creating a VPC channel (创建VPC通道)': '创建VPC通道',
  'Handbook: fragments of eleven operations': '手册：十一个接口的片段',
};

/** The title of a document: its own where a Chinese reader is told of a Chinese one. */
export function titleIn(locale: Locale, title: string): { title: string; lang: Locale } {
  const chinese = locale === 'zh-CN' ? titles[title] : undefined;
  return chinese ? { title: chinese, lang: 'zh-CN' } : { title, lang: 'en' };
}

/** A section of a document, as errata name it in English: `Table 7, path and http_code`. */
export function sectionIn(locale: Locale, section: string): string {
  return locale === 'en' ? section : sections.reduce((text, [from, to]) => text.replaceAll(from, to), section);
}
