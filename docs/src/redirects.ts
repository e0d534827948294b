// Addresses of pages that have moved, and where they are now. An address that was published stays: published.txt lists them.

/** From the old path to the new one, for each language: `/en/old/`. */
export const redirects: Readonly<Record<string, string>> = {};
