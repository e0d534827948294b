// The overview of an edition: its operations by tag, how to reach and sign in to it, and where it comes from.
import { listOf, objectOf } from '@apig-spec/model/json';
import { address } from '../address.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { resourcesOf } from '../model/resources.ts';
import type { BundledEdition } from '../model/site.ts';
import { dateIn } from '../words.ts';
import { formerAnchor } from './anchors.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { codeOf, codesOf } from './facts.ts';
import { filterForm } from './filter.ts';
import { documentTitle, markOf, retirementOf } from './marks.ts';
import { inline, prose, wrappable } from './prose.ts';

/** The content of an edition's overview page. */
export function overviewContent(context: Context): Html {
  const { words, edition } = context;
  const info = objectOf(edition.document['info']);
  return html`<p class="tagline">${inline(String(info['summary'] ?? ''))} ${retirementOf(words, edition)}</p>
<div class="prose lead">${prose(String(info['description'] ?? ''))}</div>
<h2 id="operations">${words.operations}</h2>
<p>${inline(words.pathsBegin(startOf(edition)))}</p>
${operationsBlock(context)}
${filesBlock(context)}
${accessBlock(context)}
${originBlock(context)}`;
}

/** The steps with which every path of an edition begins. */
function startOf({ document }: BundledEdition): string {
  const paths = Object.keys(objectOf(document['paths'])).map((path) => path.split('/'));
  const [first = [], ...others] = paths;
  const end = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  return (end < 0 ? first : first.slice(0, end)).join('/');
}

/** A path without what all begin with. */
function shortened(path: string, start: string): string {
  return path === start ? `…/${path.split('/').slice(-2).join('/')}` : `…${path.slice(start.length)}`;
}

function operationsBlock({ words, edition }: Context): Html {
  const start = startOf(edition);
  const { shown } = words.operationsFilter;
  return html`<item-filter data-shown="${shown}">${filterForm(words.operationsFilter)}
${resourcesOf(edition.document).map(
  (
    resource,
  ) => html`<section class="tag"><h3 id="${resource.id}">${resource.title}</h3><p>${inline(resource.description)} <a href="${folderOf(edition)}${resource.id}/">${words.overview}</a></p>
<ul class="operations">${resource.operations.map(
    ({ id, method, path, details }) => html`
<li data-called="${id}"><a href="${folderOf(edition)}${id}/"><span class="method ${method}">${method.toUpperCase()}</span><span class="what">${String(details['summary'])}</span></a>
<code class="path">${wrappable(shortened(path, start))}</code>${markOf(words, edition.provenance[id]?.mark ?? 'derived')}</li>`,
  )}</ul></section>`,
)}</item-filter>`;
}

/** The edition as files, by addresses that any tool can open. */
function filesBlock({ words, edition }: Context): Html {
  return html`<h2 id="files">${words.files}</h2>
<p>${words.filesIntro}</p>
<dl class="plain">${['yaml', 'json'].map((ending) => {
    const path = `/editions/${edition.name}.${ending}`;
    return html`<div><dt>${ending.toUpperCase()}</dt><dd><a href="${path}" download>${words.download}</a> <a href="${path}"><code>${address}${path}</code></a></dd></div>`;
  })}</dl>`;
}

function accessBlock({ words, edition }: Context): Html {
  const servers = listOf(edition.document['servers']).map(objectOf);
  const schemes = Object.values(objectOf(objectOf(edition.document['components'])['securitySchemes'])).map(objectOf);
  return html`<h2 id="servers">${words.servers}</h2>
<dl class="plain">${servers.map(
    (server) =>
      html`<div><dt><code>${String(server['url'])}</code></dt><dd>${inline(String(server['description'] ?? ''))}${Object.entries(
        objectOf(server['variables']),
      ).map(([name, variable]) => {
        const { description, default: fallback, enum: values } = objectOf(variable);
        return html`<p><code>{${name}}</code>${words.colon}${inline(String(description ?? ''))} <span class="note">${words.default} ${codeOf(fallback ?? '')}</span></p>
<p class="many">${codesOf(listOf(values), ' ')}</p>`;
      })}</dd></div>`,
  )}</dl>
<h2 id="security">${words.security}</h2>
<p>${words.securityIntro}</p>
${schemes.map(
  ({ name, description }) =>
    html`<h3 id="security.${String(name)}">${inline(words.header(String(name)))}</h3>
<p>${inline(String(description ?? ''))}</p>`,
)}`;
}

/** Where links of before lead: documents were known by the number with which their files begin. */
function formerId(file: string): Html | undefined {
  const number = /^\d{3}(?=_)/.exec(file)?.[0];
  return number === undefined ? undefined : formerAnchor(`document-${number}`);
}

function originBlock({ words, edition, documents, sibling }: Context): Html {
  return html`<h2 id="marks">${words.marksIntro}</h2>
<dl class="plain">${Object.entries(words.marksMean).map(
    ([mark, meaning]) => html`<div><dt>${markOf(words, mark)}</dt><dd>${meaning}</dd></div>`,
  )}</dl>
<h2 id="documents">${words.documents}</h2>
<p>${inline(words.documentsIntro)}</p>
<dl class="plain">${documents.map(
    ({ document, title, dated, file, rows, edition: describes }) =>
      html`<div id="document-${document}"><dt>${formerId(file)}<code>${document}</code> ${documentTitle(edition.locale, title)}${
        describes === edition.name && [' ', markOf(words, 'documented')]
      }</dt><dd>${dated ? html`<time datetime="${dated}">${dateIn(edition.locale, dated)}</time>` : words.undated}${words.then}${words.edition} ${describes}${words.then}${words.rows(rows)}<br><code>${file}</code></dd></div>`,
  )}<div id="document-sibling"><dt>${sibling.title[edition.locale]} ${markOf(words, 'sibling')}</dt><dd><time datetime="${sibling.dated}">${dateIn(edition.locale, sibling.dated)}</time>${words.then}${words.rows(sibling.rows)}<br>${inline(words.siblingSource(sibling.repository, sibling.licence))}</dd></div></dl>`;
}
