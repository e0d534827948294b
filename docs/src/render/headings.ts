// The headings of rendered content, for the table of contents. The renderers write each in one way.
import type { MarkdownHeading } from 'astro';
import type { Html } from '../html.ts';
import { unescaped } from '../html.ts';

export function headingsOf({ text }: Html): MarkdownHeading[] {
  return [...text.matchAll(/<h([2-6]) id="([^"]*)"[^>]*>(.*?)<\/h\1>/gs)].map(([, depth, slug = '', inner = '']) => ({
    depth: Number(depth),
    slug: unescaped(slug),
    text: breakable(unescaped(inner.replaceAll(/<[^>]*>/g, '')).trim()),
  }));
}

/** A field's name, which may break before each step and after each word of it: the table of contents is narrow. */
function breakable(text: string): string {
  return /^[\w.]+$/.test(text) ? text.replaceAll(/(?=\.\D)|(?<=_)/g, '\u200b') : text;
}
