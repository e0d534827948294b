// A button on each block of code that puts it into the clipboard.

/** How long a button says that it has copied, in milliseconds. */
const praise = 2000;

export class CopyCode extends HTMLElement {
  connectedCallback(): void {
    // A page that came over plain HTTP from elsewhere has none.
    if (!navigator.clipboard) return;
    const button = this.querySelector('template')?.content.firstElementChild;
    for (const code of document.querySelectorAll('main pre > code')) {
      const own = button?.cloneNode(true);
      if (!(own instanceof HTMLButtonElement)) return;
      own.addEventListener('click', () => this.#copy(code.textContent ?? '', own));
      code.before(own);
    }
  }

  async #copy(text: string, button: HTMLButtonElement): Promise<void> {
    await navigator.clipboard.writeText(text.trimEnd());
    const label = button.title;
    this.#name(button, this.dataset['copied'] ?? '');
    button.classList.add('done');
    setTimeout(() => {
      this.#name(button, label);
      button.classList.remove('done');
    }, praise);
  }

  #name(button: HTMLButtonElement, name: string): void {
    button.title = name;
    button.ariaLabel = name;
  }
}
