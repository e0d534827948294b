// Rendered content as Markdown, for readers that are programs. It knows the tags that the renderers write, and no others.
import type { Html } from '../html.ts';
import { unescaped } from '../html.ts';

const blocks = new Set(['p', 'div', 'section', 'article', 'dl', 'dt', 'dd', 'ul', 'ol', 'table', 'details', 'summary']);

const forBrowsers =
  /<(try-it|nav|error-filter|change-filter|fieldset|template|select|button|label)\b.*?<\/\1>|<a class="(?:hash|try-link)".*?<\/a>|<div class="tabs".*?<\/div>/gs;

/** Pictures: their titles and descriptions. */
const pictures = /<figure.*?<title[^>]*>(.*?)<\/title>\s*<desc[^>]*>(.*?)<\/desc>.*?<\/figure>/gs;

/** A page that is written in Markdown, without what only browsers show: anchors, and diagrams but for their words. */
export function twinOf(title: string, body: string): string {
  const said = body
    .split(/(^```.*?^```$)/ms)
    .map((part) =>
      part.startsWith('```') ? part : part.replaceAll(/<a id="[^"]*"><\/a> ?/g, '').replaceAll(pictures, '**$1.** $2'),
    )
    .join('');
  return `# ${title}\n\n${said.trim()}\n`;
}

/** A page in Markdown. */
export function markdownOf(title: string, { text }: Html): string {
  let result = '';
  let inPre = false;
  let inCell = 0;
  let cells = 0;
  const links: string[] = [];
  const block = (between = '\n\n') => {
    result += inCell > 0 ? ' ' : between;
  };
  // Forms, controls, a list of the page's own parts, and a sign to click on are for browsers; of a picture there are its words.
  const told = text.replaceAll(pictures, '<p><b>$1.</b> $2</p>').replaceAll(forBrowsers, '');
  for (const [, words, slash, tag = '', attributes = ''] of told.matchAll(/([^<]+)|<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    const opens = slash === '';
    if (words !== undefined) {
      const said = inPre ? unescaped(words) : unescaped(words).replaceAll(/\s+/g, ' ');
      result += inCell > 0 ? said.replaceAll('|', '\\|') : said;
    } else if (/^h[2-6]$/.test(tag)) block(opens ? `\n\n${'#'.repeat(Number(tag.slice(1)))} ` : '\n\n');
    else if (tag === 'pre') {
      inPre = opens && inCell === 0;
      block(opens ? '\n\n```\n' : '\n```\n\n');
    } else if (tag === 'code' && !inPre) result += '`';
    else if (tag === 'b') result += '**';
    else if (tag === 'a') {
      // A place's link to itself is the place's name.
      if (opens) links.push(/href="([^#"][^"]*)"/.exec(attributes)?.[1] ?? '');
      const link = opens ? links.at(-1) : links.pop();
      if (link) result += opens ? '[' : `](${unescaped(link)})`;
    } else if (tag === 'li') block(opens ? '\n- ' : '');
    else if (tag === 'br') result += inCell > 0 ? ' ' : '\n';
    else if (tag === 'tr') result += opens ? '\n|' : '';
    else if (tag === 'th' || tag === 'td') {
      inCell += opens ? 1 : -1;
      cells += opens ? 1 : 0;
      result += opens ? ' ' : ' |';
    } else if (tag === 'thead') {
      if (opens) cells = 0;
      else result += `\n|${' --- |'.repeat(cells)}`;
    } else if (tag === 'span') result += opens && !inPre ? ' ' : '';
    else if (blocks.has(tag)) block();
  }
  const tidy = result
    .split('```')
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replaceAll(/[ \t]+/g, ' ')
            .replaceAll(/ ?\n ?/g, '\n')
            .replaceAll(/\n{3,}/g, '\n\n'),
    )
    .join('```');
  return `# ${title}\n\n${tidy.trim()}\n`;
}
