// One field across all editions, for every field of an operation.
import type { Operation } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { Variant } from '../model/compare.ts';
import { anchorOf } from '../model/places.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { factLines, typeOf } from './facts.ts';
import { asks, caseLine, requiredIn, wireOnly } from './fields.ts';
import { filterForm } from './filter.ts';
import { markOf } from './marks.ts';
import { inline, wrappable } from './prose.ts';

/** The fields of an operation, by place, each with what editions say of it. */
export type Compared = ReadonlyMap<string, readonly Variant[]>;

/** The list of operations, those of most differences first. @param compared - the fields of an operation */
export function compareList(
  { words, edition }: Context,
  operations: readonly (Operation & { summary: string })[],
  compared: (operation: string) => Compared,
): Html {
  const listed = operations.map((operation) => {
    const fields = [...compared(operation.id).values()];
    return { ...operation, fields, differing: fields.filter((variants) => variants.length > 1).length };
  });
  return html`<p class="tagline">${words.compareIntro}</p><p>${words.compareList}</p>
<item-filter data-shown="${words.operationsFilter.shown}">${filterForm(words.operationsFilter)}
<ul class="operations">${listed
    .sort((a, b) => b.differing - a.differing)
    .map(
      ({ id, method, summary, fields, differing }) => html`
<li><a href="/${edition.locale}/compare/${id}/"><span class="method ${method}">${method.toUpperCase()}</span><span class="what">${summary}</span></a>
<code class="path">${id}</code><span class="note">${words.differOn(differing, fields.length)}</span></li>`,
    )}</ul></item-filter>`;
}

/** The fields of an operation, those on which editions differ first. @param context - the newest edition's */
export function compareContent(context: Context, operation: string, fields: Compared): Html {
  const { words } = context;
  const differing = [...fields].filter(([, variants]) => variants.length > 1);
  const alike = [...fields].filter(([, variants]) => variants.length === 1);
  return html`<p class="tagline">${words.compareIntro}</p>
<p><code>${operation}</code>${words.colon}${words.differing(differing.length, fields.size)}</p>
<h2 id="differing">${words.differ}</h2>
${differing.map(([place, variants]) => fieldBlock(context, place, variants))}
<h2 id="alike">${words.alike}</h2>
<ul class="alike">${alike.map(([place, [variant]]) => alikeItem(context, place, variant))}</ul>`;
}

/** Its page says what a field is of which all editions say the same. */
function alikeItem({ edition: { locale } }: Context, place: string, variant: Variant | undefined): Html {
  const { operation, id } = anchorOf(place);
  const newest = variant?.editions.find((edition) => edition.locale === locale);
  const name = html`<code>${wrappable(id)}</code>`;
  return html`<li id="${id}">${newest ? html`<a href="${folderOf(newest)}${operation}/#${id}">${name}</a>` : name}</li>`;
}

function fieldBlock(context: Context, place: string, variants: readonly Variant[]): Html {
  const { id } = anchorOf(place);
  return html`
<section class="compared"><h3 id="${id}"><a class="name" href="#${id}">${wrappable(id)}</a></h3>
<table><thead><tr><th scope="col">${context.words.edition}</th><th scope="col">${context.words.says}</th></tr></thead><tbody>${variants.map((variant) => variantRow(context, place, variant))}</tbody></table></section>`;
}

function variantRow(context: Context, place: string, { editions, node }: Variant): Html {
  const { words } = context;
  const anchor = anchorOf(place);
  const names = editions.map((edition) => {
    const mark = edition.provenance[place]?.mark;
    const label = html`<code>${edition.name}</code>`;
    return html`<div>${node ? html`<a href="${folderOf(edition)}${anchor.operation}/#${anchor.id}">${label}</a>` : label}${mark && html` ${markOf(words, mark)}`}</div>`;
  });
  if (!node) return html`<tr><td>${names}</td><td>${words.absent}</td></tr>`;
  // Without its description, which lists values too, a field tells them.
  const { example: _example, description: _description, ...stated } = node.facts;
  // Schemas of the same revision, in the language of the page.
  const inside = { ...context, edition: { ...(editions[0] ?? context.edition), locale: context.edition.locale } };
  const facts = [
    html`${typeOf(words, node.facts)}`,
    node.required && html`${requiredIn(words, place)}`,
    node.facts.deprecated && html`${words.deprecated}`,
    ...factLines(words, stated),
  ].filter((line) => line instanceof Object);
  const sentences = [
    ...node.cases.filter(asks).map((each) => caseLine(inside, wireOnly(each))),
    ...node.rules.map(({ message }) => html`${words.rule}${words.colon}${inline(message)}`),
  ];
  return html`<tr><td>${names}</td><td>${joined(facts, words.semicolon)}${
    sentences.length > 0 && html`<ul class="sides">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
  }</td></tr>`;
}
