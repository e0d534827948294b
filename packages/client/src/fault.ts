// What goes wrong without an answer of the API: one class, thrown inside the client and told apart in results.

/**
 * Why a call has no answer of the API:
 *
 * - `network`: the request could not be made or sent, or the answer broke off.
 * - `timeout`: the attempt took longer than its `timeout`.
 * - `aborted`: the caller's `signal` was aborted.
 * - `invalid-response`: an answer came that is not the API's, such as a proxy's page, or one that `validate` refused.
 */
export type FaultName = 'network' | 'timeout' | 'aborted' | 'invalid-response';

/** A call without an answer of the API. Middleware may throw it, and the call's result tells it. */
export class ApigFault extends Error {
  override readonly name = 'ApigFault';
  /** Why there is no answer. */
  readonly fault: FaultName;
  /** The service's name for the request, where an answer came. */
  readonly requestId: string | undefined;

  constructor(fault: FaultName, cause: unknown, requestId?: string) {
    // The cause's own words stay out of the message: Fetch quotes a header that it refuses, and that may be the token.
    super(fault, { cause });
    this.fault = fault;
    this.requestId = requestId;
  }
}
