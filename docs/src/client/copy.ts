// A button on each block of code that puts it into the clipboard.

/** How long a button says that it has copied, in milliseconds. */
const doneFor = 2000;

export class CopyCode extends HTMLElement {
  connectedCallback(): void {
    // A page that came over plain HTTP from elsewhere has none.
    if (!navigator.clipboard) return;
    const button = this.querySelector('template')?.content.firstElementChild;
    for (const code of document.querySelectorAll('main pre > code')) {
      const own = button?.cloneNode(true);
      if (!(own instanceof HTMLButtonElement)) return;
      const { title } = own;
      let timer: ReturnType<typeof setTimeout> | undefined;
      own.addEventListener('click', async () => {
        await navigator.clipboard.writeText((code.textContent ?? '').trimEnd());
        this.#show(own, this.dataset['copied'] ?? '', true);
        clearTimeout(timer);
        timer = setTimeout(() => this.#show(own, title, false), doneFor);
      });
      code.before(own);
    }
  }

  #show(button: HTMLButtonElement, title: string, isDone: boolean): void {
    button.title = title;
    button.ariaLabel = title;
    button.classList.toggle('done', isDone);
  }
}
