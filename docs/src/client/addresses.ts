// Addresses that a reader sends requests to: which edition is tested there, and why there may be no response.

/** Whether an address is of the reader's own machine, where mocks run and gateways do not. */
export function isLocal({ hostname }: Pick<URL, 'hostname'>): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost|.+\.localhost)$/.test(hostname);
}

/** Whether a mock at an address is to be told the edition. An address that names one already has been told. */
export function isMock(url: URL): boolean {
  return isLocal(url) && !namesEdition(url);
}

export function namesEdition({ pathname }: Pick<URL, 'pathname'>): boolean {
  return /\/editions\/[^/]+\/*$/.test(pathname);
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
