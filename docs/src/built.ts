// What has been built before the site, and where.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The repository. */
export const repository = join(import.meta.dirname, '..', '..');

/**
 * The bundled editions and what is told beside them. Pages are bundled before they run, and then no longer know where the
 * repository is: astro.config.ts tells them.
 */
export const distDir = process.env['APIG_DIST_DIR'] ?? join(repository, 'packages', 'openapi', 'dist');

/** What the build keeps for the next one. */
export const keptDir = join(import.meta.dirname, '..', '.data', 'site');
/** The compiled code with which pages are rendered. */
export const rendererDir = join(keptDir, 'renderer');

/** By path, what each page is made from, where that is known before pages are built. */
export const keysFile = process.env['APIG_DOCS_KEYS'] ?? join(keptDir, 'keys.json');

/** What the mock returned to the steps of tutorials, and what speaks for it. */
export const recordedFile = process.env['APIG_DOCS_RECORDED'] ?? join(keptDir, 'recorded.json');

/** All files below a folder, sorted, relative to it. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}
