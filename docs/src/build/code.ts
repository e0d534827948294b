// Code in guides and in the reference is scrolled where its lines are long: the keyboard has to reach it, as it reaches the code
// of the renderers.
import { rewriting } from './rewriting.ts';

/** A page whose blocks of code can be focused. */
function focusable(page: string): string {
  return page.replaceAll('<pre class="language-', '<pre tabindex="0" class="language-');
}

/** Makes the code of every page that was written in Markdown focusable. */
export const focusableCode = () => rewriting('focusable-code', focusable, /\/(guides|reference|news)\//);
