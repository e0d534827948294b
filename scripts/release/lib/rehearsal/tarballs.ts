// What a published tarball holds: what its users need, what npm shows, and nothing else.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@apig-spec/model/json';
import { isObject, objectOf } from '@apig-spec/model/json';
import { filesBelow, readBuilt } from '@apig-spec/repository/files';
import type { PackageName } from '../verdict.ts';

/** What each package may weigh unpacked, in kB: about a third more than at its last change. */
const limits: Record<PackageName, number> = { openapi: 33_000, client: 17_000, validator: 1700, mock: 2700 };

/** Compiled code, data, a recipe, and what npm adds. Sources, build information and tests are none of it. */
const allowed =
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|Dockerfile|evidence\.json|dist\/.*\.(js|d\.ts|json|yaml)|types\/.*\.d\.cts)$/;

/** What npm's page shows, and what a signed provenance is checked against. */
const fields = ['description', 'license', 'homepage', 'bugs', 'repository', 'engines', 'exports'];

/**
 * What is wrong with a package as it was published; nothing, if all is well.
 *
 * @param folder - its tarball, unpacked
 */
export function tarballProblems(name: PackageName, folder: string): string[] {
  const files = filesBelow(folder, '');
  const weight = Math.round(files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1000);
  const manifest = readBuilt(join(folder, 'package.json'));
  const { url, directory } = objectOf(manifest['repository']);
  const targets = targetsIn(manifest['exports']).concat(targetsIn(manifest['bin']));
  return [
    ...files.filter((file) => !allowed.test(file)).map((file) => `${file} does not belong into the tarball`),
    ...['README.md', 'LICENSE'].filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...(weight > limits[name] ? [`it weighs ${weight} kB unpacked, more than ${limits[name]} kB`] : []),
    ...fields.filter((field) => manifest[field] === undefined).map((field) => `package.json has no ${field}`),
    ...(String(url).startsWith('git+https://') ? [] : [`repository.url is ${url}, no git+https address`]),
    ...(directory === `packages/${name}` ? [] : [`repository.directory is ${directory}`]),
    ...(/"(workspace|catalog):/.test(JSON.stringify(manifest)) ? ['package.json names the workspace'] : []),
    ...targets
      .filter((target) => !target.includes('*') && !existsSync(join(folder, target)))
      .map((target) => `${target}, named in package.json, is missing`),
    ...(targets.some((target) => target.endsWith('.d.ts')) ? [] : ['it has no types']),
  ];
}

/** All files that `exports` or `bin` names. */
function targetsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return isObject(value) ? Object.values(value).flatMap(targetsIn) : [];
}
