// What the search knows of an edition: one file, which is loaded when the search is opened. Operations, fields and errors
// are found by it; what is written in prose is found by Pagefind.
import type { Aliases } from './matching.ts';

/** The catalogue of an edition, as its file has it. Numbers are places in `operations` and `resources`. */
export interface Catalogue extends Aliases {
  /** `/en/2024-11/`: addresses begin with it, unless they begin with a slash. */
  folder: string;
  resources: NamedPlace[];
  operations: OperationEntry[];
  fields: FieldEntry[];
  errors: ErrorEntry[];
  quotas: QuotaEntry[];
  /** Guides, other pages, the packages' reference. */
  pages: PageEntry[];
  /** `kind`: what people call it, where it is one of the kinds of an object. */
  schemas: { title: string; url: string; kind?: string }[];
  words: SearchWords;
}

/** What the search says in the reader's language. */
export interface SearchWords {
  kinds: Record<'operation' | 'field' | 'error' | 'quota' | 'guide' | 'page' | 'reference', string>;
  /** Of what Pagefind finds. */
  more: string;
  nothing: string;
  perhaps: string;
  proposals: string;
  resources: string;
}

export interface NamedPlace {
  title: string;
  url: string;
  text?: string;
}

export interface OperationEntry {
  id: string;
  title: string;
  method: string;
  path: string;
  resource: number;
  text: string;
  /** What the vendor's SDK calls it. */
  sdk?: string;
  /** Where the edition does not have it: that of the newest edition that has. */
  revision?: string;
}

export interface FieldEntry {
  /** Its full name within a body, or a parameter's name: `members.host`. */
  name: string;
  /** By where it stands, the operations that have it: `['body', [0, 3]]` is `#body.members.host` on their pages. */
  at: [string, number[]][];
  /** Type and bounds in words. */
  facts: string;
  text: string;
  /** Names among its values: `CCE_SERVICE`. */
  values?: string[];
  revision?: string;
}

export interface ErrorEntry {
  code: string;
  status: number;
  message: string;
  text: string;
}

/** How many there may be of something. */
export interface QuotaEntry {
  /** `VPC_NUM_LIMIT` */
  id: string;
  /** Of what: `VPC channels`. */
  what: string;
  title: string;
  /** The default, and the error code of one too many. */
  text: string;
}

export interface PageEntry extends NamedPlace {
  kind: 'guide' | 'page' | 'reference';
  /** Its sections: an id, and the heading. */
  headings: [string, string][];
}
