// The catalogue of translations: for each piece of prose its stable name, and for each English text the Chinese one.
import { join } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, objectOf, pointerOf, shortHash } from '@apig-spec/model/json';
import type { Mistakes } from './failure.ts';
import { readYamlObject } from './files.ts';
import { specDir } from './paths.ts';
import type { Prose } from './prose.ts';

export const catalogueFile = join(specDir, 'locales', 'zh-CN.yaml');

/** `{ key: { hash of the English text: Chinese text } }` */
export type Catalogue = Record<string, Record<string, string>>;

export function readCatalogue(): Catalogue {
  return readYamlObject(catalogueFile) as Catalogue;
}

/** What is wrong with the catalogue, given the prose of all revisions. */
export interface Gaps {
  /** Prose that has no Chinese text. */
  missing: { key: string; hash: string; english: string; revisions: string[]; outdated: string | undefined }[];
  /** Entries whose English text no revision has (any more). */
  stale: { key: string; hash: string; chinese: string; known: boolean }[];
  /** Entries that cannot be right whatever the English says. */
  broken: { key: string; hash: string; problem: string; mend: string }[];
}

/** Words that stand alone in Chinese too. */
const withoutHan = /^(AppCode|API ID|VPC ID)。?$/;

export function gapsOf(catalogue: Catalogue, proseByRevision: ReadonlyMap<string, readonly Prose[]>): Gaps {
  const wanted = new Map<string, { key: string; hash: string; english: string; revisions: string[] }>();
  for (const [revision, prose] of proseByRevision) {
    for (const { key, text } of prose) {
      const hash = shortHash(text);
      const entry = wanted.get(`${key} ${hash}`) ?? { key, hash, english: text, revisions: [] };
      wanted.set(`${key} ${hash}`, entry);
      if (!entry.revisions.includes(revision)) entry.revisions.push(revision);
    }
  }
  const keys = new Set([...wanted.values()].map(({ key }) => key));
  const entries = Object.entries(catalogue).flatMap(([key, texts]) =>
    Object.entries(objectOf(texts as Json)).map(([hash, chinese]) => ({ key, hash, chinese: String(chinese ?? '') })),
  );
  const stale = entries
    .filter(({ key, hash }) => isHash(hash) && !wanted.has(`${key} ${hash}`))
    .map((entry) => ({ ...entry, known: keys.has(entry.key) }));
  const broken = entries.flatMap(({ key, hash, chinese }) => {
    if (!isHash(hash)) {
      const problem = `${hash} is no hash: unquoted, one such as 45e72865 is a number to YAML.`;
      return [{ key, hash, problem, mend: 'Quote it.' }];
    }
    if (/\p{Script=Han}/u.test(chinese) || withoutHan.test(chinese)) return [];
    return [{ key, hash, problem: `${JSON.stringify(chinese)} is no Chinese.`, mend: 'Translate it.' }];
  });
  const missing = [...wanted.values()]
    .filter(({ key, hash }) => typeof objectOf(catalogue[key] as Json | undefined)[hash] !== 'string')
    .map((entry) => ({ ...entry, outdated: stale.find(({ key }) => key === entry.key)?.chinese }));
  return { missing, stale, broken };
}

function isHash(key: string): boolean {
  return /^[0-9a-f]{8}$/.test(key);
}

/** Adds a mistake for each missing, each stale and each broken entry. */
export function reportGaps({ missing, stale, broken }: Gaps, mistakes: Mistakes): void {
  for (const { key, hash, problem, mend } of broken) {
    mistakes.add({ file: catalogueFile, at: `${key}, ${hash}`, problem, mend });
  }
  for (const { key, hash, english, revisions } of missing) {
    mistakes.add({
      file: catalogueFile,
      at: `${key}, revision ${revisions.join(', ')}`,
      problem: `No Chinese text for ${JSON.stringify(english)}.`,
      mend: `Add it as \`'${hash}'\` under \`${key}\`; \`npm run translations\` lists all that is missing.`,
    });
  }
  for (const { key, hash, chinese, known } of stale) {
    mistakes.add({
      file: catalogueFile,
      at: `${key}, ${hash}`,
      problem: known
        ? `No revision has the English text that ${JSON.stringify(chinese)} translates.`
        : 'The key names no prose.',
      mend: known
        ? 'Where the English text has changed, review the Chinese one and give it the new hash. Where an older revision should still have the old text, keep the entry and take the text back in spec/revisions/.'
        : 'Correct the key. Where what it named is gone from the newest revision alone, keep the entry and take the removal back in spec/revisions/; else remove the entry.',
    });
  }
}

/** Puts the Chinese text of each piece of prose in its place. */
export function setProse(document: JsonObject, prose: readonly Prose[], catalogue: Catalogue): void {
  for (const { key, steps, text } of prose) {
    const holder = at(document, pointerOf(steps.slice(0, -1))) as Record<string | number, Json>;
    holder[steps.at(-1) as string | number] = catalogue[key]?.[shortHash(text)] as string;
  }
}
