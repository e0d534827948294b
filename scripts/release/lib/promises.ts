// What the changesets promise: for each package the greatest bump that one of them names.
import { readChangesets } from '@changesets/read';
import type { Level } from './finding.ts';
import { greatest } from './finding.ts';
import { type PackageName, packageNames } from './verdict.ts';

/**
 * @param released - the version that was released last
 * @param current - the version that package.json has: `changeset version` has kept its promise there
 */
export async function promisesOf(
  repository: string,
  released: string,
  current: string,
): Promise<Record<PackageName, Level>> {
  const changesets = await readChangesets(repository);
  const promised = (name: PackageName): Level[] =>
    changesets
      .flatMap(({ releases }) => releases)
      .filter((release) => release.name === `@apig-spec/${name}`)
      .map(({ type }) => type);
  const kept = bumpBetween(released, current);
  return Object.fromEntries(packageNames.map((name) => [name, greatest([kept, ...promised(name)])])) as Record<
    PackageName,
    Level
  >;
}

/** Which part of a version has changed. */
export function bumpBetween(from: string, to: string): Level {
  const [old, now] = [from, to].map((version) => version.split(/[.-]/).slice(0, 3));
  const index = (old ?? []).findIndex((part, place) => part !== now?.[place]);
  return (['major', 'minor', 'patch'] as const)[index] ?? 'none';
}

/**
 * The bump that a level asks for at a version. Before 1.0.0 nothing is promised to stay, so what breaks asks for a minor,
 * as npm's `^0.1.0` has it; the rest is as after it.
 */
export function bumpAt(version: string, level: Level): Level {
  return version.startsWith('0.') && level === 'major' ? 'minor' : level;
}
