// Which revisions there are. The files in spec/revisions/ say so; nothing else lists them.
import { join } from 'node:path';
import { objectOf } from '@apig-spec/model/json';
import { Failure } from './failure.ts';
import { filesBelow, readYamlObject } from './files.ts';
import { specDir } from './paths.ts';

/** The revisions, newest first: the base document's own, then one for each file in spec/revisions/. */
export function readRevisions(): string[] {
  const file = join(specDir, 'openapi.yaml');
  const newest = objectOf(readYamlObject(file)['info'])['x-revision'];
  if (typeof newest !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(newest)) {
    throw new Failure({
      file,
      at: '/info/x-revision',
      problem: `Not a revision: ${newest}`,
      fix: "Name it by year and month: '2024-11'.",
    });
  }
  const older = filesBelow(join(specDir, 'revisions'), '.yaml').map((name) => name.replace('.yaml', ''));
  return [newest, ...older.sort().reverse()];
}

/** What was changed in the step from a revision to the next newer one. */
export function stepFile(revision: string): string {
  return join(specDir, 'revisions', `${revision}.yaml`);
}
