// Where readers arrive: what there is, what it is good for, and the way to it.
import { operationsOf } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { resourcesOf } from '../model/resources.ts';
import { sampleOf, typescriptOf } from '../model/samples.ts';
import type { Site } from '../model/site.ts';
import { homeWords } from '../words/home.ts';
import { dateIn } from '../words.ts';
import { firstSteps, tasksBlock } from './arrival.ts';
import type { RevisionPath } from './changes.ts';
import { revisionPathUrl } from './changes.ts';
import { codeBlock } from './code.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { documentTitle, markOf, retirementOf } from './marks.ts';
import { channelPicture } from './pictures/channel.ts';
import { checksPicture } from './pictures/checks.ts';
import { coveragePicture } from './pictures/coverage.ts';
import { relationsPicture } from './pictures/relations.ts';
import { inline } from './prose.ts';
import { tutorialCards } from './tutorials.ts';

/** The operation whose call fits beside the first words. */
export const shown = 'showVpcChannel';

/**
 * The first page of a language.
 *
 * @param context - the newest edition's
 * @param paths - the last one is the longest
 * @param more - what tells of the operation that is {@link shown}, and how many fields there are
 */
export function homeContent(
  context: Context,
  site: Site,
  paths: readonly RevisionPath[],
  { sample, fields }: { sample: Context; fields: number },
): Html {
  const { words, edition, newest } = context;
  const { locale } = edition;
  const own = homeWords[locale];
  const [longest] = paths.slice(-1);
  return html`<operation-view></operation-view><div class="hero split"><div><p class="tagline">${words.tagline}</p>
<p>${own.lead}</p>
<div class="install"><p class="label">${own.install}</p>${codeBlock('bash', 'npm install @apig-spec/client\nnpm install --save-dev @apig-spec/mock')}</div>
<p class="actions"><a class="button main" href="/${locale}/guides/start/">${words.start}</a> <a class="button" href="${folderOf(edition)}">${words.editionTitle(edition.revision)}</a></p>
${figuresBlock(context, site, fields)}</div>
<div class="examples">${sampleBlock(sample)}</div></div>
${tasksBlock(locale, newest, longest ? revisionPathUrl(longest) : 'changes/')}
${firstSteps(edition, newest)}
${coverageBlock(context)}
<h2 id="tutorials">${own.tutorials}</h2>
${tutorialCards(locale, site.workflows)}
<h2 id="together">${own.together}</h2>
<p>${own.togetherText}</p>
<div class="pictures three" role="group" aria-labelledby="together" tabindex="0">${relationsPicture(locale)}${checksPicture(locale, site.errors)}${channelPicture(locale)}</div>
<h2 id="editions">${words.home}</h2>
<ul class="editions">${site.editions
    .filter((each) => each.locale === locale)
    .map((each) => editionCard({ ...context, edition: each }, site))}</ul>
${revisionPathsBlock(context, site, paths)}
<h2 id="packages">${words.packages}</h2>
<ul class="cards">${words.packageCards.map(
    ({ title, text, command, path }) =>
      html`<li><a href="/${locale}/${path}"><b>${title}</b></a><p>${inline(text)}</p><p class="command"><code>${command.split(/(?<= )(?=@)/).map((part) => html`<span class="whole">${part}</span>`)}</code></p></li>`,
  )}</ul>
<h2 id="map">${own.map}</h2>
<p>${own.mapText} <a href="/${locale}/evidence/">${own.evidence}</a></p>
${coveragePicture(locale, resourcesOf(edition.document), site.evidence)}`;
}

