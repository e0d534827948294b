// Which of a body's examples is shown: as JSON beside the fields, and in the samples.

const all = () => [...document.querySelectorAll<HTMLDetailsElement>('details[data-example]')];
const selects = () => document.querySelectorAll<HTMLSelectElement>('select[data-examples]');

const listeners: ((example: HTMLElement) => void)[] = [];
let chosen: HTMLElement | undefined;

/** Calls back when another example is chosen. */
export function onExample(listener: (example: HTMLElement) => void): void {
  listeners.push(listener);
}

/** The example that is shown. */
export function chosenExample(): HTMLElement | undefined {
  return chosen;
}

/** Makes the examples of the page follow each other. */
export function startExamples(): void {
  chosen = all()[0];
  for (const example of all()) {
    example.addEventListener('toggle', () => {
      if (example.open && example !== chosen) showExample(example);
    });
  }
  for (const select of selects()) {
    select.addEventListener('change', () => {
      const example = all().find((each) => each.dataset['example'] === select.value);
      if (example) showExample(example);
    });
  }
}

/** Shows an example, and closes the others. */
export function showExample(example: HTMLElement): void {
  if (example === chosen) return;
  chosen = example;
  for (const each of all()) each.open = each === example;
  const name = example.dataset['example'] ?? '';
  for (const select of selects()) select.value = name;
  showSamples(name);
  for (const listener of listeners) listener(example);
}

/** The code of each language is kept beside that of the first example. */
const first = new WeakMap<Element, Node[]>();

function showSamples(name: string): void {
  for (const sample of document.querySelectorAll('.sample')) {
    const code = sample.querySelector('pre > code');
    if (!code) continue;
    if (!first.has(code)) first.set(code, [...code.childNodes]);
    const kept = sample.querySelector<HTMLTemplateElement>(`template[data-example="${CSS.escape(name)}"]`);
    code.replaceChildren(...(kept ? kept.content.cloneNode(true).childNodes : (first.get(code) ?? [])));
  }
}
