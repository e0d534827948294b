// Step: writes to packages/openapi/editions/ what a review shows of what consumers get: the newest edition in English in full,
// and the facts of every edition, by resource. The folder is committed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { readBuilt, writeAll } from '@apig-spec/repository/files';
import { distDir, editionsDir } from '@apig-spec/repository/paths';
import { factsOf } from './lib/facts.ts';

if (import.meta.main) await step('editions', writeEditions);

/** The step itself, for who watches spec/. @throws {@link Failure} */
export function writeEditions(): string {
  const editions = editionsOf(readRevisions());
  const newest = `${editions[0]?.name}.yaml`;
  const files = new Map([[newest, readFileSync(join(distDir, newest), 'utf8')]]);
  for (const { name } of editions) {
    for (const [resource, facts] of factsOf(readBuilt(join(distDir, `${name}.json`))))
      files.set(`${name}/${resource}.txt`, facts);
  }
  writeAll(editionsDir, files, () => true);
  return `${newest} and the facts of ${editions.length} written to packages/openapi/editions`;
}
