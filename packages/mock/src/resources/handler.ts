// What an operation needs to answer a request that the contract allows.
import type { RulesName } from '../contract/editions.ts';
import type { ApigError } from '../protocol/errors.ts';
import type { Reader, Scope, Writer } from '../store/store.ts';

/** How many documents there may be of a kind; 0: any number. */
export type Limits = Readonly<Record<string, number>>;

/** A valid call of an operation, on an instance that exists where the path names one. */
export interface Call<Documents extends Reader = Reader> {
  scope: Scope;
  /** `2024-11`: responses show what this revision knows. */
  revision: string;
  /** Which rules hold. */
  rules: RulesName;
  limits: Limits;
  /** How long it takes to create or resize an instance, in milliseconds. */
  provisioning: number;
  /** Hosts of servers that health checks find unhealthy. */
  unhealthy: ReadonlySet<string>;
  /** Path parameters. */
  params: Readonly<Record<string, string>>;
  /** Query parameters. */
  query: Readonly<Record<string, string>>;
  /** The body as its schema describes it, but for the booleans of a form, which are texts; undefined for operations without one. */
  body: unknown;
  /** What the handler prepared. */
  prepared: unknown;
  documents: Documents;
  /** The time of the request: nine fractional digits. */
  now: string;
  newId(): string;
}

/** A call that changes something. */
export interface Change extends Call<Writer> {
  /** Deletes a document as its resource declares it, with what goes with it. @throws ApigError where another document needs it */
  remove(kind: string, id: string): void;
}

/** A response that is a file, in the place of JSON. */
export class ResponseFile {
  readonly type = 'application/octet-stream';
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Tells what a request of an operation lacks, by its contract in the edition of the call. */
export type Check = (
  operation: 'createApi' | 'createThrottle' | 'createAcl',
  body: unknown,
) => Promise<ApigError | undefined>;

/**
 * What an operation does, all at once: a store runs it inside a transaction. It returns the body of the response, undefined
 * where there is none; its status is the contract's. It throws an ApigError to reject the call, and nothing has changed then.
 */
export type Handler = ({ reads(call: Call): object | undefined } | { writes(call: Change): object | undefined }) & {
  /** What takes time and needs no documents, such as to read a file; it is done before. It may throw an ApigError, too. */
  prepares?(body: unknown, check: Check): Promise<unknown>;
};
