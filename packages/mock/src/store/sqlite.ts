// State in an SQLite file, by Node's own SQLite: no dependency, and as fast as any.
import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type LookupFields, valuesAt } from './fields.ts';
import { brokenDocument, inWords, isBusy } from './sqlite-errors.ts';
import { connect, type Durability, prepare } from './sqlite-file.ts';
import { transactionQueue } from './sqlite-queue.ts';
import { type Kept, type Placed, type Reader, type Scope, type Store, StoreError, type Writer } from './store.ts';

export { type Durability, StoreError };

/** How a data file is to be used. */
export interface SqliteOptions {
  /**
   * What outlives a power failure: `normal`, everything but perhaps the last commits; `full`, every acknowledged write, at
   * the cost of waiting for the disk. Default: `normal`.
   */
  durability?: Durability | undefined;
}

/** A store in an SQLite file. */
export interface SqliteStore extends Store {
  ready(): Promise<void>;
  /** Whether another process had the file open when this one opened it. */
  readonly shared: boolean;
}

/**
 * A store in an SQLite file, which is created with its folder where it is missing, for their owner alone. Several processes
 * may share one file: their writes wait for each other, and each sees what the others have written.
 *
 * A write is acknowledged after its commit to the write-ahead log, so it outlives the process however that ends, `kill -9`
 * included. Writes that arrive together share one commit.
 *
 * A lock of another process never blocks this one: what needs it is tried again for two seconds, and then rejects with a
 * {@link StoreError} whose `reason` is `busy`.
 *
 * @param file - path of the file
 * @throws {@link StoreError} where the file is not ours, is damaged, cannot be written, or was written by a newer version
 */
export function sqliteStore(file: string, { durability = 'normal' }: SqliteOptions = {}): SqliteStore {
  if (durability !== 'normal' && durability !== 'full') {
    throw new TypeError(`Unknown durability ${durability}. Use normal or full.`);
  }
  const { database, shared } = connect(file);
  const store = storeIn(database, file, () => prepare(database, file, durability));
  return { ...store, shared };
}

/**
 * A store in a database that is open already.
 *
 * @param prepare - makes the file ready; where it throws that the file is busy, it is called again later
 */
export function storeIn(
  database: DatabaseSync,
  file: string,
  prepare: () => void,
): Store & {
  /** Resolves once the file is ready. */
  ready(): Promise<void>;
} {
  let prepared: Statements | undefined;
  const statements = () => {
    if (!prepared) {
      prepare();
      prepared = statementsOf(database);
    }
    return prepared;
  };
  try {
    statements();
  } catch (error) {
    if (!isBusy(error)) {
      database.close();
      throw inWords(error, file);
    }
  }
  const lookups: Lookups = { file, fields: {}, mark: '', used: false, complete: false };
  const queue = transactionQueue(database, file, {
    open: statements,
    begin: () => {
      if (lookups.used) ensureComplete(statements(), lookups);
      lookups.complete = lookups.used;
    },
  });

  return {
    ready: () => queue.read(() => {}),
    lookUpBy: (fields) => {
      lookups.fields = fields;
      lookups.mark = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
    },
    read: (scope, work) => queue.read(() => work(readerOf(statements(), scope, file))),
    write: (scope, work) => queue.write(() => work(writerOf(statements(), scope, lookups))),
    dump: () =>
      queue.read(() =>
        statements()
          .everything.all()
          .map((row) => ({ ...row, document: documentIn(row, file) }) as Kept),
      ),
    load: (all) =>
      queue.write(() => {
        statements().clearAll.run();
        statements().clearLookups.run();
        for (const { kind, id, document, ...scope } of all)
          writerOf(statements(), scope, lookups).put(kind, id, document);
        markComplete(statements(), lookups);
      }),
    close: queue.close,
  };
}

/** How documents are looked up. */
interface Lookups {
  file: string;
  fields: LookupFields;
  /** Made from the fields. Stands among the rows while they are those of these fields: another release may know others. */
  mark: string;
  /** Whether a document has been looked up: from then on, each transaction completes the rows before its work, which may fail. */
  used: boolean;
  /** Whether this transaction did so. Rows that work itself completes are taken back where it fails. */
  complete: boolean;
}

type Statements = Record<
  | Exclude<keyof Writer, 'at'>
  | ('everything' | 'forget' | 'forgetScope' | 'remember' | 'clearAll' | 'clearLookups' | 'marked' | 'unmarkOthers'),
  StatementSync
>;

