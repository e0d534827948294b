// The smallest honest bump of each package: what a release has, against what stands now.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import { Failure } from '@apig-spec/repository/failure';
import { filesBelow, readBuilt } from '@apig-spec/repository/files';
import { commandFindings } from './command.ts';
import { contractFindings } from './contract.ts';
import { dataFindings } from './data.ts';
import { entryFindings, type Package } from './entries.ts';
import type { Finding, Level } from './finding.ts';
import { greatest, levelOf } from './finding.ts';
import { commandsOf, manifestFindings, manifestOf } from './manifest.ts';
import { type PackageName, packageNames } from './packages.ts';
import { rolesOf } from './roles.ts';
import { paperFindings, shippedBy, shippedFindings } from './shipped.ts';
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
    throw new Failure({ file: dist, problem: 'Not built yet.', fix: 'Run `npm run build` first.' });
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
    ];
    if (before.folders[name] !== after.folders[name]) {
      findings.push(...typesOf(name, before, after));
      const [was, is] = [packageIn(before.folders[name]), packageIn(after.folders[name])];
      findings.push(...packageFindings(was, is));
      if (findings.length === 0) findings.push(...shippedFindings(was.shipped, is.shipped));
    }
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
const given = /(Options|Input|Query)$|^(EditionName|Edition|editions|editionNames|OperationId)$/;

/** What is part of a schema's type is named after it: `ApiCreateFields`, `ApiCreateAsHttpCallsAndMockApi`, `GrpcCallsWithReqMethod`. */
const partOfSchema = /(Fields|(As|With)[A-Z]\w*)$/;

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
    roleOf: (subpath, type) => {
      if (given.test(type)) return 'given';
      const own = subpath === '.' ? newest : roles.get(subpath.slice(2));
      return own?.get(type) ?? own?.get(type.replace(partOfSchema, '')) ?? 'both';
    },
  });
}

/** What its package.json, its files, its data and its commands show of a package. */
export function packageFindings(before: Package, after: Package): Finding[] {
  return [
    ...manifestFindings(before.manifest, after.manifest),
    ...paperFindings(before.shipped, after.shipped),
    ...entryFindings(before, after),
    ...dataFindings(before, after),
    ...(isSame(before, after) ? [] : commandFindings(before, after)),
  ];
}

/** A package as it stands in a folder. */
export function packageIn(folder: string): Package {
  const manifest = manifestOf(folder);
  return { folder, manifest, shipped: shippedBy(folder, manifest) };
}

/** Whether two states ship the same files and call the same ones: then their commands need not be run. */
function isSame({ shipped: old, manifest: was }: Package, { shipped: now, manifest: is }: Package): boolean {
  if (canonical(commandsOf(was)) !== canonical(commandsOf(is))) return false;
  return old.size === now.size && [...old].every(([file, text]) => now.get(file) === text);
}
