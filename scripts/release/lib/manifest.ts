// What package.json promises: where the package runs, what it needs and installs, its commands, its terms.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, isObject, listOf, objectOf } from '@apig-spec/model/json';
import { readBuilt, readYamlObject } from '@apig-spec/repository/files';
import semver from 'semver';
import { type PackageChangeKind, packageEffects } from './effects.ts';
import type { Finding } from './finding.ts';

/** Reads package.json, with versions from the workspace's catalog in place of references to it. */
export function manifestOf(folder: string): JsonObject {
  const manifest = readBuilt(join(folder, 'package.json'));
  if (!canonical(manifest).includes('"catalog:')) return manifest;
  let root = folder;
  while (!existsSync(join(root, 'pnpm-workspace.yaml')) && dirname(root) !== root) root = dirname(root);
  if (!existsSync(join(root, 'pnpm-workspace.yaml'))) return manifest;
  const workspace = readYamlObject(join(root, 'pnpm-workspace.yaml'));
  const resolved = (value: Json, name = ''): Json => {
    if (isObject(value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, key)]));
    if (typeof value !== 'string' || !value.startsWith('catalog:')) return value;
    const named = value.slice('catalog:'.length);
    const catalog = objectOf(
      named === '' || named === 'default' ? workspace['catalog'] : objectOf(workspace['catalogs'])[named],
    );
    return catalog[name] ?? value;
  };
  return resolved(manifest) as JsonObject;
}

/** A finding about a package. */
export function packageFinding(kind: PackageChangeKind, where: string, place: string, change: string): Finding {
  return { effect: packageEffects[kind], where, place, change };
}

export function manifestFindings(old: JsonObject, now: JsonObject): Finding[] {
  const found = (kind: PackageChangeKind, place: string, change: string) =>
    packageFinding(kind, 'package.json', place, change);
  const differs = (key: string) => canonical(old[key]) !== canonical(now[key]);
  const change = (key: string) => `${shown(old[key])} → ${shown(now[key])}`;
  const simple = (key: string, kind: PackageChangeKind) => (differs(key) ? [found(kind, key, change(key))] : []);
  return [
    ...engineChanges(objectOf(old['engines']), objectOf(now['engines']), found),
    ...platforms.flatMap(({ key, known }) => {
      const [was, is] = [old, now].map((manifest) => allowed(listOf(manifest[key]).map(String), known)) as [
        Set<string>,
        Set<string>,
      ];
      if (was.difference(is).size > 0) return [found('runs on less', key, change(key))];
      return is.difference(was).size > 0 ? [found('runs on more', key, change(key))] : [];
    }),
    ...peerChanges(old, now, found),
    ...dependencyChanges(old, now, found),
    ...commandChanges(old, now, found),
    ...(moduleSystem(old) === moduleSystem(now) ? [] : [found('loads something else', 'type', change('type'))]),
    ...simple('name', 'loads something else'),
    ...simple('imports', 'files'),
    ...legacyEntries.flatMap((key) => simple(key, old[key] === undefined ? 'loads more' : 'loads something else')),
    ...effectChanges(old['sideEffects'], now['sideEffects'], (kind) =>
      found(kind, 'sideEffects', change('sideEffects')),
    ),
    ...(now['private'] === true && old['private'] !== true
      ? [found('runs on less', 'private', change('private'))]
      : []),
    ...simple('license', 'licence'),
    ...words.flatMap((key) => simple(key, 'words')),
    ...scriptChanges(objectOf(old['scripts']), objectOf(now['scripts']), found),
  ];
}

/** What Node takes a package's files for. */
function moduleSystem({ type = 'commonjs' }: JsonObject): Json {
  return type;
}

type Say = (kind: PackageChangeKind, place: string, change: string) => Finding;

const legacyEntries = ['main', 'module', 'browser', 'types', 'typings', 'typesVersions'];
const words = ['description', 'keywords', 'homepage', 'bugs', 'repository', 'author', 'funding'];