function statementsOf(database: DatabaseSync): Statements {
  const marks = "FROM lookups WHERE project = '' AND instance = '' AND kind = ''";
  const lookupRows = 'FROM lookups WHERE project = ? AND instance = ? AND kind = ?';
  const rows = 'FROM documents WHERE project = ? AND instance = ? AND kind = ?';
  return {
    has: database.prepare(`SELECT 1 ${rows} AND id = ?`),
    get: database.prepare(`SELECT document ${rows} AND id = ?`),
    list: database.prepare(`SELECT id, document ${rows} ORDER BY rowid`),
    having: database.prepare(`
      SELECT id FROM lookups JOIN documents USING (project, instance, kind, id)
      WHERE project = ? AND instance = ? AND kind = ? AND field = ? AND value = ? ORDER BY documents.rowid`),
    count: database.prepare(`SELECT count(*) AS count ${rows}`),
    everywhere: database.prepare(
      'SELECT instance, document FROM documents WHERE project = ? AND kind = ? ORDER BY rowid',
    ),
    put: database.prepare(`
      INSERT INTO documents (project, instance, kind, id, document) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET document = excluded.document`),
    delete: database.prepare(`DELETE ${rows} AND id = ?`),
    everything: database.prepare('SELECT project, instance, kind, id, document FROM documents ORDER BY rowid'),
    clear: database.prepare('DELETE FROM documents WHERE project = ? AND instance = ?'),
    clearAll: database.prepare('DELETE FROM documents'),
    forget: database.prepare(`DELETE ${lookupRows} AND id = ?`),
    forgetScope: database.prepare('DELETE FROM lookups WHERE project = ? AND instance = ?'),
    remember: database.prepare('INSERT OR IGNORE INTO lookups VALUES (?, ?, ?, ?, ?, ?)'),
    clearLookups: database.prepare('DELETE FROM lookups'),
    marked: database.prepare(`SELECT 1 ${marks} AND field = ?`),
    unmarkOthers: database.prepare(`DELETE ${marks} AND field <> ?`),
  };
}

function readerOf(statements: Statements, { project, instance }: Scope, file: string): Reader {
  const lookups = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();
  const list = (kind: string) =>
    statements.list
      .all(project, instance, kind)
      .map((row) => ({ id: String(row['id']), document: documentIn(row, file) }));
  return {
    has: (kind, id) => statements.has.get(project, instance, kind, id) !== undefined,
    get<Document extends object>(kind: string, id: string) {
      const row = statements.get.get(project, instance, kind, id);
      return row && (documentIn(row, file) as Document);
    },
    list: <Document extends object>(kind: string) => list(kind).map(({ document }) => document as Document),
    // A read may not write what is needed to be fast: it reads them all, once for each field.
    having(kind, field, value) {
      const lookup = lookups.get(`${kind} ${field}`) ?? idsBy(field, list(kind));
      lookups.set(`${kind} ${field}`, lookup);
      return [...(lookup.get(value) ?? [])];
    },
    count: (kind) => statements.count.get(project, instance, kind)?.['count'] as number,
    everywhere<Document extends object>(kind: string) {
      const scopes = new Map<string, Placed<Document>[]>();
      for (const row of statements.everywhere.all(project, kind)) {
        const instance = String(row['instance']);
        const placed = scopes.get(instance) ?? [];
        placed.push({ instance, document: documentIn(row, file) as Document });
        scopes.set(instance, placed);
      }
      return [...scopes.values()].flat();
    },
  };
}

/** The ids of documents by what stands in a field of theirs. */
function idsBy(field: string, documents: readonly { id: string; document: object }[]): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { id, document } of documents) {
    for (const value of valuesAt(document, field).map(String)) ids.set(value, (ids.get(value) ?? new Set()).add(id));
  }
  return ids;
}

function writerOf(statements: Statements, scope: Scope, lookups: Lookups): Writer {
  const { project, instance } = scope;
  return {
    ...readerOf(statements, scope, lookups.file),
    having(kind, field, value) {
      lookups.used = true;
      if (!lookups.complete) ensureComplete(statements, lookups);
      return statements.having.all(project, instance, kind, field, value).map(({ id }) => String(id));
    },
    put(kind, id, document) {
      statements.put.run(project, instance, kind, id, JSON.stringify(document));
      statements.forget.run(project, instance, kind, id);
      remember(statements, lookups, { ...scope, kind, id, document });
      // By other fields this document is not found now.
      if (!lookups.complete) statements.unmarkOthers.run(lookups.mark);
    },
    delete(kind, id) {
      statements.delete.run(project, instance, kind, id);
      statements.forget.run(project, instance, kind, id);
    },
    clear() {
      statements.clear.run(project, instance);
      statements.forgetScope.run(project, instance);
    },
    at: (other) => writerOf(statements, { project, instance: other }, lookups),
  };
}

function remember(
  { remember }: Statements,
  { fields }: Lookups,
  { project, instance, kind, id, document }: Kept,
): void {
  for (const field of (Object.hasOwn(fields, kind) && fields[kind]) || []) {
    for (const value of valuesAt(document, field)) remember.run(project, instance, kind, field, String(value), id);
  }
}

/** Reads all documents of a file that another release wrote: one without lookups, or one that looks up by other fields. */
function ensureComplete(statements: Statements, lookups: Lookups): void {
  if (statements.marked.get(lookups.mark)) return;
  statements.clearLookups.run();
  for (const row of statements.everything.iterate()) {
    const { kind } = row as unknown as Kept;
    if (!Object.hasOwn(lookups.fields, kind)) continue;
    remember(statements, lookups, { ...row, document: documentIn(row, lookups.file) } as Kept);
  }
  markComplete(statements, lookups);
}

function markComplete({ remember }: Statements, { mark }: Lookups): void {
  remember.run('', '', '', mark, '', '');
}

function documentIn(row: Record<string, unknown>, file: string): object {
  try {
    return JSON.parse(row['document'] as string) as object;
  } catch (error) {
    throw brokenDocument(file, error);
  }
}
