// The endpoint in the samples of the page: that of the target which is chosen in the form.
import { urlWithoutSecrets } from '@apig-spec/model/secrets';
import { endpointOf, withoutEdition } from './addresses.ts';

/** Texts of samples as they are written, with the endpoint of a gateway. */
const written = new WeakMap<Text, string>();

/** Writes the endpoint into all samples of the page. The mock in the page has no address: theirs is that of a local mock. */
export function showEndpoint(form: HTMLElement): void {
  const known = addressIn(form, 'gateway')?.defaultValue ?? '';
  const endpoint = chosenEndpoint(form) ?? known;
  for (const code of document.querySelectorAll('.sample pre > code')) {
    const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text instanceof Text; text = texts.nextNode()) {
      const before = written.get(text) ?? text.data;
      if (!before.includes(known)) continue;
      written.set(text, before);
      text.data = before.replaceAll(known, endpoint);
    }
  }
}

/** The address as a program names it; none, where the form has none that can be sent to. */
function chosenEndpoint(form: HTMLElement): string | undefined {
  if (form.dataset['target'] === 'embedded') return addressIn(form, 'local')?.defaultValue;
  const url = endpointOf(form);
  return url && urlWithoutSecrets(url.origin + withoutEdition(url).replace(/\/+$/, ''));
}

function addressIn(form: HTMLElement, target: string): HTMLInputElement | null {
  return form.querySelector(`[name="address.${target}"]`);
}
