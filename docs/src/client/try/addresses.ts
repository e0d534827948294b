// Addresses that a reader sends requests to: which edition is tested there, and why there may be no response.

/** Where the site has the scripts of the mock that runs in the reader's browser. */
export const mockFolder = '/mock/';
/** The one that is started. */
export const mockScript = 'worker.js';

/** What stands for that mock in the place of an origin. */
export const embedded = 'embedded';

/** The address that is written in a form, where it is one. */
export function endpointOf(form: HTMLElement): URL | undefined {
  const text = form.querySelector<HTMLInputElement>(`[name="address.${form.dataset['target']}"]`)?.value.trim() ?? '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}

/** Where a form's requests go: ids of one place mean nothing at another. */
export function placeOf(form: HTMLElement): string {
  return form.dataset['target'] === embedded ? embedded : (endpointOf(form)?.origin ?? '');
}

/** Whether an address is of the reader's own machine, where mocks run and gateways do not. */
export function isLocal({ hostname }: Pick<URL, 'hostname'>): boolean {
  return /^(127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[\da-f]{2}:[\da-f]+\]|(.+\.)?localhost\.?)$/.test(hostname);
}

/** The path of an address without the edition that it names at its end. */
export function withoutEdition({ pathname }: Pick<URL, 'pathname'>): string {
  return pathname.replace(/\/+editions\/+[^/]+\/*$/, '');
}

/** Why a page may get no response from an address, besides nothing that listens there. */
export function hindrances(page: URL, address: URL): ('mixedContent' | 'localNetwork')[] {
  if (isLocal(page)) return [];
  if (isLocal(address)) return ['localNetwork'];
  return page.protocol === 'https:' && address.protocol === 'http:' ? ['mixedContent'] : [];
}

/** How a mock is started that listens at an address of this machine. */
export function startCommand({ port, protocol }: Pick<URL, 'port' | 'protocol'>): string {
  const own = port || (protocol === 'https:' ? '443' : '80');
  return `npx @apig-spec/mock${own === '4010' ? '' : ` --port ${own}`}`;
}
