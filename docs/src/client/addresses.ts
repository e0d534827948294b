// Addresses that a reader sends requests to: which edition is tested there, and why there may be no response.

/** Whether an address is of the reader's own machine, where mocks run and gateways do not. */
export function isLocal({ hostname }: Pick<URL, 'hostname'>): boolean {
  return /^(127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[\da-f]{2}:[\da-f]+\]|(.+\.)?localhost\.?)$/.test(hostname);
}

/** Whether there is a mock at an address: the gateways of the cloud have HTTPS, and no editions. */
export function isMock(url: URL): boolean {
  return isLocal(url) || url.protocol === 'http:' || withoutEdition(url) !== url.pathname;
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
