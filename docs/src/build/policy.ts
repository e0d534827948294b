// A Content-Security-Policy in every built page, as tight as the page allows: its own inline scripts and styles, by hash.
import { createHash } from 'node:crypto';
import { escaped } from '../html.ts';
import { rewriting } from './rewriting.ts';

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
    // The mock that requests are sent to within the page.
    "worker-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self' http: https:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A page with its policy, which comes first. */
export function withPolicy(page: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${escaped(policyOf(page))}">`;
  return page.replace('<head>', () => `<head>${meta}`);
}

/** Puts its policy into every page that was built. */
export const policies = () => rewriting('policies', withPolicy);

function hashesOf(page: string, pattern: RegExp): string[] {
  const texts = new Set([...page.matchAll(pattern)].map(([, text = '']) => text));
  return [...texts].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}
