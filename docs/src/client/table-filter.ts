// A table whose rows are filtered by words, and by what they are marked as. Without script all rows are there.

export class TableFilter extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector<HTMLElement>('.filter');
    const input = this.querySelector<HTMLInputElement>('[type="search"]');
    const boxes = [...this.querySelectorAll<HTMLInputElement>('[type="checkbox"]')];
    const rows = [...this.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row) => {
      return { row, text: row.textContent.toLowerCase(), marks: (row.dataset['is'] ?? '').split(' ') };
    });
    const status = this.querySelector('[role="status"]');
    if (!form || !input || !status) return;
    const apply = (): void => {
      const terms = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = boxes.filter(({ checked }) => checked).map(({ name }) => name);
      let shown = 0;
      for (const { row, text, marks } of rows) {
        const fits = terms.every((term) => text.includes(term)) && wanted.every((mark) => marks.includes(mark));
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      status.textContent = (this.dataset['shown'] ?? '')
        .replace('{shown}', String(shown))
        .replace('{all}', String(rows.length));
    };
    form.addEventListener('input', apply);
    form.hidden = false;
    apply();
  }
}