const platforms = [
  { key: 'os', known: ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openbsd', 'sunos', 'win32'] },
  { key: 'cpu', known: ['arm', 'arm64', 'ia32', 'loong64', 'mips', 'ppc64', 'riscv64', 's390x', 'x64'] },
  { key: 'libc', known: ['glibc', 'musl'] },
];

/** npm's lists name what is allowed, or with `!` what is not; no list allows everything. */
function allowed(list: readonly string[], known: readonly string[]): Set<string> {
  const named = list.map((each) => each.replace('!', '')).filter((each) => each !== 'any');
  const [not, only] = [
    list.filter((each) => each.startsWith('!')),
    list.filter((each) => !each.startsWith('!') && each !== 'any'),
  ];
  const all = new Set([...known, ...named]);
  return new Set([...all].filter((each) => !not.includes(`!${each}`) && (only.length === 0 || only.includes(each))));
}

/** Whether every version of one range is in another; ranges that npm cannot read are compared as text. */
function isWithin(range: string, other: string): boolean {
  if (semver.validRange(range) === null || semver.validRange(other) === null) return range === other;
  // Ranges begin and end at versions that they name: those, and their neighbours, distinguish them.
  const versions = [range, other]
    .flatMap((text) => new semver.Range(text).set.flat())
    .flatMap(({ semver: at }) => {
      const { major, minor, patch } = at.version ? at : new semver.SemVer('0.0.0');
      return [
        `${major}.${minor}.${patch}`,
        `${major}.${minor}.${patch + 1}`,
        `${major}.${minor + 1}.0`,
        `${major + 1}.0.0`,
        `${major}.${minor}.${Math.max(0, patch - 1)}`,
        `${major}.${Math.max(0, minor - 1)}.999`,
        `${Math.max(0, major - 1)}.999.999`,
      ];
    });
  return ['0.0.0', '999.0.0', ...versions].every((at) => !semver.satisfies(at, range) || semver.satisfies(at, other));
}

function engineChanges(old: JsonObject, now: JsonObject, found: Say): Finding[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((engine) => {
    const [was, is] = [String(old[engine] ?? '*'), String(now[engine] ?? '*')];
    const say = (kind: PackageChangeKind) => [found(kind, `engines.${engine}`, `${was} → ${is}`)];
    if (!isWithin(was, is)) return say('runs on less');
    return isWithin(is, was) ? [] : say('runs on more');
  });
}

/** A package of ours that another one needs is released with it, and its range moves along. */
const isOurs = (name: string) => name.startsWith('@apig-spec/');

function peerChanges(old: JsonObject, now: JsonObject, found: Say): Finding[] {
  const [was, is] = [old, now].map((manifest) => objectOf(manifest['peerDependencies'])) as [JsonObject, JsonObject];
  const isOptional = (manifest: JsonObject, name: string) =>
    objectOf(objectOf(manifest['peerDependenciesMeta'])[name])['optional'] === true;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name): Finding[] => {
    const place = `peerDependencies.${name}`;
    const [range, other] = [was[name], is[name]];
    const optional = isOptional(now, name);
    if (other === undefined) return [found('needs less', place, 'removed')];
    if (range === undefined) {
      return [
        found(
          optional ? 'installs more' : 'needs more',
          place,
          `added, ${optional ? 'optional' : 'required'}: ${other}`,
        ),
      ];
    }
    const presence =
      isOptional(old, name) === optional
        ? []
        : [
            found(
              optional ? 'needs less' : 'needs more',
              place,
              optional ? 'required → optional' : 'optional → required',
            ),
          ];
    if (isOurs(name) || range === other) return presence;
    const change = `${range} → ${other}`;
    if (!isWithin(String(range), String(other))) return [...presence, found('needs more', place, change)];
    return isWithin(String(other), String(range)) ? presence : [...presence, found('runs on more', place, change)];
  });
}

