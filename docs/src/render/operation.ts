// The page of an operation.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, listOf, objectOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { parametersOf, treesOf } from '../model/nodes.ts';
import { detailsOf } from '../model/resources.ts';
import { formText, isJson, requestExamplesOf, usesDeprecated } from '../model/samples.ts';
import type { ObjectNode } from '../model/tree.ts';
import { hasFields } from '../model/tree.ts';
import { tutorialWords } from '../words/tutorial.ts';
import type { UiText } from '../words.ts';
import { formerAnchor } from './anchors.ts';
import { codeBlock } from './code.ts';
import { codesBlock, withoutCodes } from './codes.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { fieldBlock, objectBlock } from './fields.ts';
import { viewOf } from './kinds.ts';
import { errataLinks, markOf, origin, provenanceSwitch } from './marks.ts';
import { inline, prose, wrappable } from './prose.ts';
import { exampleSelect, samplesBlock } from './samples.ts';
import { tryBlock, tryLink } from './try.ts';
import { tutorialLinks } from './tutorials.ts';

/** Everything of an operation. The search takes no notice of examples: it would count them to the field before them. */
export function operationContent(context: Context, operation: Operation): Html {
  const { words, edition, placedErrata } = context;
  const details = detailsOf(edition.document, operation);
  const provenance = edition.provenance[operation.id];
  const errata = placedErrata.operations.get(operation.id) ?? [];
  return html`<operation-view></operation-view><p class="signature"><span class="method ${operation.method}">${operation.method.toUpperCase()}</span> <code>${wrappable(operation.path)}</code>${tryLink(context)}</p>
<div class="split"><div><p class="identity"><code>${operation.id}</code> ${provenance && html`<a href="${folderOf(edition)}#marks" title="${words.marksIntro}">${markOf(words, provenance.mark)}</a>`}${
    details['deprecated'] === true && html` <span class="badge deprecated">${words.deprecated}</span>`
  }${repeatable(context, details['x-idempotent'])}${provenanceSwitch(words)}</p>
<div class="prose lead">${prose(String(details['description'] ?? ''))}</div>${origin(context, operation.id, provenance)}${partOf(context, operation)}
${jumpBlock(context, operation)}
${parametersBlock(context, operation)}</div>
<div class="examples" data-pagefind-ignore>${tryBlock(context, operation)}${samplesBlock(context, operation)}</div></div>
${requestBlock(context, operation, details)}
${formerAnchor('answers')}<h2 id="responses">${words.responses}</h2>
${operation.responses.map((response) => responseBlock(context, operation, response))}
${
  errata.length > 0 &&
  html`<section class="told"><h2 id="errata">${words.errataOf}</h2>
<ul class="errata-list">${errata.map((erratum) => html`<li>${errataLinks(context, [erratum])}</li>`)}</ul></section>`
}`;
}

/** Whether a call that changes something may be sent again when it is not known whether it arrived. */
function repeatable({ words, edition }: Context, idempotent: Json | undefined): Html | undefined {
  if (typeof idempotent !== 'boolean') return undefined;
  const { safe, unsafe } = words.errorsPage;
  return html` <a class="badge ${idempotent ? 'always' : 'fix-state'}" href="/${edition.locale}/guides/errors/">${idempotent ? safe : unsafe}</a>`;
}

/** The tutorials that the operation is part of. */
function partOf({ words, edition: { locale }, tutorialsOf }: Context, { id }: Operation): Html | undefined {
  const links = tutorialLinks(locale, tutorialsOf(id), words.comma);
  return links && html`<p class="note">${tutorialWords[locale].partOf}${words.colon}${links}</p>`;
}

/** The parts of the page, in one line: it is too wide to have them beside it. */
function jumpBlock({ words, placedErrata }: Context, { id, request, form, responses }: Operation): Html {
  return html`<nav class="jump" aria-label="${words.onThisPage}"><a href="#parameters">${words.parameters}</a>${
    (request ?? form) !== undefined && html` <a href="#body">${words.request}</a>`
  } <a href="#responses">${words.responses}</a>${responses.map(
    ({ status }) =>
      html` <a class="status ${/^[45]/.test(status) ? 'rejected' : 'fine'}" href="#response-${status}">${status}</a>`,
  )}${placedErrata.operations.has(id) && html` <a class="told" href="#errata">${words.errata}</a>`}</nav>`;
}

function parametersBlock(context: Context, operation: Operation): Html {
  const { words, edition } = context;
  const nodes = parametersOf(edition.document, operation);
  const parts = [...new Set(nodes.map((node) => node.in))];
  return html`<h2 id="parameters">${words.parameters}</h2>
${parts.map(
  (part) => html`<h3 id="${part}">${words.parametersIn[part] ?? part}</h3>
<div class="fields">${nodes.filter((node) => node.in === part).map((node) => fieldBlock(context, node))}</div>`,
)}`;
}

