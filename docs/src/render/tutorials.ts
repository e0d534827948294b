// Tutorials: the contract's workflows, step by step, with what the mock returns.

import { objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Workflow } from '@apig-spec/model/records';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import { detailsOf } from '../model/resources.ts';
import { clientModule } from '../model/samples.ts';
import type { Recorded } from '../model/site.ts';
import {
  curlCall,
  curlSetup,
  keptOf,
  newFilesOf,
  shellName,
  typescriptCall,
  typescriptSetup,
  variableName,
  workflowCommands,
} from '../model/tutorials.ts';
import { tutorialWords } from '../words/tutorial.ts';
import { codeBlock } from './code.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { inline, prose } from './prose.ts';

/** All tutorials of a language. */
export function tutorialsContent({ edition }: Context, workflows: readonly Workflow[]): Html {
  const { locale } = edition;
  return html`<p class="tagline">${tutorialWords[locale].intro}</p>
${tutorialCards(locale, workflows)}`;
}

/** Tutorials as cards. */
export function tutorialCards(locale: 'en' | 'zh-CN', workflows: readonly Workflow[]): Html {
  const words = tutorialWords[locale];
  // Three in a row; what three does not divide ends with rows of two.
  const pairs = [0, 4, 2][workflows.length % 3] ?? 0;
  return html`<ul class="cards tutorials">${workflows.map(
    ({ id, title, summary, steps }, index) =>
      html`<li${index >= workflows.length - pairs && html` class="half"`}><a href="/${locale}/tutorials/${id}/"><b>${title[locale]}</b></a><p>${inline(summary[locale])}</p><p class="more note">${words.steps(steps.length)}</p></li>`,
  )}</ul>`;
}

/** A tutorial. */
export function tutorialContent(context: Context, workflow: Workflow, recorded: readonly Recorded[]): Html {
  const { locale } = context.edition;
  const words = tutorialWords[locale];
  return html`<operation-view></operation-view><div class="prose lead">${prose(workflow.description[locale])}</div>
<h2 id="before">${words.before}</h2>
<div class="split step"><div><p>${words.beforeText}</p>
${codeBlock('bash', 'npx @apig-spec/mock')}
<p>${words.reset}</p><p class="note">${words.real}</p></div>
${callBlock(context, 'before', curlSetup(), typescriptSetup(workflow, clientModule(context.edition, context.newest)))}</div>
${workflow.steps.map((_, index) => stepBlock(context, workflow, index, recorded[index]))}
<h2 id="workflow">${words.next}</h2>
<p>${inline(words.arazzo)}</p>
${codeBlock('bash', workflowCommands(workflow))}
<p class="note">${words.recorded}</p>`;
}

function stepBlock(
  context: Context,
  workflow: Workflow,
  index: number,
  { status = 0, body }: Partial<Recorded> = {},
): Html {
  const { edition } = context;
  const { locale } = edition;
  const words = tutorialWords[locale];
  const { id, description, operation: name } = workflow.steps[index] as Workflow['steps'][number];
  const operation = operationsOf(edition.document).find((each) => each.id === name);
  if (!operation) return html``;
  const summary = String(detailsOf(edition.document, operation)['summary']);
  const code = objectOf(body)['error_code'];
  return html`<section class="step"><h2 id="${id}"><span class="number">${index + 1}</span> ${summary}</h2>
<div class="split"><div><div class="prose">${prose(description[locale])}</div>
${newFilesOf(workflow, index).map(([name, text]) => html`<p>${inline(words.save(name))}</p><div class="examples" data-pagefind-ignore>${codeBlock('yaml', text)}</div>`)}
<p class="note"><a href="${folderOf(edition)}${name}/"><span class="method ${operation.method}">${operation.method.toUpperCase()}</span> <code>${name}</code></a></p></div>
${callBlock(
  context,
  id,
  curlCall(workflow.steps[index] as Workflow['steps'][number], operation),
  typescriptCall(workflow, index, typeof code === 'string' ? code : undefined),
)}
<div><div data-pagefind-ignore><p class="label">${words.response} <span class="status ${status >= 400 ? 'rejected' : 'fine'}">${status}</span></p>${
    body === undefined ? html`<p class="note">${words.empty}</p>` : codeBlock('json', JSON.stringify(body, null, 2))
  }</div>
${keptOf(workflow, index).map(({ output, place, usedIn }) => {
  const steps = usedIn.map((number) => words.step(number)).join(context.words.comma);
  const field = place.slice(1).replaceAll('/', '.');
  return html`<p class="keep">${inline(words.keep(field, shellName(output), variableName(output), steps))}</p>`;
})}</div></div></section>`;
}

/** The same call in both languages, in the one that the reader has chosen. @param id - of the step */
function callBlock({ words }: Context, id: string, curl: string, typescript: string): Html {
  const languages = [
    { language: 'curl', name: 'curl', block: codeBlock('bash', curl) },
    { language: 'typescript', name: 'TypeScript', block: codeBlock('typescript', typescript) },
  ];
  return html`<div class="examples" data-pagefind-ignore><div class="samples"><div class="tabs" role="tablist" aria-label="${words.samples}">${languages.map(
    ({ language, name }) =>
      html`<button type="button" role="tab" id="${id}-tab-${language}" class="${language}" data-language="${language}" aria-controls="${id}-${language}">${name}</button>`,
  )}</div>
${languages.map(
  ({ language, name, block }) =>
    html`<div class="sample ${language}" role="tabpanel" id="${id}-${language}" aria-labelledby="${id}-tab-${language}"><p class="language">${name}</p>${block}</div>`,
)}</div></div>`;
}

/** Which tutorials call an operation, or one of a resource. */
export function tutorialLinks(
  locale: 'en' | 'zh-CN',
  workflows: readonly Pick<Workflow, 'id' | 'title'>[],
  between: string,
): Html | undefined {
  if (workflows.length === 0) return undefined;
  return joined(
    workflows.map(({ id, title }) => html`<a href="/${locale}/tutorials/${id}/">${title[locale]}</a>`),
    between,
  );
}
