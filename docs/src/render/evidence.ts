// The page of evidence: of each operation what confirms how contract and mock respond, and what is decided here.
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { Resource } from '../model/resources.ts';
import { resourcesOf } from '../model/resources.ts';
import type { OperationEvidence, Site } from '../model/site.ts';
import { workflowsWith } from '../model/tutorials.ts';
import { evidenceWords } from '../words/evidence.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { filterForm } from './filter.ts';
import { allClients, coveragePicture } from './pictures/coverage.ts';
import { inline, wrappable } from './prose.ts';
import { tutorialLinks } from './tutorials.ts';

/** More decisions than this are folded. */
const mostShown = 2;

type Told = Pick<Site, 'evidence' | 'errata' | 'workflows'>;

/** @param context - the newest edition's */
export function evidenceContent(context: Context, told: Told): Html {
  const { locale, document } = context.edition;
  const words = evidenceWords[locale];
  const resources = resourcesOf(document);
  const { columns } = words;
  return html`<p class="tagline">${words.intro}</p>
<h2 id="map">${words.map}</h2>
${coveragePicture(locale, resources, told.evidence)}
<h2 id="operations">${words.table}</h2>
<item-filter data-shown="${words.shown}">${filterForm(words, words.only)}
<table class="evidence"><thead><tr>${Object.values(columns).map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${resources.map((resource) =>
    resource.operations.map((operation) => {
      const own = told.evidence[operation.id];
      return own && rowOf(context, told, operation, own);
    }),
  )}</tbody></table></item-filter>`;
}

function rowOf(
  context: Context,
  told: Told,
  { id, details }: Resource['operations'][number],
  own: OperationEvidence,
): Html {
  const { words, edition } = context;
  const { locale } = edition;
  const said = evidenceWords[locale];
  const folder = folderOf(edition);
  const marks = Object.entries({
    unreached: own.unreached.length > 0,
    clients: own.clients.documented.length < allClients.length,
    decided: own.decided.length > 0,
    workflows: own.workflows.length > 0,
  }).filter(([, is]) => is);
  const sources = own.sources.map((source) => {
    const [href, name] = source === 'sibling' ? ['document-sibling', said.sibling] : [`document-${source}`, source];
    return html`<a href="${folder}#${href}">${name}</a>`;
  });
  const observed = own.clients.observed.filter((client) => !own.clients.documented.includes(client));
  const errata = told.errata.filter((erratum) => own.decided.includes(erratum.id));
  const { requests, responses } = own.examples;
  const { columns } = said;
  const decisions = html`<ul>${errata.map(({ id: erratum, title }) => html`<li><a href="/${locale}/errata/#${erratum}">${inline(title[locale])}</a></li>`)}</ul>`;
  const decided =
    errata.length > mostShown
      ? html`<details><summary>${said.decisions(errata.length)}</summary>${decisions}</details>`
      : decisions;
  return html`<tr data-is="${marks.map(([mark]) => mark).join(' ')}"><th scope="row"><a href="${folder}${id}/">${String(details['summary'])}</a><br><code>${wrappable(id)}</code></th>
<td data-label="${columns.sources}">${joined(sources, words.comma)}</td>
<td data-label="${columns.examples}">${requests > 0 && html`${said.requests(requests)}${words.comma}`}${said.responses(responses)}</td>
<td data-label="${columns.reached}">${Object.entries(own.reached).map(
    ([status, codes]) =>
      html`<span class="reached"><b>${status}</b>${codes.map((code) => html` <code>${code}</code>`)}</span> `,
  )}${
    own.unreached.length > 0 &&
    html`<br>${said.unreached}${words.colon}${joined(
      own.unreached.map((code) => html`<code>${code}</code>`),
      ' ',
    )}`
  }</td>
<td data-label="${columns.clients}">${own.clients.documented.length > 0 ? own.clients.documented.join(words.comma) : said.none}${observed.length > 0 && html`<br>${said.observed}${words.colon}${observed.join(words.comma)}`}</td>
<td data-label="${columns.tutorials}">${tutorialLinks(locale, workflowsWith(told.workflows, [id]), words.comma) ?? '–'}</td>
<td data-label="${columns.decided}">${errata.length > 0 ? decided : '–'}</td></tr>`;
}
