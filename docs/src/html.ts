// HTML as a value: whatever is put into a template is escaped, unless it is HTML already.

/** Text that is HTML already. Only {@link html} makes it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: nothing at all for `undefined` and `false`, so that `condition && …` reads well. */
export type Content = Html | string | number | false | undefined | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made harmless, between tags and within quoted attributes alike. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** What a reader sees of escaped text. */
export function unescaped(text: string): string {
  return Object.entries(entities).reduceRight(
    (known, [character, entity]) => known.replaceAll(entity, character),
    text,
  );
}

/** A template whose values are escaped; lists are joined without anything between. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  return new Html(strings.reduce((before, after, index) => before + textOf(values[index - 1]) + after));
}

/** Contents with something between them. */
export function joined(contents: readonly Content[], between: string): Html {
  return new Html(contents.map(textOf).join(escaped(between)));
}

function textOf(value: Content): string {
  if (value === undefined || value === false) return '';
  // Not by its class: pages that the build hands over are of another copy of this module.
  if (typeof value === 'object') return 'text' in value ? value.text : value.map(textOf).join('');
  return escaped(String(value));
}
