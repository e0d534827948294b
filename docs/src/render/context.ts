// What the renderers of one edition share.

import type { ErrataByPlace } from '@apig-spec/model/errata';
import type { Workflow } from '@apig-spec/model/records';
import type { History } from '../model/history.ts';
import type { NextStep } from '../model/next-steps.ts';
import type { Quota } from '../model/quotas.ts';
import type { BundledEdition, Site, SourceDocument } from '../model/site.ts';
import type { UiText } from '../words.ts';

export interface Context {
  edition: BundledEdition;
  documents: readonly SourceDocument[];
  sibling: Site['sibling'];
  errors: Site['errors'];
  quotas: readonly Quota[];
  /** What error codes mean. */
  meanings: Readonly<Record<string, string>>;
  placedErrata: ErrataByPlace;
  words: UiText;
  /** Of an operation: the parameter that the `id` in its response is a value of; empty: none. */
  idName: string;
  /** Of an operation: what may come after it. */
  nextSteps: readonly NextStep[];
  /** The newest revision. */
  newest: string;
  /** Each schema's newest revision, which has its page. */
  schemaHomes: ReadonlyMap<string, string>;
  /** When the field at a place came and changed. */
  historyAt: (place: string) => History | undefined;
  /** The id of a field on the page being rendered. */
  idOf: (place: string) => string;
  /** The tutorials that call an operation. */
  tutorialsOf: (operation: string) => readonly Pick<Workflow, 'id' | 'title'>[];
}

/** The address of an edition's overview: `/en/2024-11/`. */
export function folderOf({ locale, revision }: Pick<BundledEdition, 'locale' | 'revision'>): string {
  return `/${locale}/${revision}/`;
}
