// The field that filters the entries of the errors page: by code, by words of what an entry says, by an operation's id.

/** An entry, with its link in the index. */
interface Entry {
  section: HTMLElement;
  link: Element | undefined;
  said: string;
  /** Entries tell of some operations in their words; of those that return the code, only a whole id finds it. */
  operations: ReadonlySet<string>;
}

export class ErrorFilter extends HTMLElement {
  #entries: Entry[] = [];

  connectedCallback(): void {
    const field = this.querySelector('input');
    if (!field) return;
    const absent = (this.dataset['absent'] ?? '').split('|');
    this.#entries = Array.from(document.querySelectorAll<HTMLElement>('section.error'), (each) =>
      entryOf(each, absent),
    );
    this.querySelector('button')?.addEventListener('click', () => {
      field.value = '';
      this.#show('');
      field.focus();
    });
    field.addEventListener('input', () => this.#show(field.value));
    field.addEventListener('keydown', ({ key }) => {
      const first = this.#entries.find(({ section }) => !section.hidden);
      if (key === 'Enter' && first) location.hash = first.section.querySelector('h3')?.id ?? '';
    });
    // Whoever follows a link to an entry wants to see it.
    addEventListener('hashchange', () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target?.closest('[hidden]')) return;
      field.value = '';
      this.#show('');
      target.scrollIntoView();
    });
    // What was typed before the script came, or is kept by the browser.
    if (field.value !== '') this.#show(field.value);
  }

  #show(wanted: string): void {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { section, link, said, operations } of this.#entries) {
      section.hidden = !words.every((word) => said.includes(word) || operations.has(word));
      link?.toggleAttribute('hidden', section.hidden);
    }
    // What tells of no entry would stand between the field and the entries; on small screens the index, too.
    this.classList.toggle('filtered', words.length > 0);
    this.querySelector('button')?.toggleAttribute('hidden', words.length === 0);
    document.querySelector('.general')?.toggleAttribute('hidden', words.length > 0);
    for (const group of document.querySelectorAll('section.subject, .subjects dl > div')) {
      group.toggleAttribute('hidden', !group.querySelector(':is(section, li):not([hidden])'));
    }
    const shown = this.#entries.filter(({ section }) => !section.hidden).length;
    const status = this.querySelector('[role=status]');
    const text = this.dataset[shown === 0 ? 'none' : 'found'] ?? '';
    if (status) status.textContent = text.replace('%some', String(shown)).replace('%all', String(this.#entries.length));
  }
}

function entryOf(section: HTMLElement, absent: readonly string[]): Entry {
  const id = section.querySelector('h3')?.id ?? '';
  const parts = section.querySelectorAll('.head, .entry, .sample');
  const text = Array.from(parts, (part) => part.textContent ?? '')
    .join(' ')
    .toLowerCase();
  return {
    section,
    link: document.querySelector(`.subjects a[href="#${id}"]`)?.closest('li') ?? undefined,
    said: absent.some((each) => text.includes(each)) ? `${text} ${absent.join(' ')}` : text,
    operations: new Set(
      Array.from(section.querySelectorAll('.returned code'), (code) => (code.textContent ?? '').toLowerCase()),
    ),
  };
}
