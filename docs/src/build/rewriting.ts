// What is done to pages once they are built: Astro has no hook for the text of a single one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { filesBelow } from '../built.ts';

/** Rewrites the built pages. @param paths - of which pages, from the site's root */
export function rewriting(name: string, rewritten: (page: string) => string, paths = /^/): AstroIntegration {
  return {
    name,
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const path of filesBelow(folder, '.html')) {
          if (!paths.test(path)) continue;
          const file = join(folder, path);
          writeFileSync(file, rewritten(readFileSync(file, 'utf8')));
        }
      },
    },
  };
}
