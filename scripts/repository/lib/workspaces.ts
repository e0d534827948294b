// The packages of the workspace, public and private.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { listOf, objectOf } from '@apig-spec/model/json';
import { readYaml } from './files.ts';
import { root } from './paths.ts';

/** Their folders, from the root: `packages/client`, `scripts/bundle`. Those of a pattern come by name. */
export function workspaceFolders(): string[] {
  const patterns = listOf(objectOf(readYaml(join(root, 'pnpm-workspace.yaml')))['packages']).map(String);
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())
    .filter((folder) => existsSync(join(root, folder, 'package.json')));
}
