// Sends what a form describes: to the mock in this page, or to an address. Loaded with the first request.
import { urlWithoutSecrets } from '@apig-spec/model/secrets';
import { embedded, endpointOf, hindrances, isLocal, placeOf, startCommand } from './addresses.ts';
import { curlOf } from './curl.ts';
import { resetEmbedded, sendEmbedded } from './embedded.ts';
import { dropIds, type Exchange, fillIds, keepIds } from './ids.ts';
import { type Described, describedBy, requestOf, Unsent } from './request.ts';
import { bytesRead, explanationIn, shownOf, textWithin } from './response.ts';
import { type Shown, show } from './show.ts';
import { read, write } from './tab.ts';
import type { ToWorker } from './worker.ts';

/** Seconds to wait for a response. */
const patience = 60;

const isChinese = document.documentElement.lang === 'zh-CN';
const { messages: words } = await (isChinese ? import('../../words/try.zh-CN.ts') : import('../../words/try.en.ts'));

/** Of two responses, that to the later request is shown, whichever comes first. */
let latest = new AbortController();

/** Sends the request, and shows the response. */
export async function send(form: HTMLElement): Promise<void> {
  latest.abort();
  const own = new AbortController();
  latest = own;
  const tell = (shown: Shown) => {
    if (latest === own) show(form, shown, words);
  };
  try {
    const described = describedBy(form, words);
    keepAddress(form);
    const request = await requestOf(form, described, own.signal, words);
    if (latest !== own) return;
    const sent = sentFrom(form);
    tell({ status: words.sending });
    form.querySelector('.result')?.classList.add('asked');
    tell(await (sent.place === embedded ? askMock(sent, request) : askAddress(sent, described, request, own)));
  } catch (error) {
    if (!(error instanceof Unsent)) throw error;
    tell({ status: error.message });
    error.field?.focus();
    if (error.offset !== undefined) error.field?.setSelectionRange(error.offset, error.offset + 1);
  }
}

/** Brings the mock in this page back to its beginning. */
export function reset(form: HTMLElement): void {
  forget();
  resetEmbedded();
  dropIds(embedded);
  fillIds(form, placeOf(form));
  show(form, { status: words.reset }, words);
}

/** Takes away what is shown of a response, and of one that is still to come. */
export function clear(form: HTMLElement): void {
  forget();
  show(form, { status: '' }, words);
  const result = form.querySelector<HTMLElement>('.result');
  if (!result) return;
  result.hidden = true;
  result.classList.remove('asked');
}

function forget(): void {
  latest.abort();
  latest = new AbortController();
}

/** What a form was when its request was sent: until the response, its reader may choose another target or write other values. */
interface Sent extends Omit<Exchange, 'body'> {
  place: string;
  edition: ToWorker['edition'];
}

function sentFrom(form: HTMLElement): Sent {
  const { id: operation = '', method = '', idName = '', edition } = form.dataset;
  const params = [...form.querySelectorAll<HTMLInputElement>('[name^="path."]')].map((field) => {
    return { name: field.name.slice(5), value: field.value.trim(), proposed: field.defaultValue };
  });
  return { place: placeOf(form), edition: edition as ToWorker['edition'], operation, method, params, idName };
}

async function askMock(sent: Sent, request: Request): Promise<Shown> {
  try {
    const { response, milliseconds, explained, kept } = await sendEmbedded(request, sent.edition);
    const shown = await shownIn(sent, response, milliseconds);
    return { ...shown, explained, status: kept ? shown.status : `${shown.status} · ${words.notKept}` };
  } catch {
    return { status: words.notLoaded };
  }
}

async function askAddress(
  sent: Sent,
  { method, url, body }: Described,
  request: Request,
  own: AbortController,
): Promise<Shown> {
  const started = performance.now();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    own.abort();
  }, patience * 1000);
  try {
    const response = await fetch(request);
    if (response.type === 'opaqueredirect') return { status: words.redirected, text: curlOf(method, url, body) };
    const shown = await shownIn(sent, response, performance.now() - started);
    return { ...shown, explained: explanationIn(response.headers) };
  } catch {
    return unanswered(url, timedOut, curlOf(method, url, body));
  } finally {
    clearTimeout(timer);
  }
}

/** What is shown of a response; the ids in it are kept for other pages. */
async function shownIn(sent: Sent, response: Response, milliseconds: number): Promise<Shown> {
  const { text, whole: isRead } = await textWithin(response, bytesRead);
  const shown = shownOf(text, isRead);
  const body = isRead ? parsed(text) : undefined;
  if (response.ok) keepIds(sent.place, { ...sent, body });
  const code = typeof body === 'object' && body !== null && 'error_code' in body ? String(body.error_code) : '';
  const parts = [
    `${response.status} ${response.statusText}`.trim(),
    `${Math.round(milliseconds)} ms`,
    ...(text === '' ? [words.noContent] : []),
    ...(shown.whole ? [] : [words.cut]),
  ];
  return {
    status: parts.join(' · '),
    text: shown.text,
    isJson: body !== undefined,
    isRejected: response.status >= 400,
    isDone: response.ok,
    code: /^API[A-Z]\.\d{4}$/.test(code) ? code : undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The address, unless there may be a secret in it. */
function keepAddress(form: HTMLElement): void {
  const url = endpointOf(form);
  if (!url || urlWithoutSecrets(url.href) !== url.href) return;
  const name = `address.${form.dataset['target']}`;
  write('addresses', { ...read<Record<string, string>>('addresses', {}), [name]: url.origin + url.pathname });
}

/** A browser does not say whether nothing listens or whether the response was kept from the page. */
function unanswered(url: URL, timedOut: boolean, curl: string): Shown {
  const sentences = [
    timedOut ? words.timedOut(url.origin, patience) : words.noResponse(url.origin),
    ...hindrances(new URL(location.href), url).map((hindrance) => words[hindrance]),
    isLocal(url) ? words.startMock : words.fromTerminal,
  ];
  const status = sentences.join(words.between);
  return { status, text: isLocal(url) ? `${startCommand(url)}\n\n${curl}` : curl };
}
