// What is filtered by words, and by what it is marked as: the rows of tables, errata, or what lists hold. Without script all of it
// is there.

/** What is shown or not. */
const selector = 'tbody tr, article, .operations > li, .listed > div';

/** A row, an erratum or an entry of a list, with what its group is called. */
interface Item {
  element: HTMLElement;
  text: string;
  marks: readonly string[];
}

export class ItemFilter extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector<HTMLElement>('.filter');
    const input = this.querySelector<HTMLInputElement>('[type="search"]');
    const boxes = [...this.querySelectorAll<HTMLInputElement>('[type="checkbox"]')];
    const groups = [...this.querySelectorAll<HTMLElement>('section')];
    const items = Array.from(this.querySelectorAll<HTMLElement>(selector), itemOf);
    const status = this.querySelector('[role="status"]');
    if (!form || !input || !status) return;
    const apply = (): void => {
      const terms = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = boxes.filter(({ checked }) => checked).map(({ name }) => name);
      let shown = 0;
      for (const { element, text, marks } of items) {
        const fits = terms.every((term) => text.includes(term)) && wanted.every((mark) => marks.includes(mark));
        element.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      for (const group of groups) group.hidden = !group.querySelector(`:is(${selector}):not([hidden])`);
      status.textContent = (this.dataset['shown'] ?? '')
        .replace('{shown}', String(shown))
        .replace('{all}', String(items.length));
    };
    // Whoever follows a link to what is filtered out wants to see it.
    const reveal = (): void => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target?.closest('[hidden]') || !this.contains(target)) return;
      input.value = '';
      for (const box of boxes) box.checked = false;
      apply();
      target.scrollIntoView();
    };
    form.addEventListener('input', apply);
    addEventListener('hashchange', reveal);
    form.hidden = false;
    apply();
    // The browser may keep what was typed, and go to a place all the same.
    reveal();
  }
}

function itemOf(element: HTMLElement): Item {
  const group = element.closest('section')?.querySelector('h2, h3')?.textContent ?? '';
  const { called = '', is = '' } = element.dataset;
  return { element, text: `${group} ${element.textContent} ${called}`.toLowerCase(), marks: is.split(' ') };
}
