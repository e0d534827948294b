// What a reader picks of a body's kinds: its fields are shown, and an example of it.
import { chosenExample, onExample, showExample } from './examples.ts';

const parts = () => document.querySelectorAll<HTMLElement>('[data-when]');
const folds = () => document.querySelectorAll<HTMLDetailsElement>('details[data-open]');
const options = () => [...document.querySelectorAll<HTMLInputElement>('.kinds input')];

/** Makes the pickers of the page work. */
export function startKinds(): void {
  const all = options();
  if (all.length === 0) return;
  for (const option of all) {
    option.addEventListener('change', () => {
      apply();
      if (option.value) showExampleOf(option);
    });
  }
  onExample((example) => {
    const kinds = kindsOf(example);
    for (const option of options()) if (kinds.includes(option.value)) option.checked = true;
    apply();
  });
}

/** Picks what an element is shown under. */
export function pickFor(element: HTMLElement): void {
  const [term = ''] = (element.dataset['when'] ?? '').split(' ');
  for (const key of term.split('+')) {
    const option = options().find(({ value }) => value === key);
    if (!option || option.checked || isAll(option.name)) continue;
    option.checked = true;
    apply();
    showExampleOf(option);
  }
}

function isAll(name: string): boolean {
  return options().some((option) => option.name === name && option.value === '' && option.checked);
}

/** Shows what is of the kinds that are picked. */
function apply(): void {
  const all = options();
  const open = new Set(all.filter(({ checked, value }) => checked && value === '').map(({ name }) => name));
  const picked = new Set(all.filter(({ checked, name }) => checked || open.has(name)).map(({ value }) => value));
  const holds = (condition = '') =>
    condition.split(' ').some((term) => term.split('+').every((key) => picked.has(key)));
  for (const part of parts()) part.toggleAttribute('data-off', !holds(part.dataset['when']));
  for (const fold of folds()) fold.open = holds(fold.dataset['open']);
}

/** Shows an example of what is picked, unless it would take back what was picked before it on the page. */
function showExampleOf(option: HTMLInputElement): void {
  const all = options();
  const first = all.findIndex(({ name }) => name === option.name);
  const before = all.slice(0, first);
  const agrees = (kinds: readonly string[]) =>
    kinds.includes(option.value) &&
    kinds.every((key) => {
      const own = before.find(({ value }) => value === key);
      return !own || own.checked || isAll(own.name);
    });
  if (agrees(kindsOf(chosenExample()))) return;
  const example = [...document.querySelectorAll<HTMLElement>('[data-kinds]')].find((each) => agrees(kindsOf(each)));
  if (example) showExample(example);
}

function kindsOf(example: HTMLElement | undefined): string[] {
  return example?.dataset['kinds']?.split(' ') ?? [];
}
