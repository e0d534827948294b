// The Markdown that the contract's prose uses: paragraphs, bullet lists and inline code. Anything else is plain text.
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';

/** A list longer than this is set in columns where there is room. */
const longList = 10;

/** Prose as blocks: paragraphs and lists. */
export function prose(text: string): Html {
  const blocks = text.split(/\n{2,}/).flatMap((block) => groupsOf(block.split('\n')));
  return html`${blocks.map(({ bullets, lines }) =>
    bullets
      ? html`<ul${lines.length > longList && html` class="long"`}>${lines.map((line) => html`<li>${inline(line.replace(/^[-*] /, ''))}</li>`)}</ul>`
      : html`<p>${lines.map((line, index) => html`${index > 0 && html`<br>`}${inline(line)}`)}</p>`,
  )}`;
}

/** One line of prose: text and inline code. */
export function inline(text: string): Html {
  const pieces = text.split(/`([^`]*)`/);
  // Every second piece stood between backticks.
  return joined(
    pieces.map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece)),
    '',
  );
}

/** The first paragraph without its marks, cut to what search engines show. */
export function plain(text: string, length = 160): string {
  const first = (text.split(/\n{2,}/)[0] ?? '').replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
  return first.length <= length ? first : `${first.slice(0, length - 1)}…`;
}

/** A path, or a field's place, that may break before each step; an operation's id, before each word. */
export function wrappable(path: string): Html {
  return html`${path.split(/(?=[/.])|(?<=[a-z])(?=[A-Z])/).map((step, index) => html`${index > 0 && html`<wbr>`}${step}`)}`;
}

/** Lines that follow each other and are of one kind; a list may begin right after its introduction. */
function groupsOf(lines: readonly string[]): { bullets: boolean; lines: string[] }[] {
  const groups: { bullets: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const bullets = /^[-*] /.test(line);
    const last = groups.at(-1);
    if (last?.bullets === bullets) last.lines.push(line);
    else if (line.trim() !== '') groups.push({ bullets, lines: [line] });
  }
  return groups;
}
