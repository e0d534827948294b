// What each revision brought: in words, and field by field with who must do what.

import type { Json } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Change, Step } from '@apig-spec/model/records';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { Difference } from '../model/diff.ts';
import type { Facts } from '../model/facts.ts';
import { anchorOf } from '../model/places.ts';
import { detailsOf } from '../model/resources.ts';
import type { FieldNode } from '../model/tree.ts';
import { changeWords } from '../words/changes.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { factLines, typeOf } from './facts.ts';
import { asks, caseLine, requiredIn, wireOnly } from './fields.ts';
import { titleOf } from './headings.ts';
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
<ul>${paths.map((path) => pathItem(context, path))}</ul>
<p><a href="/${edition.locale}/compare/">${words.compareAll}</a></p>
${steps.map(
  ({ from, to, changes }) =>
    html`<h2 id="${from}-${to}">${titleOf(words.step(from, to))}</h2>${changes.map((change) => changeBlock(context, change))}`,
)}`;
}

/** Where a path's page is, and on it what breaks and what does not. */
function pathItem({ words, edition }: Context, path: RevisionPath): Html {
  const url = `/${edition.locale}/${revisionPathUrl(path)}`;
  const differences = path.differences();
  const breaking = differences.filter(({ breaks }) => breaks).length;
  const [some, others] = changeWords[edition.locale].count(breaking, differences.length - breaking);
  return html`<li><a href="${url}">${words.step(path.from, path.to)}</a>${words.colon}<a href="${url}?impact=breaking">${some}</a>${words.comma}<a href="${url}?impact=compatible">${others}</a></li>`;
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

/** Field by field what a path between revisions brings, what breaks first. @param context - that of the later edition */
export function revisionPathContent(context: Context, path: RevisionPath): Html {
  const differences = path.differences();
  const { words, edition } = context;
  const told = changeWords[edition.locale];
  const broken = (breaks: Difference['breaks']) => differences.filter((each) => each.breaks === breaks);
  const [senders, receivers, compatible] = [broken('sender'), broken('receiver'), broken(undefined)];
  const breaking = differences.filter(({ breaks }) => breaks);
  return html`<p class="tagline">${told.summary(differences.length, senders.length, receivers.length)}</p>
<p>${inline(words.breaksMean)}</p>
${filterBlock(context, differences)}
<nav class="jump" aria-label="${words.onThisPage}"><a href="#breaking">${told.breaking}</a> <a href="#compatible">${told.compatible}</a> <a href="#summary">${words.inWords}</a></nav>
<section class="group"><h2 id="breaking">${told.breaking}</h2>
${breaking.length > 0 ? operationBlocks(context, path, breaking, '') : html`<p>${told.noneBreaking}</p>`}</section>
<section class="group"><h2 id="compatible">${told.compatible}</h2>
${operationBlocks(context, path, compatible, 'compatible-')}</section>
<h2 id="summary">${words.inWords}</h2>
${path.steps.flatMap(({ changes }) => changes).map((change) => changeBlock(context, change))}`;
}

/** Its script is loaded on these pages alone; without it, it is not shown, and everything is. */
function filterBlock({ edition }: Context, differences: readonly Difference[]): Html {
  const told = changeWords[edition.locale];
  const operations = [...new Set(differences.map(({ place }) => anchorOf(place).operation))].sort();
  const choice = (name: string, label: string, options: Readonly<Record<string, string>>) =>
    html`<label>${label} <select name="${name}">${Object.entries(options).map(
      ([value, text]) => html`<option value="${value}">${text}</option>`,
    )}</select></label>`;
  const all = { '': told.allOperations, ...Object.fromEntries(operations.map((each) => [each, each])) };
  return html`<change-filter><form role="search" aria-label="${told.filter}">${choice('operation', told.operation, all)}
${choice('direction', told.direction, told.directions)}
${choice('impact', told.impact, told.impacts)}
<span class="note" role="status">${told.shown.replace('{some}', String(differences.length)).replace('{all}', String(differences.length))}</span> <button type="reset">${told.reset}</button></form></change-filter>`;
}

/** @param start - with which ids begin, where an operation has a heading before */
function operationBlocks(
  context: Context,
  path: RevisionPath,
  differences: readonly Difference[],
  start: string,
): Html {
  const { words, edition } = context;
  const titles = new Map(
    operationsOf(edition.document).map((each) => [each.id, String(detailsOf(edition.document, each)['summary'])]),
  );
  const byOperation = Map.groupBy(differences, ({ place }) => anchorOf(place).operation);
  return html`${[...byOperation].map(
    ([
      operation,
      own,
    ]) => html`<section class="group"><h3 id="${start}${operation}">${titles.get(operation) ?? operation} <code>${operation}</code></h3>
<table class="differences"><thead><tr><th scope="col">${words.field}</th><th scope="col">${words.before}</th><th scope="col">${words.after}</th><th scope="col">${words.consequence}</th></tr></thead>
<tbody>${own
      .toSorted((one, other) => Number(one.breaks === 'receiver') - Number(other.breaks === 'receiver'))
      .map((difference) => differenceRow(context, path, difference))}</tbody></table></section>`,
  )}`;
}

function differenceRow(context: Context, path: RevisionPath, difference: Difference): Html {
  const { words, edition } = context;
  const { place, before, after, gone, come, breaks, duties } = difference;
  const { operation, id } = anchorOf(place);
  const told = changeWords[edition.locale];
  // What is no longer there, is shown where it was.
  const removed = come === undefined;
  const folder = folderOf(removed ? { locale: edition.locale, revision: path.from } : edition);
  const name = html`<a href="${folder}${operation}/#${headingOf(id)}"><code>${wrappable(id || operation)}</code></a>${removed && html` <span class="badge deprecated">${told.removed}</span>`}`;
  const side = (one: FieldNode | undefined, other: FieldNode | undefined, named: readonly string[] | undefined) =>
    named ? sidesOf(context, one, other, named) : words.absent;
  return html`
<tr id="${operation}.${id}" data-operation="${operation}" data-direction="${/^\d/.test(id) ? 'response' : id === '' ? '' : 'request'}" data-impact="${breaks ?? 'compatible'}"><th scope="row">${name}</th><td data-label="${words.before}">${side(before, after, gone)}</td><td data-label="${words.after}">${side(after, before, come)}</td><td data-label="${words.consequence}">${
    breaks
      ? html`<span class="badge rejected">${words.breaks[breaks]}</span> `
      : html`<span class="badge fine">${words.compatible}</span> `
  }${duties.map((duty) => words.duties[duty]).join(words.semicolon)}</td></tr>`;
}

/** The heading of a place on its operation's page. */
function headingOf(id: string): string {
  if (id === '') return '_top';
  return /^\d{3}$/.test(id) ? `response-${id}` : id;
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