function requestBlock(context: Context, operation: Operation, details: JsonObject): Html | undefined {
  const { words, edition } = context;
  const trees = treesOf(edition.document, operation);
  const tree = trees.get('request') ?? trees.get('form');
  if (!tree) return undefined;
  const { form } = operation;
  const body = objectOf(resolve(edition.document, details['requestBody']));
  const examples = requestExamplesOf(edition.document, operation);
  const bodies = Object.entries(examples).map(([name, example]) => {
    return [name, at(resolve(edition.document, example), '/value') ?? null] as const;
  });
  const view = viewOf(context, tree, bodies);
  return html`<h2 id="body">${words.request}</h2>
<div class="split"><div class="body">
<div class="prose">${prose(String(body['description'] ?? ''))}${form !== undefined && prose(words.form)}</div>${tree.closed && html`<p class="note">${words.closed}</p>`}${foldButtons(words, tree)}
${objectBlock(context, tree, undefined, view)}
</div>${examplesBlock(context, examples, {
    blockOf: (value) =>
      form === undefined ? jsonBlock(value) : codeBlock('text', formText(edition.document, form, value)),
    attributesOf: (name) => {
      const kinds = view.examples.find((each) => each.name === name)?.options ?? [];
      return html` id="example-${name}" data-example="${name}" data-kinds="${[...kinds].join(' ')}"`;
    },
    isLegacy: (example) => usesDeprecated(edition.document, operation, example),
    select: exampleSelect(context, operation),
  })}</div>`;
}

function responseBlock(context: Context, operation: Operation, documented: Operation['responses'][number]): Html {
  const { words, edition } = context;
  const { status, response, file, examples } = documented;
  const codes = listOf(response['x-error-codes']).map(String);
  const provenance = edition.provenance[`${operation.id}/${status}`];
  const rejected = /^[45]/.test(status);
  const tree = treesOf(edition.document, operation).get(status);
  const content =
    tree &&
    html`<div class="split"><div class="body">${foldButtons(words, tree)}${objectBlock(context, tree)}</div>${examplesBlock(context, examples)}</div>`;
  return html`<section class="response">${formerAnchor(`answer-${status}`)}<h3 id="response-${status}"><span class="status ${rejected ? 'rejected' : 'fine'}">${status}</span></h3>${provenance && markOf(words, provenance.mark)}
<div class="prose">${prose(withoutCodes(context, String(response['description'] ?? ''), codes))}${!content && (file ? prose(words.file(file)) : html`<p>${words.noContent}</p>`)}</div>${file && examplesBlock(context, examples, { blockOf: fileBlock })}
${codesBlock(context, codes, provenance?.facts)}
${origin(context, `${operation.id}/${status}`, provenance)}
${
  // All errors look alike: their fields open on request.
  content && (rejected ? html`<details><summary>${words.fieldsAndExamples}</summary>${content}</details>` : content)
}
</section>`;
}

/** The buttons that open and close all that is folded up in a body. */
function foldButtons(words: UiText, tree: ObjectNode): Html | undefined {
  if (!tree.fields.some(({ inner }) => hasFields(inner))) return undefined;
  return html`<p class="folds"><button type="button" data-fold="open">${words.expandAll}</button> <button type="button" data-fold="closed">${words.collapseAll}</button></p>`;
}

interface ExampleOptions {
  blockOf?: (value: Json) => Html;
  attributesOf?: (name: string) => Html;
  isLegacy?: (example: Json) => boolean;
  /** Chooses one of them. Without it, or without script, they are folded up one below the other. */
  select?: Html | undefined;
}

function examplesBlock(
  { words, edition }: Context,
  examples: JsonObject,
  { blockOf = jsonBlock, attributesOf, isLegacy = () => false, select }: ExampleOptions = {},
): Html | undefined {
  const all = Object.entries(examples).map(([name, example]) => ({
    name,
    example: objectOf(resolve(edition.document, example)),
    aged: isLegacy(example),
  }));
  if (all.length === 0) return undefined;
  const label = html`<p class="label">${words.examples}</p>`;
  return html`<div class="examples" data-pagefind-ignore>${select ? html`<div class="choosing">${label}${select}</div>` : label}
${all.map(
  (
    { name, example, aged },
    index,
  ) => html`<details${attributesOf?.(name)}${index === 0 && html` open`}><summary>${inline(String(example['summary'] ?? name))}${
    aged && html` <span class="badge deprecated">${words.legacy}</span>`
  }${
    example['x-invented'] === true &&
    html` <span class="badge invented" title="${words.inventedMeans}">${words.invented}</span>`
  }</summary>
${blockOf(at(example, '/value') ?? null)}</details>`,
)}</div>`;
}

function jsonBlock(value: Json): Html {
  return codeBlock('json', JSON.stringify(value, null, 2));
}

/** The text of a file. */
function fileBlock(value: Json): Html {
  if (typeof value !== 'string') return jsonBlock(value);
  return codeBlock(isJson(value) ? 'json' : 'text', value.trimEnd());
}
