// The choice of changes that are shown: by operation, direction and impact. It stands in the address, to be shared.

import { changeWords } from '../words/changes.ts';

const told = changeWords[document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en'];
const names = ['operation', 'direction', 'impact'] as const;

export class ChangeFilter extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    const wanted = new URL(location.href).searchParams;
    for (const name of names) {
      const select = selectOf(form, name);
      const value = wanted.get(name) ?? '';
      // What is not among the choices is as if it were not asked for.
      select.value = [...select.options].some((option) => option.value === value) ? value : '';
    }
    form.addEventListener('change', () => this.#choose(form));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', (event) => {
      event.preventDefault();
      for (const name of names) selectOf(form, name).value = '';
      this.#choose(form);
    });
    // Whoever follows a link to a change wants to see it.
    addEventListener('hashchange', () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target?.closest('[hidden]')) form.reset();
      target?.scrollIntoView();
    });
    this.#show(form);
  }

  #choose(form: HTMLFormElement): void {
    const address = new URL(location.href);
    for (const name of names) {
      const { value } = selectOf(form, name);
      if (value === '') address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    history.replaceState(null, '', address);
    this.#show(form);
  }

  #show(form: HTMLFormElement): void {
    const rows = [...document.querySelectorAll<HTMLElement>('tr[data-impact]')];
    const [operation, direction, impact] = names.map((name) => selectOf(form, name).value);
    for (const row of rows) {
      const own = row.dataset;
      const isImpact = impact === 'breaking' ? own['impact'] !== 'compatible' : own['impact'] === impact;
      row.hidden =
        (operation !== '' && own['operation'] !== operation) ||
        // An operation as a whole has both directions.
        (direction !== '' && own['direction'] !== '' && own['direction'] !== direction) ||
        (impact !== '' && !isImpact);
    }
    const isAll = [operation, direction, impact].every((value) => value === '');
    for (const group of document.querySelectorAll<HTMLElement>('section.group'))
      group.hidden = !isAll && !group.querySelector('tr[data-impact]:not([hidden])');
    const status = this.querySelector('[role=status]');
    const shown = rows.filter((row) => !row.hidden);
    const text = told.shown.replace('{some}', String(shown.length)).replace('{all}', String(rows.length));
    if (status) status.textContent = text;
    // The sentence above the filter tells of what is below it.
    const count = (breaks: string) => shown.filter((row) => row.dataset['impact'] === breaks).length;
    const summary = document.querySelector('.tagline');
    if (summary)
      summary.textContent =
        shown.length === 0 ? told.none : told.summary(shown.length, count('sender'), count('receiver'));
    this.querySelector('button')?.toggleAttribute('disabled', isAll);
  }
}

function selectOf(form: HTMLFormElement, name: string): HTMLSelectElement {
  const select = form.elements.namedItem(name);
  if (select instanceof HTMLSelectElement) return select;
  throw new Error(`The filter has no choice of ${name}.`);
}
