// Types of the JSON files that the package holds: the editions, and what is told beside them.

/** An OpenAPI 3.1 document. What is not named here is there all the same, as `unknown`. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: {
    readonly title: string;
    /** The revision as a semantic version: `2024.11.0`. */
    readonly version: string;
    /** The revision: `2024-11`. */
    readonly 'x-revision': string;
    /** The edition: `2024-11.en`. */
    readonly 'x-edition': string;
    readonly [field: string]: unknown;
  };
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly [kind: string]: Readonly<Record<string, unknown>>;
  };
  readonly [field: string]: unknown;
}

/**
 * Stated by a source document of the edition, following from a neighboring one, stated by the sibling reference, or seen in
 * live clients or decided by us.
 */
export type Mark = 'documented' | 'derived' | 'sibling' | 'observed';

/** Where a field, a response or an operation comes from. */
export interface FieldProvenance {
  readonly mark: Mark;
  /**
   * Rows of the documents' tables that state it (`en-2024-11-create-vpc-channel/createVpcChannel/request/name`), or examples that show it (`zh-handbook/34-createSignatureKey-201`).
   * Of a field that follows from operations that share it: of each document the first row of a request and of a response.
   */
  readonly sources: readonly string[];
  /** Facts that are marked otherwise, such as `required` or `enum` of a field, a code of a response, the `path` of an operation. */
  readonly facts?: Readonly<Record<string, Mark>>;
}

/** A source document. */
export interface ProvenanceDocument {
  /** Its name: `en-2024-11-create-vpc-channel`. */
  readonly document: string;
  readonly file: string;
  readonly dated: string | null;
  readonly locale: string;
  /** The edition that it states. */
  readonly edition: string;
  readonly title: string;
  /** How many rows its tables have. */
  readonly rows: number;
}

/** The reference of the same product on another cloud, for what no source document states. */
export interface SiblingReference {
  readonly title: Bilingual;
  readonly dated: string;
  readonly locale: string;
  readonly licence: string;
  /** On GitHub. */
  readonly repository: string;
  /** How many rows its tables have for the operations of the contract. */
  readonly rows: number;
}

/** `@apig-spec/openapi/provenance.json`: where each fact of each edition comes from. */
export interface Provenance {
  readonly documents: readonly ProvenanceDocument[];
  readonly sibling: SiblingReference;
  /** By edition, then by place: `createVpcChannel`, its response `createVpcChannel/201`, its field `createVpcChannel/request/name`. */
  readonly editions: Readonly<Record<string, Readonly<Record<string, FieldProvenance>>>>;
}

/** A text in both languages. */
export interface Bilingual {
  readonly en: string;
  readonly 'zh-CN': string;
}

/**
 * When a rejected call may be sent again: `never` with success; after its request is corrected (`fix-request`); as it is, after
 * another call or an administrator has removed what forbids it (`fix-state`); or as it is, later, with growing pauses
 * (`backoff`), where it may be carried out twice.
 */
export type Retry = 'never' | 'fix-request' | 'fix-state' | 'backoff';

/** An error code of the service: `@apig-spec/openapi/errors.json` has them by code. */
export interface ErrorCode {
  /** What it is about: `existing`, `gateways`, `imports`, `limits`, `not-found`, `requests`, `states`. */
  readonly subject: string;
  /** The HTTP status that it comes with. */
  readonly status: number;
  /**
   * `error_msg`, in English in every edition. `{app_id}` stands for the value of that parameter, `{parameter}` for the name of
   * the one that is wrong.
   */
  readonly message: string;
  /** What went wrong. */
  readonly means: Bilingual;
  /** What leads to it, where that is more than the meaning says. */
  readonly causes?: readonly Bilingual[];
  /** What to do. Operations and fields stand in backticks. */
  readonly cure: Bilingual;
  readonly retry: Retry;
  readonly source: Mark;
  /** No operation lists it: it may come from any, or no source tells from which. */
  readonly anywhere?: true;
}

/** A contradiction or a gap in the source documents, and what the contract decides. */
export interface Erratum {
  /** Stable: it is an anchor in the docs. */
  readonly id: string;
  readonly kind: 'contradiction' | 'gap';
  readonly title: Bilingual;
  /** What stands where. */
  readonly facts?: readonly Readonly<Record<string, unknown>>[];
  readonly decision: Bilingual;
  readonly reason: Bilingual;
  /**
   * Rows that the contract departs from, and what it has instead: a JSON Merge Patch (RFC 7396) over the row. Or a response
   * (`zh-handbook/updateApp/201`) that the contract has under another status.
   */
  readonly departs?: readonly ({ readonly instead: Readonly<Record<string, unknown>> } & (
    | { readonly row: string }
    | { readonly rows: readonly string[] }
    | { readonly response: string }
  ))[];
  /** Places that it is about, as in {@link Provenance.editions}, besides those that its facts and rows lead to. */
  readonly touches?: readonly string[];
  /** What is decided of fields that hang together, as changes (JSON Merge Patch) to a documented request. */
  readonly rules?: readonly {
    readonly says: string;
    /** Where it does not hold for every operation that a document shows a request of. */
    readonly operation?: string;
    /** Where it does not hold for every revision. */
    readonly revisions?: readonly string[];
    readonly accepts?: readonly object[];
    readonly refuses?: readonly object[];
  }[];
}

