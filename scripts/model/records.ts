// What is told of the editions beside them: what documents state, where each fact comes from, errata, and what each revision
// brought. The bundler writes it into packages/openapi/dist/.

import type { Difference } from './differences.ts';
import type { Locale } from './editions.ts';
import type { FieldIn } from './fields.ts';
import type { Json, JsonObject } from './json.ts';

/** A row of a table: a field, and what the document states of it. */
export interface Row {
  field: string;
  type: string;
  required?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  /** Values of the document's own list. */
  enum?: (string | number)[];
  /** Values that stand only in bullets or in the text. */
  values?: (string | number)[];
  default?: Json;
  deprecated?: boolean;
  /** Of a row of a response: each example of success that shows its object has the field. */
  shown?: true;
  pattern?: string;
  /** Where line and text disagree, what the text says. */
  textLimits?: { minLength?: number; maxLength?: number };
  rules?: Rule[];
  /** In an erratum: values that the contract accepts besides what the other facts say. */
  also?: Json[];
}

/** What is said of fields that hang together: named by their names. */
export interface Rule {
  says: string;
  /** Changes (JSON Merge Patch, RFC 7396) to a valid request, after which it must still be valid … */
  accepts?: JsonObject[];
  /** … or must not. */
  refuses?: JsonObject[];
}

export interface Table {
  /** Its source, and where it stands there: `zh-handbook/updateApp/201`. */
  name: string;
  /** In the document, among those of the operation. */
  number: number;
  operation: string;
  in: FieldIn;
  status?: string;
  pointer: string;
  /** Further places of the same object. */
  also?: string[];
  rows: Row[];
  /** Where it is written. */
  file: string;
}

/** A source that states facts row by row. */
export interface Stating {
  /** The name of its folder: `en-2024-11-create-vpc-channel`. */
  document: string;
  /** The edition that its rows are tried on. */
  edition: string;
  tables: Table[];
}

export interface Ledger extends Stating {
  file: string;
  dated: string | null;
  locale: string;
  title: string;
  /** By operation or place of a field, the revision that had it already, where no older document describes or lists it. */
  since?: Record<string, string>;
  /** How many rows and examples the document has: one that is dropped is missed. */
  rows: number;
  examples: number;
  /** SHA-256 of its examples, one after the other: one that is altered is noticed. */
  sha256: string;
}

/** Words in both languages. */
export interface Bilingual {
  en: string;
  'zh-CN': string;
}

/** Rows that the contract departs from, or a response that it has under another status: `zh-handbook/updateApp/201`. */
export type Departs =
  | { row: string; instead: JsonObject }
  | { rows: string[]; instead: JsonObject }
  | { response: string; instead: { status: string } };

/** The rows that a departure is about. */
export function rowsOf(departs: Departs): string[] {
  if ('response' in departs) return [];
  return 'row' in departs ? [departs.row] : departs.rows;
}

export interface Erratum {
  id: string;
  kind: 'contradiction' | 'gap';
  title: Bilingual;
  facts?: JsonObject[];
  decision: Bilingual;
  reason: Bilingual;
  departs?: Departs[];
  /** Places of operations, responses and fields where it stands besides those that its facts lead to. */
  touches?: string[];
  /** What it decides, to be tried in every edition and on every operation of its resource, or in those that a rule lists. */
  rules?: (Rule & { operation?: string; revisions?: string[] })[];
}

/** By place of a response, `sibling/showAppCode/201`: under which status the contract has it instead. */
export function correctedStatuses(errata: readonly Erratum[]): Map<string, string> {
  return new Map(
    errata.flatMap(({ departs = [] }) =>
      departs.flatMap((each) => ('response' in each ? [[each.response, each.instead.status] as const] : [])),
    ),
  );
}

/**
 * The reference of the same product on another cloud. It describes every revision, where no document says otherwise: its rows
 * are tried on the newest one, from which the others differ by changes that have sources.
 */
export interface Sibling extends Stating {
  title: Bilingual;
  dated: string;
  locale: string;
  licence: string;
  repository: string;
  /** By operation: its page, and the codes that the page shows of each status. */
  operations: Record<string, { page: string; responses: Record<string, string[]> }>;
  /** The codes of its table of errors, by status. */
  errors: Record<string, string[]>;
}

/**
 * When a rejected call may be sent again: never with success, after its request is corrected, as it is after another call has
 * removed what forbids it, or as it is later.
 */
export type Retry = 'never' | 'fix-request' | 'fix-state' | 'backoff';

/** An error code of the service. */
export interface ErrorCode {
  /** What it is about: the name of its file in spec/errors/. */
  subject: string;
  status: number;
  /** `error_msg`: `{app_id}` stands for the value of that parameter, `{parameter}` for the name of the one that is wrong. */
  message: string;
  means: Bilingual;
  /** What leads to it, where that is more than the meaning says. */
  causes?: Bilingual[];
  /** What to do. Operations and fields stand in backticks. */
  cure: Bilingual;
  retry: Retry;
  source: Mark;
  /** No operation lists it: it may come from any, or no source tells from which. */
  anywhere?: true;
}

/** Where a fact comes from. */
export type Mark = 'documented' | 'derived' | 'sibling' | 'observed';

export interface Provenance {
  mark: Mark;
  /**
   * Rows of the ledger that state it, or documents' own examples that show it; where operations share a field, of each
   * document the first of a request and of a response.
   */
  sources: string[];
  /** Facts whose mark is another: `required`, `enum`, an operation's `path`, an error code. */
  facts?: Record<string, Mark>;
}

export interface Change {
  /** Stable: it becomes an anchor in the docs. */
  id: string;
  en: string;
  'zh-CN': string;
  /** Rows of the ledger that show it. */
  sources: string[];
  /** What the overlay does to take it back. */
  actions: { target: string; description: string }[];
}

/** A step from a revision to the next newer one, as people are told of it. */
export interface StepInWords {
  from: string;
  to: string;
  changes: Change[];
}

/** What a step changed, for programs to read. */
export type RevisionDifference = Omit<Difference, 'change'> & {
  /** The operations that it is about. */
  operations: string[];
};

export interface Step extends StepInWords {
  differences: RevisionDifference[];
}

/** A text in both languages. */
export type InBoth = Readonly<Record<Locale, string>>;

/** A workflow of the contract: calls in their order, each with what it does. */
export interface Workflow {
  /** `channel-life` */
  id: string;
  title: InBoth;
  summary: InBoth;
  description: InBoth;
  /** The files that its steps send, by their names: their texts. */
  files: Readonly<Record<string, string>>;
  steps: {
    id: string;
    /** Its operationId. */
    operation: string;
    description: InBoth;
    /** What of an earlier step it needs is an expression, `$steps.create.outputs.channel`; so it is within the body. */
    parameters: { name: string; in: 'path' | 'query'; value: string }[];
    body: Json | undefined;
    /** The parts of a form that are files, each with the name of its file, which the body has in its place. */
    files: Readonly<Record<string, string>>;
    /** That it expects. */
    status: string;
    /** What later steps need of its response: `{ channel: $response.body#/id }`. */
    outputs: Readonly<Record<string, string>>;
  }[];
}
