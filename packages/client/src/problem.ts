// What `validate` finds; the same as a problem of `@apig-spec/validator`, which need not be installed.

/** Something that is wrong with a request or a response. */
export interface Problem {
  /** The part of the message that holds it. */
  in: 'path' | 'query' | 'body';
  /** JSON pointer (RFC 6901) into the body, `''` for the body itself; for a parameter `/` and its name. */
  pointer: string;
  /** The name on the wire that is to blame: `host` for `/members/0/host`, `body` for the body itself. */
  parameter: string;
  /** The error code that the service documents for it. */
  code: string;
  /** What is wrong, in the validator's language. */
  message: string;
}