/** A change from one revision to the next. */
export interface Change {
  /** Stable: it is an anchor in the docs. */
  readonly id: string;
  readonly en: string;
  readonly 'zh-CN': string;
  /** Rows of the documents' tables that show it. */
  readonly sources: readonly string[];
  /** What the overlay does to take it back. */
  readonly actions: readonly { readonly target: string; readonly description: string }[];
}

/** What kind of fact differs between two revisions. */
export type DifferenceKind =
  // Of the document
  | 'openapi-version-changed'
  | 'licence-changed'
  | 'webhooks-changed'
  | 'component-added'
  | 'component-removed'
  | 'server-added'
  | 'server-removed'
  | 'server-variable-changed'
  | 'server-default-changed'
  // Of an operation
  | 'operation-added'
  | 'operation-removed'
  | 'operation-moved'
  | 'operation-id-changed'
  | 'tag-changed'
  | 'deprecated-changed'
  | 'retirement-changed'
  | 'callbacks-changed'
  | 'security-added'
  | 'security-removed'
  | 'parameter-added'
  | 'parameter-removed'
  | 'path-parameter-renamed'
  | 'serialization-changed'
  | 'body-added'
  | 'body-removed'
  | 'media-type-added'
  | 'media-type-removed'
  | 'status-added'
  | 'status-removed'
  | 'code-added'
  | 'code-removed'
  | 'code-moved'
  | 'header-added'
  | 'header-removed'
  | 'link-added'
  | 'link-changed'
  // Of a schema
  | 'field-added'
  | 'field-removed'
  | 'required-changed'
  | 'value-allowed'
  | 'value-forbidden'
  | 'type-changed'
  | 'format-changed'
  | 'bound-changed'
  | 'pattern-changed'
  | 'rule-changed'
  | 'condition-changed'
  | 'enum-added'
  | 'enum-removed'
  | 'enum-value-added'
  | 'enum-value-removed'
  | 'default-changed'
  | 'unknown-fields-accepted'
  | 'unknown-fields-rejected'
  | 'read-only-changed'
  | 'write-only-changed'
  | 'alternatives-added'
  | 'alternatives-removed'
  | 'alternative-added'
  | 'alternative-removed'
  // A value that the whole accepts, or no longer does, though no single keyword says so.
  | 'value-accepted'
  | 'value-rejected'
  // What generators make of the document
  | 'composition-changed'
  | 'discriminator-changed'
  | 'value-names-changed';

/**
 * What a difference means to those who send requests, or to those who receive responses: nothing, more than before
 * (`extends`), or that what worked may no longer (`breaks`).
 */
export type Impact = 'none' | 'extends' | 'breaks';

/** A difference between a revision and the next newer one, for programs to read. */
export interface RevisionDifference {
  readonly kind: DifferenceKind;
  /** Whether it is met in requests or in responses; none for what belongs to the document as a whole. */
  readonly direction?: 'request' | 'response';
  /** Impact on those who send requests. */
  readonly senders: Impact;
  /** Impact on those who receive responses. */
  readonly receivers: Impact;
  /** JSON pointers into the English editions of both revisions; none into one that does not have it. */
  readonly pointers: { readonly before?: string; readonly after?: string };
  /** The keyword that says it, of the object at the pointers: `maximum`, `required`. */
  readonly keyword?: string;
  /** Its value in the earlier revision, where it has one. */
  readonly before?: unknown;
  /** Its value in the later revision, where it has one. */
  readonly after?: unknown;
  /** The ids of the operations that it is about. What a shared schema says is told once, with all of them. */
  readonly operations: readonly string[];
  /** Where it is met, as in {@link Provenance.editions}: `createVpcChannel/request/name`. */
  readonly places: readonly string[];
}

/** A step from a revision to the next newer one. */
export interface RevisionStep {
  readonly from: string;
  readonly to: string;
  /** For people. */
  readonly changes: readonly Change[];
  /** For programs: wire facts, names that code is generated from, and deprecations. */
  readonly differences: readonly RevisionDifference[];
}
