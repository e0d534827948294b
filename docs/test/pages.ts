// What the tests read of pages. Plain patterns will do: the renderer writes each attribute in one way.

/** All values of an attribute. */
export function attributes(page: string, name: 'id' | 'href' | 'src'): string[] {
  return [...page.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => unescaped(value));
}

/** What a reader sees of a piece of HTML. */
export function textOf(html: string): string {
  return unescaped(html.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ');
}

/** The text of each field by its id, without that of the fields below it. */
export function fieldTexts(page: string): Map<string, string> {
  const pieces = page.split(/<div class="field" id="([^"]*)">/);
  return new Map(pieces.flatMap((piece, index) => (index % 2 === 1 ? [[piece, textOf(pieces[index + 1] ?? '')]] : [])));
}

/** What is wrong with the nesting of a page's tags. */
export function misnested(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const alone = new Set(['meta', 'link', 'br', 'wbr']);
  const endsParagraph = new Set(['p', 'ul', 'dl', 'div', 'details', 'section', 'article', 'h2', 'h3', 'pre']);
  for (const [, slash, tag = ''] of page.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (slash) {
      const last = open.pop();
      if (last !== tag) wrong.push(`</${tag}> where <${last}> is open`);
    } else {
      if (open.includes('p') && endsParagraph.has(tag)) wrong.push(`<${tag}> in <p>`);
      if (open.includes('a') && tag === 'a') wrong.push('<a> in <a>');
      if (!alone.has(tag)) open.push(tag);
    }
  }
  return [...wrong, ...open.map((tag) => `<${tag}> is never closed`)];
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
