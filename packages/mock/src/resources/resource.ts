// A resource as data: what its documents are, and what its operations do with them. Only what is special to it is code.
import type { ApigError } from '../protocol/errors.ts';
import type { Reader, Scope } from '../store/store.ts';
import type { Call, Handler } from './handler.ts';

/** A document; the mock keeps it by its kind and id, in the project or the instance that the operation's path names. */
export interface Stored {
  id: string;
}

/** The error of a rejection, made of the value that its message names. */
export type Rejection = (value: string) => ApigError;

/** The type of a field, its values, or the form of each item of a list. */
export type Form = 'string' | 'number' | readonly string[] | { readonly items: Forms };
export type Forms = { readonly [field: string]: Form };

/** The other documents that hold an id in a field; `member_groups.reference_vpc_channel_id` is the field of any item of a list. */
export interface Referrer {
  kind: string;
  field: string;
  /** The field beside it for the time since when, if that is kept. */
  since?: string;
  /** Which of them are meant, where others may hold the id, too. */
  counts?(document: Stored, documents: Reader): boolean;
}

/** A document of another kind that holds an id in a field, such as an app that of its quota; the path names it. */
export interface Holder extends Referrer {
  parameter: string;
  missing: Rejection;
  /** The error where it does not hold the id. */
  unbound: Rejection;
}

/** A field that only the documents which agree in other fields must not share. */
export interface UniqueWithin {
  within: readonly string[];
  taken: Rejection;
}

/** The document that others stand in, such as the app of its codes: the path names it, and they hold its id in a field. */
export interface Parent extends Referrer {
  parameter: string;
  missing: Rejection;
}

/** Where a request names a document, in its path, its query or its body, and the field by which others refer to that. */
export interface Target {
  field: string;
  parameter: string;
}

/** A response that shows a document. */
export interface Shown {
  operation: string;
  body: object;
}

export interface Resource<Document extends Stored> {
  /** What its documents are kept as. */
  kind: string;
  /** The path parameter that names one of them, and the error where there is none of that id. */
  named?: { parameter: string; missing(id: string, parent?: string): ApigError };

  /** What the mock itself relies on in a document that comes from outside: a seed, a snapshot. */
  form: { readonly [Field in keyof Document]?: Form };
  /** What else it relies on, in words; undefined where all is well. */
  problem?(document: Document): string | undefined;
  /** The response whose contract such a document is validated against, with all that is kept in it. */
  shownAs?(document: Document, scope: Scope): Shown;

  /** Fields that hold the id of a document of another kind, and the error where a request names one that is not there. */
  references?: { readonly [Field in keyof Document]?: { kind: string; missing?: Rejection } };
  /**
   * What its documents stand in. Only those of the parent that the path names are found, listed and counted, and new ones are put
   * there.
   */
  within?: Parent;
  /**
   * Fields that are different in all documents, or in all that stand in one parent. The update that keeps a value is not rejected
   * for it.
   */
  unique?: { readonly [Field in keyof Document]?: Rejection | UniqueWithin };
  /** Fields by which code looks its documents up, beside those that are unique or refer to others. */
  lookups?: readonly (keyof Document & string)[];
  /**
   * How many there may be, in the parent where they have one, and of those that agree in the fields `per`; 0: any number, unless
   * {@link Call.limits} says otherwise. The message names the limit.
   */
  limit?: { most: number; per?: readonly (keyof Document & string)[]; exceeded: Rejection };
  /** What a new one has where the body says nothing. */
  defaults?: Partial<Document>;
  /** The fields for the times of its creation and its last update. */
  times?: { created?: keyof Document; updated?: keyof Document };
  /** Fields that no update changes, beside the id and the time of creation. */
  fixed?: readonly (keyof Document)[];
  /** Fields that an update must send as they are: another value is rejected. */
  constant?: readonly (keyof Document)[];
  /** Fields that a body has from a response, and that are not kept: what follows from other documents, another name of the id. */
  returned?: readonly string[];
  /** The error where one is never deleted, such as what a gateway comes with. */
  undeletable?(document: Document): ApigError | undefined;
  /** Documents that keep one from being deleted. */
  blockedBy?: readonly (Referrer & { error: Rejection })[];
  /** Documents that are deleted with it. */
  cascades?: readonly Referrer[];
  /** Documents that are no longer bound to it once it is deleted. */
  releases?: readonly Referrer[];

