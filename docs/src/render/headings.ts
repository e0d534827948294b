// The headings of rendered content, for the table of contents. The renderers write each in one way.
import type { MarkdownHeading } from 'astro';
import type { Html } from '../html.ts';
import { html, joined, unescaped } from '../html.ts';

export function headingsOf({ text }: Html): MarkdownHeading[] {
  return [...text.matchAll(/<h([2-6]) id="([^"]*)"[^>]*>(.*?)<\/h\1>/gs)].map(([, depth, slug = '', inner = '']) => ({
    depth: Number(depth),
    slug: unescaped(slug),
    text: breakable(unescaped(inner.replaceAll(/<[^>]*>/g, '')).trim()),
  }));
}

/** The text of a title. Dates do not break at their hyphens; Chinese says from when to when, and its name of the product, in one line. */
export function titleOf(text: string): Html {
  const parts = text.split(/(从 \S+ 到 \S+|API 网关|\d{4}-\d\d)/);
  return joined(
    parts.map((part, index) => (index % 2 ? html`<span class="whole">${part}</span>` : part)),
    '',
  );
}

/** A field's name, which may break before each step and after each word of it: the table of contents is narrow. */
function breakable(text: string): string {
  return /^[\w.]+$/.test(text) ? text.replaceAll(/(?=\.\D)|(?<=_)/g, '\u200b') : text;
}
