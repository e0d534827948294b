// The limits of an edition: how many there may be of what; bounds, patterns, closed lists and defaults, by schema and field.
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { limitsOf } from '@apig-spec/model/limits';
import { operationsOf } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import { factsOf } from '../model/facts.ts';
import { clientModule } from '../model/samples.ts';
import { quotaMost, quotaName, quotaWords } from '../words/quotas.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { linked } from './errors.ts';
import { factLines } from './facts.ts';
import { schemaName } from './fields.ts';
import { filterForm } from './filter.ts';
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
<item-filter data-shown="${words.limitsFilter.shown}">${filterForm(words.limitsFilter)}
${quotasBlock(context)}
${Object.entries(limitsOf(edition.document)).map(([name, fields]) => {
  const description = String(objectOf(schemas[name])['description'] ?? '');
  return html`<section class="limit"><h2 id="${name}">${name}</h2>
<p>${inline(description)} ${name in schemas && schemaName(context, name)}</p>
<table class="limits"><thead><tr><th scope="col">${words.field}</th><th scope="col">${words.limit}</th></tr></thead><tbody>${Object.entries(
    fields,
  ).map(
    ([field, limit]) =>
      html`<tr id="${name}.${field}"><th scope="row"><a href="#${name}.${field}"><code>${field}</code></a></th><td>${linesOf(context, limit)}</td></tr>`,
  )}</tbody></table></section>`;
})}</item-filter>`;
}

function quotasBlock(context: Context): Html {
  const { edition, quotas, errors } = context;
  const { locale, document } = edition;
  const text = quotaWords[locale];
  const known = new Set(operationsOf(document).map(({ id }) => id));
  const rows = quotas.map(({ name, most, code }) => {
    const cure = errors[code]?.cure[locale] ?? '';
    return html`<tr id="${name}"><th scope="row"><a href="#${name}">${quotaName(locale, name).title}</a></th><td>${quotaMost(locale, most)}</td><td><a href="${folderOf(edition)}errors/#${code}"><code>${code}</code></a></td><td>${linked(context, cure, known)}</td></tr>`;
  });
  return html`<section><h2 id="quotas">${text.title}</h2>
<p>${linked(context, text.intro, known)}</p>
<table class="quotas"><thead><tr>${[text.what, text.most, text.code, text.raise].map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${rows}</tbody></table></section>`;
}

function linesOf({ words, edition }: Context, limit: JsonObject): Html {
  return joined(factLines(words, factsOf(edition.document, limit)), words.semicolon);
}
