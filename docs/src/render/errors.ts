// The errors of an edition: what every error looks like, and what each code means, where it comes from and what it says.

import { listOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import { treeOf } from '../model/tree.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { objectBlock } from './fields.ts';
import { prose } from './prose.ts';

/** The content of an edition's errors page. */
export function errorsContent(context: Context): Html {
  const { words, edition, errors } = context;
  const returned = [...returnedBy(context)].sort(([one], [other]) => (one < other ? -1 : 1));
  return html`<p class="tagline">${words.errorsIntro}</p>
<h2 id="body">${words.errorBody}</h2>
${objectBlock({ ...context, idOf: (place) => `body.${place.split('/').pop()}` }, treeOf(edition.document, { $ref: '#/components/schemas/ErrorBody' }, 'createVpcChannel/400'), 3)}
<h2 id="codes">${words.errorCodes()}</h2>
${returned.map(([code, operations]) => {
  const { status, means, message } = errors[code] ?? {};
  return html`<section class="error"><h3 id="${code}"><a href="#${code}">${code}</a></h3>
<div class="meaning"><span class="status rejected">${status}</span><div class="prose">${prose(means?.[edition.locale] ?? '')}</div></div>
<pre><code>${message}</code></pre>
<p class="codes">${words.returnedBy}${words.colon}${joined(
    operations.map(({ id }) => html`<a href="${folderOf(edition)}${id}/#response-${status}"><code>${id}</code></a>`),
    ' ',
  )}</p></section>`;
})}`;
}

/** By code, the operations that list it. */
function returnedBy({ edition: { document } }: Context): Map<string, Operation[]> {
  const codes = new Map<string, Operation[]>();
  for (const operation of operationsOf(document)) {
    for (const code of operation.responses.flatMap(({ response }) => listOf(response['x-error-codes']).map(String))) {
      codes.set(code, [...(codes.get(code) ?? []), operation]);
    }
  }
  return codes;
}
