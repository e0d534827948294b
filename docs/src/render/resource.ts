// The page of a resource: what it is, its operations in the order of use, its limits and its error codes.
import type { Json } from '@apig-spec/model/json';
import { at, listOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { perDocument } from '@apig-spec/model/per-document';
import type { Workflow } from '@apig-spec/model/records';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import { treesOf } from '../model/nodes.ts';
import { phaseOf, phases } from '../model/phases.ts';
import { anchorOf } from '../model/places.ts';
import type { Resource } from '../model/resources.ts';
import type { FieldNode } from '../model/tree.ts';
import { resourceWords } from '../words/resource.ts';
import { codeBlock } from './code.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { factLines } from './facts.ts';
import { channelPicture } from './pictures/channel.ts';
import { boxOfResource, relationsPicture } from './pictures/relations.ts';
import { inline, plain, prose, wrappable } from './prose.ts';
import { tutorialCards } from './tutorials.ts';

/** A code that so many resources have tells nothing of one of them. */
const manyResources = 10;
/** Fields deeper within others stand on the page of the operation. */
const deepest = 2;
/** So many lines of an example stand beside the text. */
const mostLines = 60;

/** The content of a resource's page. */
export function resourceContent(context: Context, resource: Resource, tutorials: readonly Workflow[]): Html {
  const words = resourceWords[context.edition.locale];
  const main = mainOf(resource);
  const example = exampleOf(context, resource);
  return html`<p class="tagline">${inline(resource.description)}</p>
<div class="split"><div>
${main && html`<h2 id="about">${words.about}</h2><div class="prose lead">${prose(firstParagraph(String(main.details['description'] ?? '')))}</div>`}
<h2 id="use">${words.use}</h2>
${usesBlock(context, resource)}
</div>${example}</div>
${picturesBlock(context, resource)}
${main && limitsBlock(context, main)}
${codesBlock(context, resource)}
${tutorials.length > 0 && html`<h2 id="tutorials">${words.tutorials}</h2>${tutorialCards(context.edition.locale, tutorials)}`}`;
}

/** Of what an operation does, that which is about the thing: the rest is about its request and response. */
function firstParagraph(text: string): string {
  return text.trim().split(/\n\s*\n/)[0] ?? '';
}

/** Where the resource stands among others, and how it lives. */
function picturesBlock({ edition: { locale } }: Context, { id }: Resource): Html | undefined {
  const pictures = [
    ...(id === 'vpc-channels' ? [channelPicture(locale)] : []),
    ...(id in boxOfResource ? [relationsPicture(locale, id)] : []),
  ];
  if (pictures.length === 0) return undefined;
  return html`<h2 id="picture">${resourceWords[locale].picture}</h2><div class="pictures">${pictures}</div>`;
}

type ResourceOperation = Resource['operations'][number];

/** The operation that says most of what the resource is: the one that creates it, or else the first that changes it. */
function mainOf({ operations }: Resource): ResourceOperation | undefined {
  const withBody = operations.filter(({ request, form }) => (request ?? form) !== undefined);
  return withBody.find((each) => phaseOf(each) === 'create') ?? withBody[0];
}

/** What the gateway returns: of an operation that shows one, or else of one that lists them. */
function exampleOf({ edition }: Context, { operations }: Resource): Html | undefined {
  const words = resourceWords[edition.locale];
  const reads = operations.filter(({ id }) => /^(show|list|count)/.test(id));
  const shows = [...reads.filter(({ id }) => id.startsWith('show')), ...reads];
  for (const { id, responses } of shows) {
    for (const { status, examples } of responses.filter((response) => response.status.startsWith('2'))) {
      const [value] = Object.values(examples).map((each) => at(resolve(edition.document, each), '/value'));
      if (value === undefined || typeof value !== 'object') continue;
      return html`<div class="examples" data-pagefind-ignore><p class="label"><a href="${folderOf(edition)}${id}/#response-${status}"><code>${id}</code></a> ${words.object(status)}</p>${codeBlock('json', shortened(value))}</div>`;
    }
  }
  return undefined;
}

function shortened(value: Json): string {
  const lines = JSON.stringify(value, null, 2).split('\n');
  return lines.length <= mostLines ? lines.join('\n') : [...lines.slice(0, mostLines), '…'].join('\n');
}

function usesBlock({ edition }: Context, { operations }: Resource): Html[] {
  const words = resourceWords[edition.locale];
  return phases.flatMap((phase) => {
    const own = operations.filter((each) => phaseOf(each) === phase);
    if (own.length === 0) return [];
    return [
      html`<h3 id="${phase}">${words.phases[phase]}</h3>
<ul class="operations brief">${own.map(
        ({ id, method, path, details }) => html`
<li><a href="${folderOf(edition)}${id}/"><span class="method ${method}">${method.toUpperCase()}</span><span class="what">${String(details['summary'])}</span></a>
<code class="path">${wrappable(`…/${path.split('/').slice(-2).join('/')}`)}</code></li>`,
      )}</ul>`,
    ];
  });
}

function limitsBlock(context: Context, operation: ResourceOperation): Html | undefined {
  const { words, edition } = context;
  const own = resourceWords[edition.locale];
  const trees = treesOf(edition.document, operation);
  const fields = (trees.get('request') ?? trees.get('form'))?.fields ?? [];
  const rows = fields.flatMap((field) => rowsOf(context, field, 1));
  if (rows.length === 0) return undefined;
  return html`<h2 id="limits">${own.limits}</h2>
<p>${own.limitsOf} <a href="${folderOf(edition)}${operation.id}/#body"><code>${operation.id}</code></a></p>
<table class="limits"><thead><tr><th scope="col">${words.field}</th><th scope="col">${words.limit}</th></tr></thead><tbody>${rows}</tbody></table>
<p><a href="${folderOf(edition)}limits/">${own.allLimits}</a></p>`;
}

/** A row for a field, and for those within it, where there is something to keep to. */
function rowsOf(context: Context, { place, facts, required, inner }: FieldNode, depth: number): Html[] {
  const { words, edition } = context;
  const { example: _, ...bounds } = facts;
  const lines = [...(required ? [html`${words.required}`] : []), ...factLines(words, bounds)];
  const { operation, id } = anchorOf(place);
  const row =
    lines.length > 0 &&
    html`<tr><th scope="row"><a href="${folderOf(edition)}${operation}/#${id}"><code>${wrappable(id.replace(/^body\./, ''))}</code></a></th><td>${joined(lines, words.semicolon)}</td></tr>`;
  const within = depth < deepest ? (inner?.fields ?? []) : [];
  return [...(row ? [row] : []), ...within.flatMap((each) => rowsOf(context, each, depth + 1))];
}

function codesBlock({ words, edition, errors }: Context, { operations }: Resource): Html {
  const own = resourceWords[edition.locale];
  const spread = resourcesByCode(edition.document);
  const codes = [...new Set(operations.flatMap(codesIn))].sort();
  const isGeneral = (code: string) => (spread.get(code)?.size ?? 0) >= manyResources;
  const link = (code: string) => html`<a href="${folderOf(edition)}errors/#${code}"><code>${code}</code></a>`;
  const special = codes.filter((code) => !isGeneral(code));
  const general = codes.filter(isGeneral);
  return html`<h2 id="codes">${own.codes}</h2>
${
  special.length === 0
    ? html`<p>${own.noCodes}</p>`
    : html`<table class="code-table"><thead><tr><th scope="col">${words.errorCodes(1)}</th><th scope="col">${own.meaning}</th><th scope="col">${words.returnedBy}</th></tr></thead><tbody>${special.map(
        (code) =>
          html`<tr><th scope="row">${link(code)} <span class="status rejected">${errors[code]?.status}</span></th><td>${inline(plain(errors[code]?.means[edition.locale] ?? '', 400))}</td><td>${joined(
            operations
              .filter((each) => codesIn(each).includes(code))
              .map(
                ({ id }) =>
                  html`<a href="${folderOf(edition)}${id}/#response-${errors[code]?.status}"><code>${id}</code></a>`,
              ),
            ' ',
          )}</td></tr>`,
      )}</tbody></table>`
}
${general.length > 0 && html`<p class="codes">${own.general}${words.colon}${joined(general.map(link), ' ')}</p>`}`;
}

function codesIn({ responses }: Pick<ResourceOperation, 'responses'>): string[] {
  return responses.flatMap(({ response }) => listOf(response['x-error-codes']).map(String));
}

/** By code, the resources whose operations list it. */
const resourcesByCode = perDocument((document): ReadonlyMap<string, ReadonlySet<string>> => {
  const spread = new Map<string, Set<string>>();
  for (const operation of operationsOf(document)) {
    for (const code of codesIn(operation)) spread.set(code, (spread.get(code) ?? new Set()).add(operation.resource));
  }
  return spread;
});
