// Pickers of a body's kinds, and which parts of it are shown for what is picked. Without script all is shown.
import type { Json } from '@apig-spec/model/json';
import type { Html } from '../html.ts';
import { html, joined } from '../html.ts';
import type { KindExample } from '../model/kind-examples.ts';
import { firstOptions, optionsOf } from '../model/kind-examples.ts';
import type { Condition, KindOption, Kinds, Picker } from '../model/kinds.ts';
import { holds, kindsOf } from '../model/kinds.ts';
import type { ObjectNode } from '../model/tree.ts';
import type { Context } from './context.ts';

/** An object within a body, as the page first shows it. */
export interface View {
  kinds: Kinds;
  picked: ReadonlySet<string>;
  examples: readonly KindExample[];
  /** How many objects are around it. */
  depth: number;
}

/** A body as its first example has it. @param bodies - its examples */
export function viewOf({ idOf }: Context, node: ObjectNode, bodies: readonly (readonly [string, Json])[] = []): View {
  const examples = bodies.map(([name, body]): KindExample => {
    return { name, body, options: new Set(optionsOf(node, idOf, body)) };
  });
  const picked = new Set(firstOptions(node, idOf, [...(examples[0]?.options ?? [])]));
  return { kinds: kindsOf(node, idOf(node.place)), picked, examples, depth: 0 };
}

/** An object within another. */
export function innerView({ idOf }: Context, view: View, inner: ObjectNode): View {
  return { ...view, kinds: kindsOf(inner, idOf(inner.place), view.kinds), depth: view.depth + 1 };
}

/** The attributes of what is shown under a condition alone. */
export function shownWhen({ picked }: View, condition: Condition): Html | undefined {
  if (condition.some((term) => term.length === 0)) return undefined;
  return html` data-when="${conditionText(condition)}"${!holds(condition, picked) && html` data-off`}`;
}

/** As the page's script reads it: `a+b c`. */
export function conditionText(condition: Condition): string {
  return condition.map((term) => term.join('+')).join(' ');
}

/** The control. */
export function pickerBlock({ words }: Context, view: View, picker: Picker): Html {
  const { kinds } = words;
  const option = (value: string, label: Html | string, isPicked: boolean) =>
    html`<label><input type="radio" name="${picker.id}" value="${value}"${isPicked && html` checked`} autocomplete="off"><span>${label}</span></label>`;
  const legacy = picker.options.filter(({ isLegacy }) => isLegacy);
  const listed = (options: readonly KindOption[]) =>
    options.map((each) => option(each.key, labelOf(each), view.picked.has(each.key)));
  const fields = joined(
    picker.fields.map((field) => html`<code>${field}</code>`),
    words.comma,
  );
  return html`<fieldset class="kinds"><legend>${picker.fields.length > 0 ? fields : kinds.variant}</legend>
${listed(picker.options.filter(({ isLegacy }) => !isLegacy))}${option('', kinds.all, false)}${
  legacy.length > 0 && html`<span class="aged"><b>${words.legacy}</b>${listed(legacy)}</span>`
}</fieldset>`;

  function labelOf({ values, alternative }: KindOption): Html | string {
    const title = alternative.title ?? alternative.name;
    const value = values
      .map((each) => each.map((value) => (value === '' ? kinds.notSet : String(value))).join(' / '))
      .join(' · ');
    // `TCP` alone says it all.
    if (value.toLowerCase() === title.toLowerCase()) return value;
    return html`${title}${value && html` <code>${value}</code>`}`;
  }
}
