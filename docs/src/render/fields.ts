// Fields as nested definition lists, each with an anchor of its own.
import { objectOf } from '@apig-spec/model/json';
import type { Content, Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { Alternative, Choice } from '../model/choices.ts';
import { fullName } from '../model/choices.ts';
import { usedWhen } from '../model/kind-examples.ts';
import type { Condition, Picker } from '../model/kinds.ts';
import { always, conditionOf, conditionOfAny, holds } from '../model/kinds.ts';
import { anchorOf } from '../model/places.ts';
import type { Case, FieldNode, ObjectNode, Rule } from '../model/tree.ts';
import { hasFields } from '../model/tree.ts';
import type { UiText } from '../words.ts';
import type { Context } from './context.ts';
import { folderOf } from './context.ts';
import { codesOf, factLines, typeOf } from './facts.ts';
import type { View } from './kinds.ts';
import { conditionText, innerView, pickerBlock, shownWhen, viewOf } from './kinds.ts';
import { markOf, origin } from './marks.ts';
import { inline, prose } from './prose.ts';

/** An object's alternatives, rules and fields; what is deprecated comes last. */
export function objectBlock(context: Context, node: ObjectNode, level = 4, view = viewOf(context, node)): Html {
  const { words } = context;
  const { kinds } = view;
  const listed = (fields: readonly FieldNode[]) => {
    return html`<div class="fields">${fields.map((field) => fieldBlock(context, field, level, { view, when: conditionOf(node, kinds, field) }))}</div>`;
  };
  const legacy = node.fields.filter(({ facts }) => facts.deprecated);
  return html`${kinds.choices.map(({ choice, picker }) => choiceBlock(context, view, choice, picker))}${rulesBlock(words, node.rules)}
${listed(node.fields.filter(({ facts }) => !facts.deprecated))}${
  legacy.length > 0 && html`<details class="legacy"><summary>${words.legacy}</summary>${listed(legacy)}</details>`
}`;
}

/** Where a field stands in a body: what is picked there, and when the field is shown. */
interface Standing {
  view: View;
  when: Condition;
}

/** A field with everything that the contract says of it. */
export function fieldBlock(context: Context, field: FieldNode, level = 4, standing?: Standing): Html {
  const { words, edition, idOf } = context;
  const provenance = edition.provenance[field.place];
  const id = idOf(field.place);
  const lines = factLines(words, field.facts);
  // A heading, so that the search leads to the field and a screen reader can step through them.
  const tag = `h${Math.min(level, 6)}`;
  const heading = html`<${tag} id="${id}"><a class="name" href="#${id}">${field.name}</a></${tag}>`;
  const elements = hasFields(field.inner) ? 'object' : 'any';
  return html`
<div class="field"${standing && shownWhen(standing.view, standing.when)}><div class="head">${heading} <span class="type">${typeOf(words, field.facts, elements)}</span>${field.schemas.map((name) => html` ${schemaName(context, name)}`)}
${field.required && requiredBadge(words, field, provenance?.facts?.['required'])}${
  field.facts.deprecated && html`<span class="badge deprecated">${words.deprecated}</span>`
}${provenance && markOf(words, provenance.mark)}${historyOf(context, field.place)}</div>
${field.facts.description && html`<div class="prose">${prose(field.facts.description)}</div>`}${
  lines.length > 0 && html`<ul class="facts">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
}${
  field.cases.length > 0 &&
  html`<ul class="cases">${field.cases.map((each) => html`<li${standing && shownWhen(standing.view, conditionOfAny(standing.view.kinds.scope, each.alternatives))}>${caseLine(context, each)}</li>`)}</ul>`
}${rulesBlock(words, field.rules)}${origin(context, field.place, provenance)}${
  hasFields(field.inner) && innerBlock(context, field.place, field.inner, level + 1, standing?.view)
}</div>`;
}

/** The fields within a field: those within others are folded up, and what no example of the kind that is picked has. */
function innerBlock(context: Context, place: string, inner: ObjectNode, level: number, around?: View): Html {
  const view = around ? innerView(context, around, inner) : viewOf(context, inner);
  const used = around && usedWhen(place, around.kinds, around.examples);
  const isOpen = used ? holds(used, view.picked) : view.depth < 2;
  return html`<details class="inner"${isOpen && html` open`}${used && html` data-open="${conditionText(used)}"`}><summary>${context.words.fieldCount(inner.fields.length)}</summary>${objectBlock(context, inner, level, view)}</details>`;
}

/** `since 2024-11`, `changed in 2023-11`: each leads to what changed. */
function historyOf({ words, edition, historyAt }: Context, place: string): Content {
  const { since, changed } = historyAt(place) ?? { changed: [] };
  const told = [...(since ? [words.since(since)] : []), ...changed.map((revision) => words.changedIn(revision))];
  const { operation, id } = anchorOf(place);
  return told.map(
    (text) => html` <a class="badge history" href="/${edition.locale}/compare/${operation}/#${id}">${text}</a>`,
  );
}

/** What a field that must be there is called: a request must bring it, a response always does. */
export function requiredIn(words: UiText, place: string): string {
  return isInResponse(place) ? words.always : words.required;
}

function isInResponse(place: string): boolean {
  return /^\w+\/\d/.test(place);
}

function requiredBadge(words: UiText, field: FieldNode, mark: string | undefined): Html {
  const note = mark && html`<span class="told">${words.aside(words.marks[mark] ?? mark)}</span>`;
  return html`<span class="badge ${isInResponse(field.place) ? 'always' : 'required'}">${requiredIn(words, field.place)}${note}</span>`;
}

/** Whether a case asks for anything; a word of description is not a difference. */
export function asks({ required, forbidden, facts }: Case): boolean {
  return required || forbidden || Object.keys(facts).some((key) => key !== 'description');
}

/** A case without its description, where editions are compared with each other. */
export function wireOnly({ facts: { description: _, ...facts }, ...each }: Case): Case {
  return { ...each, facts };
}

/** What alternatives add: `ServerChannel: only builtin; required`. */
export function caseLine(context: Context, { alternatives, facts, required, forbidden, ignored }: Case): Html {
  const { words } = context;
  const { values, description, deprecated, ...rest } = facts;
  const said = [
    forbidden && html`${words.forbidden}`,
    required && html`${words.requiredHere}`,
    ignored && html`<b>${words.ignoredHere}</b>`,
    values && html`${words.onlyValues} ${codesOf(values, words.or)}`,
    ...factLines(words, rest),
    deprecated && html`${words.deprecated}`,
    description && inline(description.replaceAll(/\s*\n+\s*/g, ' ')),
  ].filter((line) => line instanceof Object);
  return html`${joined(
    alternatives.map((name) => kindName(context, name)),
    words.comma,
  )}${words.colon}${joined(said, words.semicolon)}`;
}

function rulesBlock(words: UiText, rules: readonly Rule[]): Html {
  return html`${rules.map(
    ({ message, rule }) =>
      html`<details class="rule"><summary><b>${words.rule}</b>${words.colon}${inline(message)}</summary><code>${rule}</code></details>`,
  )}`;
}

/** A choice: what is picked of it, and the alternatives in words. */
function choiceBlock(context: Context, view: View, choice: Choice, picker: Picker | undefined): Html {
  const { scope } = view.kinds;
  const within = choice.within === undefined ? always : (scope.get(choice.within) ?? always);
  return html`<div class="choice"${shownWhen(view, within)}>${picker && pickerBlock(context, view, picker)}<p class="label">${context.words.choice[choice.kind]}</p><ul>${choice.alternatives.map(
    (each) =>
      html`<li${shownWhen(view, scope.get(fullName(choice, each.name)) ?? always)}>${alternativeText(context, each)}</li>`,
  )}</ul></div>`;
}

function alternativeText(
  context: Context,
  { name, title, description, selectors, requires, forbids, under }: Alternative,
): Html {
  const { words } = context;
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
    [
      words.within,
      under.length > 0 &&
        joined(
          under.map((each) => kindName(context, each)),
          words.comma,
        ),
    ],
    [words.chosenBy, chosen.length > 0 && joined(chosen, words.semicolon)],
    [words.requires, requires.length > 0 && codes(requires)],
    [words.forbids, forbids.length > 0 && codes(forbids)],
  ];
  return html`${kindName(context, name)} ${title !== undefined && html`<code class="schema">${name}</code> `}${description && inline(description)}${said.map(
    ([label, what]) => what && html`<span class="said"><b>${label}</b>${words.colon}${what}</span>`,
  )}`;
}

/** What people call one of the kinds of an object, leading to its schema; within another, after that. */
function kindName(context: Context, name: string): Html {
  const schemas = objectOf(objectOf(context.edition.document['components'])['schemas']);
  return joined(
    name.split(' · ').map((each) => {
      const title = objectOf(schemas[each])['x-displayName'];
      if (typeof title !== 'string') return schemaName(context, each);
      return html`<a href="${schemaPath(context, each)}">${title}</a>`;
    }),
    ' · ',
  );
}

/** The name of a schema, leading to its page; one within another, and one that has only a number. */
export function schemaName(context: Context, name: string): Html {
  const link = (each: string) =>
    /^\d+$/.test(each)
      ? html`<code class="schema">${each}</code>`
      : html`<a href="${schemaPath(context, each)}"><code class="schema">${each}</code></a>`;
  return joined(name.split(' · ').map(link), ' · ');
}

/** A schema's page, and on it what it was in an older revision. */
function schemaPath({ edition: { locale, revision }, schemaHomes }: Context, name: string): string {
  const home = schemaHomes.get(name) ?? revision;
  return `${folderOf({ locale, revision: home })}schemas/${name}/${home === revision ? '' : `#${revision}`}`;
}
