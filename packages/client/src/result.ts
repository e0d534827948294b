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

/** What all results have. One declaration for all, for then editors show its text. */
interface Outcome<Ok extends boolean, Status extends number> {
  /** Whether the request was carried out: then there is `data`, else an `error`. */
  ok: Ok;
  /** HTTP status; `0` where there is no response of the API. */
  status: Status;
  /** The service's name for the request, to give to its support; `undefined` where no response came. */
  requestId: string | undefined;
}

/** A result without `data`. */
interface Failed<Status extends number, Reason> extends Outcome<false, Status> {
  /** Why: a code to compare, and a message for people. */
  error: Reason;
}

/** Why a call failed. */
interface Reason<Code> {
  /** `APIG.3023`, also a code that no document lists; or the `fault`, such as `timeout`, where there is no response of the API. */
  code: Code;
  /** For people, not for comparing; without secrets. */
  message: string;
  /** The service's name for the request, to give to its support; `undefined` where no response came. */
  requestId: string | undefined;
}

/** The request was carried out. */
export interface Success<Status extends number, Data> extends Outcome<true, Status> {
  /** The response; `undefined` where it has no body. */
  data: Data;
}

/** What the service, or `validate`, says of a rejected request. */
export interface Refused<Code extends string> extends Reason<OpenCode<Code>> {
  /** All that is wrong, where `validate` rejected the request. */
  problems?: readonly Problem[];
}

/** The request was rejected, with a status that the operation documents. */
export interface Refusal<Status extends number, Code extends string> extends Failed<Status, Refused<Code>> {}

/**
 * The request was rejected, with a status that the operation does not document.
 *
 * The statuses are listed because a type distinguished from `404` cannot be `number`: expect any number at run time.
 */
export interface OtherRefusal<Documented extends number>
  extends Failed<Exclude<ErrorStatus, Documented>, Refused<never>> {}

/** What is said of a call without a response of the API. */
export interface FaultError extends Reason<FaultName> {
  problems?: undefined;
}

/** There is no response of the API. */
export interface Fault extends Failed<0, FaultError> {
  /** What kind of fault. */
  fault: FaultName;
  /** What was thrown, or the signal's reason. */
  cause: unknown;
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
 * @throws An {@link ApigError} for a rejected request, {@link ApigFault} where there is no response of the API
 */
export function orThrow<Data>(result: AnyResult<Data>): Data {
  if (result.ok) return result.data;
  if ('fault' in result) throw new ApigFault(result.fault, result.cause, result.requestId, result.error.message);
  throw new ApigError(result.status, result.error);
}
