// What can be told of a request when it has been answered.
import type { OperationId } from '@apig-spec/validator/lazy';
import { textWithoutSecrets, urlWithoutSecrets } from '../../generated/secrets.ts';
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

/** What is noted of a request while it is answered, as it came: its entry is made where somebody reads it. */
export interface Note {
  /** When it came, in milliseconds since 1970. */
  at: number;
  requestId: string;
  method: string;
  target: string;
  edition: EditionName | undefined;
  operation: OperationId | undefined;
  example: true | undefined;
  code: string | undefined;
  message: string | undefined;
  error: unknown;
  explained: Explanation | undefined;
  status: number;
  milliseconds: number;
  forgotten: readonly string[] | undefined;
}

/** A new note. It has all its fields from the start: an object that grows takes more memory, and a thousand of these are kept. */
export function newNote(at: number, requestId: string, { method, target }: { method: string; target: string }): Note {
  return {
    at,
    requestId,
    method,
    target,
    edition: undefined,
    operation: undefined,
    example: undefined,
    code: undefined,
    message: undefined,
    error: undefined,
    explained: undefined,
    status: 0,
    milliseconds: 0,
    forgotten: undefined,
  };
}

/** The entry of a request that was answered. */
export function entryOf({ at, target, message, ...note }: Note): LogEntry {
  const { requestId, method, edition, operation, example, code, ...rest } = note;
  const entry = {
    ...{ time: new Date(at), requestId, method, url: urlWithoutSecrets(target), edition, operation, example, code },
    message: message && textWithoutSecrets(message),
    ...rest,
  };
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as unknown as LogEntry;
}
