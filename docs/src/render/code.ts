// Code in colours, by Prism at build time: the classes that the guides' code has too.
import Prism from 'prismjs';
import loadLanguages from 'prismjs/components/index.js';
import { Html, html } from '../html.ts';

loadLanguages.silent = true;
loadLanguages(['bash', 'go', 'hcl', 'java', 'json', 'python', 'typescript', 'yaml']);

export type CodeLanguage = 'bash' | 'go' | 'hcl' | 'java' | 'json' | 'python' | 'typescript' | 'yaml';

/** A block of code, or of text as it is. */
export function codeBlock(language: CodeLanguage | 'text', code: string): Html {
  if (language === 'text') return html`<pre tabindex="0"><code>${code}</code></pre>`;
  return html`<pre tabindex="0"><code class="language-${language}">${coloured(language, code)}</code></pre>`;
}

/** Code in colours. */
export function coloured(language: CodeLanguage, code: string): Html {
  const grammar = Prism.languages[language];
  if (!grammar) throw new Error(`Prism has no ${language}.`);
  // Prism escapes what it is given.
  return new Html(withoutPlain(Prism.highlight(code, grammar, language)));
}

/** Brackets and operators have the colour of the text: naming them would make a third of a page's bytes. */
function withoutPlain(highlighted: string): string {
  return highlighted.replaceAll(/<span class="token (?:punctuation|operator)">([^<]*)<\/span>/g, '$1');
}
