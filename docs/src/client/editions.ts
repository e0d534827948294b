// The same place in the edition that the reader is at.

const address = /^(\/[^/]+\/)(\d{4}-\d{2})\/(.*)$/;

/** The revision of a page's address. */
export function revisionIn(url: string): string | undefined {
  return address.exec(url)?.[2];
}

/** What follows the language and the revision in the address of a page: the same in all editions. */
export function pageIn(url: string): string {
  return address.exec(url)?.[3] ?? url.replace(/^\/[^/]+\//, '');
}

/**
 * The address of a place in a revision, or as it is where that revision does not have it.
 * @param absent - what the revision does not have: `createVpcChannel/#body.port`, of a whole page `createVpcChannel/`
 */
export function inRevision(url: string, revision: string, absent: ReadonlySet<string>): string {
  const [, start, , rest = ''] = address.exec(url) ?? [];
  const [page = ''] = rest.split('#');
  const isAbsent = absent.has(page) || absent.has(decodeURIComponent(rest));
  return start === undefined || isAbsent ? url : `${start}${revision}/${rest}`;
}
