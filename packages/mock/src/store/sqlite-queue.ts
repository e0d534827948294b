// Transactions on a connection that never waits for a lock by itself: where another process holds it, they are tried again,
// and everything else in this process goes on meanwhile.
import type { DatabaseSync } from 'node:sqlite';
import { inWords, isBusy, isSqliteError } from './sqlite-errors.ts';
import { transaction } from './sqlite-file.ts';
import { StoreError } from './store.ts';

/** How long a transaction is tried again before its caller is told that the file is locked, in milliseconds. */
const patience = 2000;

/** How long to wait between two attempts, in milliseconds: twice as long each time, up to the longest. */
const shortestPause = 2;
const longestPause = 50;

/** Work that waits for the next commit. */
interface Pending {
  /** Does the work, and gives what tells its caller after the commit. */
  start(): () => void;
  reject(error: unknown): void;
  /** When it is given up, on the clock of `performance`. */
  until: number;
}

/** Where the transactions of a store go. */
export interface TransactionQueue {
  /** Runs `work` at once on one consistent state, or as soon as the file can be read. */
  read<Result>(work: () => Result): Promise<Result>;
  /** Runs `work` in a transaction that it may share with others; one that fails takes nothing from the others. */
  write<Result>(work: () => Result): Promise<Result>;
  /** Ends what was asked before, and then the connection. */
  close(): Promise<void>;
}

/**
 * @param open - makes the file ready before the first transaction; it may throw that the file is busy
 * @param begin - comes first in each transaction that writes; what it does stays, also where work fails
 */
export function transactionQueue(
  database: DatabaseSync,
  file: string,
  { open, begin }: { open: () => void; begin: () => void },
): TransactionQueue {
  let waiting: Pending[] = [];
  let working: Promise<void> | undefined;
  let closed: Promise<void> | undefined;

  /** The first of those that wait, in one commit, leave the queue; where they cannot be committed, nobody does. */
  function commit(count: number): void {
    const together = waiting.slice(0, count);
    const tell = transaction(database, 'BEGIN IMMEDIATE', () => {
      begin();
      return together.map(({ start }) => start());
    });
    waiting = waiting.slice(count);
    for (const told of tell) told();
  }

  /** All that wait share one commit. What cannot be committed together is tried one by one. */
  function commitAll(): void {
    try {
      commit(waiting.length);
    } catch (error) {
      if (isBusy(error)) throw error;
      for (let left = waiting.length; left > 0; left -= 1) {
        try {
          commit(1);
        } catch (error) {
          if (isBusy(error)) throw error;
          waiting.shift()?.reject(inWords(error, file));
        }
      }
    }
  }

  async function work(): Promise<void> {
    let pause = shortestPause;
    // Those that arrive in one turn of the event loop are taken together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      try {
        open();
        commitAll();
      } catch (error) {
        waiting = stillWaiting(waiting, error, file);
        await after(pause);
        pause = Math.min(2 * pause, longestPause);
      }
    }
    working = undefined;
  }

  const rejection = () => new StoreError(`The data file ${file} is closed.`);

  return {
    async read(work) {
      const until = performance.now() + patience;
      for (let pause = shortestPause; ; pause = Math.min(2 * pause, longestPause)) {
        if (closed) throw rejection();
        try {
          open();
          return transaction(database, 'BEGIN', work);
        } catch (error) {
          if (!isBusy(error) || performance.now() > until) throw inWords(error, file);
        }
        await after(pause);
      }
    },
    write<Result>(job: () => Result) {
      if (closed) return Promise.reject(rejection());
      return new Promise<Result>((resolve, reject) => {
        const start = () => {
          try {
            const result = savepoint(database, job);
            return () => resolve(result);
          } catch (error) {
            // Of SQLite itself: the whole transaction may be gone, and with it what others did in it.
            if (isSqliteError(error)) throw error;
            return () => reject(error);
          }
        };
        waiting.push({ start, reject, until: performance.now() + patience });
        working ??= work();
      });
    },
    close() {
      closed ??= (async () => {
        await working;
        database.close();
      })();
      return closed;
    },
  };
}

/** Those that may be tried again; the others are told why not. */
function stillWaiting(pending: readonly Pending[], error: unknown, file: string): Pending[] {
  const again = (each: Pending) => isBusy(error) && performance.now() < each.until;
  for (const each of pending) if (!again(each)) each.reject(inWords(error, file));
  return pending.filter(again);
}

function savepoint<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('SAVEPOINT work');
  try {
    const result = work();
    database.exec('RELEASE work');
    return result;
  } catch (error) {
    if (!isSqliteError(error)) database.exec('ROLLBACK TO work; RELEASE work');
    throw error;
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
