// Step: copies the bundled YAML to packages/openapi/editions/, which is committed, so that a review shows what consumers get.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { filesBelow, readBuilt, writeAll } from '@apig-spec/repository/files';
import { distDir, editionsDir } from '@apig-spec/repository/paths';

await step('editions', () => {
  const files = new Map(
    editionsOf(readRevisions()).map(({ name }) => {
      readBuilt(join(distDir, `${name}.json`));
      return [`${name}.yaml`, readFileSync(join(distDir, `${name}.yaml`), 'utf8')];
    }),
  );
  writeAll(editionsDir, files);
  for (const name of filesBelow(editionsDir, '.yaml')) {
    if (!files.has(name)) rmSync(join(editionsDir, name));
  }
  return `${files.size} written to packages/openapi/editions`;
});
