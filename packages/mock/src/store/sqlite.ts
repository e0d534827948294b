// State in an SQLite file, by Node's own SQLite: no dependency, and as fast as any.
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Kept, Reader, Scope, Store, Writer } from './store.ts';

/** The file's layout, kept in `user_version`. A new layout gets a new number and a step that leads there. */
const schemaVersion = 1;

/** Says in `application_id` that a file is ours: 'APIG' in ASCII. */
const applicationId = 0x41504947;

// One table for all kinds: what the mock keeps next needs no migration. The rowid keeps the order of insertion.
const schema = `
  CREATE TABLE documents (
    project TEXT NOT NULL,
    instance TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (project, instance, kind, id)
  ) STRICT;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`;

/** A data file that cannot be used; the message says which and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}

/**
 * A store in an SQLite file, which is created with its folder where it is missing. Several processes may share one file.
 *
 * A write is acknowledged after its commit to the write-ahead log, so it outlives the process however that ends, `kill -9`
 * included. Synchronous is NORMAL, not FULL: only a power failure can then lose the last commits (never the file), and a
 * mock does not pay an fsync on every request against that. Writes that arrive together share one commit.
 *
 * @param file - path of the file
 * @throws {@link StoreError} where the file is not ours, is damaged, or was written by a newer version
 */
export function sqliteStore(file: string): Store {
  const database = open(file);
  let closed = false;
  const scopeRows = 'FROM documents WHERE project = ? AND instance = ? AND kind = ?';
  const statements = {
    has: database.prepare(`SELECT 1 ${scopeRows} AND id = ?`),
    get: database.prepare(`SELECT document ${scopeRows} AND id = ?`),
    list: database.prepare(`SELECT document ${scopeRows} ORDER BY rowid`),
    count: database.prepare(`SELECT count(*) AS count ${scopeRows}`),
    put: database.prepare(`
      INSERT INTO documents (project, instance, kind, id, document) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET document = excluded.document`),
    delete: database.prepare(`DELETE ${scopeRows} AND id = ?`),
  };

  const everything = database.prepare('SELECT project, instance, kind, id, document FROM documents ORDER BY rowid');
  const shared = sharedTransactions(database);

  return {
    async read(scope, work) {
      return within(database, 'BEGIN', () => work(readerOf(statements, scope)));
    },
    write: (scope, work) => shared.run(() => work(writerOf(statements, scope))),
    async dump() {
      return everything.all().map((row) => ({ ...row, document: JSON.parse(row['document'] as string) }) as Kept);
    },
    async load(all) {
      within(database, 'BEGIN IMMEDIATE', () => {
        database.exec('DELETE FROM documents');
        for (const { kind, id, document, ...scope } of all) writerOf(statements, scope).put(kind, id, document);
      });
    },
    async close() {
      shared.commit();
      if (!closed) database.close();
      closed = true;
    },
  };
}

/** Work that waits for the next commit. */
interface Pending {
  /** Does the work, and gives what tells its caller after the commit. */
  start(): () => void;
  reject(error: unknown): void;
}

/**
 * Transactions that share commits: all that arrive in one turn of the event loop. Each is a savepoint, so that one that
 * fails takes nothing from the others; all are answered after the commit.
 */
function sharedTransactions(database: DatabaseSync) {
  let waiting: Pending[] = [];

  function commit(): void {
    const together = waiting;
    waiting = [];
    if (together.length === 0) return;
    try {
      // IMMEDIATE: takes the lock before reading, so that another process cannot change what a decision rests on.
      const tell = within(database, 'BEGIN IMMEDIATE', () => together.map(({ start }) => start()));
      for (const told of tell) told();
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }

  return {
    commit,
    run<Result>(work: () => Result): Promise<Result> {
      return new Promise((resolve, reject) => {
        const start = () => {
          try {
            const result = saved(database, work);
            return () => resolve(result);
          } catch (error) {
            return () => reject(error);
          }
        };
        if (waiting.push({ start, reject }) === 1) setImmediate(commit);
      });
    },
  };
}

function saved<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('SAVEPOINT work');
  try {
    const result = work();
    database.exec('RELEASE work');
    return result;
  } catch (error) {
    database.exec('ROLLBACK TO work; RELEASE work');
    throw error;
  }
}

type Statements = Record<keyof Writer, StatementSync>;

function within<Result>(database: DatabaseSync, begin: string, work: () => Result): Result {
  database.exec(begin);
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    try {
      database.exec('ROLLBACK');
    } catch {
      // After some failures, such as a full disk, SQLite itself has rolled back already.
    }
    throw error;
  }
}

function readerOf(statements: Statements, { project, instance }: Scope): Reader {
  return {
    has: (kind, id) => statements.has.get(project, instance, kind, id) !== undefined,
    get(kind, id) {
      const row = statements.get.get(project, instance, kind, id);
      return row && JSON.parse(row['document'] as string);
    },
    list: (kind) => statements.list.all(project, instance, kind).map((row) => JSON.parse(row['document'] as string)),
    count: (kind) => statements.count.get(project, instance, kind)?.['count'] as number,
  };
}

function writerOf(statements: Statements, scope: Scope): Writer {
  const { project, instance } = scope;
  return {
    ...readerOf(statements, scope),
    put(kind, id, document) {
      statements.put.run(project, instance, kind, id, JSON.stringify(document));
    },
    delete(kind, id) {
      statements.delete.run(project, instance, kind, id);
    },
  };
}

function open(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    database = new DatabaseSync(file);
    prepare(database, file);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof StoreError) throw error;
    const { message } = error as Error;
    throw new StoreError(
      `${file}: cannot be used as a data file (${message}). Choose another, or remove it to start empty.`,
    );
  }
}

/** Looks before it touches: a file that is not ours, or newer than this program, stays as it is. */
function prepare(database: DatabaseSync, file: string): void {
  // How long to wait for another process that writes to the file, in milliseconds.
  database.exec('PRAGMA busy_timeout = 5000');
  const tables = numberOf(database, 'SELECT count(*) FROM sqlite_schema');
  if (tables > 0) {
    if (numberOf(database, 'PRAGMA application_id') !== applicationId) {
      throw new StoreError(`${file} is an SQLite database of another program. Choose another file.`);
    }
    checkVersion(numberOf(database, 'PRAGMA user_version'), file);
  }
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  if (tables > 0) return;
  within(database, 'BEGIN IMMEDIATE', () => {
    // Another process may have been faster.
    if (numberOf(database, 'SELECT count(*) FROM sqlite_schema') === 0) database.exec(schema);
  });
}

function checkVersion(version: number, file: string): void {
  if (version <= schemaVersion) return;
  throw new StoreError(
    `${file} was written by a newer version of @apig-spec/mock (layout ${version}; this version knows ${schemaVersion}). ` +
      'Update the package, or choose another file.',
  );
}

function numberOf(database: DatabaseSync, sql: string): number {
  return Object.values(database.prepare(sql).get() ?? {})[0] as number;
}
