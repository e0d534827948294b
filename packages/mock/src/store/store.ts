// Where the mock keeps its state: JSON documents, by project, instance, kind and id. Whatever the mock learns to keep, it
// is a new kind of document, so that a store need not change for it.

import type { LookupFields } from './fields.ts';

export type { LookupFields };

/** Whose state: every instance of every project has a state of its own. */
export interface Scope {
  project: string;
  instance: string;
}

/** The documents of one scope, as they stand. */
export interface Reader {
  /** Whether there is such a document. */
  has(kind: string, id: string): boolean;
  /** The document, or undefined where there is none. It must not be changed: other readers may be given the same one. */
  get<Document extends object>(kind: string, id: string): Document | undefined;
  /** All documents of a kind, in the order in which they were first put; they must not be changed. */
  list<Document extends object>(kind: string): Document[];
  /**
   * The IDs of the documents of a kind that have a value in a field, one of those that the store was told by `lookUpBy`, in the
   * order in which they were first put.
   * `member_groups.reference_vpc_channel_id` is the field of any item of a list.
   */
  having(kind: string, field: string, value: string): string[];
  /** How many documents of a kind there are. */
  count(kind: string): number;
  /**
   * All documents of a kind in all scopes of the project, scope by scope, in the order of the first document of each; they must not
   * be changed.
   */
  everywhere<Document extends object>(kind: string): Placed<Document>[];
}

/** A document of a project, and the instance whose it is; it is empty for those of the project itself. */
export interface Placed<Document> {
  instance: string;
  document: Document;
}

/** The documents of one scope, to be changed. */
export interface Writer extends Reader {
  /** Adds the document, or puts it in the place of the one with its id. It must consist of JSON values. */
  put(kind: string, id: string, document: object): void;
  /** Removes the document, if it is there. */
  delete(kind: string, id: string): void;
  /** Removes all documents of the scope. */
  clear(): void;
  /** The documents of another instance of the project, to be changed in the same transaction; an empty one is the project itself. */
  at(instance: string): Writer;
}

/** A document, and where it is kept. */
export interface Kept extends Scope {
  kind: string;
  id: string;
  document: object;
}

/**
 * Why a store cannot do its work: `busy`, another process holds it and it can be tried again; `away`, the database is out of reach; `full`,
 * there is no space; `lost`, it is not known whether a write was kept; `unusable`, anything else.
 */
export type StoreFailure = 'busy' | 'away' | 'full' | 'lost' | 'unusable';

/** A store that cannot be used, or cannot be used now; the message says why and what to do. Nothing has changed, unless its reason is `lost`. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly reason: StoreFailure;

  constructor(message: string, { reason = 'unusable', cause }: { reason?: StoreFailure; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

/** A place for the mock's state. What goes wrong in the store itself rejects with a {@link StoreError}. */
export interface Store {
  /** Fulfilled when the store can be used; a store without it always can. */
  ready?(): Promise<void>;
  /** Is told, before anything else is asked of it, by which fields documents are looked up, so that it can be fast there. */
  lookUpBy?(fields: LookupFields): void;
  /** Runs `work` on one consistent state. */
  read<Result>(scope: Scope, work: (documents: Reader) => Result): Promise<Result>;
  /**
   * Runs `work` as one transaction: when it throws, nothing has changed and the error is passed on. When the promise is
   * fulfilled, the change is as safe as this store keeps anything. A store may run `work` later, commit many together, and
   * run `work` again where the first run could not be committed.
   */
  write<Result>(scope: Scope, work: (documents: Writer) => Result): Promise<Result>;
  /** Everything that is kept, the documents of each kind in the order in which they were first put. */
  dump(): Promise<Kept[]>;
  /** Keeps this in the place of everything, all or nothing. */
  load(all: readonly Kept[]): Promise<void>;
  /** Lets go of what the store holds open, once its work is done. A second call changes nothing. */
  close(): Promise<void>;
}

/**
 * What every project begins with: documents by instance, kind and id. An instance has itself among them. What is in none, but
 * in the project itself, stands under the empty name.
 */
export type Seed = Readonly<Record<string, Documents>>;

/** Documents by kind and id. */
export type Documents = Readonly<Record<string, Readonly<Record<string, object>>>>;
