// What the site is rendered from: the bundled editions and what is told beside them. Nothing of spec/ is read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '@apig-spec/model/editions';
import { locales } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import type { Erratum, ErrorCode, Ledger, Provenance, Sibling, Step, Workflow } from '@apig-spec/model/records';
import { recordedFile } from '../built.ts';
import type { Quota, Setting } from './quotas.ts';
import { quotasOf } from './quotas.ts';

/** A bundled edition, with where each of its facts comes from. */
export interface BundledEdition {
  /** `2024-11.en` */
  name: string;
  revision: string;
  locale: Locale;
  document: JsonObject;
  provenance: Readonly<Record<string, Provenance>>;
}

/** One of the texts that the contract was written from. */
export type SourceDocument = Omit<Ledger, 'tables' | 'examples' | 'sha256'>;

/** A response of the mock. */
export interface Recorded {
  status: number;
  /** None where the response has none. */
  body?: Json;
}

/** What speaks for how the mock responds to an operation: `@apig-spec/mock/evidence.json`. */
export interface OperationEvidence {
  /** Documents that state something of it; `sibling` is the reference of the product on another cloud. */
  sources: string[];
  /** How many are validated. */
  examples: { requests: number; responses: number };
  /** By status, the codes that tests reach. */
  reached: Record<string, string[]>;
  /** Codes that it lists and that no test reaches. */
  unreached: string[];
  /** The SDKs whose calls work, by rules. */
  clients: { documented: string[]; observed: string[] };
  workflows: string[];
  /** Errata that fill what no source says. */
  decided: string[];
}

export interface Site {
  /** Newest first; of one revision, English first. */
  editions: BundledEdition[];
  /** Newest first. */
  revisions: string[];
  documents: SourceDocument[];
  /** The reference of the same product on another cloud. */
  sibling: Pick<Sibling, 'title' | 'dated' | 'locale' | 'licence' | 'repository'> & { rows: number };
  errata: Erratum[];
  errors: Readonly<Record<string, ErrorCode>>;
  /** How many there may be of what. */
  quotas: readonly Quota[];
  steps: Step[];
  /** The workflows of the contract, which are tutorials here. */
  workflows: Workflow[];
  /** By workflow, what the mock returned to each step. */
  recorded: Readonly<Record<string, readonly Recorded[]>>;
  evidence: Readonly<Record<string, OperationEvidence>>;
}

/** Reads what the bundler wrote, and what was recorded of the mock before the site is built. */
export function readSite(folder: string): Site {
  const read = <T>(name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  const told = read<Pick<Site, 'documents' | 'sibling'> & { editions: Record<string, BundledEdition['provenance']> }>(
    'provenance.json',
  );
  const editions = Object.entries(told.editions).map(([name, provenance]): BundledEdition => {
    const [revision = '', locale] = name.split('.');
    const known = locales.find((each) => each === locale);
    if (!known) throw new Error(`provenance.json: ${name} is of no locale that the site speaks.`);
    return { name, revision, locale: known, document: read(`${name}.json`), provenance };
  });
  const errors = read<Site['errors']>('errors.json');
  const { settings, ...recorded }: Pick<Site, 'recorded' | 'evidence'> & { settings: Setting[] } = JSON.parse(
    readFileSync(recordedFile, 'utf8'),
  );
  return {
    editions,
    revisions: [...new Set(editions.map(({ revision }) => revision))].sort().reverse(),
    documents: told.documents,
    sibling: told.sibling,
    errata: read('errata.json'),
    errors,
    quotas: quotasOf(settings, errors),
    steps: read('changes.json'),
    workflows: read('workflows.json'),
    ...recorded,
  };
}
