// What the reference is made from: the modules that people import, without what they have of each operation and each schema.
// That stands on the pages of resources, and its words on the pages of the contract: a changed word changes nothing here.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Edition } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { filesBelow, readJson } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { codeIn, textWithoutProse } from '@apig-spec/repository/unchanged';
import { limitsModule } from './limits.ts';

/** The packages that people import. */
export const packages = ['client', 'validator', 'mock', 'openapi'];

/** The modules of the client that are made from the contract. */
export const clientCore = 'client';
export const clientLimits = 'client/limits';

/** An entry point, and the module that it stands for. */
export interface Entry {
  /** `client/aksk` */
  name: string;
  file: string;
  /** Where the module is made from the contract: what it is made from, and what is read in place of the file. */
  made?: { from: string; text: () => string | Promise<string> };
}

type BuiltEdition = Edition & { document: JsonObject };

/** Each entry point that people import, of the newest revision: the older ones export the same names. */
export function entriesOf(edition: BuiltEdition): Entry[] {
  const { openapi = '', info, servers = [] } = edition.document;
  const { 'x-edition': name = null, 'x-retires': retires } = objectOf(info);
  const head = { 'x-edition': name, ...(retires === undefined ? {} : { 'x-retires': retires }) };
  const document = { openapi, info: head, servers, paths: {}, components: {} };
  const from = textWithoutProse(document);
  const made: Record<string, Entry['made']> = {
    // Only where it is asked for: what it is made with takes long to load.
    [clientCore]: {
      from,
      text: async () => (await import('./client-module.ts')).clientModule({ ...edition, document }),
    },
    [clientLimits]: { from, text: () => limitsModule(edition.name, document) },
  };
  const entries = packages.flatMap((name) => {
    const folder = join(root, 'packages', name);
    const { exports } = readJson(join(folder, 'package.json')) as { exports: JsonObject };
    return Object.entries(exports).flatMap(([subpath, target]): Entry[] => {
      const module = /^\.\/dist\/(.*)\.d\.ts$/.exec(String(objectOf(target)['types']))?.[1];
      if (!module || /^\.\/\d/.test(subpath)) return [];
      const entry = posix.join(name, subpath);
      const own = made[entry];
      return [{ name: entry, file: join(folder, `${module}.ts`), ...(own ? { made: own } : {}) }];
    });
  });
  // Of two names for a module the last has its page.
  return [...new Map(entries.map((entry) => [entry.file, entry])).values()];
}

/**
 * All that the reference depends on, code included.
 *
 * @param pages - those that are not made by TypeDoc
 */
export function inputsOf(entries: readonly Entry[], pages: readonly string[]): string[] {
  const read = (file: string) => readFileSync(file, 'utf8');
  const written = packages.flatMap((name) => {
    const folder = join(root, 'packages', name, 'src');
    return filesBelow(folder, '.ts').map((file) => join(folder, file));
  });
  const others = ['reference.ts', 'tsconfig.reference.json'].map((name) => join(import.meta.dirname, '..', name));
  return [
    codeIn('emit/lib', 'model', 'repository/lib'),
    ...[...written, ...others].map(read),
    ...entries.flatMap(({ name, file, made }) => [name, made?.from ?? read(file)]),
    ...pages,
  ];
}
