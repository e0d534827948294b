// What can be told of a request when it has been answered.
import type { OperationId } from '@apig-spec/validator/lazy';
import type { EditionName } from '../contract/editions.ts';
import type { Explanation } from '../contract/explained.ts';

/** A request and how it was answered. Bodies are not in it, and in the place of credentials and secrets is `***`. */
export interface LogEntry {
  time: Date;
  /** As in the header `X-Request-Id`. */
  requestId: string;
  /** Empty where what came in was no request. */
  method: string;
  /** Path and query; `***` in the place of secrets. */
  url: string;
  /** Absent where the request named one that does not exist. */
  edition?: EditionName;
  /** The operation of the contract; absent where there is none. */
  operation?: OperationId;
  /** The operation has no behaviour yet: its documented example is the response. Absent: it has. */
  example?: true;
  status: number;
  /** Code of the error. */
  code?: string;
  /** Message of the error, as answered. */
  message?: string;
  /** Why the request was rejected, where it called an operation. */
  explained?: Explanation;
  /** What made the mock itself fail. */
  error?: unknown;
  /** Projects that were forgotten because there are more than `maxProjects`; absent: none. */
  forgotten?: readonly string[];
  milliseconds: number;
}
