// The facts of a value in words.
import type { Json } from '@apig-spec/model/json';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { Facts } from '../model/facts.ts';
import type { UiText } from '../words.ts';

/** A closed list longer than this is not said twice. */
const longList = 8;

/** A value as code: strings bare where that can be read, everything else as JSON. */
export function codeOf(value: Json): Html {
  return html`<code>${typeof value === 'string' && /^\S/.test(value) ? value : JSON.stringify(value)}</code>`;
}

/** Values as code, one after the other. */
export function codesOf(values: readonly Json[], between: string): Html {
  return joined(values.map(codeOf), between);
}

/** The type in words: `integer`, `array of object`. */
export function typeOf(words: UiText, { type, format, each }: Facts, elements = 'object'): string {
  const name = type === 'array' ? words.listOf(each?.type ?? elements) : (type ?? '');
  return format ? `${name}${words.aside(format)}` : name;
}

/** What a value must be, a line for each fact. Type, description and deprecation stand elsewhere. */
export function factLines(words: UiText, facts: Facts): Html[] {
  const lines: Html[] = [...boundLines(words, facts)];
  for (const pattern of facts.patterns ?? []) lines.push(html`${words.pattern} <code>${pattern}</code>`);
  if (facts.values && !saidAlready(facts.values, facts.description)) {
    lines.push(html`${words.values} ${codesOf(facts.values, ' ')}`);
  }
  if (facts.variants) {
    lines.push(
      html`${words.either}${words.colon}${joined(
        facts.variants.map((variant) => variantOf(words, facts, variant)),
        words.semicolon,
      )}`,
    );
  }
  if (facts.default !== undefined) lines.push(html`${words.default} ${codeOf(facts.default)}`);
  if (facts.each) {
    const inner = factLines(words, facts.each);
    if (inner.length > 0) lines.push(html`${words.eachElement}${words.colon}${joined(inner, words.comma)}`);
  }
  if (facts.example !== undefined) lines.push(html`${words.example} ${codeOf(facts.example)}`);
  return lines;
}

/** Bounds of a number, of a text's length, of a list's length. */
function boundLines(words: UiText, facts: Facts): Html[] {
  const told: [number | undefined, number | undefined, UiText['value']][] = [
    [facts.minimum, facts.maximum, words.value],
    [facts.minLength, facts.maxLength, words.length],
    [facts.minItems, facts.maxItems, words.items],
  ];
  return told.flatMap(([least, most, say]) =>
    least === undefined && most === undefined ? [] : [html`${say(least, most)}`],
  );
}

function variantOf(words: UiText, around: Facts, variant: Facts): Html {
  const { example: _, values, ...rest } = variant;
  const type = rest.type !== around.type && rest.type ? [html`${typeOf(words, rest)}`] : [];
  const lines = [...type, ...factLines(words, rest), ...(values ? [codesOf(values, words.or)] : [])];
  return joined(lines, words.comma);
}

/** Whether a description lists all values already: a long list is not repeated. */
function saidAlready(values: readonly Json[], description = ''): boolean {
  return values.length > longList && values.every((value) => description.includes(`\`${value}\``));
}
