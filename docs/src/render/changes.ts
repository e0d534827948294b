// What each revision brought: in words, and field by field with who must do what.

import type { Json } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import type { Change, Step } from '@apig-spec/model/records';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { Difference } from '../model/diff.ts';
import type { Facts } from '../model/facts.ts';
import { anchorOf } from '../model/places.ts';
import type { FieldNode } from '../model/tree.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { factLines, typeOf } from './facts.ts';
import { asks, caseLine, requiredIn, wireOnly } from './fields.ts';
import { inline, wrappable } from './prose.ts';

/** The path from one revision to a later one. */
export interface RevisionPath {
  from: string;
  to: string;
  steps: readonly Step[];
  differences: () => readonly Difference[];
}

/** The address of the page about a path, below the language's folder. */
export function revisionPathUrl({ from, to }: Pick<RevisionPath, 'from' | 'to'>): string {
  return `changes/${from}-to-${to}/`;
}

/** All changes in words, and the paths to what they mean for each field. @param context - the newest edition's */
export function changesContent(context: Context, steps: readonly Step[], paths: readonly RevisionPath[]): Html {
  const { words, edition } = context;
  return html`<p class="tagline">${words.changesIntro}</p>
<ul>${paths.map(
    (path) =>
      html`<li><a href="/${edition.locale}/${revisionPathUrl(path)}">${words.step(path.from, path.to)}</a> <span class="count">${words.differenceCount(path.differences().length)}</span></li>`,
  )}</ul>
<p><a href="/${edition.locale}/compare/">${words.compareAll}</a></p>
${steps.map(
  ({ from, to, changes }) =>
    html`<h2 id="${from}-${to}">${words.step(from, to)}</h2>${changes.map((change) => changeBlock(context, change))}`,
)}`;
}

function changeBlock({ words, edition }: Context, change: Change): Html {
  return html`
<article class="change" id="${change.id}"><p class="what"><a class="hash" href="#${change.id}" aria-label="${change.id}">#</a> ${inline(change[edition.locale])}</p>
<p class="note">${words.sources(change.sources.length)}${words.colon}${joined(
    change.sources.map(
      (row) => html`<a class="row" href="${folderOf(edition)}#document-${row.split('/')[0] ?? ''}">${row}</a>`,
    ),
    ' ',
  )}</p>
<details class="note"><summary>${words.overlay}</summary><ul>${change.actions.map(
    ({ target }) => html`<li><code>${target}</code></li>`,
  )}</ul></details></article>`;
}

/** Field by field what a path between revisions brings. @param context - that of the later edition */
export function revisionPathContent(context: Context, { steps, differences: found }: RevisionPath): Html {
  const differences = found();
  const { words } = context;
  const operations = Map.groupBy(differences, ({ place }) => place.split('/')[0] ?? '');
  const breaking = differences.filter(({ breaks }) => breaks).length;
  return html`<p class="tagline">${words.revisionPathIntro(differences.length, breaking)}</p>
<p>${inline(words.breaksMean)}</p>
<nav class="jump" aria-label="${words.onThisPage}"><a href="#summary">${words.inWords}</a>${[...operations.keys()].map(
    (operation) => html` <a href="#${operation}">${operation}</a>`,
  )}</nav>
<h2 id="summary">${words.inWords}</h2>
${steps.flatMap(({ changes }) => changes).map((change) => changeBlock(context, change))}
${[...operations].map(
  ([operation, own]) => html`<h2 id="${operation}">${operation}</h2>
<table class="differences"><thead><tr><th scope="col">${words.field}</th><th scope="col">${words.before}</th><th scope="col">${words.after}</th><th scope="col">${words.consequence}</th></tr></thead>
<tbody>${own.map((difference) => differenceRow(context, difference))}</tbody></table>`,
)}`;
}

function differenceRow(context: Context, difference: Difference): Html {
  const { words, edition } = context;
  const { place, before, after, gone, come, breaks, duties } = difference;
  const { operation, id } = anchorOf(place);
  const label = html`<code>${wrappable(id || operation)}</code>`;
  const name = after ? html`<a href="${folderOf(edition)}${operation}/#${id}">${label}</a>` : label;
  const side = (one: FieldNode | undefined, other: FieldNode | undefined, named: readonly string[] | undefined) =>
    named ? sidesOf(context, one, other, named) : words.absent;
  return html`
<tr id="${operation}.${id}"><th scope="row">${name}</th><td data-label="${words.before}">${side(before, after, gone)}</td><td data-label="${words.after}">${side(after, before, come)}</td><td data-label="${words.consequence}">${
    breaks
      ? html`<span class="badge rejected">${words.breaks[breaks]}</span> `
      : html`<span class="badge fine">${words.compatible}</span> `
  }${duties.map((duty) => words.duties[duty]).join(words.semicolon)}</td></tr>`;
}

/** What one side says that the other does not. @param named - what it has besides, such as error codes */
export function sidesOf(
  context: Context,
  one: FieldNode | undefined,
  other: FieldNode | undefined,
  named: readonly string[] = [],
): Html {
  const lines = [
    ...(one ? fieldLines(context, one, other) : []),
    ...named.map((each) => html`<code>${wrappable(each)}</code>`),
  ];
  return lines.length > 0
    ? html`<ul class="sides">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
    : html`<span class="note">${context.words.nothingMore}</span>`;
}

function fieldLines(context: Context, one: FieldNode, other: FieldNode | undefined): Html[] {
  const { words } = context;
  const facts = Object.fromEntries(
    Object.entries(one.facts).filter(
      ([key, fact]) =>
        !['description', 'example', 'type', 'deprecated'].includes(key) &&
        canonical(fact as Json) !== canonical((other?.facts[key as keyof Facts] ?? null) as Json),
    ),
  ) as Facts;
  return [
    (!other || typeOf(words, one.facts) !== typeOf(words, other.facts)) && html`${typeOf(words, one.facts)}`,
    one.required && !other?.required && html`${requiredIn(words, one.place)}`,
    one.facts.deprecated && !other?.facts.deprecated && html`${words.deprecated}`,
    ...factLines(words, facts),
    ...one.cases
      .filter(asks)
      .map(wireOnly)
      .filter((each) => !other?.cases.some((known) => canonical(wireOnly(known) as never) === canonical(each as never)))
      .map((each) => caseLine(context, each)),
    ...one.rules
      .filter(({ rule }) => !other?.rules.some((each) => each.rule === rule))
      .map(({ message }) => html`${words.rule}${words.colon}${inline(message)}`),
  ].filter((line) => line instanceof Object);
}
