// The differences between neighbouring revisions, as changes.json holds them. To find them takes seconds; they are kept until a
// wire fact of the two changes, or the code that finds them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import type { RevisionDifference } from '@apig-spec/model/records';
import { root } from '@apig-spec/repository/paths';
import { codeIn, textWithoutProse } from '@apig-spec/repository/unchanged';

const folder = join(root, 'node_modules', '.cache', 'apig-spec', 'differences');

/** What one revision changed since another, in English: Chinese editions differ from it in character sets only. */
export async function revisionDifferences(
  [from, before]: [revision: string, document: JsonObject],
  [to, after]: [revision: string, document: JsonObject],
): Promise<RevisionDifference[]> {
  const key = keyOf([before, after]);
  const name = `${from}-to-${to}.json`;
  const kept = existsSync(join(folder, name))
    ? (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { key: string; differences: RevisionDifference[] })
    : undefined;
  if (kept?.key === key) return kept.differences;
  // Loaded only where it is needed: it brings a compiler of schemas.
  const { differencesOf, operationsIn } = await import('@apig-spec/model/differences');
  const differences = differencesOf(before, after).map(({ kind, change: _, places, ...said }): RevisionDifference => {
    return { kind, ...said, operations: operationsIn({ places }), places };
  });
  // Others may bundle at the same time, and share node_modules.
  const own = join(folder, `${name}.${process.pid}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(own, JSON.stringify({ key, differences }));
  renameSync(own, join(folder, name));
  return differences;
}

/** The same for documents that differ in prose alone. */
function keyOf(documents: readonly JsonObject[]): string {
  const hash = createHash('sha256');
  for (const text of [codeIn('model'), textWithoutProse(documents)]) hash.update(text);
  return hash.digest('hex');
}
