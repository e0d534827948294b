// The form of an operation, as long as nothing is sent: which target is chosen, which ids are carried over from other pages, which
// example fills the body. What sends is loaded with the first request.
import { chosenExample, onExample } from './examples.ts';
import { placeOf } from './try/addresses.ts';
import { showEndpoint } from './try/endpoint.ts';
import { fillIds } from './try/ids.ts';
import { read, write } from './try/tab.ts';

/** Of a field that the reader has changed: nothing fills it but the reader. */
const edited = 'edited';

type Target = 'embedded' | 'local' | 'gateway';

export class TryIt extends HTMLElement {
  connectedCallback(): void {
    this.#restore();
    // The address may have led to another example than the first.
    this.#take(chosenExample());
    fillIds(this, placeOf(this));
    showEndpoint(this);
    onExample((example) => {
      this.#take(example);
      showEndpoint(this);
    });
    this.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLElement) target.dataset[edited] = '';
    });
    this.addEventListener('change', ({ target }) => this.#changed(target as HTMLInputElement));
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#act('send');
    });
    this.addEventListener('click', ({ target }) => {
      const act = (target as Element).closest<HTMLElement>('[data-act]')?.dataset['act'];
      if (act) this.#act(act);
    });
    // Another page may have changed the state, where the reader comes back to this one.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) fillIds(this, placeOf(this));
    });
  }

  async #act(act: string): Promise<void> {
    const { clear, reset, send } = await import('./try/send.ts');
    await (act === 'reset' ? reset : act === 'clear' ? clear : send)(this);
  }

  /** What the tab remembers of other pages; of credentials there is nothing to remember. */
  #restore(): void {
    const target = read<Target>('target', 'embedded');
    const radio = this.querySelector<HTMLInputElement>(`[name=target][value="${target}"]`);
    if (!radio) return;
    radio.checked = true;
    this.dataset['target'] = target;
    for (const [name, address] of Object.entries(read<Record<string, string>>('addresses', {}))) {
      const field = this.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (field) field.value = address;
    }
  }

  #changed({ name, value, dataset }: HTMLInputElement | HTMLSelectElement): void {
    if (name === 'target') {
      write('target', value);
      // What one target said would read as if the other had.
      if (this.querySelector('.result:not([hidden])')) this.#act('clear');
    }
    if (name === 'target' || name === 'auth') this.dataset[name] = value;
    // Whoever chooses an example here wants it in the body, whatever is there.
    if ('examples' in dataset) this.#take(chosenExample(), true);
    if (name !== 'target' && !name.startsWith('address.')) return;
    fillIds(this, placeOf(this));
    showEndpoint(this);
  }

  /** Fills the body with an example. */
  #take(example: HTMLElement | undefined, anew = false): void {
    const [body, text] = [this.querySelector('textarea'), example?.querySelector('pre > code')?.textContent];
    if (!body || !text) return;
    body.defaultValue = text;
    if (anew) delete body.dataset[edited];
    fillIds(this, placeOf(this));
    body.scrollTop = 0;
  }
}
