// What an operation needs to answer a request that the contract allows.
import type { RulesName } from '../contract/editions.ts';
import type { Reader, Scope, Writer } from '../store/store.ts';

/** How much there may be of something; 0: no limit. */
export interface Limits {
  /** VPC channels of an instance. */
  channels: number;
}

/** A valid call of an operation on an instance that exists. */
export interface Call<Documents extends Reader = Reader> {
  scope: Scope;
  /** `2024-11`: answers show what this revision knows. */
  revision: string;
  /** Which rules hold. */
  rules: RulesName;
  limits: Limits;
  /** Path parameters. */
  params: Readonly<Record<string, string>>;
  /** Query parameters. */
  query: Readonly<Record<string, string>>;
  /** The body as its schema describes it; undefined for operations without one. */
  body: unknown;
  documents: Documents;
  /** The time of the request: nine fractional digits. */
  now: string;
  newId(): string;
}

export interface Answer {
  status: number;
  /** Absent: no content. */
  body?: object;
}

/**
 * What answers an operation, all at once: a store runs it inside a transaction. It throws an ApigError to refuse, and nothing
 * has changed then.
 */
export type Handler = { reads(call: Call): Answer } | { writes(call: Call<Writer>): Answer };
