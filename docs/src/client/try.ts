// Sends the request of a page's form to the address that the reader chose. The token stays in the form: nothing is stored.
import { isPathSegment } from '@apig-spec/client';
import { urlWithoutSecrets, valueWithoutSecrets, withoutSecrets } from '@apig-spec/model/secrets';
import type { UiText } from '../words.ts';
import { hindrances, isLocal, isMock, startCommand, withoutEdition } from './addresses.ts';
import { JsonMistake, laidOut } from './json.ts';
import { bytesRead, shownOf, textWithin } from './response.ts';

/** Seconds to wait for a response. */
const patience = 60;

/** What the form carries for the script. */
type Messages = {
  [Name in keyof UiText['tryIt'] as UiText['tryIt'][Name] extends string ? Name : never]: string;
};

/** What is told in place of a response, where nothing was sent, and the field that is to be changed. */
interface Unsent {
  message: string;
  field?: HTMLInputElement | HTMLTextAreaElement;
  /** Of the mistake in the field's text. */
  offset?: number;
}

export class TryIt extends HTMLElement {
  #sent: AbortController | undefined;

  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => this.#send());
    const [endpoint, mock] = [this.#field('endpoint'), this.#field('mock') as HTMLInputElement | null];
    // Until the reader decides, the address does.
    let decided = false;
    mock?.addEventListener('change', () => {
      decided = true;
    });
    endpoint?.addEventListener('input', () => {
      const url = this.#endpoint();
      if (url && mock && !decided) mock.checked = isMock(url);
    });
  }

