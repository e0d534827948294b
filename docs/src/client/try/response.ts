// The text of a response, as much of it as a page can hold and show.
import type { LogEntry } from '@apig-spec/mock';
import { laidOut } from './json.ts';

/** Bytes of a response that are read. What comes after them is not waited for. */
export const bytesRead = 2 ** 20;
/** Characters that are shown: a browser takes seconds to lay out millions of lines. */
const charactersShown = 100_000;

/** Part of a text, and whether it is all of it. */
export interface Part {
  text: string;
  whole: boolean;
}

/** The beginning of a response's text; the rest is cancelled. @param most - bytes */
export async function textWithin(response: Response, most: number): Promise<Part> {
  const reader = response.body?.getReader();
  if (!reader) return { text: '', whole: true };
  const decoder = new TextDecoder();
  let text = '';
  let left = most;
  while (true) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), whole: true };
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.length;
    if (left >= 0) continue;
    // Not awaited: a browser may take as long as the server does.
    reader.cancel().catch(() => {});
    return { text, whole: false };
  }
}

/** What is shown of a text: JSON with a line for each value. */
export function shownOf(text: string, whole: boolean): Part {
  const shown = whole ? pretty(text) : text;
  if (shown.length <= charactersShown) return { text: shown, whole };
  return { text: shown.slice(0, charactersShown), whole: false };
}

function pretty(text: string): string {
  try {
    return laidOut(text);
  } catch {
    return text;
  }
}

/** What is shown of why a request was rejected. */
export type Explained = Pick<NonNullable<LogEntry['explained']>, 'rule' | 'fix' | 'page' | 'observed'>;

/** Why a mock at an address rejected a request. Anyone may listen there: nothing, where its header leads away from this site. */
export function explanationIn(headers: Headers): Explained | undefined {
  try {
    const { rule, fix, page, observed } = JSON.parse(headers.get('X-Apig-Explained') ?? '{}') as Record<
      string,
      unknown
    >;
    if (typeof rule !== 'string' || typeof page !== 'string' || !/^\/[\w-]+\//.test(page)) return undefined;
    return { rule, page, ...(typeof fix === 'string' && { fix }), ...(observed === true && { observed }) };
  } catch {
    return undefined;
  }
}
