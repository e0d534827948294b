// The limits of an edition: bounds, patterns, closed lists and defaults, by schema and field.
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { limitsOf } from '@apig-spec/model/limits';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import { factsOf } from '../model/facts.ts';
import { clientModule } from '../model/samples.ts';
import type { Context } from './context.ts';
import { factLines } from './facts.ts';
import { schemaName } from './fields.ts';
import { inline } from './prose.ts';

/** What the page is about, with where the same is for programs. */
export function limitsIntro({ words, edition, newest }: Context): string {
  return words.limitsIntro(clientModule(edition, newest, 'limits'));
}

/** The content of an edition's limits page. */
export function limitsContent(context: Context): Html {
  const { words, edition } = context;
  const schemas = objectOf(objectOf(edition.document['components'])['schemas']);
  return html`<p class="tagline">${inline(limitsIntro(context))}</p>
${Object.entries(limitsOf(edition.document)).map(([name, fields]) => {
  const description = String(objectOf(schemas[name])['description'] ?? '');
  return html`<h2 id="${name}">${name}</h2>
<p>${inline(description)} ${name in schemas && schemaName(context, name)}</p>
<table class="limits"><thead><tr><th scope="col">${words.field}</th><th scope="col">${words.limit}</th></tr></thead><tbody>${Object.entries(
    fields,
  ).map(
    ([field, limit]) =>
      html`<tr id="${name}.${field}"><th scope="row"><a href="#${name}.${field}"><code>${field}</code></a></th><td>${linesOf(context, limit)}</td></tr>`,
  )}</tbody></table>`;
})}`;
}

function linesOf({ words, edition }: Context, limit: JsonObject): Html {
  return joined(factLines(words, factsOf(edition.document, limit)), words.semicolon);
}