  async #send(): Promise<void> {
    // Of two responses, that to the later request is shown, whichever comes first.
    this.#sent?.abort();
    const sent = new AbortController();
    this.#sent = sent;
    const url = this.#address();
    const unsent = this.#unsent(url);
    if (unsent || !url) {
      this.#reject(unsent ?? { message: this.#words.badAddress });
      return;
    }
    const { method = 'GET' } = this.dataset;
    const body = this.#form() ?? (this.#field('body')?.value || undefined);
    const headers = {
      'X-Auth-Token': this.#value('token') || 'any',
      // That of a form has its boundary, which the browser knows.
      ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
    };
    this.#tell('…', '');
    const started = performance.now();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      sent.abort();
    }, patience * 1000);
    try {
      const response = await fetch(url, {
        method,
        headers,
        ...(body ? { body } : {}),
        credentials: 'omit',
        // A redirect would carry the token elsewhere, and the API never redirects.
        redirect: 'manual',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: sent.signal,
      });
      if (response.type === 'opaqueredirect') {
        this.#tell(this.#words.redirected, curlOf(method, url, body));
        return;
      }
      const { text, whole } = await textWithin(response, bytesRead);
      const shown = shownOf(text, whole);
      const status = `${response.status} ${response.statusText} · ${Math.round(performance.now() - started)} ms`;
      this.#tell(shown.whole ? status : `${status} · ${this.#words.cut}`, shown.text);
    } catch {
      if (sent.signal.aborted && !timedOut) return;
      this.#explain(url, timedOut, curlOf(method, url, body));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Those of the page's language that are told by script. */
  get #words(): Messages {
    return JSON.parse(this.dataset['words'] ?? '{}');
  }

  /** A browser does not say whether nothing listens or whether the response was kept from the page. */
  #explain(url: URL, timedOut: boolean, curl: string): void {
    const words = this.#words;
    const sentences = [
      (timedOut ? words.timedOut : words.noResponse)
        .replace('{origin}', url.origin)
        .replace('{seconds}', String(patience)),
      ...hindrances(new URL(location.href), url).map((hindrance) => words[hindrance]),
      isLocal(url) ? words.startMock : words.fromTerminal,
    ];
    this.#tell(sentences.join(words.between), isLocal(url) ? `${startCommand(url)}\n\n${curl}` : curl);
  }

  #reject({ message, field, offset }: Unsent): void {
    this.#tell(message, '');
    field?.focus();
    if (offset !== undefined) field?.setSelectionRange(offset, offset + 1);
  }

  /** Why the request cannot be sent. */
  #unsent(url: URL | undefined): Unsent | undefined {
    const words = this.#words;
    const unfit = this.#unfit();
    if (unfit)
      return { message: words.unfit.replace('{name}', unfit.labels?.[0]?.textContent?.trim() ?? ''), field: unfit };
    if (!url) return { message: words.badAddress };
    const empty = this.#parts().find(({ type, files }) => type === 'file' && !files?.length);
    if (empty) return { message: words.noFile.replace('{name}', empty.name.slice(5)), field: empty };
    const field = this.#field('body');
    if (!field || (field.value.trim() === '' && !field.required)) return undefined;
    if (field.value.trim() === '') return { message: words.noBody, field };
    try {
      if (laidOut(field.value).startsWith('{')) return undefined;
      return { message: words.notObject, field };
    } catch (mistake) {
      if (!(mistake instanceof JsonMistake)) throw mistake;
      const { line, column, offset } = mistake;
      const message = words.notJson.replace('{line}', String(line)).replace('{column}', String(column));
      return { message, field, offset };
    }
  }

  /** A field that cannot be sent: without it, or with dots in its place, the path would lead elsewhere. */
  #unfit(): HTMLInputElement | undefined {
    return [...this.querySelectorAll('input')].find(({ name, value }) => {
      if (name.startsWith('path.')) return !isPathSegment(value.trim());
      return name === 'token' && /[^\x20-\x7e]/.test(value.trim());
    });
  }

  #parts(): HTMLInputElement[] {
    return [...this.querySelectorAll('input')].filter(({ name }) => name.startsWith('form.'));
  }

  /** The body, where it is a form: the parts that are filled in. */
  #form(): FormData | undefined {
    const parts = this.#parts();
    if (parts.length === 0) return undefined;
    const form = new FormData();
    for (const { name, value, files } of parts) {
      const [file] = files ?? [];
      if (file) form.append(name.slice(5), file);
      else if (value.trim()) form.append(name.slice(5), value.trim());
    }
    return form;
  }

  #endpoint(): URL | undefined {
    const endpoint = this.#value('endpoint');
    const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
  }

  #address(): URL | undefined {
    const url = this.#endpoint();
    if (!url) return undefined;
    const mock = this.#field('mock') as HTMLInputElement | null;
    // A mock has all editions, and the page is about one.
    const base = mock?.checked ? `${withoutEdition(url)}/editions/${this.dataset['edition']}` : url.pathname;
    const path = (this.dataset['path'] ?? '').replaceAll(/\{(\w+)\}/g, (_, name) => {
      return encodeURIComponent(this.#value(`path.${name}`));
    });
    url.pathname = base.replace(/\/+(?=\/editions\/|$)/g, '') + path;
    url.search = '';
    url.hash = '';
    for (const { name, value } of this.querySelectorAll('input')) {
      if (name.startsWith('query.') && value !== '') url.searchParams.set(name.slice(6), value);
    }
    return url;
  }

  #field(name: string): HTMLInputElement | HTMLTextAreaElement | null {
    return this.querySelector(`[name="${name}"]`);
  }

  #value(name: string): string {
    return this.#field(name)?.value.trim() ?? '';
  }

  #tell(status: string, text: string): void {
    const [line, block] = [this.querySelector('[role=status]'), this.querySelector('pre')];
    if (line) line.textContent = status;
    if (block) {
      block.textContent = text;
      block.hidden = text === '';
      block.scrollTop = 0;
    }
    // The form stands in a column that is scrolled by itself, and the response at its end.
    this.querySelector('.result')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** The request for a terminal, which others may see: the token comes from the environment, and secrets are `***`. */
function curlOf(method: string, url: URL, body: string | FormData | undefined): string {
  const data =
    typeof body === 'string'
      ? ` \\\n  -H 'Content-Type: application/json' \\\n  -d ${quoted(String(withoutSecrets(body)))}`
      : [...(body ?? [])].map((part) => ` \\\n  ${partOf(part)}`).join('');
  return `curl -X ${method} ${quoted(urlWithoutSecrets(url.href))} \\\n  -H "X-Auth-Token: $TOKEN"${data}`;
}

/** A text that curl could read otherwise is said to be one. */
function partOf([name, value]: [string, File | string]): string {
  if (typeof value !== 'string') return `-F ${quoted(`${name}=@"${value.name.replaceAll(/["\\]/g, '\\$&')}"`)}`;
  return `--form-string ${quoted(`${name}=${valueWithoutSecrets(name, value)}`)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
