// What works on the pages of operations and schemas: pickers, examples, samples, folds, the switch of sources; and links to what
// these hide.
import { showExample, startExamples } from './examples.ts';
import { pickFor, startKinds } from './kinds.ts';
import { startSamples } from './samples.ts';
import { showSources, startSources } from './sources.ts';

export class OperationView extends HTMLElement {
  connectedCallback(): void {
    startExamples();
    startKinds();
    startSamples();
    startSources();
    startFolds();
    addEventListener('hashchange', reveal);
    reveal();
  }
}

/** The buttons that open or close all that is folded up in a body. */
function startFolds(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-fold]')) {
    button.addEventListener('click', () => {
      const folds = button.closest('.body')?.querySelectorAll<HTMLDetailsElement>('.inner, .legacy, .rule') ?? [];
      for (const fold of folds) fold.open = button.dataset['fold'] === 'open';
    });
  }
}

/** Shows what the address leads to. */
function reveal(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement && 'example' in target.dataset) showExample(target);
  if (!target || target.checkVisibility()) return;
  if (target.closest('.told')) showSources();
  // From the outside in: what is picked there decides what there is to pick within.
  const around: HTMLElement[] = [];
  for (let each: HTMLElement | null = target; each; each = each.parentElement) around.unshift(each);
  for (const each of around) if (each.hasAttribute('data-off')) pickFor(each);
  for (const each of around) if (each instanceof HTMLDetailsElement) each.open = true;
  target.scrollIntoView();
}
