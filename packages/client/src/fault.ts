// What goes wrong without a response of the API: one class, thrown inside the client and distinguished in results.
import { ApigConfigError } from './config.ts';

/**
 * Why a call has no response of the API:
 *
 * - `network`: the request could not be sent, middleware threw, or the response broke off.
 * - `timeout`: the attempt, or what middleware does before and after it, took longer than `timeout`.
 * - `aborted`: the caller's `signal` was aborted.
 * - `invalid-request`: no request could be made: a parameter would lead to another path, or the body is not JSON. Nothing was sent.
 * - `invalid-response`: a response came that the operation does not document, such as a proxy's page, or one that
 *   `validate` rejected.
 * - `credentials`: the function returned no usable token. Nothing was sent.
 * - `redirect`: the response is a redirect, which the API never sends. It was not followed.
 * - `too-large`: the response is larger than `maxResponseBytes`.
 */
export type FaultName =
  | ('network' | 'timeout' | 'aborted' | 'invalid-request')
  | ('invalid-response' | 'credentials' | 'redirect' | 'too-large');

/** A call without a response of the API. Middleware may throw it, and the call's result tells it. */
export class ApigFault extends Error {
  override readonly name = 'ApigFault';
  /** Why there is no response. */
  declare readonly fault: FaultName;
  /** The service's name for the request, where a response came. */
  declare readonly requestId: string | undefined;

  /** @param message - must not hold a secret. Default: one that names the fault. */
  constructor(fault: FaultName, cause: unknown, requestId?: string, message?: string) {
    // Other causes' words stay out of the message: Fetch quotes a header that it rejects, JSON.parse quotes the body.
    const known = cause instanceof ApigConfigError ? cause.message : `Not sent, or no response: ${fault}`;
    super(message ?? known, { cause });
    this.fault = fault;
    this.requestId = requestId;
  }
}

/** What was thrown, as a fault. */
export function faultOf(thrown: unknown, otherwise: FaultName): ApigFault {
  return thrown instanceof ApigFault ? thrown : new ApigFault(otherwise, thrown);
}

/** The service's name for a request: a header, and in the body of an error that a gateway before it sends. */
export function requestIdOf({ headers }: Response, error?: unknown): string | undefined {
  const told = headers.get('X-Request-Id') || Object(error).request_id;
  return typeof told === 'string' && told ? told : undefined;
}