/** What is installed along. Another major, up or down, may bring other behaviour, other needs, another licence. */
function dependencyChanges(old: JsonObject, now: JsonObject, found: Say): Finding[] {
  const all = (manifest: JsonObject): JsonObject => ({
    ...objectOf(manifest['optionalDependencies']),
    ...objectOf(manifest['dependencies']),
  });
  const [was, is] = [all(old), all(now)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) => {
    const place = `dependencies.${name}`;
    const [range, other] = [was[name], is[name]].map((each) => (each === undefined ? undefined : String(each)));
    if (range === undefined) return [found('installs more', place, `added: ${other}`)];
    if (other === undefined) return [found('installs otherwise', place, 'removed')];
    const [could, can] = [old, now].map((manifest) => mayFail(manifest, name));
    const presence =
      could === can
        ? []
        : [
            found(
              can ? 'installs otherwise' : 'installs more',
              place,
              can ? 'required → optional' : 'optional → required',
            ),
          ];
    if (range === other || isOurs(name)) return presence;
    const kind = linesOf(range).symmetricDifference(linesOf(other)).size === 0 ? 'installs otherwise' : 'installs more';
    return [...presence, found(kind, place, `${range} → ${other}`)];
  });
}

/** Whether npm installs the package without it, too. */
function mayFail(manifest: JsonObject, name: string): boolean {
  return name in objectOf(manifest['optionalDependencies']) && !(name in objectOf(manifest['dependencies']));
}

/**
 * The majors that a range allows: `1` and `2` of `^1.4.0 || ^2.3.4`. Before 1.0.0 the minor is what breaks. What is not a
 * range is its own line.
 */
function linesOf(range: string): Set<string> {
  if (semver.validRange(range) === null) return new Set([range]);
  const least = new semver.Range(range).set.flatMap((set) => {
    const version = semver.minVersion(set.map(({ value }) => value).join(' ') || '*');
    return version ? [version] : [];
  });
  // A range that is not bounded above allows the majors to come.
  const next = Math.max(0, ...least.map(({ major }) => major)) + 1;
  const later = [`${next}.0.0`, '999.0.0'].filter((version) => semver.satisfies(version, range));
  const versions = [...least, ...later.map((version) => new semver.SemVer(version))];
  return new Set(versions.map(({ major, minor }) => (major > 0 ? String(major) : `0.${minor}`)));
}

function commandChanges(old: JsonObject, now: JsonObject, found: Say): Finding[] {
  const [was, is] = [old, now].map((manifest) => new Set(Object.keys(commandsOf(manifest)))) as [
    Set<string>,
    Set<string>,
  ];
  return [
    ...[...was.difference(is)].map((name) => found('command removed', 'bin', `the command ${name} is removed`)),
    ...[...is.difference(was)].map((name) => found('command added', 'bin', `the command ${name} is added`)),
  ];
}

/** The commands by name with their files. A single one is called as the package is. */
export function commandsOf({ bin, name }: JsonObject): Record<string, string> {
  if (typeof bin === 'string') return { [String(name).replace(/^@[^/]*\//, '')]: bin };
  return Object.fromEntries(Object.entries(objectOf(bin)).map(([command, file]) => [command, String(file)]));
}

/** Bundlers drop modules that have none: what was kept for its effect may be gone. */
function effectChanges(
  old: Json | undefined,
  now: Json | undefined,
  say: (kind: PackageChangeKind) => Finding,
): Finding[] {
  if (canonical(old) === canonical(now)) return [];
  const kept = (value: Json | undefined) =>
    Array.isArray(value) ? value.map(String) : value === false ? [] : undefined;
  const [was, is] = [kept(old), kept(now)];
  const drops = is !== undefined && (was === undefined || was.some((file) => !is.includes(file)));
  return [say(drops ? 'loads something else' : 'files')];
}

/** What npm runs where the package is installed. */
function scriptChanges(old: JsonObject, now: JsonObject, found: Say): Finding[] {
  return ['preinstall', 'install', 'postinstall']
    .filter((name) => old[name] !== now[name])
    .map((name) =>
      found(
        now[name] === undefined ? 'installs otherwise' : 'installs more',
        `scripts.${name}`,
        `${shown(old[name])} → ${shown(now[name])}`,
      ),
    );
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'none' : typeof value === 'string' ? value : canonical(value);
}
