// The search dialog: results of the catalogue as the reader types, and below them what Pagefind finds in prose.
import type { Catalogue } from './catalogue.ts';
import { Finder } from './finding.ts';
import { wordsIn } from './matching.ts';
import type { Found } from './prose.ts';
import { proseFor } from './prose.ts';

const started = new WeakMap<HTMLElement, Promise<void>>();

/** Lets a search find things, once; loads what it knows. @throws where that cannot be loaded */
export function startSearch(search: HTMLElement): Promise<void> {
  const known = started.get(search) ?? start(search);
  started.set(search, known);
  // The next time it may be there.
  known.catch(() => started.delete(search));
  return known;
}

async function start(search: HTMLElement): Promise<void> {
  const response = await fetch(`/search/${search.dataset['edition']}.json`);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const dialog = new Dialog(search, (await response.json()) as Catalogue);
  dialog.show();
}

class Dialog {
  readonly #catalogue: Catalogue;
  readonly #finder: Finder;
  readonly #dialog: HTMLDialogElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;

  constructor(search: HTMLElement, catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#finder = new Finder(catalogue);
    this.#dialog = partOf(search, 'dialog') as HTMLDialogElement;
    this.#input = partOf(search, 'input') as HTMLInputElement;
    this.#list = partOf(search, '.results');
    this.#status = partOf(search, '[role=status]');
    this.#input.addEventListener('input', () => this.show());
    this.#dialog.addEventListener('keydown', (event) => this.#step(event));
    this.#dialog.addEventListener('click', ({ target }) => {
      // Beside the dialog, or on a link to a place on this very page.
      if (target === this.#dialog || (target instanceof Element && target.closest('a'))) this.#dialog.close();
    });
  }

  /** Shows what is found for what is typed now. */
  show(): void {
    const term = this.#input.value.trim();
    const { words } = this.#catalogue;
    this.#status.textContent = '';
    if (term === '') {
      this.#list.replaceChildren(this.#proposals());
      return;
    }
    const results = this.#finder.find(term, location.pathname);
    const marked = wordsIn(term);
    const groups = [...Map.groupBy(results, ({ kind }) => kind)].map(([kind, own]) =>
      groupOf(
        words.kinds[kind],
        own.map((result) => itemOf(result, marked)),
      ),
    );
    this.#list.replaceChildren(...groups);
    this.#list.scrollTop = 0;
    void this.#addProse(term, new Set(results.map(({ url }) => url)));
  }

  /** Below the results; where there are none at all, what may help. */
  async #addProse(term: string, shown: ReadonlySet<string>): Promise<void> {
    const found = await proseFor(term);
    // A later key has overtaken this one.
    if (!found || this.#input.value.trim() !== term) return;
    const { words } = this.#catalogue;
    const others = found.filter(({ url }) => !shown.has(url.replace(/#_top$/, '')) && !shown.has(url));
    if (others.length > 0) this.#list.append(groupOf(words.more, others.map(proseItem)));
    if (shown.size + others.length > 0) return;
    this.#status.textContent = words.nothing.replace('{term}', term);
    const near = this.#finder.suggestion(term);
    this.#list.replaceChildren(...(near ? [this.#perhaps(near)] : []), this.#proposals());
  }

  /** Searches for another word when it is chosen. */
  #perhaps(word: string): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = word;
    button.addEventListener('click', () => {
      this.#input.value = word;
      this.#input.focus();
      this.show();
    });
    return element('p', 'perhaps', this.#catalogue.words.perhaps, button);
  }

  /** Where to begin: the first guides, and the resources. */
  #proposals(): DocumentFragment {
    const { pages, resources, folder, words } = this.#catalogue;
    const guides = pages.filter(({ kind }) => kind === 'guide').slice(0, 4);
    const others = pages.filter(({ kind, url }) => kind === 'page' && /errors|changes/.test(url));
    const link = ({ title, url }: { title: string; url: string }) =>
      linkTo(url.startsWith('/') ? url : folder + url, title);
    const fragment = document.createDocumentFragment();
    const items = [...guides, ...others].map((page) => element('li', '', link(page)));
    fragment.append(
      groupOf(words.proposals, items),
      element('section', '', element('h2', '', words.resources), element('p', 'chips', ...resources.map(link))),
    );
    return fragment;
  }

  /** Arrow keys walk through the results; Enter in the field takes the first. */
  #step(event: KeyboardEvent): void {
    const stops = [this.#input, ...this.#list.querySelectorAll<HTMLElement>('a, button')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Enter' && at === 0 && !event.isComposing && this.#input.value.trim() !== '') stops[1]?.click();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.isComposing) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
  }
}

function groupOf(heading: string, items: readonly HTMLElement[]): HTMLElement {
  return element('section', '', element('h2', '', heading), element('ol', '', ...items));
}

function itemOf(
  { title, where, text, url, kind }: ReturnType<Finder['find']>[number],
  marked: RegExp | undefined,
): HTMLElement {
  const link = linkTo(url);
  link.append(
    element('b', '', ...markedIn(title, marked)),
    element('small', '', ...markedIn(where, marked)),
    ...(text === '' ? [] : [element('span', '', ...markedIn(text, kind === 'reference' ? undefined : marked))]),
  );
  return element('li', '', link);
}

function proseItem({ title, page, url, excerpt }: Found): HTMLElement {
  const link = linkTo(url);
  const text = element('span', '');
  // Pagefind's own mark-up: escaped text with <mark> around what was found.
  text.append(...new DOMParser().parseFromString(excerpt, 'text/html').body.childNodes);
  link.append(element('b', '', title), element('small', '', page), text);
  return element('li', '', link);
}

/** A text with what was typed marked in it. */
function markedIn(text: string, marked: RegExp | undefined): (string | HTMLElement)[] {
  if (!marked) return [text];
  // Every second piece was typed.
  return text.split(marked).map((piece, index) => (index % 2 === 1 ? element('mark', '', piece) : piece));
}

function linkTo(url: string, title = ''): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  return link;
}

function element(tag: string, name: string, ...content: (string | Node)[]): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}

function partOf(search: HTMLElement, selector: string): HTMLElement {
  const part = search.querySelector<HTMLElement>(selector);
  if (part) return part;
  throw new Error(`The search has no ${selector}.`);
}
