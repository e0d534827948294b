// Ids that an operation's response or path named, carried over to the fields of the same name on other pages: those of one mock or
// gateway are not those of another.
import { parameterOf } from '../../model/id-names.ts';
import { read, write } from './tab.ts';

/** By name of a parameter: the last value, and the operation that showed it. */
type Ids = Record<string, readonly [value: string, operation: string]>;

/** How many names are kept for a place. */
const most = 100;

/** What can be an id. */
const idPattern = /^[\w.:-]{1,128}$/;

/** Fills the fields that the reader has not changed. @param place - where requests go */
export function fillIds(form: HTMLElement, place: string): void {
  const ids = read<Record<string, Ids>>('ids', {})[place] ?? {};
  for (const field of form.querySelectorAll('input')) {
    const [, name] = /^(?:path|query|form)\.(.*)$/.exec(field.name) ?? [];
    if (name === undefined || field.type === 'file' || 'edited' in field.dataset) continue;
    const [value, operation] = ids[name] ?? [];
    // A filter that the reader did not ask for would hide what a list has: its id is only offered.
    if ('optional' in field.dataset) offer(field, value, hintOf(form, operation));
    else {
      field.value = value ?? field.defaultValue;
      hint(field, hintOf(form, operation));
    }
  }
  const body = form.querySelector('textarea');
  if (!body || 'edited' in body.dataset) return;
  const used = new Set<string>();
  body.value = JSON.stringify(withIds(JSON.parse(body.defaultValue), ids, used), null, 2);
  hint(body, [...used].map((name) => `${name}: ${hintOf(form, ids[name]?.[1])}`).join('; '));
}

/** The value with each id in the place of the example's; of a list such as `app_ids` it is the only one. */
function withIds(value: unknown, ids: Ids, used: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withIds(each, ids, used));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const isList = Array.isArray(each) && each.every((one) => typeof one === 'string');
      const known = parameterOf(name, isList);
      const [id] = (Object.hasOwn(ids, known) && ids[known]) || [];
      if (id === undefined || (!isList && typeof each !== 'string')) return [name, withIds(each, ids, used)];
      used.add(known);
      return [name, isList ? [id] : id];
    }),
  );
}

function hintOf(form: HTMLElement, operation: string | undefined): string {
  return operation === undefined ? '' : (form.dataset['from'] ?? '').replace('{operation}', operation);
}

/** Says beside a field where its value comes from. */
function hint(field: HTMLElement, text: string): void {
  const parent = field.closest('.entry');
  let element = parent?.querySelector<HTMLElement>('.from');
  if (!element && text) {
    element = document.createElement('small');
    element.className = 'from';
    element.id = `from.${field.getAttribute('name')}`;
    field.setAttribute('aria-describedby', element.id);
    parent?.append(element);
    // What the reader writes comes from nowhere else.
    field.addEventListener('input', () => {
      if (element) element.textContent = '';
    });
  }
  if (element) element.textContent = text;
}

/** A button beside a field that fills it. */
function offer(field: HTMLInputElement, value: string | undefined, text: string): void {
  const parent = field.closest('.entry');
  parent?.querySelector('.from')?.remove();
  if (value === undefined) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'from';
  button.textContent = `${value} ${text}`;
  button.addEventListener('click', () => {
    field.value = value;
    field.focus();
  });
  parent?.append(button);
}

/** What a successful request says of ids. */
export interface Exchange {
  operation: string;
  method: string;
  /** Path parameters: what was sent, and what the page proposed. */
  params: readonly { name: string; value: string; proposed: string }[];
  /** Which parameter the response's `id` is a value of; empty: none. */
  idName: string;
  body: unknown;
}

/** Keeps the ids of a successful request: of its path, unless they are the page's own examples, and of its response. */
export function keepIds(place: string, { operation, method, params, idName, body }: Exchange): void {
  const all = read<Record<string, Ids>>('ids', {});
  const ids = new Map(Object.entries(all[place] ?? {}));
  const keep = (name: string, value: unknown) => {
    if (typeof value !== 'string' || !idPattern.test(value)) return;
    // The last one is the last one kept.
    ids.delete(name);
    ids.set(name, [value, operation]);
  };
  for (const [name, value] of Object.entries(typeof body === 'object' && body !== null ? body : {})) {
    if (name.endsWith('_id') && name !== 'project_id') keep(name, value);
  }
  for (const { name, value, proposed } of params) {
    if (value === ids.get(name)?.[0]) continue;
    if (value === proposed) ids.delete(name);
    else keep(name, value);
  }
  if (idName) keep(idName, idIn(body, method));
  if (method === 'DELETE') {
    const deleted = params.find(({ name }) => name === idName);
    if (deleted && ids.get(idName)?.[0] === deleted.value) ids.delete(idName);
  }
  write('ids', { ...all, [place]: Object.fromEntries([...ids].slice(-most)) });
}

/** Of what was shown or created; of several that were created, the first. */
function idIn(body: unknown, method: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('id' in body || method !== 'POST') return Reflect.get(body, 'id');
  const [first, ...others] = Object.values(body).filter(Array.isArray);
  return others.length === 0 ? first?.[0]?.id : undefined;
}

/** Forgets the ids of a place. */
export function dropIds(place: string): void {
  const { [place]: _, ...others } = read<Record<string, Ids>>('ids', {});
  write('ids', others);
}
