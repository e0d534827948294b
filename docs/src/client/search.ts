// Opens the search, by its button, by `/` and by Ctrl or Cmd and K. The search itself is loaded then, and not before.

export class SiteSearch extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    const dialog = this.querySelector('dialog');
    if (!button || !dialog) throw new Error('The search has no button or no dialog.');
    const open = () => {
      dialog.showModal();
      dialog.querySelector('input')?.select();
      void this.#load();
    };
    button.disabled = false;
    button.addEventListener('click', open);
    addEventListener('keydown', (event) => {
      const isChord = event.key === 'k' && (event.ctrlKey || event.metaKey);
      const isSlash =
        event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target);
      if (!isChord && !(isSlash && !document.querySelector('dialog[open]'))) return;
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    });
  }

  async #load(): Promise<void> {
    const status = this.querySelector('[role=status]');
    try {
      const { startSearch } = await import('./dialog.ts');
      await startSearch(this);
    } catch (error) {
      if (status) status.textContent = this.dataset['broken'] ?? '';
      console.info(error);
    }
  }
}

/** Whether keys are letters there. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
