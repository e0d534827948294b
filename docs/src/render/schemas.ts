// The pages of an edition's schemas: one for each, and the list of all.

import type { JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { factsOf, holdsFields } from '../model/facts.ts';
import { anchorOf } from '../model/places.ts';
import { treeOf } from '../model/tree.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { factLines, typeOf } from './facts.ts';
import { objectBlock, schemaName } from './fields.ts';
import { inline, plain, prose } from './prose.ts';

/** The schemas of an edition by name. */
export function schemasOf(document: JsonObject): [string, JsonObject][] {
  return Object.entries(objectOf(objectOf(document['components'])['schemas']))
    .map(([name, schema]): [string, JsonObject] => [name, objectOf(schema)])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Everything of a schema. @param places - where operations use it */
export function schemaContent(context: Context, name: string, schema: JsonObject, places: readonly string[]): Html {
  const { words, edition } = context;
  // Where its facts come from is told by the first place that uses it.
  const [base = name] = places;
  const below = (place: string) => {
    const steps = place.slice(base.length).split('/');
    return steps.filter((step) => step !== '' && step !== '0').join('.');
  };
  const facts = factsOf(edition.document, schema);
  return html`<div class="prose lead">${prose(String(schema['description'] ?? ''))}</div>
${
  holdsFields(edition.document, schema)
    ? html`<h2 id="fields">${words.fields}</h2>${objectBlock({ ...context, idOf: below }, treeOf(edition.document, schema, base), 3)}`
    : html`<p class="type">${typeOf(words, facts)}</p><ul class="facts">${factLines(words, facts).map((line) => html`<li>${line}</li>`)}</ul>`
}
${
  places.length > 0 &&
  html`<h2 id="uses">${words.usedBy}</h2><ul>${places.map((place) => html`<li>${useLink(context, place)}</li>`)}</ul>`
}`;
}

function useLink({ edition }: Context, place: string): Html {
  const { operation, id } = anchorOf(place);
  // An answer's body as a whole has the answer's own anchor.
  const anchor = /^\d+$/.test(id) ? `answer-${id}` : id;
  return html`<a href="${folderOf(edition)}${operation}/#${anchor}"><code>${operation}</code> <code>${id}</code></a>`;
}

/** All schemas of an edition: those that operations name, and the parts that those are made of. */
export function schemasContent(context: Context): Html {
  const { words, edition } = context;
  const all = schemasOf(edition.document);
  const objects = all.filter(([, schema]) => holdsFields(edition.document, schema));
  const list = (schemas: typeof all) =>
    html`<dl class="plain">${schemas.map(
      ([name, schema]) =>
        html`<div><dt>${schemaName(context, name)}</dt><dd>${inline(plain(String(schema['description'] ?? '')))}</dd></div>`,
    )}</dl>`;
  return html`<p class="tagline">${words.schemasIntro(all.length, operationsOf(edition.document).length)}</p>
<h2 id="objects">${words.objects}</h2>${list(objects)}
<h2 id="values">${words.scalars}</h2>${list(all.filter((each) => !objects.includes(each)))}`;
}
