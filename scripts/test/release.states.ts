// States of the packages to compare: as they are built here, and as a change of the newest editions makes them.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientModule } from '@apig-spec/emit/client-module';
import { limitsModule } from '@apig-spec/emit/limits';
import { editionsOf } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { packageNames, type State } from '@apig-spec/release/verdict';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { inScope } from '@apig-spec/repository/scope';

/** The newest revision in both languages. */
export const newest = editionsOf(readRevisions()).slice(0, 2);

export type Documents = Map<string, JsonObject>;

/** The operations that the changes are of: what a change asks for does not depend on how many others there are. */
const operations = new Set([
  ...['createVpcChannel', 'showVpcChannel', 'updateVpcChannel', 'listInstances', 'showInstance', 'updateInstance'],
  ...['listApps', 'createApp', 'showApp', 'updateApp', 'deleteApp', 'resetAppSecret', 'checkApp'],
  ...['createThrottle', 'showThrottle', 'updateThrottle', 'deleteThrottle'],
]);

export function documents(): Documents {
  return new Map(
    newest.map(({ name }) => {
      const document = readBuilt(join(distDir, `${name}.json`));
      return [name, inScope(document, { operations })];
    }),
  );
}

/** The client's module of each edition: most states have most of them in common. */
const modules = new Map<string, string>();

/** The packages as a change of the contract makes them: the client's types in English are generated, the rest is as built. */
export function stateOf(editions: Documents, folder: string): State {
  const client = mkdtempSync(join(folder, 'client-'));
  mkdirSync(join(client, 'generated'), { recursive: true });
  for (const part of ['src', 'node_modules']) symlinkSync(join(root, 'packages', 'client', part), join(client, part));
  const exports: JsonObject = {};
  for (const [name, document] of editions) {
    if (!name.endsWith('.en')) continue;
    const revision = name.replace('.en', '');
    const key = JSON.stringify([name, document]);
    const module = modules.get(key) ?? clientModule({ name, revision, locale: 'en', document });
    modules.set(key, module);
    writeFileSync(join(client, 'generated', `${name}.ts`), module);
    writeFileSync(join(client, 'generated', `${name}.limits.ts`), limitsModule(name, document));
    for (const [subpath, file] of [
      ['', name],
      ['/limits', `${name}.limits`],
    ] as const) {
      exports[`./${revision}${subpath}`] = { types: `./generated/${file}.ts` };
      exports[`.${subpath}`] ??= { types: `./generated/${file}.ts` };
    }
  }
  writeFileSync(join(client, 'package.json'), JSON.stringify({ exports }));
  const folders = Object.fromEntries(
    packageNames.map((name) => [name, join(root, 'packages', name)]),
  ) as State['folders'];
  return { folders: { ...folders, client }, editions };
}
