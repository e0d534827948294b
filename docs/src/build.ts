// Builds the site: reads the bundled editions, renders them, writes docs/dist.
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from '@apig-spec/scripts/lib/failure';
import { filesBelow, writeAll } from '@apig-spec/scripts/lib/files';
import { distDir } from '@apig-spec/scripts/lib/paths';
import { readSite } from './model/site.ts';
import { pagesOf } from './site.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Files that are served as they are. */
const assets = ['style.css', 'icon.svg'];

/** Builds the site into a folder; what an earlier build left there goes. Returns what it says when it is done. */
export function build(editions: string, folder: string): string {
  const files = pagesOf(readSite(editions));
  for (const asset of assets) files.set(asset, readFileSync(join(here, 'assets', asset), 'utf8'));
  writeAll(folder, files);
  for (const name of filesBelow(folder, '')) {
    // Folders that are left empty do no harm.
    if (/\.\w+$/.test(name) && !files.has(name)) rmSync(join(folder, name), { recursive: true });
  }
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return `${files.size} files, ${(bytes / 1024).toFixed(0)} kB`;
}

if (import.meta.main) await step('docs', () => build(distDir, join(here, '..', 'dist')));
