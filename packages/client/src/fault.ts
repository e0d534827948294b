// What goes wrong without a response of the API: one class, thrown inside the client and distinguished in results.
import { ApigConfigError } from './config.ts';

/** What each fault says where nothing more is known. */
const words = {
  network: 'The request was not sent, or its response broke off',
  timeout: 'No result in time',
  aborted: 'The call was aborted',
  'invalid-request': 'There is no request to send',
  'invalid-response': 'The response is not as documented',
  credentials: 'There are no usable credentials',
  redirect: 'A redirect is not followed',
  'too-large': 'The response is larger than maxResponseBytes',
};

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
export type FaultName = keyof typeof words;

/** A call without a response of the API. Middleware may throw it, and the call's result tells it. */
export class ApigFault extends Error {
  override readonly name = 'ApigFault';
  /** Why there is no response. */
  readonly fault: FaultName;
  /** The service's name for the request, where a response came. */
  readonly requestId: string | undefined;

  /** @param message - must not hold a secret. Default: what the fault means. */
  constructor(fault: FaultName, cause: unknown, requestId?: string, message?: string) {
    // Other causes' words stay out of the message: Fetch quotes a header that it rejects, JSON.parse quotes the body.
    super(message ?? (cause instanceof ApigConfigError ? cause.message : words[fault]), { cause });
    this.fault = fault;
    this.requestId = requestId;
  }
}

/** What was thrown, as a fault. */
export function faultOf(thrown: unknown, otherwise: FaultName, requestId?: string): ApigFault {
  return thrown instanceof ApigFault ? thrown : new ApigFault(otherwise, thrown, requestId);
}

/** The service's name for a request: a header, and in the body of an error that a gateway before it sends. */
export function requestIdOf({ headers }: Response, error?: unknown): string | undefined {
  const told = headers.get('X-Request-Id') || (error as { request_id?: unknown } | null | undefined)?.request_id;
  return typeof told === 'string' && told ? told : undefined;
}
