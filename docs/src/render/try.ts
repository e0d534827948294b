// A form that sends an operation's request from its page.

import { objectOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { SampleParameter } from '../model/samples.ts';
import { sampleEndpoint, sampleOf } from '../model/samples.ts';
import type { Context } from './context.ts';
import { inline } from './prose.ts';
import { exampleSelect } from './samples.ts';

/** Where `npm start` has its mock. */
const localMock = 'http://127.0.0.1:4010';

/** What leads to the form, for beside the signature. Without script it is not shown, as the form. */
export function tryLink({ words }: Context): Html {
  return html`<a class="try-link" href="#try">${words.tryIt.title}</a>`;
}

/** The form. Without script it is not shown; it sends nothing by itself. */
export function tryBlock(context: Context, operation: Operation): Html {
  const { words, edition, newest, idName } = context;
  const text = words.tryIt;
  const isDefault = edition.revision === newest && edition.locale === 'en';
  const command = `npx @apig-spec/mock${isDefault ? '' : ` --edition ${edition.name}`}`;
  const { method, path, parameters, body, form } = sampleOf(edition.document, operation);
  const isOptional = ({ in: place, required }: SampleParameter) => place === 'query' && !required;
  const [given, optional] = [parameters.filter((each) => !isOptional(each)), parameters.filter(isOptional)];
  return html`<try-it class="try" id="try" role="region" aria-labelledby="try-title" tabindex="-1" data-id="${operation.id}" data-method="${method}" data-path="${path}" data-edition="${edition.name}" data-id-name="${idName}" data-from="${text.from}" data-target="embedded" data-auth="token">
<p class="title" id="try-title">${text.title}</p>
${choice('target', text.target, text.targets)}
<div class="embedded"><p class="note">${inline(text.embeddedNote(command))}</p></div>
<div class="remote"><p class="note local">${inline(text.localNote(command))}</p><p class="note gateway">${text.gatewayNote}</p>
<div class="local">${setting('address.local', text.address, html`type="url" value="${localMock}"`)}</div>
<div class="gateway">${setting('address.gateway', text.address, html`type="url" value="${sampleEndpoint}"`)}</div>
${choice('auth', text.auth, text.auths)}
<div class="token">${setting('token', text.token, html`type="password"`)}</div>
<div class="aksk">${setting('accessKey', text.accessKey, html`type="text"`)}${setting('secretKey', text.secretKey, html`type="password"`)}${setting('securityToken', text.securityToken, html`type="password" placeholder="${text.securityTokenHint}"`)}</div>
<p class="note">${text.authNote}</p></div>
${given.map(({ in: place, name, value }) => field(`${place}.${name}`, name, html`value="${value}"`))}
${
  optional.length > 0 &&
  html`<details><summary>${text.optional(optional.length)}</summary>${optional.map(({ name }) => field(`query.${name}`, name, html`value="" data-optional`))}</details>`
}
${form?.parts.map((name) => {
  const value = objectOf(body)[name] ?? '';
  const attributes = form.files.includes(name) ? html`type="file"` : html`value="${String(value)}"`;
  return field(`form.${name}`, name, attributes);
})}
${body !== undefined && !form && bodyField(context, operation)}
<p class="send"><button type="button" data-act="send">${text.send}</button> <kbd>Ctrl</kbd> <kbd>Enter</kbd><button type="button" class="embedded" data-act="reset">${text.reset}</button></p>
<div class="result" hidden><p role="status"></p><div class="explained" hidden></div><pre tabindex="0" aria-label="${text.response}" hidden></pre>${nextBlock(context)}</div></try-it>`;
}

/** What may come after a request that was successful: the forms there have its ids. */
function nextBlock({ words, nextSteps }: Context): Html | false {
  return (
    nextSteps.length > 0 &&
    html`<nav class="next" aria-label="${words.tryIt.next}" hidden><p>${words.tryIt.next}</p><ul>${nextSteps.map(({ id, title }) => html`<li><a href="../${id}/#try">${title}</a></li>`)}</ul></nav>`
  );
}

/** The body, and the examples that can fill it, the first of which it has. */
function bodyField(context: Context, operation: Operation): Html {
  const { body, bodyRequired } = sampleOf(context.edition.document, operation);
  const text = JSON.stringify(body, null, 2);
  const rows = Math.min(Math.max(text.split('\n').length, 4), 8);
  const { tryIt } = context.words;
  const examples = exampleSelect(context, operation);
  return html`${
    examples && html`<div class="entry"><label><span class="ui">${tryIt.example}</span>${examples}</label></div>`
  }<div class="entry"><label class="body"><span class="ui">${tryIt.body}</span><textarea name="body" rows="${rows}" spellcheck="false"${bodyRequired && html` required`}>${text}</textarea></label></div>`;
}

/** Of the request, by its name on the wire. */
function field(name: string, label: string, attributes: Html): Html {
  return input(name, html`<span>${label}</span>`, attributes);
}

/** Of the form, in the words of the page. */
function setting(name: string, label: string, attributes: Html): Html {
  return input(name, html`<span class="ui">${label}</span>`, attributes);
}

function input(name: string, label: Html, attributes: Html): Html {
  return html`<div class="entry"><label>${label}<input name="${name}" ${attributes} autocomplete="off" spellcheck="false"></label></div>`;
}

/** One of a few, the first by default. */
function choice(name: string, label: string, options: Readonly<Record<string, string>>): Html {
  return html`<fieldset class="choice-of"><legend class="sr-only">${label}</legend>${Object.entries(options).map(
    ([value, text], index) =>
      html`<label><input type="radio" name="${name}" value="${value}" autocomplete="off"${index === 0 && html` checked`}><span>${text}</span></label>`,
  )}</fieldset>`;
}
