// The search dialog. Pagefind finds pages; what the reader sees are the places on them, those first that are called so.
import { inRevision, pageIn } from './editions.ts';
import { ranked, spellings, wordsOf } from './ranking.ts';

/** What of Pagefind is used here. */
interface Pagefind {
  options(options: object): Promise<void>;
  search(term: string, options: object): Promise<Results>;
  /** Nothing where a later term has overtaken this one. */
  debouncedSearch(term: string, options: object, delay: number): Promise<Results | null>;
}

interface Results {
  results: { id: string; data(): Promise<Found> }[];
}

/** A page that holds the term, with the places on it that do. */
export interface Found {
  url: string;
  meta: { title: string };
  sub_results: { title: string; url: string; excerpt: string }[];
}

/** As many pages are looked at; and besides, whether or not they are among the first, the reader's own and the one of errors. */
const pages = 40;

export class SiteSearch extends HTMLElement {
  connectedCallback(): void {
    const button = this.#part('button', HTMLButtonElement);
    const dialog = this.#part('dialog', HTMLDialogElement);
    const input = this.#part('input', HTMLInputElement);
    const open = () => {
      dialog.showModal();
      input.select();
    };
    button.disabled = false;
    button.addEventListener('click', open);
    input.addEventListener('input', () => this.#show(input.value.trim()));
    dialog.addEventListener('click', ({ target }) => {
      // Beside the dialog, or on a link to a place on this very page.
      if (target === dialog || (target instanceof Element && target.closest('a'))) dialog.close();
    });
    dialog.addEventListener('keydown', (event) => this.#step(event));
    addEventListener('keydown', (event) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    });
  }

  async #show(term: string): Promise<void> {
    const list = this.#part('ol', HTMLOListElement);
    const status = this.#part('p', HTMLParagraphElement);
    const input = this.#part('input', HTMLInputElement);
    try {
      const found = term === '' ? [] : await this.#find(term);
      // A later key has overtaken this one.
      if (!found || input.value.trim() !== term) return;
      const places = ranked(found, term, location.pathname, this.dataset['revision']);
      list.replaceChildren(...places.map(itemOf));
      status.textContent = places.length === 0 && term !== '' ? (status.dataset['none'] ?? '') : '';
    } catch {
      status.textContent = status.dataset['broken'] ?? '';
    }
  }

  /** The pages that hold the term; where there are none, those that hold words of it. */
  async #find(term: string): Promise<Found[] | undefined> {
    const { revision = '', locale } = this.dataset;
    const [pagefind, absent] = await Promise.all([loaded(), absentFrom(`${revision}.${locale}`)]);
    const first = await pagefind.debouncedSearch(term, {}, 120);
    if (!first) return undefined;
    const besides = { filters: { page: { any: [pageIn(location.pathname), 'errors/'] } } };
    const all = async (terms: string[], options = {}) =>
      await Promise.all(terms.map((each) => pagefind.search(each, options)));
    const whole = [first, ...(await all(spellings(term).slice(1))), ...(await all(spellings(term), besides))];
    const any = whole.some(({ results }) => results.length > 0);
    const found = any ? whole : await all(wordsOf(term).filter((word) => word.length > 1));
    const wanted = new Map(
      found.flatMap(({ results }) => results.slice(0, pages).map((result) => [result.id, result])),
    );
    const placed = <T extends { url: string }>(place: T): T => ({
      ...place,
      // Of a long list parts are found, which are on one page.
      url: inRevision(place.url.replace(/\?\d+/, ''), revision, absent),
    });
    const pagesFound = await Promise.all([...wanted.values()].map((result) => result.data()));
    return pagesFound.map((page) => ({ ...placed(page), sub_results: page.sub_results.map(placed) }));
  }

  /** Arrow keys walk through the results; Enter in the field takes the first. */
  #step(event: KeyboardEvent): void {
    const stops = [this.#part('input', HTMLInputElement), ...this.querySelectorAll<HTMLElement>('ol a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Enter' && at === 0 && !event.isComposing) stops[1]?.click();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
  }

  #part<T extends HTMLElement>(selector: string, type: new () => T): T {
    const part = this.querySelector(selector);
    if (part instanceof type) return part;
    throw new Error(`The search has no ${selector}.`);
  }
}

let pagefind: Promise<Pagefind> | undefined;

/** Pagefind, once. Its address is known to the built site only, so no bundler may look for it. */
function loaded(): Promise<Pagefind> {
  const address = '/pagefind/pagefind.js';
  pagefind ??= import(/* @vite-ignore */ address).then(async (module: Pagefind) => {
    await module.options({ excerptLength: 18 });
    return module;
  });
  return pagefind;
}

const absences = new Map<string, Promise<ReadonlySet<string>>>();

/** The places that are found and that an edition does not have. */
function absentFrom(edition: string): Promise<ReadonlySet<string>> {
  const known =
    absences.get(edition) ??
    fetch(`/search/${edition}.json`).then(async (response) => new Set<string>(await response.json()));
  absences.set(edition, known);
  return known;
}

function itemOf({ title, page, url, excerpt }: ReturnType<typeof ranked>[number]): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  const [name, where, text] = ['b', 'small', 'span'].map((tag) => document.createElement(tag));
  if (name && where && text) {
    name.textContent = title;
    where.textContent = page;
    // Pagefind's own mark-up: escaped text with <mark> around what was found.
    text.append(...new DOMParser().parseFromString(excerpt, 'text/html').body.childNodes);
    link.append(name, where, text);
  }
  item.append(link);
  return item;
}
