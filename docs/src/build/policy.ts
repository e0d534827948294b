// A Content-Security-Policy in every built page, as tight as the page allows: its own inline scripts and styles, by hash.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow } from '@apig-spec/scripts/lib/files';
import type { AstroIntegration } from 'astro';
import { escaped } from '../html.ts';

/** The policy of a page. The search runs WebAssembly; what a reader tries out may be sent anywhere. */
export function policyOf(page: string): string {
  const scripts = hashesOf(page, /<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs);
  const styles = hashesOf(page, /<style[^>]*>(.*?)<\/style>/gs);
  const attributes = hashesOf(page, /<[a-z][^>]*\sstyle="([^"]*)"/g);
  return [
    "default-src 'none'",
    ['script-src', "'self'", "'wasm-unsafe-eval'", ...scripts].join(' '),
    ['style-src-elem', "'self'", ...styles].join(' '),
    ['style-src-attr', ...(attributes.length > 0 ? ["'unsafe-hashes'", ...attributes] : ["'none'"])].join(' '),
    "img-src 'self' data:",
    "connect-src 'self' http: https:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Puts its policy first into every page that was built. */
export function policies(): AstroIntegration {
  return {
    name: 'policies',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const name of filesBelow(folder, '.html')) {
          const file = join(folder, name);
          const page = readFileSync(file, 'utf8');
          const meta = `<meta http-equiv="Content-Security-Policy" content="${escaped(policyOf(page))}">`;
          writeFileSync(
            file,
            page.replace('<head>', () => `<head>${meta}`),
          );
        }
      },
    },
  };
}

function hashesOf(page: string, pattern: RegExp): string[] {
  const texts = new Set([...page.matchAll(pattern)].map(([, text = '']) => text));
  return [...texts].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}
