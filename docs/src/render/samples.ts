// An operation as a program calls it, in the languages that readers choose from.
import { objectOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Sample } from '../model/samples.ts';
import { curlOf, requestExamplesOf, sampleOf, typescriptOf, usesDeprecated } from '../model/samples.ts';
import { goOf } from '../model/sdks/go.ts';
import { javaOf } from '../model/sdks/java.ts';
import { pythonOf } from '../model/sdks/python.ts';
import type { CodeLanguage } from './code.ts';
import { codeBlock, coloured } from './code.ts';
import type { Context } from './context.ts';

/** A language of samples. */
interface Language {
  id: string;
  name: string;
  grammar: CodeLanguage;
  /** None where there is nothing that the operation is called with. */
  of: (context: Context, operation: Operation, sample: Sample) => string | undefined;
}

const languages: Language[] = [
  { id: 'curl', name: 'curl', grammar: 'bash', of: (_, __, sample) => curlOf(sample) },
  {
    id: 'typescript',
    name: 'TypeScript',
    grammar: 'typescript',
    of: ({ edition, newest }, { id }, sample) => typescriptOf(edition, newest, id, sample),
  },
  { id: 'python', name: 'Python', grammar: 'python', of: inNewest(pythonOf) },
  { id: 'go', name: 'Go', grammar: 'go', of: inNewest(goOf) },
  { id: 'java', name: 'Java', grammar: 'java', of: inNewest(javaOf) },
];

/** With the vendor's SDK, which knows one state of the API. */
function inNewest(of: (sample: Sample) => string | undefined): Language['of'] {
  return ({ edition, newest }, _, sample) => (edition.revision === newest ? of(sample) : undefined);
}

/**
 * The samples of an operation, with each example of its body. Without script all languages are shown, with the first example;
 * what is not shown at first costs the page neither elements nor layout.
 */
export function samplesBlock(context: Context, operation: Operation): Html {
  const { words, edition } = context;
  const [first, ...others] = Object.keys(requestExamplesOf(edition.document, operation));
  const sampleNamed = (name: string | undefined) => sampleOf(edition.document, operation, name);
  const samples = others.map((name) => ({ name, sample: sampleNamed(name) }));
  const shown = languages.flatMap(({ of, ...language }) => {
    const code = of(context, operation, sampleNamed(first));
    if (code === undefined) return [];
    return [
      {
        ...language,
        code,
        others: samples.map(({ name, sample }) => ({ name, code: of(context, operation, sample) ?? '' })),
      },
    ];
  });
  return html`<div class="samples"><div class="choosing"><p class="label">${words.samples}</p>${exampleSelect(context, operation)}</div>
<div class="tabs" role="tablist" aria-label="${words.samples}">${shown.map(
    ({ id, name }) =>
      html`<button type="button" role="tab" id="tab-${id}" class="${id}" data-language="${id}" aria-controls="sample-${id}">${name}</button>`,
  )}</div>
${shown.map(
  ({ id, name, grammar, code, others }) =>
    html`<div class="sample ${id}" role="tabpanel" id="sample-${id}" aria-labelledby="tab-${id}"><p class="language">${name}</p>${codeBlock(grammar, code)}${others.map(
      (other) => html`<template data-example="${other.name}">${coloured(grammar, other.code)}</template>`,
    )}</div>`,
)}</div>`;
}

/** Chooses one of several examples; those of deprecated forms come last. */
export function exampleSelect({ words, edition: { document } }: Context, operation: Operation): Html | undefined {
  const all = Object.entries(requestExamplesOf(document, operation)).map(([name, example]) => ({
    name,
    summary: String(objectOf(resolve(document, example))['summary'] ?? name).replaceAll('`', ''),
    isInvented: objectOf(resolve(document, example))['x-invented'] === true,
    isLegacy: usesDeprecated(document, operation, example),
  }));
  if (all.length < 2) return undefined;
  const listed = (isLegacy: boolean) =>
    all
      .filter((each) => each.isLegacy === isLegacy)
      .map(
        ({ name, summary, isInvented }) =>
          html`<option value="${name}">${summary}${isInvented && ` · ${words.invented}`}</option>`,
      );
  const legacy = listed(true);
  return html`<select data-examples aria-label="${words.example}" autocomplete="off">${listed(false)}${
    legacy.length > 0 && html`<optgroup label="${words.legacy}">${legacy}</optgroup>`
  }</select>`;
}
