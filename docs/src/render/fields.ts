// Fields as nested definition lists, each with an anchor of its own.
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { Alternative, Choice } from '../model/choices.ts';
import { anchorOf } from '../model/places.ts';
import type { Case, FieldNode, ObjectNode, Rule } from '../model/tree.ts';
import { hasFields } from '../model/tree.ts';
import type { Words } from '../words.ts';
import type { Context } from './context.ts';
import { codesOf, factLines, typeOf } from './facts.ts';
import { markOf, origin } from './marks.ts';
import { inline, prose } from './prose.ts';

/** An object's alternatives, rules and fields. */
export function objectBlock(context: Context, node: ObjectNode): Html {
  const { words } = context;
  return html`${node.choices.map((choice) => choiceBlock(words, choice))}${rulesBlock(words, node.rules)}
<dl class="fields">${node.fields.map((field) => fieldBlock(context, field))}</dl>`;
}

/** A field with everything that the contract says of it. */
export function fieldBlock(context: Context, field: FieldNode): Html {
  const { words, edition } = context;
  const provenance = edition.provenance[field.place];
  const { id } = anchorOf(field.place);
  const lines = factLines(words, field.facts);
  const elements = hasFields(field.inner) ? 'object' : 'any';
  return html`
<div class="field" id="${id}"><dt><a class="name" href="#${id}">${field.name}</a> <span class="type">${typeOf(words, field.facts, elements)}</span>
${field.required && requiredBadge(words, field, provenance?.facts?.['required'])}${
  field.facts.deprecated && html`<span class="badge deprecated">${words.deprecated}</span>`
}${provenance && markOf(words, provenance.mark)}</dt>
<dd>${field.facts.description && html`<div class="prose">${prose(field.facts.description)}</div>`}${
    lines.length > 0 && html`<ul class="facts">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  }${
    field.cases.length > 0 && html`<ul class="cases">${field.cases.map((each) => caseLine(words, each))}</ul>`
  }${rulesBlock(words, field.rules)}${origin(context, field.place, provenance)}${
    hasFields(field.inner) && html`<div class="inner">${objectBlock(context, field.inner)}</div>`
  }</dd></div>`;
}

function requiredBadge(words: Words, field: FieldNode, mark: string | undefined): Html {
  const answer = /^\w+\/\d/.test(field.place);
  const note = mark && `${words.open === '(' ? ' ' : ''}${words.open}${words.marks[mark] ?? mark}${words.close}`;
  return html`<span class="badge ${answer ? 'always' : 'required'}">${answer ? words.always : words.required}${note}</span>`;
}

/** What alternatives add: `ServerChannel: only builtin; required`. */
function caseLine(words: Words, { alternatives, facts, required, forbidden }: Case): Html {
  const { values, description, deprecated, ...rest } = facts;
  const said = [
    forbidden && html`${words.forbidden}`,
    required && html`${words.requiredHere}`,
    values && html`${words.onlyValues} ${codesOf(values, words.or)}`,
    ...factLines(words, rest),
    deprecated && html`${words.deprecated}`,
    description && inline(description.replaceAll(/\s*\n+\s*/g, ' ')),
  ].filter((line) => line instanceof Object);
  return html`<li>${joined(alternatives.map(schemaName), words.comma)}${words.colon}${joined(said, words.semicolon)}</li>`;
}

function rulesBlock(words: Words, rules: readonly Rule[]): Html {
  return html`${rules.map(
    ({ message, rule }) =>
      html`<details class="rule"><summary><b>${words.rule}</b>${words.colon}${inline(message)}</summary><code>${rule}</code></details>`,
  )}`;
}

function choiceBlock(words: Words, { kind, alternatives }: Choice): Html {
  return html`<div class="choice"><p class="label">${words.choice[kind]}</p><ul>${alternatives.map((alternative) =>
    alternativeItem(words, alternative),
  )}</ul></div>`;
}

function alternativeItem(words: Words, { name, description, selectors, requires, forbids, under }: Alternative): Html {
  const codes = (names: readonly string[]) =>
    joined(
      names.map((each) => html`<code>${each}</code>`),
      words.comma,
    );
  const chosen = selectors.map(
    ({ field, values, required }) =>
      html`<code>${field}</code>${words.is}${codesOf(values, words.or)}${!required && words.orAbsent}`,
  );
  const said: [string, Html | false][] = [
    [words.within, under.length > 0 && joined(under.map(schemaName), words.comma)],
    [words.chosenBy, chosen.length > 0 && joined(chosen, words.semicolon)],
    [words.requires, requires.length > 0 && codes(requires)],
    [words.forbids, forbids.length > 0 && codes(forbids)],
  ];
  return html`<li>${schemaName(name)} ${description && inline(description)}${said.map(
    ([label, what]) => what && html`<span class="said"><b>${label}</b>${words.colon}${what}</span>`,
  )}</li>`;
}

function schemaName(name: string): Html {
  return html`<code class="schema">${name}</code>`;
}
