// What a validator is made of: the types that the written and the generated half share, and those that callers see.

/** Something that is wrong with a request or a response. */
export interface Problem {
  /** The part of the message that holds it. */
  in: 'path' | 'query' | 'body';
  /** JSON pointer (RFC 6901) into the body, `''` for the body itself; for a parameter `/` and its name. */
  pointer: string;
  /** The name on the wire that is to blame: `host` for `/members/0/host`, `body` for the body itself. */
  parameter: string;
  /**
   * The error code that the service documents for it: `APIG.2001` for something required that is missing and for a body
   * that is not an object, `APIG.2011` for any other invalid or unknown field, `APIG.2012` for an invalid parameter of path or query.
   */
  code: 'APIG.2001' | 'APIG.2011' | 'APIG.2012';
  /** What is wrong, in the edition's language. */
  message: string;
}

/** What is wrong with a request or a response: an array of at most 100 problems, which says whether there are more. */
export interface Problems extends Array<Problem> {
  /**
   * Whether there are more problems than these. A copy of the array, such as one by `map` or as JSON, does not have it.
   */
  readonly truncated: boolean;
}

/** The parts of a request that can be checked. */
export interface RequestParts {
  /** Parameters of the path, decoded. They are checked where they are given. */
  params?: Readonly<Record<string, string>>;
  /** Parameters of the query, as the strings that they are on the wire. */
  query?: Readonly<Record<string, string | undefined>>;
  /**
   * The body, parsed. Of a form (`multipart/form-data`) the parts by their names, as `Object.fromEntries(formData)` gives them:
   * a file is a `Blob`, a boolean is `true` or `false`, also as the text that it is on the wire.
   */
  body?: unknown;
}

/** What the parts of a form are that are not just texts. */
export interface FormParts {
  readonly files: readonly string[];
  readonly booleans: readonly string[];
}

/** What an operation is called by and responds with. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels` */
  readonly path: string;
  /** Statuses that it is documented to respond with. */
  readonly statuses: readonly number[];
  /** Error codes that are documented, by status. */
  readonly errorCodes: Readonly<Record<number, readonly string[]>>;
  /** Whether a request has a body. */
  readonly hasBody: boolean;
  /** Where the body is a form (`multipart/form-data`): the names of its files and booleans. */
  readonly form?: FormParts;
  /** The resource that it belongs to: `vpc-channels`. */
  readonly resource: string;
}

/** What a generated check leaves in `errors`, as far as it is read here. */
export interface CheckError {
  keyword: string;
  /** JSON pointer to what was checked. */
  instancePath: string;
  params: Readonly<Record<string, unknown>>;
  /** Set where the name of a field was checked, rather than its value. */
  propertyName?: string;
}

/** A generated check. */
export interface Check {
  /** @param path - JSON pointer to what is checked: `''` for a whole part of a message */
  (data: unknown, path: string): boolean;
  errors?: readonly CheckError[] | null;
}

/** The generated checks of an operation; `null` stands for a body that must not be there, `file` for one of any content. */
export interface OperationChecks {
  path: Check;
  query: Check;
  body: Check | null;
  responses: Readonly<Record<number, Check | null | 'file'>>;
}

/** The language of messages. */
export type Locale = 'en' | 'zh-CN';

/** How an edition reports what its checks find. */
export interface Reporting {
  locale: Locale;
  /** A loop of a generated check ends once it has found that many errors. */
  errorsPerLoop: number;
}
