// The request that a form describes, or why there is none.
import { isPathSegment } from '@apig-spec/client';
import { aksk } from '@apig-spec/client/aksk';
import type { messages } from '../../words/try.en.ts';
import { embedded, endpointOf, withoutEdition } from './addresses.ts';
import { JsonMistake, laidOut } from './json.ts';

/** What is told in place of a response, where nothing was sent, and the field that is to be changed. */
export class Unsent extends Error {
  readonly field: HTMLInputElement | HTMLTextAreaElement | null | undefined;
  /** Of the mistake in the field's text. */
  readonly offset: number | undefined;

  constructor(message: string, field?: Unsent['field'], offset?: number) {
    super(message);
    this.field = field;
    this.offset = offset;
  }
}

/** What a form asks for. */
export interface Described {
  method: string;
  url: URL;
  body: string | FormData | undefined;
}

/** @throws {@link Unsent} where the form describes no request */
export function describedBy(form: HTMLElement, words: typeof messages): Described {
  const fields = [...form.querySelectorAll('input')];
  const unfit = fields.find((field) => isUnfit(form, field));
  if (unfit) throw new Unsent(words.unfit(unfit.labels?.[0]?.textContent?.trim() ?? ''), unfit);
  const url = addressOf(form, fields);
  if (!url)
    throw new Unsent(
      words.badAddress,
      form.querySelector<HTMLInputElement>(`[name="address.${form.dataset['target']}"]`),
    );
  const empty = fields.find(({ type, files }) => type === 'file' && !files?.length);
  if (empty) throw new Unsent(words.noFile(empty.name.slice(5)), empty);
  const field = form.querySelector('textarea');
  if (field) checkBody(field, words);
  const { method = 'GET' } = form.dataset;
  return { method, url, body: formIn(fields) ?? (field?.value.trim() ? field.value : undefined) };
}

/** The request, with the credentials of the form. @throws {@link Unsent} where it cannot be signed */
export async function requestOf(
  form: HTMLElement,
  { method, url, body }: Described,
  signal: AbortSignal,
  words: typeof messages,
): Promise<Request> {
  const request = new Request(url, {
    method,
    headers: {
      // That of a form has its boundary, which the browser knows.
      ...(typeof body === 'string' && { 'Content-Type': 'application/json' }),
      ...(form.dataset['target'] === 'local' && { 'X-Apig-Explain': 'true' }),
    },
    ...(body ? { body } : {}),
    credentials: 'omit',
    // A redirect would carry the token elsewhere, and the API never redirects.
    redirect: 'manual',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  });
  const { target, auth } = form.dataset;
  if (target === embedded || auth !== 'aksk') {
    request.headers.set('X-Auth-Token', (target !== embedded && trimmed(form, 'token')) || 'any');
    return request;
  }
  if (!globalThis.crypto?.subtle) throw new Unsent(words.noCrypto);
  const [accessKey, secretKey] = [trimmed(form, 'accessKey'), trimmed(form, 'secretKey')];
  await aksk({ accessKey, secretKey, securityToken: trimmed(form, 'securityToken') }).sign(request);
  return request;
}

/** A field that cannot be sent: without it, or with dots in its place, the path would lead elsewhere. */
function isUnfit({ dataset: { target, auth } }: HTMLElement, { name, value: untrimmed }: HTMLInputElement): boolean {
  const value = untrimmed.trim();
  if (name.startsWith('path.')) return !isPathSegment(value);
  if (target === embedded) return false;
  if (auth === 'aksk') {
    const isNeeded = name === 'accessKey' || name === 'secretKey';
    return (isNeeded && value === '') || ((isNeeded || name === 'securityToken') && /[^\x21-\x7e]/.test(value));
  }
  // A mock takes any.
  return name === 'token' && ((target === 'gateway' && value === '') || /[^\x20-\x7e]/.test(value));
}

function checkBody(field: HTMLTextAreaElement, words: typeof messages): void {
  if (field.value.trim() === '') {
    if (field.required) throw new Unsent(words.noBody, field);
    return;
  }
  try {
    if (laidOut(field.value).startsWith('{')) return;
  } catch (mistake) {
    if (!(mistake instanceof JsonMistake)) throw mistake;
    throw new Unsent(words.notJson(mistake.line, mistake.column), field, mistake.offset);
  }
  throw new Unsent(words.notObject, field);
}

/** The body, where it is a form: the parts that are filled in. */
function formIn(fields: readonly HTMLInputElement[]): FormData | undefined {
  const parts = fields.filter(({ name }) => name.startsWith('form.'));
  if (parts.length === 0) return undefined;
  const form = new FormData();
  for (const { name, value, files } of parts) {
    const [file] = files ?? [];
    if (file) form.append(name.slice(5), file);
    else if (value.trim()) form.append(name.slice(5), value.trim());
  }
  return form;
}

function addressOf(form: HTMLElement, fields: readonly HTMLInputElement[]): URL | undefined {
  const { target, edition, path = '' } = form.dataset;
  // Nothing goes to this one.
  const url = target === embedded ? new URL('https://mock.invalid') : endpointOf(form);
  if (!url) return undefined;
  // A mock has all editions, and the page is about one.
  const base = target === 'local' ? `${withoutEdition(url)}/editions/${edition}` : url.pathname;
  url.pathname =
    base.replace(/\/+(?=\/editions\/|$)/g, '') +
    path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(trimmed(form, `path.${name}`)));
  url.search = '';
  url.hash = '';
  for (const { name, value } of fields) {
    if (name.startsWith('query.') && value !== '') url.searchParams.set(name.slice(6), value);
  }
  return url;
}

function trimmed(form: HTMLElement, name: string): string {
  return form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value.trim() ?? '';
}
