// Where `--data` keeps the state: in an SQLite file, or in a PostgreSQL database.
import type { Durability } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { UsageError } from './usage.ts';

/** Whether this is the address of a database, not the name of a file. */
export function isDatabase(data: string): boolean {
  return /^postgres(ql)?:\/\//.test(data);
}

/** What `--data` names, as it may be printed: without a password. */
export function withoutPassword(data: string): string {
  if (!isDatabase(data)) return data;
  const url = new URL(data);
  if (url.password !== '') url.password = '***';
  if (url.searchParams.has('password')) url.searchParams.set('password', '***');
  return url.href;
}

/** @throws UsageError without the address where it is none: it may have a password in it */
export function dataOf<Data extends string | undefined>(data: Data): Data {
  if (data === '') throw new UsageError('--data: the name of a file is missing.');
  if (data !== undefined && isDatabase(data) && !URL.canParse(data)) {
    throw new UsageError(
      '--data: write the address of a database as postgres://<user>:<password>@<host>:<port>/<database>.',
    );
  }
  if (data !== undefined && !isDatabase(data) && /^[a-z][a-z\d+.-]+:\/\//i.test(data)) {
    throw new UsageError('--data: write the name of a file, or the address of a PostgreSQL database, postgres://….');
  }
  return data;
}

/** The store, whose code is loaded only where it is used, and whether another process has it open already. */
export async function storeAt(data: string, durability: Durability): Promise<Store & { shared?: boolean }> {
  if (isDatabase(data)) {
    const { postgresStore } = await import('../store/postgres.ts');
    return postgresStore(data);
  }
  const { sqliteStore } = await import('../store/sqlite.ts');
  return sqliteStore(data, { durability });
}
