// The resources as one document whose paths and tags refer to their files: what Redocly bundles. Each part of the contract has
// one home, and each file of a resource has its use.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf } from '@apig-spec/model/json';
import { Mistakes } from '@apig-spec/repository/failure';
import { filesBelow, readYaml, readYamlObject } from '@apig-spec/repository/files';
import {
  baseFile,
  type Part,
  type Resource,
  readFolders,
  readParts,
  readResources,
  resourceFile,
  sharedFolder,
} from '@apig-spec/repository/parts';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';

/** The newest revision, not bundled yet. @throws {@link Failure} where a resource or a name is not as it must be */
export function assemble(): JsonObject {
  const base = readYamlObject(baseFile);
  const { 'x-resources': listed, components = {}, ...head } = base;
  const resources = readResources();
  const mistakes = new Mistakes();
  for (const { folder } of resources) checkShape(resourceFile(folder), readYaml(resourceFile(folder)), 'resource');
  checkList(listOf(listed).map(String), resources, mistakes);
  checkHomes(readParts(), mistakes);
  checkReferences(mistakes);
  const tags = resources.map(({ name, tag }) => ({ name, ...tag }));
  const paths = pathsOf(resources, mistakes);
  mistakes.stop();
  return { ...head, tags, paths, components };
}

/** A path stands before those below it, whatever resource they belong to; else the order is that of the resources. */
function pathsOf(resources: readonly Resource[], mistakes: Mistakes): JsonObject {
  const operations = resources.flatMap((resource) =>
    Object.entries(resource.paths).map(([path, methods]) => ({ resource, path, methods })),
  );
  const all = [...new Set(operations.map(({ path }) => path))];
  const ordered = new Set(
    all.flatMap((path) => [
      ...all.filter((other) => path.startsWith(`${other}/`)).sort((a, b) => a.length - b.length),
      path,
    ]),
  );
  const paths: JsonObject = Object.fromEntries([...ordered].map((path) => [path, {}]));
  for (const { resource, path, methods } of operations) {
    const item = paths[path] as JsonObject;
    item['parameters'] ??= parametersOf(path, resource, mistakes);
    for (const [method, operation] of Object.entries(methods))
      item[method] = { $ref: reference(join(resource.folder, `${operation}.yaml`)) };
  }
  return paths;
}

/** What stands in a path in braces is a parameter of that name: one of the resource's own, or a shared one. */
function parametersOf(path: string, { folder }: Resource, mistakes: Mistakes): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => {
    const file = `parameters/${pascalCase(name)}.yaml`;
    const home = [folder, sharedFolder].map((each) => join(each, file)).find((each) => existsSync(each));
    if (home !== undefined) return [{ $ref: reference(home) }];
    mistakes.add({
      file: resourceFile(folder),
      at: path,
      problem: `No ${file} describes {${name}}.`,
      fix: 'Add it to the folder of the resource, or to spec/shared where other resources have it too.',
    });
    return [];
  });
}

/** `vpc_channel_id` as `VpcChannelId`. */
function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function reference(file: string): string {
  return relative(specDir, file).replaceAll('\\', '/');
}

function checkList(listed: readonly string[], resources: readonly Resource[], mistakes: Mistakes): void {
  const wrong = (at: string, problem: string, fix: string) => mistakes.add({ file: baseFile, at, problem, fix });
  for (const { name } of resources.filter((each) => !listed.includes(each.name)))
    wrong('x-resources', `It does not list ${name}, a folder of spec/resources.`, 'Add it where it belongs.');
  for (const [index, name] of listed.entries()) {
    if (!resources.some((each) => each.name === name))
      wrong('x-resources', `spec/resources has no folder ${name}.`, 'Correct the name, or remove it.');
    if (listed.indexOf(name) < index) wrong('x-resources', `It lists ${name} twice.`, 'Remove one.');
  }
}

/** Each operation and each component is written once. */
function checkHomes(parts: readonly Part[], mistakes: Mistakes): void {
  const operations = parts.filter(({ pointer }) => pointer.startsWith('/paths/'));
  for (const { file, folder } of operations.filter((each) => !existsSync(each.file))) {
    mistakes.add({
      file: resourceFile(folder),
      at: 'paths',
      problem: `There is no ${reference(file)}.`,
      fix: 'Correct the operationId, or write the operation there.',
    });
  }
  const twice = (same: readonly Part[] | undefined, what: string) => {
    const [first, second] = same ?? [];
    if (!first || !second) return;
    mistakes.add({
      file: second.file,
      problem: `${what} is also in ${reference(first.file)}.`,
      fix: 'Give one of them another name; define what several resources need once, in spec/shared.',
    });
  };
  for (const [pointer, same] of Map.groupBy(parts, (part) => part.pointer)) twice(same, pointer);
  const byId = Map.groupBy(operations, ({ file }) => file.slice(dirname(file).length + 1));
  for (const [file, same] of byId) twice(same, `The operation ${file.replace('.yaml', '')}`);
}

/** A resource refers to its own files, to shared ones and to the sources; a shared file to no resource. */
function checkReferences(mistakes: Mistakes): void {
  for (const folder of readFolders()) {
    const allowed = [folder, sharedFolder, join(specDir, 'sources')];
    for (const name of filesBelow(folder, '.yaml')) {
      const file = join(folder, name);
      for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/(?:\$ref|externalValue): *'?([^\s#'}]+)/g)) {
        const to = resolve(dirname(file), target);
        if (allowed.some((each) => to.startsWith(join(each, '/')))) continue;
        mistakes.add({
          file,
          problem: `It refers to ${reference(to)}, a file of another resource.`,
          fix: 'Move what several resources need to spec/shared.',
        });
      }
    }
  }
}

/** Puts each operation under the tag of its resource, and checks that it has the name of its file, and that no file is unused. */
export function tagOperations(document: JsonObject, used: ReadonlySet<string>, besides: ReadonlySet<string>): void {
  const mistakes = new Mistakes();
  for (const { name: resource, folder, paths } of readResources()) {
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, name] of Object.entries(methods)) {
        const item = objectOf(objectOf(document['paths'])[path]);
        const { operationId, ...rest } = objectOf(item[method]);
        const wrong = (problem: string, fix: string) =>
          mistakes.add({ file: join(folder, `${name}.yaml`), problem, fix });
        if (operationId !== name)
          wrong(`Its operationId is ${operationId}.`, `Name the file after it, or correct it to ${name}.`);
        if ('tags' in rest) wrong('It has tags.', 'Remove them: the tag follows from the resource.');
        item[method] = { operationId: operationId ?? null, tags: [resource], ...rest };
      }
    }
  }
  for (const folder of readFolders()) {
    for (const file of filesBelow(folder, '').map((name) => join(folder, name))) {
      if (!/\.\w+$/.test(file) || file === resourceFile(folder) || used.has(file) || besides.has(file)) continue;
      mistakes.add({ file, problem: 'Nothing uses it.', fix: 'Refer to it, correct its name, or remove it.' });
    }
  }
  mistakes.stop();
}
