// The errors of an edition: how they look, when to retry, and an entry for each code, by subject.
import type { JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { ErrorCode } from '@apig-spec/model/records';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import { treeOf } from '../model/tree.ts';
import { absent, subjects } from '../words/errors.ts';
import { pictureWords } from '../words/pictures.ts';
import { codeBlock } from './code.ts';
import { brief } from './codes.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { objectBlock } from './fields.ts';
import { checksPicture } from './pictures/checks.ts';
import { inline } from './prose.ts';

/** More operations than this are folded. */
const mostShown = 6;

/** A code, and the operations that list it. */
interface Entry {
  code: string;
  error: ErrorCode;
  operations: readonly string[];
}

/** Every operation has the body of errors: it is shown as this one has it. */
export const bodyShownOf = 'createVpcChannel';

/** The content of an edition's errors page. @param part - what is known of the operation whose body of errors is shown */
export function errorsContent(context: Context, part: Context): Html {
  const { words, edition } = context;
  const text = words.errorsPage;
  const entries = entriesOf(context);
  const groups = subjects.flatMap((subject) => {
    const own = entries.filter(({ error }) => error.subject === subject);
    const [title = subject, intro = ''] = text.subjects[subject] ?? [];
    return own.length === 0 ? [] : [{ subject, title, intro, own }];
  });
  const known = new Set(operationsOf(edition.document).map(({ id }) => id));
  const samples = samplesIn(edition.document);
  const body = treeOf(part.edition.document, { $ref: '#/components/schemas/ErrorBody' }, `${bodyShownOf}/400`);
  return html`<p class="tagline">${text.tagline} <a href="/${edition.locale}/guides/errors/">${text.guide}</a></p>
${filterOf(context, entries.length)}
<nav class="subjects" aria-label="${text.index}"><dl>${groups.map(
    ({ subject, title, own }) =>
      html`<div><dt><a href="#${subject}">${title}</a> <span class="count">${own.length}</span></dt><dd><ul>${own.map(
        ({ code, error }) => {
          const name = brief(error.means[edition.locale]).replaceAll('`', '');
          return html`<li><a href="#${code}" title="${name}"><code>${code}</code> ${name}</a></li>`;
        },
      )}</ul></dd></div>`,
  )}</dl></nav>
<div class="general"><h2 id="checks">${pictureWords[edition.locale].checks.title}</h2>
${checksPicture(edition.locale, context.errors)}
<h2 id="body">${words.errorBody}</h2>
${objectBlock({ ...part, idOf: (place) => `body.${place.split('/').pop()}` }, body, 3)}
<h2 id="retry">${text.retryTitle}</h2>
<dl class="retries">${Object.entries(text.retry).map(
    ([retry, [label, advice]]) =>
      html`<div><dt id="retry.${retry}"><span class="badge ${retry}">${label}</span> <code>${retry}</code></dt><dd>${advice}</dd></div>`,
  )}</dl></div>
${groups.map(
  ({ subject, title, intro, own }) => html`<section class="subject"><h2 id="${subject}">${title}</h2>
<p>${linked(context, intro, known)}</p>
${own.map((entry) => entryBlock(context, entry, known, samples.get(entry.code)))}</section>`,
)}`;
}

/** The field by which entries are found; its script is loaded only on this page. */
function filterOf({ words }: Context, count: number): Html {
  const { filter, placeholder, found, none, all: showAll } = words.errorsPage;
  const all = found.replace('%some', String(count)).replace('%all', String(count));
  return html`<error-filter data-found="${found}" data-none="${none}" data-absent="${absent.join('|')}"><search><label for="filter">${filter}</label>
<input id="filter" type="search" placeholder="${placeholder}" autocomplete="off" autocapitalize="off" spellcheck="false">
<p class="note"><span role="status">${all}</span> <button type="button" hidden>${showAll}</button></p></search></error-filter>`;
}

function entryBlock(
  context: Context,
  { code, error, operations }: Entry,
  known: ReadonlySet<string>,
  shown?: JsonObject,
): Html {
  const { words, edition } = context;
  const text = words.errorsPage;
  const { status, means, causes = [], cure, retry, message } = error;
  const [label] = text.retry[retry];
  const sample = shown ?? { error_code: code, error_msg: message.replaceAll(/\{\w+\}/g, '…') };
  const say = (each: ErrorCode['cure']) => linked(context, each[edition.locale], known);
  return html`<section class="error split"><div><div class="head"><h3 id="${code}"><a href="#${code}">${code}</a></h3> <span class="status rejected">${status}</span> <a class="badge ${retry}" href="#retry.${retry}">${label}</a></div>
<div class="entry"><p class="means">${say(means)}</p>
${causes.length > 0 && html`<h4>${text.causes}</h4><ul>${causes.map((each) => html`<li>${say(each)}</li>`)}</ul>`}
<h4>${text.cure}</h4><p>${say(cure)}</p></div>
${returnedBlock(context, operations)}</div>
<div class="sample">${codeBlock('json', JSON.stringify(sample, null, 2))}</div></section>`;
}

function returnedBlock({ words, edition }: Context, operations: readonly string[]): Html {
  const text = words.errorsPage;
  if (operations.length === 0) return html`<p class="returned">${words.returnedBy}${words.colon}${text.anywhere}</p>`;
  const links = joined(
    operations.map((id) => html`<a href="${folderOf(edition)}${id}/"><code>${id}</code></a>`),
    ' ',
  );
  return operations.length <= mostShown
    ? html`<p class="returned">${words.returnedBy}${words.colon}${links}</p>`
    : html`<details class="returned"><summary>${text.returnedByMany(operations.length)}</summary><p>${links}</p></details>`;
}

/** A text whose operations are links. */
export function linked({ edition }: Context, text: string, known: ReadonlySet<string>): Html {
  const pieces = text.split(/`([^`]*)`/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    return known.has(piece)
      ? html`<a href="${folderOf(edition)}${piece}/"><code>${piece}</code></a>`
      : inline(`\`${piece}\``);
  });
  return joined(pieces, '');
}

/** The codes that operations of the edition list, and those that any may return. */
function entriesOf({ edition: { document }, errors }: Context): Entry[] {
  const returned = new Map<string, string[]>();
  for (const { id, responses } of operationsOf(document)) {
    for (const code of responses.flatMap(({ response }) => listOf(response['x-error-codes']).map(String))) {
      returned.set(code, [...(returned.get(code) ?? []), id]);
    }
  }
  return Object.entries(errors).flatMap(([code, error]) => {
    const operations = returned.get(code) ?? [];
    return operations.length > 0 || error.anywhere ? [{ code, error, operations }] : [];
  });
}

/** By code, the first example of a response that has it. */
function samplesIn(document: JsonObject): Map<string, JsonObject> {
  const samples = new Map<string, JsonObject>();
  for (const example of Object.values(objectOf(objectOf(document['components'])['examples']))) {
    const value = objectOf(objectOf(example)['value']);
    const code = String(value['error_code']);
    if (!samples.has(code)) samples.set(code, value);
  }
  return samples;
}
