// What the renderers of one edition share.

import type { Bites } from '../model/errata.ts';
import type { BundledEdition, SourceDocument } from '../model/site.ts';
import type { Words } from '../words.ts';

export interface Context {
  edition: BundledEdition;
  documents: readonly SourceDocument[];
  bites: Bites;
  words: Words;
  /** The address, on the page being rendered, of a path from the site's root. */
  to: (path: string) => string;
}

/** The folder of an edition: `en/2024-11/`. */
export function folderOf({ locale, revision }: Pick<BundledEdition, 'locale' | 'revision'>): string {
  return `${locale}/${revision}/`;
}
