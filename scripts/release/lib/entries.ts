// What `exports` of package.json leads to, resolved as Node and bundlers resolve it, for each set of conditions.
import { join, posix } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, objectOf } from '@apig-spec/model/json';
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { packageFinding } from './manifest.ts';
import type { Shipped } from './shipped.ts';

/** A package: its folder, package.json and files. */
export interface Package {
  folder: string;
  manifest: JsonObject;
  shipped: Shipped;
}

const standard = [
  ['types', 'import'],
  ['types', 'require'],
  ['import', 'node'],
  ['require', 'node'],
  ['import', 'browser'],
  ['import'],
  ['require'],
];

/** Changes of subpaths that both releases have; those that came or went, types.ts reports. */
export function entryFindings(old: Package, now: Package): Finding[] {
  const [was, is] = [entriesOf(old.manifest), entriesOf(now.manifest)];
  const named = [...was.values(), ...is.values()].flatMap((target) => conditionsIn(target));
  const others = [...new Set(named)].filter((name) => !['default', ...standard.flat()].includes(name));
  const sets = [...standard, ...others.map((name) => ['import', name])];
  const closed =
    old.manifest['exports'] === undefined && now.manifest['exports'] !== undefined
      ? [
          packageFinding(
            'loads something else',
            'package.json',
            'exports',
            'what it does not name is no longer importable',
          ),
        ]
      : [];
  const changed = [...was].flatMap(([subpath, target]) => {
    const same = targetOf(now.manifest, subpath);
    if (same === undefined) return [];
    const findings = sets.flatMap((set) => {
      const [before, after] = [target, same].map((each) => resolved(each, set) ?? undefined);
      return targetFindings(subpath, set, before, after, old, now);
    });
    // Most sets of conditions lead to the same file.
    return [...new Map(findings.map((each) => [each.change, each])).values()];
  });
  return [...closed, ...changed];
}

function entriesOf({ exports }: JsonObject): Map<string, Json> {
  if (exports === undefined) return new Map();
  const isMap = isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  return new Map(isMap ? Object.entries(exports as JsonObject) : [['.', exports]]);
}

function conditionsIn(target: Json): string[] {
  if (Array.isArray(target)) return target.flatMap(conditionsIn);
  return Object.entries(objectOf(target)).flatMap(([name, inner]) => [name, ...conditionsIn(inner)]);
}

/** What a subpath leads to: by its name, or by the longest pattern that it matches. */
export function targetOf(manifest: JsonObject, subpath: string): Json | undefined {
  const entries = entriesOf(manifest);
  if (entries.has(subpath)) return entries.get(subpath);
  const matches = [...entries].flatMap(([pattern, target]) => {
    const [start, end] = pattern.split('*');
    if (start === undefined || end === undefined || !subpath.startsWith(start) || !subpath.endsWith(end)) return [];
    const rest = subpath.slice(start.length, subpath.length - end.length);
    return rest === '' ? [] : [{ start, target: filledIn(target, rest) }];
  });
  return matches.sort((a, b) => b.start.length - a.start.length)[0]?.target;
}

function filledIn(target: Json, rest: string): Json {
  if (typeof target === 'string') return target.replaceAll('*', rest);
  if (Array.isArray(target)) return target.map((each) => filledIn(each, rest));
  if (!isObject(target)) return target;
  return Object.fromEntries(Object.entries(target).map(([name, each]) => [name, filledIn(each, rest)]));
}

/** The first condition that holds decides, in the order in which they stand; `null` closes the subpath. */
function resolved(target: Json, conditions: readonly string[]): string | null | undefined {
  if (target === null) return null;
  if (typeof target === 'string') return posix.normalize(target);
  if (Array.isArray(target))
    return target.map((each) => resolved(each, conditions)).find((each) => typeof each === 'string');
  for (const [name, inner] of Object.entries(objectOf(target))) {
    if (name !== 'default' && !conditions.includes(name)) continue;
    const found = resolved(inner, conditions);
    if (found !== undefined) return found;
  }
  return undefined;
}

function targetFindings(
  subpath: string,
  set: readonly string[],
  before: string | undefined,
  after: string | undefined,
  old: Package,
  now: Package,
): Finding[] {
  const under = `with ${set.join(', ')}`;
  const found = (kind: 'loads something else' | 'loads more', change: string) => [
    packageFinding(kind, subpath, 'exports', change),
  ];
  if (before === undefined) return after === undefined ? [] : found('loads more', `also resolved ${under}`);
  if (after === undefined) return found('loads something else', `no longer resolved ${under}`);
  if (before.includes('*') || after.includes('*')) {
    return before === after ? [] : found('loads something else', `${before} → ${after}`);
  }
  if (old.shipped.has(before) && !now.shipped.has(after)) {
    return found('loads something else', `${after} is not among the files that are shipped`);
  }
  if (before === after || old.shipped.get(before) === now.shipped.get(after)) return [];
  const isTypes = (file: string) => /\.d\.[cm]?ts$/.test(file);
  // Declarations are compared by what they declare.
  if (isTypes(before) && isTypes(after)) return [];
  const change = `${before} → ${after}`;
  const lost = namesIn(join(old.folder, before)).difference(namesIn(join(now.folder, after)));
  if (lost.size > 0) return found('loads something else', `${change}: no longer exports ${[...lost].join(', ')}`);
  // A module that was there for something else does something else, whatever its exports are called.
  return found(
    old.shipped.has(after) || isTypes(before) !== isTypes(after) ? 'loads something else' : 'loads more',
    change,
  );
}

/** The names that a module exports at run time. */
function namesIn(file: string): Set<string> {
  if (!/\.[cm]?js$/.test(file)) return new Set();
  const program = ts.createProgram([file], {
    allowJs: true,
    noLib: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  const source = program.getSourceFile(file);
  const module = source && program.getTypeChecker().getSymbolAtLocation(source);
  return new Set(
    module
      ? program
          .getTypeChecker()
          .getExportsOfModule(module)
          .map(({ name }) => name)
      : [],
  );
}
