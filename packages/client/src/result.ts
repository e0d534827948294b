// What a call gives: a union distinguished by `ok` and `status`.
import { ApigFault, type FaultName } from './fault.ts';
import type { Problem } from './problem.ts';

/** Statuses that a response to a rejected request may have, registered or in wide use. */
export type ErrorStatus =
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418)
  | (421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451 | 499)
  | (500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511);

/** The codes that are known, and room for those that no document lists. */
export type OpenCode<Code extends string> = Code | (string & {});

/** The request was carried out. */
export interface Success<Status extends number, Data> {
  ok: true;
  status: Status;
  /** The response; `undefined` where it has no body. */
  data: Data;
  /** The service's name for the request, to give to its support. */
  requestId: string | undefined;
}

/** What the service, or `validate`, says of a rejected request. */
export interface Refused<Code extends string> {
  /** `APIG.3023`; also a code that no document lists. */
  code: OpenCode<Code>;
  /** For people, not for comparing. */
  message: string;
  /** The service's name for the request; `undefined` where `validate` rejected it unsent. */
  requestId: string | undefined;
  /** All that is wrong, where `validate` rejected the request. */
  problems?: readonly Problem[];
}

/** The request was rejected, with a status that the operation documents. */
export interface Refusal<Status extends number, Code extends string> {
  ok: false;
  status: Status;
  error: Refused<Code>;
  requestId: string | undefined;
}

/**
 * The request was rejected, with a status that the operation does not document.
 *
 * The statuses are listed because a type distinguished from `404` cannot be `number`: expect any number at run time.
 */
export interface OtherRefusal<Documented extends number> {
  ok: false;
  status: Exclude<ErrorStatus, Documented>;
  error: Refused<never>;
  requestId: string | undefined;
}

/** What is said of a call without a response of the API. */
export interface FaultError {
  /** The fault; the service's own codes look like `APIG.3023`. */
  code: FaultName;
  /** For people, without secrets. */
  message: string;
  /** Set where a response came. */
  requestId: string | undefined;
  problems?: undefined;
}

/** There is no response of the API. */
export interface Fault {
  ok: false;
  status: 0;
  fault: FaultName;
  error: FaultError;
  /** What was thrown, or the signal's reason. */
  cause: unknown;
  /** Set where a response came. */
  requestId: string | undefined;
}

/** What any call gives. */
export type AnyResult<Data = unknown> = Success<number, Data> | Refusal<number, string> | Fault;

/** A rejected request, thrown by {@link orThrow}. */
export class ApigError extends Error {
  override readonly name = 'ApigError';
  /** HTTP status. */
  readonly status: number;
  /** `APIG.3023` */
  readonly code: string;
  /** The service's name for the request, to give to its support. */
  readonly requestId: string | undefined;

  constructor(status: number, { code, message, requestId }: Refused<string>) {
    super(message);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

/**
 * The data of a result, for those who prefer exceptions.
 *
 * @throws {@link ApigError} for a rejected request, {@link ApigFault} where there is no response of the API
 */
export function orThrow<Data>(result: AnyResult<Data>): Data {
  if (result.ok) return result.data;
  if ('fault' in result) throw new ApigFault(result.fault, result.cause, result.requestId, result.error.message);
  throw new ApigError(result.status, result.error);
}
