// The database of a PostgreSQL store: its connections, its tables, and what goes wrong, in words that say what to do.
import type { Pool, PoolClient } from 'pg';
import { StoreError } from './store.ts';

/** A few: the writes of a project share one. */
const mostConnections = 8;

/** How long a connection may take, in milliseconds. */
const connectionTimeout = 5000;

/** Connections to a database, which are made when they are needed. @throws StoreError where the package `pg` is missing */
export async function poolOf(url: string): Promise<Pool> {
  const { default: pg } = await import('pg').catch((cause) => {
    throw new StoreError('State in PostgreSQL needs the package pg: npm install pg', { cause });
  });
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectionTimeout,
    application_name: 'apig-mock',
  });
  // One that breaks is replaced by another; who uses it learns of it by what the next statement says.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * The tables as each version of this package expects them: a list of steps, each done once. A document that was deleted stays as a
 * row without content, so that other processes learn of it. Versions count up over all projects and are never given twice, so that a
 * project that is replaced cannot be mistaken for itself.
 */
const migrations = [
  `CREATE SEQUENCE apig_mock_versions;
   CREATE TABLE apig_mock_projects (
     project text PRIMARY KEY,
     version bigint NOT NULL DEFAULT 0,
     since bigint NOT NULL,
     places bigint NOT NULL DEFAULT 0,
     deleted bigint NOT NULL DEFAULT 0
   );
   CREATE TABLE apig_mock_documents (
     of_project text NOT NULL, instance text NOT NULL, kind text NOT NULL, id text NOT NULL,
     place bigint NOT NULL, changed bigint NOT NULL, document text,
     PRIMARY KEY (of_project, instance, kind, id)
   );
   CREATE INDEX ON apig_mock_documents (of_project, changed)`,
];

/** Makes the tables what this version expects. @throws StoreError where they are those of a newer one, or may not be made */
export async function ready(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // One process at a time: the number is an arbitrary one of our own.
    await client.query('SELECT pg_advisory_xact_lock(7311447)');
    await client.query('CREATE TABLE IF NOT EXISTS apig_mock_schema (version integer NOT NULL)');
    const { rows } = await client.query<{ version: number }>('SELECT version FROM apig_mock_schema');
    const version = rows[0]?.version ?? 0;
    if (version > migrations.length) {
      throw new StoreError('The database was used by a newer version of the mock. Use that, or another database.');
    }
    for (const migration of migrations.slice(version)) await client.query(migration);
    if (version < migrations.length) {
      await client.query('DELETE FROM apig_mock_schema');
      await client.query('INSERT INTO apig_mock_schema VALUES ($1)', [migrations.length]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw inWords(error);
  } finally {
    client.release();
  }
}

/** Classes of SQLSTATE: connections, resources, an operator's doing; and a transaction that may work if it is done again. */
const passing = /^(08|53|57P|40)/;

/** Whether the database cannot be used now, so that the same may work later: it says so, or the connection to it fails. */
export function isOutOfReach(error: unknown): boolean {
  const { code = '', severity } = (error ?? {}) as { code?: string; severity?: string };
  // Only what the database itself says has a severity; a mistake in this program is none of its connection.
  if (severity !== undefined) return passing.test(code);
  return error instanceof Error && !['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError'].includes(error.name);
}

function inWords(error: unknown): unknown {
  if (error instanceof StoreError || isOutOfReach(error)) return error;
  const { message } = error as Error;
  return new StoreError(
    `The database cannot be used (${message}). Let this user create tables in it, or choose another.`,
    {
      cause: error,
    },
  );
}

/** How long a transaction is tried again before its caller is told that the database is out of reach, in milliseconds. */
const patience = 2000;

/** Runs what may fail because the database is out of reach, again and again until it does not or patience ends. */
export async function persistent<Result>(work: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + patience;
  for (let pause = 10; ; pause = Math.min(2 * pause, 200)) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreError || !isOutOfReach(error)) throw error;
      if (performance.now() > until) {
        throw outOfReach(error);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export function outOfReach(cause: unknown): unknown {
  if (cause instanceof StoreError) return cause;
  const { message } = cause as Error;
  return new StoreError(`The database cannot be reached (${message}). Start it, check its address, and try again.`, {
    reason: 'away',
    cause,
  });
}

/** @throws StoreError, reason `lost`, where it is not known whether it was committed */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    try {
      await client.query('COMMIT');
    } catch (cause) {
      const message = `The connection to the database broke while a write was committed (${(cause as Error).message}).`;
      throw new StoreError(message, { reason: 'lost', cause });
    }
    return result;
  } catch (error) {
    failure = error as Error;
    await client.query('ROLLBACK').then(
      () => (failure = undefined),
      () => {},
    );
    throw error;
  } finally {
    // A connection that failed is not used again.
    client.release(failure);
  }
}