/** How much there is, each number leading to what it counts. */
function figuresBlock({ words, edition, documents }: Context, site: Site, fields: number): Html {
  const rows = documents.reduce((sum, document) => sum + document.rows, 0);
  const figures: [number, string, string][] = [
    [operationsOf(edition.document).length, words.operations, `${folderOf(edition)}#operations`],
    [fields, words.fields, `${folderOf(edition)}schemas/`],
    [rows, words.documentRows, `${folderOf(edition)}#documents`],
    [site.errata.length, words.errata, `/${edition.locale}/errata/`],
  ];
  return html`<ul class="figures">${figures.map(
    ([count, what, href]) => html`<li><a href="${href}"><b>${count.toLocaleString('en')}</b> ${what}</a></li>`,
  )}</ul>`;
}

/** What is covered, by resource: the title of each, and how many operations it has. */
function coverageBlock({ words, edition }: Context): Html {
  const resources = resourcesOf(edition.document);
  return html`<h2 id="covered">${words.covered}</h2>
<p>${words.coveredIntro(operationsOf(edition.document).length, resources.length)}</p>
<ul class="covered">${resources.map(
    ({ id, title, description, operations }) =>
      html`<li><a href="${folderOf(edition)}${id}/"><b>${title}</b> <span class="count">${operations.length}</span><span class="what">${inline(description)}</span></a></li>`,
  )}</ul>`;
}

function sampleBlock({ edition, newest }: Context): Html | undefined {
  const operation = operationsOf(edition.document).find(({ id }) => id === shown);
  if (!operation) return undefined;
  const sample = sampleOf(edition.document, operation);
  return codeBlock('typescript', typescriptOf(edition, newest, shown, sample));
}

function editionCard(context: Context, site: Site): Html {
  const { words, edition, newest, documents } = context;
  const own = documents.filter((document) => document.edition === edition.name);
  const folder = folderOf(edition);
  const step = site.steps.find(({ to }) => to === edition.revision);
  return html`<li><a class="title" href="${folder}"><b>${edition.revision}</b>${
    edition.revision === newest && html` <span class="badge newest">${words.newest}</span>`
  } ${markOf(words, own.length > 0 ? 'documented' : 'derived')}</a>${retirementOf(words, edition)}
${own.length > 0 ? html`<ul class="notes">${own.map((document) => documentItem(context, document))}</ul>` : html`<p class="note">${words.derivedEdition}</p>`}
<p class="more">${edition.revision === newest && html`<a href="${folder}schemas/">${words.schemas}</a> `}<a href="${folder}errors/">${words.errors}</a> <a href="${folder}limits/">${words.limits}</a>${
    step && html` <a href="/${edition.locale}/${revisionPathUrl(step)}">${words.changes}</a>`
  } <a href="/editions/${edition.name}.yaml" download>YAML</a> <a href="/editions/${edition.name}.json" download>JSON</a></p></li>`;
}

function documentItem({ words, edition }: Context, { document, title, dated }: Site['documents'][number]): Html {
  return html`<li><code>${document}</code> ${documentTitle(edition.locale, title)}${words.then}${
    dated ? html`<time datetime="${dated}">${dateIn(edition.locale, dated)}</time>` : words.undated
  }</li>`;
}

/** What sets this contract apart: changes, comparisons, errata. */
function revisionPathsBlock({ words, edition }: Context, site: Site, paths: readonly RevisionPath[]): Html {
  const longest = paths.at(-1);
  const differences = longest?.differences() ?? [];
  const breaking = differences.filter(({ breaks }) => breaks).length;
  const cards = [
    ...(longest
      ? [
          {
            title: words.step(longest.from, longest.to),
            text: words.revisionPathIntro(differences.length, breaking),
            path: revisionPathUrl(longest),
          },
        ]
      : []),
    { title: words.compare, text: words.compareIntro, path: 'compare/' },
    { title: `${words.errata} · ${site.errata.length}`, text: words.errataIntro, path: 'errata/' },
  ];
  return html`<h2 id="across">${words.acrossRevisions}</h2>
<ul class="cards three">${cards.map(
    ({ title, text, path }) => html`<li><a href="/${edition.locale}/${path}"><b>${title}</b></a><p>${text}</p></li>`,
  )}</ul>`;
}
