// The errors of an edition: what every error looks like, and what each code means, where it comes from and what it says.

import { at, listOf, objectOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import { treeOf } from '../model/tree.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { objectBlock } from './fields.ts';
import { prose } from './prose.ts';

/** Where a code is returned. */
interface Returned {
  operation: Operation;
  status: string;
  description: string;
  messages: string[];
}

/** The content of an edition's errors page. */
export function errorsContent(context: Context): Html {
  const { words, edition } = context;
  const codes = [...codesOf(context)].sort(([one], [other]) => (one < other ? -1 : 1));
  return html`<p class="tagline">${words.errorsIntro}</p>
<h2 id="body">${words.errorBody}</h2>
${objectBlock({ ...context, idOf: (place) => `body.${place.split('/').pop()}` }, treeOf(edition.document, { $ref: '#/components/schemas/ErrorBody' }, 'createVpcChannel/400'), 3)}
<h2 id="codes">${words.errorCodes()}</h2>
${codes.map(
  ([code, returned]) => html`<section class="error"><h3 id="${code}"><a href="#${code}">${code}</a></h3>
${distinct(returned, ({ status, description }) => `${status} ${description}`).map(
  ({ status, description }) =>
    html`<div class="meaning"><span class="status rejected">${status}</span><div class="prose">${prose(description)}</div></div>`,
)}
${distinct(returned.flatMap(({ messages }) => messages)).map((message) => html`<pre><code>${message}</code></pre>`)}
<p class="codes">${words.returnedBy}${words.colon}${joined(
    returned.map(
      ({ operation, status }) =>
        html`<a href="${folderOf(edition)}${operation.id}/#answer-${status}"><code>${operation.id}</code></a>`,
    ),
    ' ',
  )}</p></section>`,
)}`;
}

function codesOf({ edition: { document } }: Context): Map<string, Returned[]> {
  const codes = new Map<string, Returned[]>();
  for (const operation of operationsOf(document)) {
    for (const { status, response, examples } of operation.responses) {
      const bodies = Object.values(examples).map((example) => objectOf(at(resolve(document, example), '/value')));
      for (const code of listOf(response['x-error-codes']).map(String)) {
        const messages = bodies.filter((body) => body['error_code'] === code).map((body) => String(body['error_msg']));
        const description = String(response['description'] ?? '');
        codes.set(code, [...(codes.get(code) ?? []), { operation, status, description, messages }]);
      }
    }
  }
  return codes;
}

function distinct<T>(values: readonly T[], keyOf: (value: T) => string = String): T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
