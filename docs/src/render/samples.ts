// An operation as a program calls it.
import type { Operation } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { curlOf, sampleOf, typescriptOf } from '../model/samples.ts';
import { codeBlock } from './code.ts';
import type { Context } from './context.ts';

/** The samples of an operation. */
export function samplesBlock({ words, edition, newest }: Context, operation: Operation): Html {
  const sample = sampleOf(edition.document, operation);
  return html`<div class="samples"><p class="label">${words.samples}</p>
<details open><summary>curl</summary>${codeBlock('bash', curlOf(sample))}</details>
<details><summary>TypeScript</summary>${codeBlock('typescript', typescriptOf(edition, newest, operation.id, sample))}</details></div>`;
}
