// A form that sends an operation's request from its page.
import { objectOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { sampleOf } from '../model/samples.ts';
import type { Context } from './context.ts';

/** Where `npm start` has its mock. */
const localMock = 'http://127.0.0.1:4010';

/** The form. Without script it is not shown; it sends nothing by itself. */
export function tryBlock({ words, edition }: Context, operation: Operation): Html {
  const { method, path, parameters, body, bodyRequired, form } = sampleOf(edition.document, operation);
  const { title, intro, endpoint, token, tokenHint, mock, send, ...messages } = words.tryIt;
  const field = (name: string, label: string, attributes: Html) =>
    html`<label><span>${label}</span><input name="${name}" ${attributes} autocomplete="off" spellcheck="false"></label>`;
  return html`<try-it class="try" data-method="${method}" data-path="${path}" data-edition="${edition.name}" data-words="${JSON.stringify(messages)}">
<details><summary>${title}</summary>
<p class="note">${intro}</p>
${field('endpoint', endpoint, html`type="url" value="${localMock}"`)}
<label class="choose"><input name="mock" type="checkbox" checked><span>${mock(edition.name)}</span></label>
${field('token', token, html`type="password" placeholder="${tokenHint}"`)}
${parameters.map((parameter) => {
  const value = parameter.in === 'path' || parameter.required ? parameter.value : '';
  return field(`${parameter.in}.${parameter.name}`, parameter.name, html`value="${value}"`);
})}
${form?.parts.map((name) => {
  const value = objectOf(body)[name] ?? '';
  const attributes = form.files.includes(name) ? html`type="file"` : html`value="${String(value)}"`;
  return field(`form.${name}`, name, attributes);
})}
${body !== undefined && !form && html`<label><span>${words.request}</span><textarea name="body" rows="12" spellcheck="false"${bodyRequired && html` required`}>${JSON.stringify(body, null, 2)}</textarea></label>`}
<button type="button">${send}</button>
<div class="result"><p role="status"></p><pre tabindex="0" aria-label="${words.responses}" hidden></pre></div></details></try-it>`;
}
