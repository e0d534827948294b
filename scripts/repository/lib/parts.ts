// Which folder of spec/ holds each part of the contract: a resource's own, or spec/shared. Reads what is there and finds no
// fault with it, since reports of mistakes need it too; assemble.ts checks it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf, pointerOf, stepsOf } from '@apig-spec/model/json';
import { specDir } from './paths.ts';
import { parseYaml } from './yaml.ts';

/** What stands by itself in a file: an operation, a component, or the text of a tag. */
export interface Part {
  /** Where a bundled edition has it: `/components/schemas/VpcChannelBase`. */
  pointer: string;
  file: string;
  /** Where the file has it; empty for the whole of it. */
  at: string;
  /** The folder that it belongs to: spec/shared, or that of a resource. */
  folder: string;
}

/** What a resource.yaml says. */
export interface Resource {
  name: string;
  folder: string;
  /** What its tag says; the tag is named after the folder. */
  tag: JsonObject;
  /** By path and method, the operationId. */
  paths: Record<string, Record<string, string>>;
}

export const baseFile = join(specDir, 'openapi.yaml');
export const sharedFolder = join(specDir, 'shared');
const resourcesFolder = join(specDir, 'resources');

/** The folders of components, and under which key their components stand. */
export const componentFolders: Readonly<Record<string, string>> = {
  fields: 'schemas',
  schemas: 'schemas',
  parameters: 'parameters',
  responses: 'responses',
  headers: 'headers',
  examples: 'examples',
};

/** The resources in the order of `x-resources`, then those that it does not list. */
export function readResources(): Resource[] {
  const listed = listOf(parsed(baseFile)['x-resources']).map(String);
  const found = existsSync(resourcesFolder) ? readdirSync(resourcesFolder).sort() : [];
  return [...new Set([...listed.filter((name) => found.includes(name)), ...found])].map((name) => {
    const folder = join(resourcesFolder, name);
    const { tag, paths } = parsed(resourceFile(folder));
    return { name, folder, tag: objectOf(tag), paths: objectOf(paths) as unknown as Resource['paths'] };
  });
}

export function resourceFile(folder: string): string {
  return join(folder, 'resource.yaml');
}

/** Where the overlay of a folder is: of `observed` or `zh-CN` facts, or the one that steps back to a revision. */
export function overlayFile(folder: string, kind: string): string {
  return join(folder, /^\d/.test(kind) ? 'revisions' : '', `${kind}.overlay.yaml`);
}

/** Where the errata of a folder are: in `errata.yaml`, or by subject in `<subject>.errata.yaml`. */
export function errataFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /(^|\.)errata\.yaml$/.test(file))
    .sort()
    .map((file) => join(folder, file));
}

/** Where the Chinese prose of a folder is. */
export function catalogueFile(folder: string): string {
  return join(folder, 'zh-CN.yaml');
}

/** The folder of each operation, by operationId. */
export function operationFolders(): Map<string, string> {
  return new Map(
    readResources().flatMap(({ folder, paths }) =>
      Object.values(paths).flatMap((methods) => Object.values(methods).map((id) => [id, folder] as const)),
    ),
  );
}

/** All folders that hold parts of the contract: those of the resources, then spec/shared. */
export function readFolders(): string[] {
  return [...readResources().map(({ folder }) => folder), sharedFolder];
}

/** All parts, each as often as it is there. */
export function readParts(): Part[] {
  const resources = readResources();
  return [
    ...resources.map(({ folder }, index): Part => {
      return { pointer: pointerOf(['tags', index]), file: resourceFile(folder), at: '/tag', folder };
    }),
    ...resources.flatMap(({ folder, paths }) =>
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(objectOf(methods as JsonObject)).map(([method, operation]): Part => {
          const pointer = pointerOf(['paths', path, method]);
          return { pointer, file: join(folder, `${operation}.yaml`), at: '', folder };
        }),
      ),
    ),
    ...[...resources.map(({ folder }) => folder), sharedFolder].flatMap(componentsIn),
  ];
}

function componentsIn(folder: string): Part[] {
  return Object.entries(componentFolders).flatMap(([inner, kind]) => {
    const files = existsSync(join(folder, inner)) ? readdirSync(join(folder, inner)).sort() : [];
    return files
      .filter((file) => file.endsWith('.yaml'))
      .map((file): Part => {
        const pointer = pointerOf(['components', kind, basename(file, '.yaml')]);
        return { pointer, file: join(folder, inner, file), at: '', folder };
      });
  });
}

/** Finds the part that holds a place of a bundled edition. The head of the document is in none. */
export function partFinder(parts: readonly Part[]): (pointer: string) => Part | undefined {
  const byPointer = new Map(parts.map((part) => [part.pointer, part]));
  return (pointer) => {
    const steps = stepsOf(pointer);
    return byPointer.get(pointerOf(steps.slice(0, 3))) ?? byPointer.get(pointerOf(steps.slice(0, 2)));
  };
}

function parsed(file: string): JsonObject {
  try {
    return objectOf(parseYaml(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
