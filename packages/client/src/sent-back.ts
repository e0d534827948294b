// The types of calls whose body was made of a response: `{ ...shown.data, name }`. They are a signature of their own, because a
// compiler that may choose between the two types of a body says of neither what is wrong.

/** Never: it is there to infer the type of what is given. */
type Inferred<Given> = [Given] extends [never] ? Given : never;

/**
 * The input of a call that sends back what a response returned, changed or not.
 *
 * @typeParam Input - what the call is given otherwise
 * @typeParam Data - the data of the response
 * @typeParam Given - inferred
 */
export type SentBack<Input extends { body: unknown }, Data, Given> =
  | (Omit<Input, 'body'> & { body: Input['body'] | Data })
  | Inferred<Given>;

/**
 * No argument where the body is {@link SentBack} and the other signature does not take it; else one that nobody can give, so that
 * compilers speak of the other signature alone.
 */
export type IfSentBack<Input extends { body: unknown }, Data, Given> = Given extends { body: Input['body'] }
  ? [never]
  : Given extends { body: Input['body'] | Data }
    ? []
    : [never];
