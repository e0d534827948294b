// The headings of rendered content, for the table of contents. The renderers write each in one way.
import type { MarkdownHeading } from 'astro';
import type { Html } from '../html.ts';
import { unescaped } from '../html.ts';

export function headingsOf({ text }: Html): MarkdownHeading[] {
  return [...text.matchAll(/<h([2-6]) id="([^"]*)"[^>]*>(.*?)<\/h\1>/gs)].map(([, depth, slug = '', inner = '']) => ({
    depth: Number(depth),
    slug: unescaped(slug),
    text: unescaped(inner.replaceAll(/<[^>]*>/g, '')).trim(),
  }));
}
