// Facts carry over from sources, their sentences do not: no description shares a long run of words with a text of the sibling
// reference, where that is at hand. Code and names in backticks belong to nobody.
import { join } from 'node:path';
import type { Locale } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, pointerOf } from '@apig-spec/model/json';
import { filesBelow, readText } from '@apig-spec/repository/files';

/** A run of as many words, or Chinese characters, may be shared. */
const longest: Record<Locale, number> = { en: 8, 'zh-CN': 16 };

/** A text of an edition that shares too much with a source. */
export interface Borrowed {
  pointer: string;
  /** The run that both have. */
  run: string;
}

/** The runs of a source's texts that are too long to be shared, by language. */
export type Runs = Record<Locale, ReadonlySet<string>>;

/** Reads the texts of a reference. @param folder - as for `npm run transcribe` */
export function runsIn(folder: string): Runs {
  const runs = { en: new Set<string>(), 'zh-CN': new Set<string>() };
  for (const name of filesBelow(folder, '.txt')) {
    for (const line of readText(join(folder, name)).split('\n')) {
      const [, told] = /^function: (.*)/.exec(line) ?? [];
      const { text = told, zh } = line.startsWith('{') ? (JSON.parse(line) as { text?: string; zh?: string }) : {};
      if (text !== undefined) for (const run of runsOf(text, 'en')) runs.en.add(run);
      if (zh !== undefined) for (const run of runsOf(zh, 'zh-CN')) runs['zh-CN'].add(run);
    }
  }
  return runs;
}

/** Every summary and description of an edition that has one of the runs. */
export function borrowedIn(document: JsonObject, locale: Locale, runs: Runs): Borrowed[] {
  return borrowedWhere(document, runs, (key) => (key === 'description' || key === 'summary' ? locale : undefined));
}

/** Every text of a data set that has its texts in both languages, such as the error codes, that has one of the runs. */
export function borrowedInBoth(told: Json, runs: Runs): Borrowed[] {
  return borrowedWhere(told, runs, (key) => (key === 'en' || key === 'zh-CN' ? key : undefined));
}

/** @param localeOf - the language of the text under a key; undefined for what is no prose */
function borrowedWhere(root: Json, runs: Runs, localeOf: (key: string) => Locale | undefined): Borrowed[] {
  const found: Borrowed[] = [];
  const visit = (node: Json | undefined, steps: readonly string[]): void => {
    if (Array.isArray(node)) node.forEach((each, index) => void visit(each, [...steps, String(index)]));
    if (!isObject(node)) return;
    for (const [key, value] of Object.entries(node)) {
      const locale = typeof value === 'string' ? localeOf(key) : undefined;
      const run = locale && runsOf(value as string, locale).find((each) => runs[locale].has(each));
      if (run !== undefined) found.push({ pointer: pointerOf([...steps, key]), run });
      visit(value, [...steps, key]);
    }
  };
  visit(root, []);
  return found;
}

/** The runs of a text that are one longer than may be shared. */
function runsOf(text: string, locale: Locale): string[] {
  // What stands in backticks interrupts a run, and so does what is not Chinese in Chinese.
  const parts = text.replaceAll(/`[^`]*`/g, '\n').split('\n');
  const length = longest[locale] + 1;
  return parts.flatMap((part) => {
    const units =
      locale === 'en' ? (part.toLowerCase().match(/[\w'’-]+/g) ?? []) : [...part.replaceAll(/[\s\p{P}]/gu, '')];
    const joint = locale === 'en' ? ' ' : '';
    return Array.from({ length: Math.max(0, units.length - length + 1) }, (_, start) =>
      units.slice(start, start + length).join(joint),
    ).filter((run) => locale === 'en' || /^\p{Script=Han}+$/u.test(run));
  });
}
