// The files that a package ships, and what a change of them means.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { listOf } from '@apig-spec/model/json';
import { filesBelow } from '@apig-spec/repository/files';
import type { Finding } from './finding.ts';
import { packageFinding } from './manifest.ts';

export type Shipped = ReadonlyMap<string, string>;

/** What npm packs whatever `files` names. */
const always = /^(readme|licen[cs]e|copying|notice)(\.|$)/i;

/** What `files` of package.json names, but what it takes out again with `!`; and what npm always packs. */
export function shippedBy(folder: string, manifest: JsonObject): Shipped {
  const named = listOf(manifest['files']).map((name) => String(name).replace(/^\.\//, '').replace(/\/$/, ''));
  const out = named.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const files = named
    .filter((name) => !name.startsWith('!') && existsSync(join(folder, name)))
    .flatMap((part) =>
      statSync(join(folder, part)).isDirectory()
        ? filesBelow(join(folder, part), '').map((file) => `${part}/${file}`)
        : [part],
    )
    .filter((file) => !out.some((name) => file === name || file.startsWith(`${name}/`)));
  const beside = readdirSync(folder).filter((file) => always.test(file));
  const shipped = [...files, ...beside].filter((file) => statSync(join(folder, file)).isFile());
  const texts = new Map(shipped.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const shared = licenceOf(folder);
  if (shared && !beside.some((file) => /^licen[cs]e/i.test(file))) texts.set('LICENSE', readFileSync(shared, 'utf8'));
  return texts;
}

/** The licence of the workspace, which pnpm packs with each package. */
export function licenceOf(folder: string): string | undefined {
  const root = join(folder, '..', '..');
  const file = join(root, 'LICENSE');
  return existsSync(join(root, 'pnpm-workspace.yaml')) && existsSync(file) ? file : undefined;
}

/** Words and terms that come with the package. */
export function paperFindings(old: Shipped, now: Shipped): Finding[] {
  const papers = new Set([...old.keys(), ...now.keys()].filter((file) => always.test(file)));
  return [...papers]
    .filter((file) => old.get(file) !== now.get(file))
    .map((file) => {
      const [was, is] = [old.get(file), now.get(file)];
      const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'other words';
      const isTerms = !/^readme/i.test(file) && termsIn(old).symmetricDifference(termsIn(now)).size > 0;
      return packageFinding(isTerms && termsOf(was) !== termsOf(is) ? 'licence' : 'words', file, 'the file', change);
    });
}

/** All terms that come with the package, in whichever file. */
function termsIn(shipped: Shipped): Set<string> {
  const papers = [...shipped].filter(([file]) => always.test(file) && !/^readme/i.test(file));
  return new Set(papers.map(([, text]) => termsOf(text)));
}

/** A licence without the years and names of its holders, and without its line breaks. */
function termsOf(text = ''): string {
  const lines = text.split('\n').filter((line) => !/^\s*(copyright|©)/i.test(line));
  return lines.join(' ').replaceAll(/\s+/g, ' ').trim();
}

/** Files that have changed though nothing else has: a fixed bug, say. */
export function shippedFindings(old: Shipped, now: Shipped): Finding[] {
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((file) => old.get(file) !== now.get(file))
    .map((file) => packageFinding('files', file, 'the file', 'other contents'));
}
