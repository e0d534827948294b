// The smallest honest bump of each package: what a release has, against what stands now.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { filesBelow, readBuilt } from '../files.ts';
import type { Json, JsonObject } from '../json.ts';
import { canonical, listOf, objectOf } from '../json.ts';
import { contractFindings } from './contract.ts';
import type { Finding, Level } from './finding.ts';
import { greatest, levelOf } from './finding.ts';
import { type PackageName, packageNames } from './packages.ts';
import { rolesOf } from './roles.ts';
import { typeFindings } from './types.ts';

export { type PackageName, packageNames };

/** A state of all packages, built. */
export interface State {
  /** The folder of each package, with its package.json and what it ships. */
  folders: Record<PackageName, string>;
  /** The editions by name, newest revision first. */
  editions: Map<string, JsonObject>;
}

export interface Verdict {
  asked: Level;
  /** All that has changed for those who use the package. */
  findings: Finding[];
}

/** @param folders - that of each package, built */
export function readState(folders: Record<PackageName, string>): State {
  const dist = join(folders.openapi, 'dist');
  if (!existsSync(dist))
    throw new Failure({ file: dist, problem: 'Not built yet.', mend: 'Run `npm run build` first.' });
  const names = filesBelow(dist, '.json').filter((name) => /^\d{4}-\d{2}\.[A-Za-z-]+\.json$/.test(name));
  const editions = names.map((name): [string, JsonObject] => [name.replace('.json', ''), readBuilt(join(dist, name))]);
  // English before Chinese, which the alphabet does, too.
  editions.sort(([a], [b]) => b.slice(0, 7).localeCompare(a.slice(0, 7)) || a.localeCompare(b));
  return { folders, editions: new Map(editions) };
}

/** Compares two states, package by package. */
export async function verdictsOf(before: State, after: State): Promise<Record<PackageName, Verdict>> {
  const contract = contractOf(before, after);
  const editions = editionFindings(before, after);
  const verdicts = packageNames.map((name): [PackageName, Verdict] => {
    const findings = [
      ...contract.flatMap((finding) => seenBy(name, finding)),
      ...editions,
      ...(name === 'openapi' ? [] : movedFindings(before, after)),
      ...typesOf(name, before, after),
      ...manifestFindings(before.folders[name], after.folders[name]),
    ];
    if (findings.length === 0) findings.push(...shippedFindings(before.folders[name], after.folders[name]));
    return [name, { asked: greatest(findings.map(levelOf)), findings }];
  });
  return Object.fromEntries(verdicts) as Record<PackageName, Verdict>;
}

function contractOf(before: State, after: State): Finding[] {
  const pairs = [...before.editions].flatMap(([name, document]) => {
    const now = after.editions.get(name);
    return now ? [{ name, before: document, after: now }] : [];
  });
  return pairs.flatMap(contractFindings);
}

/**
 * What a package's users see of a change of the contract.
 *
 * The client's types are compared as such. What they do not see, a bound or a default, its constants and comments tell:
 * whoever calls it finds something new, and nothing that compiled fails. Validator and mock ship no prose and no examples.
 */
export function seenBy(name: PackageName, finding: Finding): Finding[] {
  if (finding.only && !finding.only.includes(name)) return [];
  const isWire = levelOf(finding) !== 'patch';
  if (name === 'openapi') return [finding];
  if (name !== 'client') return isWire ? [finding] : [];
  if (!isWire) return finding.effect === 'prose' ? [finding] : [];
  return [{ ...finding, effect: finding.isGone ? 'code' : 'feature' }];
}

function editionFindings(before: State, after: State): Finding[] {
  const gone = [...before.editions.keys()].filter((name) => !after.editions.has(name));
  const come = [...after.editions.keys()].filter((name) => !before.editions.has(name));
  return [
    ...gone.map((where): Finding => ({ effect: 'code', where, place: 'the edition', change: 'removed' })),
    ...come.map((where): Finding => ({ effect: 'feature', where, place: 'the edition', change: 'added' })),
  ];
}

/** A newer revision is what `.` and the mock's default mean from then on. The documents are all named by their edition. */
function movedFindings(before: State, after: State): Finding[] {
  const [newest = ''] = after.editions.keys();
  if (before.editions.has(newest)) return [];
  return [{ effect: 'code', where: newest, place: '.', change: 'what names no revision means this one now' }];
}

/**
 * Options are given. So are the names of editions and operations, and the lists of them: whoever chooses one is not broken
 * by one more to choose from.
 */
const given = /(Options|Input)$|^(EditionName|Edition|editions|editionNames|OperationId)$/;

function typesOf(name: PackageName, before: State, after: State): Finding[] {
  const roles = new Map(
    [...before.editions].map(([edition, document]) => [
      edition.replace('.en', '').replace('.', '/'),
      rolesOf(document),
    ]),
  );
  const [newest] = roles.values();
  return typeFindings({
    before: before.folders[name],
    after: after.folders[name],
    roleOf: (subpath, type) =>
      given.test(type) ? 'given' : ((subpath === '.' ? newest : roles.get(subpath.slice(2)))?.get(type) ?? 'both'),
  });
}

/** What package.json promises: where the package runs, and its commands. */
function manifestFindings(before: string, after: string): Finding[] {
  const [old, now] = [before, after].map((folder) => readBuilt(join(folder, 'package.json')));
  const differs = (key: string) => canonical(objectOf(old)[key]) !== canonical(objectOf(now)[key]);
  const say = (key: string, effect: Finding['effect']): Finding => {
    return {
      effect,
      where: 'package.json',
      place: key,
      change: `${told(objectOf(old)[key])} → ${told(objectOf(now)[key])}`,
    };
  };
  const commands = (manifest: JsonObject | undefined) => new Set(Object.keys(objectOf(objectOf(manifest)['bin'])));
  const lost = commands(old).difference(commands(now)).size > 0;
  return [
    ...(differs('engines') ? [say('engines', 'code')] : []),
    ...(commands(old).symmetricDifference(commands(now)).size > 0 ? [say('bin', lost ? 'code' : 'feature')] : []),
  ];
}

function told(value: Json | undefined): string {
  return value === undefined ? 'none' : canonical(value);
}

/** Files that are shipped and have changed though nothing else has: a mended bug, say. */
function shippedFindings(before: string, after: string): Finding[] {
  const [old, now] = [before, after].map(shippedBy) as [Map<string, string>, Map<string, string>];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((file) => old.get(file) !== now.get(file))
    .map((file): Finding => ({ effect: 'same', where: file, place: 'the file', change: 'other contents' }));
}

/** What `files` of package.json names, but what it takes out again with `!`. */
function shippedBy(folder: string): Map<string, string> {
  const named = listOf(readBuilt(join(folder, 'package.json'))['files']).map(String);
  const out = named.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const files = named
    .filter((name) => !name.startsWith('!') && existsSync(join(folder, name)))
    .flatMap((part) => filesBelow(join(folder, part), '').map((file) => `${part}/${file}`))
    .filter((file) => !out.some((name) => file === name || file.startsWith(`${name}/`)));
  const shipped = files.filter((file) => statSync(join(folder, file)).isFile());
  return new Map(shipped.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}
