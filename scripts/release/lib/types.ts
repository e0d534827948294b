// What has changed in a package's public types, as TypeScript itself checks it. For each export a line asks whether the type
// of one release is of the other's, and what the compiler says of the line is the finding.
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectOf } from '@apig-spec/model/json';
import { readBuilt } from '@apig-spec/repository/files';
import ts from 'typescript';
import { declarationText } from './declarations.ts';
import { targetOf } from './entries.ts';
import type { Finding } from './finding.ts';
import { complaints, headOf, type Probe, probesOf, type Role, skeletons } from './probes.ts';
import { programOf } from './program.ts';

/** A built package, before and after: folders with its package.json, and its dependencies in node_modules. */
export interface PackagePair {
  before: string;
  after: string;
  roleOf(subpath: string, name: string): Role;
}

const onSkeleton = new RegExp(`(^|\\W)(${[...skeletons].join('|').replace('$', '\\$')})\\W`);

/** All changes of a package's public types: subpaths gone and come, and for each that stays its exports. */
export function typeFindings({ before, after, roleOf }: PackagePair): Finding[] {
  const [old, now] = [subpathsOf(before), subpathsOf(after)];
  const manifest = readBuilt(join(after, 'package.json'));
  const found: Finding[] = [];
  for (const subpath of new Set([...old.keys(), ...now.keys()])) {
    if (!now.has(subpath) && targetOf(manifest, subpath) === undefined)
      found.push({ effect: 'code', where: subpath, place: 'the subpath', change: 'removed' });
    if (!old.has(subpath)) found.push({ effect: 'feature', where: subpath, place: 'the subpath', change: 'added' });
  }
  const pairs = [...old].flatMap(([subpath, was]) => {
    const is = now.get(subpath);
    return was && is ? [{ subpath, was, is }] : [];
  });
  const reader = programOf(pairs.flatMap(({ was, is }) => [was, is]));
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'apig-types-'));
  try {
    // Several subpaths may lead to the same file.
    const files = new Map<string, string>();
    const probes = pairs.map(({ subpath, was, is }, index) => {
      const [had, has] = [exportsOf(reader, was), exportsOf(reader, is)];
      for (const name of had.keys()) {
        if (!has.has(name)) found.push({ effect: 'code', where: subpath, place: name, change: 'no longer exported' });
      }
      for (const name of has.keys()) {
        if (!had.has(name)) found.push({ effect: 'feature', where: subpath, place: name, change: 'exported' });
      }
      const moved = [...skeletons].some((name) => textOf(reader, had.get(name)) !== textOf(reader, has.get(name)));
      const lines = [...had].flatMap(([name, symbol]): Probe[] => {
        const same = has.get(name);
        if (!same || skeletons.has(name)) return [];
        const text = textOf(reader, symbol);
        const differs = text !== textOf(reader, same);
        if (!differs && !(moved && onSkeleton.test(text))) return [];
        return probesOf(name, symbol, same, subpath.endsWith('/limits') ? 'limits' : roleOf(subpath, name), differs);
      });
      const text = [headOf(was, is), ...lines.map(({ code }) => code)].join('\n');
      const file = files.get(text) ?? join(folder, `${index}.ts`);
      files.set(text, file);
      writeFileSync(file, text);
      return { file, subpath, lines };
    });
    const asking = probes.filter(({ lines }) => lines.length > 0);
    if (asking.length === 0) return found;
    const program = programOf(asking.map(({ file }) => file));
    for (const { file, subpath, lines } of asking) {
      const said = complaints(program, file);
      for (const [index, { name, differs }] of lines.entries()) {
        const complaint = said.get(index + 1);
        if (complaint) found.push({ effect: 'code', where: subpath, place: name, change: complaint });
        else if (differs) found.push({ effect: 'feature', where: subpath, place: name, change: 'changed, compatibly' });
      }
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textOf(program: ts.Program, symbol: ts.Symbol | undefined): string {
  return symbol ? declarationText(program, symbol, skeletons) : '';
}

/** The declarations of each subpath; of data files the shape is declared. */
function subpathsOf(folder: string): Map<string, string | undefined> {
  const exports = objectOf(readBuilt(join(folder, 'package.json'))['exports']);
  return new Map(
    Object.entries(exports).map(([subpath, target]) => {
      const { types } = objectOf(target);
      const file = typeof types === 'string' ? join(folder, types) : undefined;
      return [subpath, file && existsSync(file) ? file : undefined];
    }),
  );
}

function exportsOf(program: ts.Program, file: string): Map<string, ts.Symbol> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing: ${readFileSync(file, 'utf8').slice(0, 80)}`);
  return new Map(
    checker.getExportsOfModule(module).map((each) => {
      return [each.name, each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each];
    }),
  );
}
