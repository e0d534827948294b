// The pages of schemas, of the newest revision that has each: one for each, and the list of all.

import type { JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import { holdsFields } from '../model/facts.ts';
import { anchorOf } from '../model/places.ts';
import { schemaDifferences, schemaNode } from '../model/schema-history.ts';
import type { BundledEdition } from '../model/site.ts';
import type { FieldNode } from '../model/tree.ts';
import { sidesOf } from './changes.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { factLines, typeOf } from './facts.ts';
import { objectBlock, schemaName } from './fields.ts';
import { filterForm } from './filter.ts';
import { provenanceSwitch } from './marks.ts';
import { inline, plain, prose, wrappable } from './prose.ts';

/** The schemas of an edition by name. */
export function schemasOf(document: JsonObject): [string, JsonObject][] {
  return Object.entries(objectOf(objectOf(document['components'])['schemas']))
    .map(([name, schema]): [string, JsonObject] => [name, objectOf(schema)])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * Everything of a schema: as it is in the newest revision that has it, and what it was in older ones.
 * @param places - where operations use it
 * @param older - the editions of older revisions, newest first
 */
export function schemaContent(
  context: Context,
  name: string,
  schema: JsonObject,
  places: readonly string[],
  older: readonly BundledEdition[],
): Html {
  const { words, edition } = context;
  // Where its facts come from is told by the first place that uses it.
  const [base = name] = places;
  const below = (place: string) => {
    const steps = place.slice(base.length).split('/');
    return steps.filter((step) => step !== '' && step !== '0').join('.');
  };
  const node = schemaNode(edition.document, name, schema, base);
  return html`<operation-view></operation-view><div class="prose lead">${prose(String(schema['description'] ?? ''))}</div>
${
  holdsFields(edition.document, schema) && node.inner
    ? html`<h2 id="fields">${words.fields}</h2>${provenanceSwitch(words)}${objectBlock({ ...context, idOf: below }, node.inner, 3)}`
    : html`<p class="type">${typeOf(words, node.facts)}</p><ul class="facts">${factLines(words, node.facts).map((line) => html`<li>${line}</li>`)}</ul>`
}
${
  places.length > 0 &&
  html`<h2 id="uses">${words.usedBy}</h2><ul>${places.map((place) => html`<li>${useLink(context, place)}</li>`)}</ul>`
}
${
  older.length > 0 &&
  html`<h2 id="history">${words.olderRevisions}</h2>
${older.map(
  (each) => html`<h3 id="${each.revision}">${each.revision}</h3>
${historyBlock(context, node, each)}`,
)}`
}`;
}

/** What a schema was in an older revision. */
function historyBlock(context: Context, newer: FieldNode, { document, revision }: BundledEdition): Html {
  const { words, edition } = context;
  const schema = new Map(schemasOf(document)).get(newer.name);
  if (!schema) return html`<p>${words.notInRevision}</p>`;
  const { own, within } = schemaDifferences(schemaNode(document, newer.name, schema, newer.place), newer);
  if (own.length + within.length === 0) return html`<p>${words.sameAs(edition.revision)}</p>`;
  const inside = { ...context, edition: { ...edition, revision } };
  return html`${
    own.length > 0 &&
    html`<table class="differences"><thead><tr><th scope="col">${words.field}</th><th scope="col">${revision}</th><th scope="col">${edition.revision}</th></tr></thead>
<tbody>${own.map(
      ({ id, older, newer: now }) =>
        html`<tr><th scope="row"><code>${wrappable(id || newer.name)}</code></th><td data-label="${revision}">${older ? sidesOf(inside, older, now) : words.absent}</td><td data-label="${edition.revision}">${now ? sidesOf(context, now, older) : words.absent}</td></tr>`,
    )}</tbody></table>`
  }${
    within.length > 0 &&
    html`<p>${words.differToo}${words.colon}${joined(
      within.map((each) => schemaName(inside, each)),
      words.comma,
    )}</p>`
  }`;
}

function useLink({ edition }: Context, place: string): Html {
  const { operation, id } = anchorOf(place);
  // A response's body as a whole has the response's own anchor.
  const anchor = /^\d+$/.test(id) ? `response-${id}` : id;
  return html`<a href="${folderOf(edition)}${operation}/#${anchor}"><code>${operation}</code> <code>${id}</code></a>`;
}

/** All schemas of an edition: those that operations name, and the parts that those are made of. */
export function schemasContent(context: Context): Html {
  const { words, edition } = context;
  const all = schemasOf(edition.document);
  const objects = all.filter(([, schema]) => holdsFields(edition.document, schema));
  const list = (schemas: typeof all) =>
    html`<dl class="plain listed">${schemas.map(
      ([name, schema]) =>
        html`<div><dt>${schemaName(context, name)}</dt><dd>${inline(plain(String(schema['description'] ?? '')))}</dd></div>`,
    )}</dl>`;
  return html`<p class="tagline">${words.schemasIntro(all.length, operationsOf(edition.document).length)}</p>
<item-filter data-shown="${words.schemasFilter.shown}">${filterForm(words.schemasFilter)}
<section><h2 id="objects">${words.objects}</h2>${list(objects)}</section>
<section><h2 id="values">${words.scalars}</h2>${list(all.filter((each) => !objects.includes(each)))}</section></item-filter>`;
}
