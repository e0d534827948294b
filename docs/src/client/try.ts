// Sends the request of a page's form to the address that the reader chose. The token stays in the form: nothing is stored.
import { isPathSegment } from '@apig-spec/client';

export class TryIt extends HTMLElement {
  #sent: AbortController | undefined;

  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => this.#send());
  }

  async #send(): Promise<void> {
    // Of two answers, that to the later request is shown, whichever comes first.
    this.#sent?.abort();
    const sent = new AbortController();
    this.#sent = sent;
    const { method = 'GET' } = this.dataset;
    const token = this.#value('token') || 'any';
    const body = this.#value('body') || undefined;
    const unfit = this.#unfit();
    if (unfit) {
      this.#tell((this.dataset['unfit'] ?? '').replace('{name}', unfit.labels?.[0]?.textContent ?? ''), '');
      unfit.focus();
      return;
    }
    const url = this.#address();
    if (!url) {
      this.#tell(this.dataset['badAddress'] ?? '', '');
      return;
    }
    const headers = { 'X-Auth-Token': token, ...(body ? { 'Content-Type': 'application/json' } : {}) };
    this.#tell('…', '');
    const started = performance.now();
    try {
      const response = await fetch(url, {
        method,
        headers,
        ...(body ? { body } : {}),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: sent.signal,
      });
      const text = await response.text();
      this.#tell(
        `${response.status} ${response.statusText} · ${Math.round(performance.now() - started)} ms`,
        pretty(text),
      );
    } catch {
      if (sent.signal.aborted) return;
      // A browser does not tell whether nobody listens or whether the answer was kept from the page.
      const data = body ? ` \\\n  -H 'Content-Type: application/json' \\\n  -d ${quoted(body)}` : '';
      const curl = `curl -X ${method} ${quoted(url.href)} \\\n  -H "X-Auth-Token: $TOKEN"${data}`;
      this.#tell((this.dataset['noAnswer'] ?? '').replace('{origin}', url.origin), curl);
    }
  }

  /** A field that cannot be sent: without it, or with dots in its place, the path would lead elsewhere. */
  #unfit(): HTMLInputElement | undefined {
    return [...this.querySelectorAll('input')].find(({ name, value }) => {
      if (name.startsWith('path.')) return !isPathSegment(value);
      return name === 'token' && /[^\x20-\x7e]/.test(value.trim());
    });
  }

  #address(): URL | undefined {
    const endpoint = this.#value('endpoint');
    const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
    const path = (this.dataset['path'] ?? '').replaceAll(/\{(\w+)\}/g, (_, name) => {
      return encodeURIComponent(this.#value(`path.${name}`));
    });
    url.pathname = url.pathname.replace(/\/+$/, '') + path;
    url.search = '';
    url.hash = '';
    for (const { name, value } of this.querySelectorAll('input')) {
      if (name.startsWith('query.') && value !== '') url.searchParams.set(name.slice(6), value);
    }
    return url;
  }

  #value(name: string): string {
    const field = this.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`);
    return field?.value.trim() ?? '';
  }

  #tell(status: string, text: string): void {
    const [line, block] = [this.querySelector('[role=status]'), this.querySelector('pre')];
    if (line) line.textContent = status;
    if (!block) return;
    block.textContent = text;
    block.hidden = text === '';
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
