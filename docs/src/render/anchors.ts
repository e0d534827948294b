// Places that an earlier release called otherwise.
import { type Html, html } from '../html.ts';

/** A former name of what follows: links to it still lead there. */
export function formerAnchor(id: string): Html {
  return html`<a id="${id}"></a>`;
}
