// The catalogues of translations, one in each folder: for each piece of prose its stable name, and for each English text the Chinese one.
import { existsSync } from 'node:fs';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, objectOf, pointerOf, shortHash } from '@apig-spec/model/json';
import type { Mistakes } from '@apig-spec/repository/failure';
import { readYaml } from '@apig-spec/repository/files';
import { catalogueFile, partFinder, readFolders, readParts, sharedFolder } from '@apig-spec/repository/parts';
import { checkShape } from '@apig-spec/repository/shapes';
import type { Prose } from './prose.ts';

/** `{ key: { hash of the English text: Chinese text } }` */
export type Catalogue = Record<string, Record<string, string>>;

/** The catalogue of a folder. */
export interface FolderCatalogue {
  folder: string;
  file: string;
  catalogue: Catalogue;
}

/** Reads the catalogues of all folders; one that is not there is empty. */
export function readCatalogues(): FolderCatalogue[] {
  return readFolders().map((folder) => {
    const file = catalogueFile(folder);
    const value = existsSync(file) ? readYaml(file) : {};
    checkShape(file, value, 'catalogue');
    return { folder, file, catalogue: value as Catalogue };
  });
}

/** What is wrong with each catalogue, given the prose of all revisions: each folder translates its own. */
export function gapsByFile(
  catalogues: readonly FolderCatalogue[],
  prose: ReadonlyMap<string, readonly Prose[]>,
): { file: string; gaps: Gaps }[] {
  const partOf = partFinder(readParts());
  const folderOf = ({ steps }: Prose) => partOf(pointerOf(steps))?.folder ?? sharedFolder;
  const byFolder = [...prose].map(([revision, pieces]) => [revision, Map.groupBy(pieces, folderOf)] as const);
  return catalogues.map(({ folder, file, catalogue }) => {
    const own = new Map(byFolder.map(([revision, pieces]) => [revision, pieces.get(folder) ?? []]));
    return { file, gaps: gapsOf(catalogue, own) };
  });
}

/** What is wrong with a catalogue. */
export interface Gaps {
  /** Prose that has no Chinese text. */
  missing: { key: string; hash: string; english: string; revisions: string[]; outdated: string | undefined }[];
  /** Entries whose English text no revision has (any more). */
  stale: { key: string; hash: string; chinese: string; known: boolean }[];
  /** Entries that cannot be right whatever the English says. */
  broken: { key: string; hash: string; problem: string; fix: string }[];
}

/** Words that stand alone in Chinese too. */
const withoutHan = /^(AppCode|API ID|VPC ID)。?$/;

/** What is wrong with a catalogue, given the prose of each revision. */
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
      const problem = `${hash} is not a valid hash: unquoted, one such as 45e72865 is a number to YAML.`;
      return [{ key, hash, problem, fix: 'Quote it.' }];
    }
    if (/\p{Script=Han}/u.test(chinese) || withoutHan.test(chinese)) return [];
    return [{ key, hash, problem: `${JSON.stringify(chinese)} is not Chinese.`, fix: 'Translate it.' }];
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
export function reportGaps(file: string, { missing, stale, broken }: Gaps, mistakes: Mistakes): void {
  for (const { key, hash, problem, fix } of broken) {
    mistakes.add({ file, at: `${key}, ${hash}`, problem, fix });
  }
  // One text in the place of another: it has been changed.
  const one = <Entry extends { key: string }>(entries: readonly Entry[], key: string): Entry | undefined => {
    const [first, ...others] = entries.filter((each) => each.key === key);
    return others.length === 0 ? first : undefined;
  };
  const isChanged = (key: string) => one(missing, key) !== undefined && one(stale, key) !== undefined;
  for (const { key, hash, english, revisions } of missing) {
    const at = `${key}, revision ${revisions.join(', ')}`;
    const before = isChanged(key) ? one(stale, key) : undefined;
    if (before) {
      mistakes.add({
        file,
        at,
        problem: `The English text is now ${JSON.stringify(english)}.`,
        fix: `Review ${JSON.stringify(before.chinese)}, and give it the hash '${hash}' instead of ${before.hash}. If an older revision should still have the old text, keep the entry, add another, and revert the text in the overlay of that revision.`,
      });
      continue;
    }
    mistakes.add({
      file,
      at,
      problem: `No Chinese text for ${JSON.stringify(english)}.`,
      fix: `Add it as \`'${hash}'\` under \`${key}\`; \`npm run translations\` lists all that is missing.`,
    });
  }
  for (const { key, hash, chinese, known } of stale.filter((each) => !isChanged(each.key))) {
    mistakes.add({
      file,
      at: `${key}, ${hash}`,
      problem: known
        ? `No revision has the English text that ${JSON.stringify(chinese)} translates.`
        : 'The key names no prose of this folder.',
      fix: known
        ? 'Where the English text has changed, review the Chinese one and give it the new hash. Where an older revision should still have the old text, keep the entry and take the text back in the overlay of that revision.'
        : 'Correct the key, or move the entry to the folder that has the prose. If only the newest revision no longer has the text, keep the entry and revert the removal in an overlay; otherwise remove the entry.',
    });
  }
}

/** Puts the Chinese text of each piece of prose in its place. */
export function setProse(document: JsonObject, prose: readonly Prose[], catalogues: readonly FolderCatalogue[]): void {
  const texts: Catalogue = Object.assign({}, ...catalogues.map(({ catalogue }) => catalogue));
  for (const { key, steps, text } of prose) {
    const holder = at(document, pointerOf(steps.slice(0, -1))) as Record<string | number, Json>;
    holder[steps.at(-1) as string | number] = texts[key]?.[shortHash(text)] as string;
  }
}
