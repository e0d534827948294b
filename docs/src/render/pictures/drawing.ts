// What pictures are drawn with: boxes, arrows, words. Colours are classes, so that a picture has those of the theme.
import type { Content, Html } from '../../html.ts';
import { html } from '../../html.ts';

/** What a picture is called, and says to those who do not see it. */
export interface Caption {
  /** Unique on the page. */
  id: string;
  title: string;
  description: string;
}

/** A picture. Its words are for who sees it; others get its title and its description. */
export function picture(
  { id, title, description }: Caption,
  [width, height]: [number, number],
  content: Content,
): Html {
  return html`<figure class="diagram" data-pagefind-ignore><svg role="img" viewBox="0 0 ${width} ${height}" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${description}</desc>
${content}
</svg></figure>`;
}

type Kind = 'box' | 'main' | 'good' | 'bad';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  kind?: Kind;
  /** From top to bottom, each with the class of its look: `strong`, `soft`, `code`. */
  lines: readonly (readonly [string, string?])[];
}

/** A box with lines of text in its middle. */
export function box({ x, y, width, height, kind = 'box', lines }: Box): Html {
  const leading = 19;
  const first = y + height / 2 + 4.5 - ((lines.length - 1) * leading) / 2;
  return html`<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>${lines.map(
    ([text, look], index) =>
      html`<text class="${look ?? ''}" x="${x + width / 2}" y="${first + index * leading}">${text}</text>`,
  )}`;
}

/** Text that begins at a point. */
export function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start'): Html {
  return html`<text class="soft ${anchor}" x="${x}" y="${y}">${text}</text>`;
}

/** A line through points, with a head at its end. The last part of it is level or upright. */
export function arrow(...points: readonly (readonly [number, number])[]): Html {
  const [end = [0, 0], before = [0, 0]] = points.toReversed();
  const [x, y] = end;
  const [dx, dy] = [Math.sign(x - before[0]), Math.sign(y - before[1])];
  const size = 7;
  const wing = 4;
  const [baseX, baseY] = [x - dx * size, y - dy * size];
  const path = points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${px} ${py}`).join('');
  return html`<path class="line" d="${path}"/><path class="head" d="M${x} ${y}L${baseX + dy * wing} ${baseY + dx * wing}L${baseX - dy * wing} ${baseY - dx * wing}z"/>`;
}
