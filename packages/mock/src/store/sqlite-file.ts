// The mock's SQLite file: found to be ours and usable before anything in it is touched.
import { realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivateFile, makePrivateFolder, tighten } from './private-file.ts';
import { inWords, isBusy } from './sqlite-errors.ts';
import { StoreError } from './store.ts';

/**
 * What outlives a power failure: `normal`, everything but perhaps the last commits; `full`, every acknowledged write. The
 * end of the process, however it comes, takes nothing from either.
 */
export type Durability = 'normal' | 'full';

/**
 * The file's layout, kept in `user_version`. A new layout gets a new number and a step that leads there. 1, of the first release:
 * documents alone. 2: also what they are looked up by, which a release that does not know it would leave as it was.
 */
const schemaVersion = 2;

/** Says in `application_id` that a file is ours: 'APIG' in ASCII. */
const applicationId = 0x41504947;

/** Beyond this, in bytes, the write-ahead log is cut after a checkpoint: a large restore would leave a large log. */
const longestLog = 16_777_216;

// One table for all kinds: what the mock keeps next needs no migration. The rowid keeps the order of insertion.
const table = `CREATE TABLE documents (
    project TEXT NOT NULL,
    instance TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (project, instance, kind, id)
  ) STRICT`;

// What documents are looked up by. Without it, each create would read all documents of its kind to know whether its name is
// taken, and each delete all that may refer to what is deleted. It stores nothing that the other table does not: a file of layout 1
// gets it empty, and the first write that looks something up fills it.
const lookups = `CREATE TABLE IF NOT EXISTS lookups (
    project TEXT NOT NULL,
    instance TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (project, instance, kind, field, value, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS lookups_by_id ON lookups (project, instance, kind, id)`;

/**
 * Opens the file, which is created with its folder where it is missing. Nothing is read yet, so that no lock is in the way.
 *
 * @throws StoreError where there cannot be such a file
 */
export function connect(file: string): { database: DatabaseSync; shared: boolean } {
  const path = resolve(file);
  try {
    if (file === '' || file === ':memory:') throw new StoreError('A data file needs a name; memoryStore() keeps none.');
    makePrivateFolder(dirname(path));
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isDirectory()) throw new StoreError(`${file} is a folder. Give the name of a file in it.`);
    if (status && !status.isFile()) throw new StoreError(`${file} is not a regular file. Choose another.`);
    if (!status) makePrivateFile(path);
    const shared = status !== undefined && isOpenElsewhere(path);
    return { database: new DatabaseSync(path), shared };
  } catch (error) {
    throw inWords(error, file);
  }
}

/**
 * Whether anybody else has this data file open. Whoever uses a file in WAL mode holds a shared lock on it from its first
 * access on, and an exclusive one is possible only where nobody does. The file must not be opened by other means than SQLite:
 * closing it would end all of this process's locks on it.
 */
function isOpenElsewhere(path: string): boolean {
  const probe = new DatabaseSync(path);
  try {
    probe.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM sqlite_schema');
    return false;
  } catch (error) {
    // What else is wrong is found again when the file is opened.
    return isBusy(error);
  } finally {
    probe.close();
  }
}

/**
 * Makes an open file ready for use. It can be called again where another process held a lock.
 *
 * @throws StoreError where the file is not ours, was written by a newer version or cannot be written; it stays as it is then
 */
export function prepare(database: DatabaseSync, file: string, durability: Durability): void {
  // SQLite would wait inside a call, and the whole process with it. Who waits is the queue of the store.
  database.exec('PRAGMA busy_timeout = 0');
  const isNew = checkOwner(database, file);
  // SQLite's own files stand beside what a symbolic link leads to.
  const path = realpathSync(resolve(file));
  for (const each of [path, `${path}-wal`, `${path}-shm`]) tighten(each);
  if (singleValue(database, 'PRAGMA journal_mode = WAL') !== 'wal') {
    throw new StoreError(
      `The folder of ${file} does not support SQLite's write-ahead log. Choose a file on a local disk.`,
    );
  }
  const full = durability === 'full';
  // On macOS a disk writes its cache down only where it is asked to by `fullfsync`.
  database.exec(`
    PRAGMA synchronous = ${full ? 'FULL' : 'NORMAL'};
    PRAGMA fullfsync = ${full ? 'ON' : 'OFF'};
    PRAGMA checkpoint_fullfsync = ${full ? 'ON' : 'OFF'};
    PRAGMA journal_size_limit = ${longestLog};
  `);
  if (isNew) create(database);
  else tryToWrite(database);
}

/** @returns whether the file is still empty */
function checkOwner(database: DatabaseSync, file: string): boolean {
  const isNew = singleValue(database, 'SELECT count(*) FROM sqlite_schema') === 0;
  const owner = singleValue(database, 'PRAGMA application_id');
  const version = Number(singleValue(database, 'PRAGMA user_version'));
  if (isNew && owner === 0 && version === 0) return true;
  if (owner !== applicationId) {
    throw new StoreError(`${file} is an SQLite database of another program. Choose another file.`);
  }
  if (version > schemaVersion) {
    throw new StoreError(
      `${file} was written by a newer version of @apig-spec/mock (layout ${version}; this version knows ${schemaVersion}). ` +
        'Update the package, or choose another file.',
    );
  }
  const written = database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'documents'").get()?.['sql'];
  const triggers = singleValue(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'");
  const isOurs = version >= 1 && inOneLine(String(written)) === inOneLine(table) && triggers === 0;
  if (!isOurs) {
    throw new StoreError(
      `${file} has been changed by another program: its tables are not as @apig-spec/mock makes them. ` +
        'It was left as it is. Choose another file.',
    );
  }
  return false;
}

function inOneLine(sql: string): string {
  return sql.replace(/\s+/g, ' ');
}

function create(database: DatabaseSync): void {
  transaction(database, 'BEGIN IMMEDIATE', () => {
    // Another process may have been faster.
    if (singleValue(database, 'SELECT count(*) FROM sqlite_schema') !== 0) return;
    database.exec(
      `${table}; ${lookups}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`,
    );
  });
}

/** A file that cannot be written to is better found now than by the first request that changes something. */
function tryToWrite(database: DatabaseSync): void {
  try {
    transaction(database, 'BEGIN IMMEDIATE', () => database.exec(`${lookups}; PRAGMA user_version = ${schemaVersion}`));
  } catch (error) {
    // Another process is just writing to it; a file of an earlier layout has to wait until that is done.
    if (!isBusy(error) || singleValue(database, 'PRAGMA user_version') !== schemaVersion) throw error;
  }
}

/** @param begin - `BEGIN IMMEDIATE` takes the lock before reading, so that nobody changes what a decision rests on */
export function transaction<Result>(database: DatabaseSync, begin: string, work: () => Result): Result {
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

function singleValue(database: DatabaseSync, sql: string): unknown {
  return Object.values(database.prepare(sql).get() ?? {})[0];
}