  /** A new document. By default what the body says, over the defaults. */
  made?(call: Call): Document;
  /** Documents of other kinds that a new one comes with. */
  brings?(document: Document, call: Call): readonly { kind: string; document: Stored }[];
  /** A changed document. By default what the body says, over what was there. */
  changed?(before: Document, call: Call): Document;
  /** What a response says of a document. By default all of it. */
  shown?(document: Document, call: Call): object;

  operations?: { readonly [operationId: string]: Act<Document> };
}

/** What an operation does; a {@link Handler} is code, all else is data. */
export type Act<Document> =
  | Handler
  | One<Document>
  | Show<Document>
  | List<Document>
  | DeleteEach
  | Bind
  | BindEach
  | Unbind;

/** Creates a document, or updates or deletes the one that the path names. */
export interface One<Document> {
  does: 'create' | 'update' | 'delete';
  /** In the place of the resource's own. */
  changed?(before: Document, call: Call): Document;
  /** In the place of the resource's own. The response has no body where this gives nothing. */
  shown?(document: Document, call: Call): object | undefined;
}

/** Shows the document that the path names. */
export interface Show<Document> extends Pick<One<Document>, 'shown'> {
  does: 'show';
  /** It is the one whose id this document holds. */
  heldBy?: Holder;
}

/** Lists documents by pages, with `total` and `size`: `offset` and `limit` out of bounds are corrected, as documented. */
export interface List<Document> {
  does: 'list';
  /** The field of the response. */
  items: string;
  /**
   * Which query parameter selects by which field: `member_groups.member_group_name` is the field of any item of a list.
   * A `part` matches anywhere in the field, unless `precise_search` lists the parameter. An empty parameter selects all.
   */
  filters?: { readonly [parameter: string]: string | { part: string } };
  /** What is listed. By default all documents of the kind. */
  rows?(call: Call): readonly object[];
  /** Lists the documents that refer to this one. */
  boundTo?: Target;
  /**
   * Lists what could be bound instead: by `true` the documents of the kind that refer to none; where the kind is of bindings, by the
   * other field of theirs what that may refer to, but for what is bound already.
   */
  bindable?: true | string;
  /** A row in the place of a document, with what others say of it; undefined: it is not listed. */
  joined?(document: Document, call: Call): object | undefined;
  /**
   * In the place of the resource's own; where rows are joined, what the response says of a row, by default all of it. A text where
   * the list is of names.
   */
  shown?(document: Document, call: Call): object | string;
}

/** Deletes each document that the body lists, and reports those that cannot be deleted. */
export interface DeleteEach {
  does: 'delete each';
  /** The field of the body with the ids. */
  ids: string;
  /** The fields of a failure in the response, beside the error. A document without the one for the name is called by its `name`. */
  failure: { id: string; name?: string };
}

/**
 * Creates a document for each id that the body lists, which binds what that names to one other. What is bound to it already stays
 * so. The response has the bindings in the order of the ids.
 */
export interface BindEach {
  does: 'bind each';
  to: Target;
  /** The field of a binding for an id, and the field of the body with the ids. */
  each: { field: string; ids: string };
  /** The field of the response. */
  items: string;
  /** Whether what is bound to another one is bound to this one instead. */
  exclusive?: boolean;
}

/** Puts the id of the document that the path names into a field of others, which the body lists. Those that have it keep their time. */
export interface Bind extends Referrer {
  does: 'bind';
  ids: string;
  missing: Rejection;
  /** The field of the response with the others, in the order of the body, and what it says of each. By default there is no body. */
  items?: { field: string; shown(other: object, call: Call): object };
}

/** Takes the id of the document that the path names out of the field of its holder. */
export interface Unbind extends Holder {
  does: 'unbind';
}

// biome-ignore lint/suspicious/noExplicitAny: a list of resources has documents of many types
export type AnyResource = Resource<any>;
