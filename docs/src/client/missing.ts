// The page for addresses that lead nowhere: it proposes pages, and the search.
import type { Addresses, Proposal } from './proposals.ts';
import { localeIn, nameIn, proposalsFor } from './proposals.ts';

export class MissingPage extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const path = location.pathname;
    const locale = localeIn(path, navigator.languages);
    const response = await fetch(`/addresses/${locale}.json`);
    if (!response.ok) return;
    const addresses = (await response.json()) as Addresses;
    const found = proposalsFor(path, locale, addresses);
    const name = nameIn(path);
    this.lang = locale;
    if (found.length > 0) {
      const heading = document.createElement('h2');
      heading.textContent = addresses.words.perhaps;
      const list = document.createElement('ul');
      list.append(...found.map(itemOf));
      this.append(heading, list);
    }
    if (name !== '') this.append(searchButton(addresses.words.search.replace('{term}', name), name));
  }
}

function itemOf({ url, title }: Proposal): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  const code = document.createElement('code');
  link.href = url;
  link.textContent = title;
  code.textContent = url;
  item.append(link, ' ', code);
  return item;
}

/** Opens the search for a name. */
function searchButton(text: string, name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.addEventListener('click', () => {
    const input = document.querySelector<HTMLInputElement>('site-search input');
    if (!input) return;
    document.querySelector<HTMLButtonElement>('site-search button')?.click();
    input.value = name;
    input.dispatchEvent(new Event('input'));
  });
  return button;
}
