// The folders of src/ are layers: they import each other in one direction.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, it } from 'vitest';

const src = join(import.meta.dirname, '..', 'src');

/** The folders that each folder imports from, types included; files at the top are left out. */
function importsOf(): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  for (const name of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    const [folder, ...rest] = name.split(sep);
    if (!folder || rest.length === 0 || !name.endsWith('.ts')) continue;
    const others = imports.get(folder) ?? new Set();
    imports.set(folder, others);
    for (const [, path = ''] of readFileSync(join(src, name), 'utf8').matchAll(/(?:from|import\(?) ?'(\.[^']+)'/g)) {
      const [other = '', ...below] = relative(src, resolve(src, dirname(name), path)).split(sep);
      if (other !== folder && other !== '..' && below.length > 0) others.add(other);
    }
  }
  return imports;
}

/** What remains when folders that import nothing that remains are taken away, again and again: the circles. */
function circlesIn(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const left = new Map(imports);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [folder, others] of left) if (![...others].some((other) => left.has(other))) left.delete(folder);
  }
  return [...left.keys()];
}

it('folders import each other without a circle', () => {
  const imports = importsOf();
  expect(imports.get('adapters')).toContain('engine');
  expect(circlesIn(imports)).toEqual([]);
  expect(circlesIn(new Map(imports).set('protocol', new Set(['engine'])))).toContain('engine');
});
