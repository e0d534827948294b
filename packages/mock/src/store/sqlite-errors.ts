// What goes wrong in SQLite and around its file, in words that say what to do.
import { StoreError } from './store.ts';

/** The primary result codes of SQLite that there are words for. */
const codes = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  notADatabase: 26,
};

/** The primary result code of an error of SQLite; undefined for any other error. */
function resultCode(error: unknown): number | undefined {
  const { errcode } = (error ?? {}) as { errcode?: unknown };
  // The bits above the lowest eight only tell the variant.
  return error instanceof Error && typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Whether this is an error of SQLite, not of the work that used it. */
export function isSqliteError(error: unknown): boolean {
  return resultCode(error) !== undefined;
}

/** Whether another process or connection holds a lock, so that the same may work later. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === codes.busy || code === codes.locked || code === codes.protocol;
}

/** @returns the error in words, where it is one of SQLite or of the file system; otherwise the error itself */
export function inWords(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const { code, errno, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (isBusy(error)) {
    return new StoreError(`Another process holds the lock on the data file ${file}. Try again when it is done.`, {
      reason: 'busy',
      cause: error,
    });
  }
  if (resultCode(error) === codes.full || code === 'ENOSPC' || code === 'EDQUOT') {
    return new StoreError(`There is no space left for the data file ${file}. Free some, and try again.`, {
      reason: 'full',
      cause: error,
    });
  }
  if (!isSqliteError(error) && errno === undefined) return error;
  const advice = isSqliteError(error) ? adviceFor(resultCode(error)) : permissionAdvice;
  return new StoreError(`The data file ${file} cannot be used (${message}). ${advice}`, { cause: error });
}

/** A document in the file cannot be read. */
export function brokenDocument(file: string, cause: unknown): StoreError {
  const message = `The data file ${file} has been changed by another program: a document in it is not valid JSON.`;
  return new StoreError(message, { cause });
}

const permissionAdvice = 'Allow this user to read and write the file and its folder, or choose another file.';

function adviceFor(code: number | undefined): string {
  switch (code) {
    case codes.notADatabase:
      return 'It was left as it is. Choose another file.';
    case codes.corrupt:
      return 'It was left as it is. Recover its contents with the `.recover` command of sqlite3, put a copy back, or choose another file.';
    case codes.io:
      return 'Check the disk that it is on, or choose another file.';
    case codes.readOnly:
    case codes.cannotOpen:
      return permissionAdvice;
    default:
      return 'Choose another file.';
  }
}
