// The list of editions. The documents themselves are subpaths: `@apig-spec/openapi/2024-11.en.json` and so on.
import { list } from '../generated/editions.ts';
import type { EditionData } from './edition.ts';

/** The name of an edition: `2024-11.en`. */
export type EditionName = (typeof list)[number]['name'];

/** An edition of the contract: a revision of the API in a language. */
export interface Edition extends EditionData {
  readonly name: EditionName;
}

/** All editions, the newest revision first, English before Chinese. */
export const editions: readonly Edition[] = list;

export type * from './documents.ts';
export type { EditionData, SourceDocument } from './edition.ts';
