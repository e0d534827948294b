// What a form shows for a request: its status, why it was rejected, and the response.
import type { messages } from '../../words/try.en.ts';
import type { Explained } from './response.ts';

/** Characters that are shown in colours: each value becomes an element. */
const coloured = 30_000;

/** What is shown. */
export interface Shown {
  status: string;
  /** Text of the response, or commands. */
  text?: string;
  isJson?: boolean;
  isRejected?: boolean;
  /** It was successful: what may come next is offered. */
  isDone?: boolean;
  /** The code of an error, which its edition's page of errors explains. */
  code?: string | undefined;
  explained?: Explained | undefined;
}

/** Shows it in the place of what was there before. */
export function show(
  form: HTMLElement,
  { status, text = '', isJson, isRejected, isDone, code, explained }: Shown,
  words: typeof messages,
): void {
  const [result, line, block] = [
    form.querySelector<HTMLElement>('.result'),
    form.querySelector<HTMLElement>('[role=status]'),
    form.querySelector('pre'),
  ];
  if (!result || !line || !block) return;
  result.hidden = false;
  result.classList.toggle('failed', isRejected === true);
  line.textContent = status;
  showWhy(form, code, explained, words);
  if (isJson && text.length <= coloured) block.replaceChildren(...inColours(text));
  else block.textContent = text;
  block.hidden = text === '';
  block.scrollTop = 0;
  form.querySelector('.next')?.toggleAttribute('hidden', !isDone);
  // The form stands in a column that is scrolled by itself, and the response at its end.
  result.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function showWhy(
  form: HTMLElement,
  code: string | undefined,
  explained: Shown['explained'],
  words: typeof messages,
): void {
  const element = form.querySelector<HTMLElement>('.explained');
  if (!element) return;
  const lines: (string | Node)[][] = [];
  if (explained) {
    const more = explained.page.includes('/errors/') ? [] : [' ', link(explained.page, words.more)];
    lines.push([strong(words.why), ' ', explained.rule, ...more]);
    if (explained.fix) lines.push([strong(words.fix), ' ', ...withCode(explained.fix)]);
    if (explained.observed) lines.push([words.observed]);
  }
  if (code) lines.push([link(`../errors/#${code}`, words.meaning(code))]);
  element.replaceChildren(
    ...lines.map((parts) => {
      const line = document.createElement('p');
      line.append(...parts);
      return line;
    }),
  );
  element.hidden = lines.length === 0;
}

function link(href: string, text: string): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { href, textContent: text });
}

function strong(text: string): HTMLElement {
  return Object.assign(document.createElement('strong'), { textContent: text });
}

/** What stands between backticks, as code. */
function withCode(text: string): (string | Node)[] {
  return text
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 ? Object.assign(document.createElement('code'), { textContent: part }) : part));
}

/** JSON in colours, by the classes that code has elsewhere. */
function inColours(text: string): (string | Node)[] {
  const nodes: (string | Node)[] = [];
  let end = 0;
  for (const found of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g)) {
    const [value, quoted, colon] = found;
    const part = quoted ?? value;
    const kind = quoted ? (colon ? 'property' : 'string') : /^[tfn]/.test(value) ? 'boolean' : 'number';
    const span = Object.assign(document.createElement('span'), { className: `token ${kind}`, textContent: part });
    nodes.push(text.slice(end, found.index), span);
    end = found.index + part.length;
  }
  return [...nodes, text.slice(end)];
}
