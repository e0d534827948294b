// State in a PostgreSQL database, which several mocks share. A project is the unit: its documents stand in memory as they were
// committed last, and a transaction first learns what others have changed since.
import type { Pool, PoolClient } from 'pg';
import { type Contents, readerOf, writerAt } from './memory.ts';
import { isOutOfReach, poolOf, ready } from './postgres-database.ts';
import { type Kept, type Scope, type Store, StoreError, type Writer } from './store.ts';

export { StoreError };

/** A store in a PostgreSQL database. */
export interface PostgresStore extends Store {
  ready(): Promise<void>;
}

/** A project as this process knows it: as it was at a version. */
interface Project {
  version: number;
  /** How many documents were put for the first time, in the database. */
  places: number;
  scopes: Map<string, Contents>;
  /** The end of what waits its turn. */
  turn: Promise<unknown>;
  waiting: Job[];
}

/** Work that waits for the next commit. */
interface Job {
  scope: Scope;
  work(documents: Writer): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** A document that a transaction changed; `place`: that it was put for the first time, as which. */
interface Changed {
  instance: string;
  kind: string;
  id: string;
  place?: number;
}

/** How many projects are kept in memory. One that was not used for the longest time is read again when it is. */
const mostProjects = 200;

/** How many rows of deleted documents a project may have: each other process learns from them what is gone. */
const mostDeleted = 10_000;

/** How long a transaction is tried again before its caller is told that the database is out of reach, in milliseconds. */
const patience = 2000;

/**
 * A store in a PostgreSQL database, in tables whose names begin with `apig_mock_`. Several processes may share it: writes to a
 * project wait for each other, and each sees what the others have written. It needs the package `pg`.
 *
 * A write is acknowledged after its commit, so it outlives this process and, with PostgreSQL's own settings, the database. Writes to
 * a project that arrive together share one commit.
 *
 * Where the database is out of reach, what needs it is tried again for two seconds, and then rejects with a {@link StoreError} whose
 * `reason` is `away`; `lost` where the connection broke while a write was committed.
 *
 * @param url - `postgres://user:password@host:5432/database`
 */
export function postgresStore(url: string): PostgresStore {
  const projects = new Map<string, Project>();
  let opened: Promise<Pool> | undefined;
  let closed: Promise<void> | undefined;

  async function database(): Promise<Pool> {
    if (closed) throw new StoreError('The connection to the database is closed.');
    opened ??= poolOf(url).then(async (pool) => {
      await ready(pool);
      return pool;
    });
    // A database that is out of reach now may be there later.
    return opened.catch((error) => {
      opened = undefined;
      throw error;
    });
  }

  function projectOf(name: string): Project {
    const project = projects.get(name) ?? newProject();
    projects.delete(name);
    projects.set(name, project);
    for (const [oldest, { waiting }] of projects) {
      if (projects.size <= mostProjects) break;
      if (oldest !== name && waiting.length === 0) projects.delete(oldest);
    }
    return project;
  }

  /** Runs the work after all that had to do with the project before. */
  function inTurn<Result>(project: Project, work: () => Promise<Result>): Promise<Result> {
    const result = project.turn.then(work);
    project.turn = result.catch(() => {});
    return result;
  }

  async function commitWaiting(name: string, project: Project): Promise<void> {
    const jobs = project.waiting.splice(0);
    if (jobs.length === 0) return;
    try {
      const tell = await persistent(async () =>
        inTransaction(await database(), (client) => committed(client, name, project, jobs)),
      );
      for (const told of tell) told();
    } catch (error) {
      // What this process knows of the project may be what was not committed.
      Object.assign(project, { version: 0, places: 0, scopes: new Map() });
      for (const { reject } of jobs) reject(error);
    }
  }

  return {
    async ready() {
      await database().catch((error) => {
        throw isOutOfReach(error) ? outOfReach(error) : error;
      });
    },
    async read({ project: name, instance }, work) {
      const project = projectOf(name);
      const pool = await persistent(database);
      const { rows } = await persistent(() => pool.query(sql.version, [name]));
      const version = Number(rows[0]?.version ?? 0);
      if (version !== project.version) {
        await inTurn(project, () => persistent(() => learn(pool, name, project)));
      }
      return work(readerOf(project.scopes.get(instance) ?? new Map(), project.scopes));
    },
    write<Result>(scope: Scope, work: (documents: Writer) => Result) {
      const project = projectOf(scope.project);
      return new Promise<Result>((resolve, reject) => {
        project.waiting.push({ scope, work, reject, resolve: (result) => resolve(result as Result) });
        void inTurn(project, () => commitWaiting(scope.project, project));
      });
    },
    async dump() {
      const pool = await persistent(database);
      const { rows } = await persistent(() => pool.query<Row & Scope>(sql.everything));
      return rows.map(({ project, instance, kind, id, document }) => {
        return { project, instance, kind, id, document: JSON.parse(document ?? 'null') } as Kept;
      });
    },
    async load(all) {
      await persistent(async () => inTransaction(await database(), (client) => loaded(client, all)));
    },
    close() {
      closed ??= (async () => {
        await Promise.all(Array.from(projects.values(), ({ turn }) => turn));
        await (await opened?.catch(() => undefined))?.end();
      })();
      return closed;
    },
  };
}

function newProject(): Project {
  return { version: 0, places: 0, scopes: new Map(), turn: Promise.resolve(), waiting: [] };
}

/** Runs what may fail because the database is out of reach, again and again until it does not or patience ends. */
async function persistent<Result>(work: () => Promise<Result>): Promise<Result> {
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

function outOfReach(cause: unknown): unknown {
  if (cause instanceof StoreError) return cause;
  const { message } = cause as Error;
  return new StoreError(`The database is out of reach (${message}). Try again when it runs and its address is right.`, {
    reason: 'away',
    cause,
  });
}

/** @throws StoreError, reason `lost`, where it is not known whether it was committed */
async function inTransaction<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
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

interface Row {
  instance: string;
  kind: string;
  id: string;
  place: string;
  /** Of a deleted one it is null. */
  document: string | null;
}

/** Of a project: what it is, and each document that changed after a version, or none. */
type Learnt = Partial<Row> & { version: string; places: string; since: string };

/** Brings what this process knows of a project to what is committed. */
async function learn(queries: Pool | PoolClient, name: string, project: Project): Promise<void> {
  let { rows } = await queries.query<Learnt>(sql.changes, [name, project.version]);
  const [known] = rows;
  const isOther = known ? Number(known.since) > project.version : project.version > 0;
  if (isOther && project.version > 0) {
    Object.assign(project, { version: 0, places: 0, scopes: new Map() });
    ({ rows } = await queries.query<Learnt>(sql.changes, [name, 0]));
  }
  const [first] = rows;
  if (!first) return;
  for (const { instance = '', kind, id, place, document } of rows) {
    if (kind === undefined || kind === null || id === undefined) continue;
    apply(project, { instance, kind, id, ...(Number(place) > project.places && { place: Number(place) }) }, document);
  }
  project.version = Number(first.version);
  project.places = Number(first.places);
}

/** @param document - as JSON, or as it is */
function apply(
  { scopes }: Project,
  { instance, kind, id, place }: Changed,
  document: string | object | null | undefined,
) {
  const documents = writerAt(scopes, instance);
  // One that was deleted meanwhile stands at the end now.
  if (!document || place !== undefined) documents.delete(kind, id);
  if (document) documents.put(kind, id, typeof document === 'string' ? JSON.parse(document) : document);
}

/** Does all the work on the project as it is committed, and writes what it changed. @returns what tells the callers */
async function committed(
  client: PoolClient,
  name: string,
  project: Project,
  jobs: readonly Job[],
): Promise<(() => void)[]> {
  // From here on nobody else changes the project.
  const { rowCount } = await client.query(sql.lock, [name]);
  if (rowCount === 0) {
    await client.query(sql.enter, [name]);
    await client.query(sql.lock, [name]);
  }
  await learn(client, name, project);
  const { tell, changes, places, undo } = worked(project, jobs);
  const all = [...changes.values()].map((change) => ({ change, document: documentOf(project, change) }));
  // Until it is committed, readers are not to see it.
  for (const step of undo.reverse()) step();
  if (all.length === 0) return tell;
  const { rows } = await client.query<{ version: string; deleted: string }>(sql.advance, [
    ...[name, places],
    all.filter(({ document }) => !document).length,
  ]);
  const version = Number(rows[0]?.version);
  await client.query(sql.put, [
    ...[name, version],
    all.map(({ change }) => change.instance),
    all.map(({ change }) => change.kind),
    all.map(({ change }) => change.id),
    all.map(({ change }) => change.place ?? 0),
    all.map(({ document }) => (document ? JSON.stringify(document) : null)),
  ]);
  if (Number(rows[0]?.deleted) > mostDeleted) await client.query(sql.sweep, [name]);
  return [
    () => {
      for (const { change, document } of all) apply(project, change, document);
      project.version = version;
      project.places = places;
    },
    ...tell,
  ];
}

function documentOf({ scopes }: Project, { instance, kind, id }: Changed): object | undefined {
  return scopes.get(instance)?.get(kind)?.get(id);
}

/** Each job sees what those before it have done; one that throws has done nothing. */
function worked(project: Project, jobs: readonly Job[]) {
  const undo: (() => void)[] = [];
  const tell: (() => void)[] = [];
  const changes = new Map<string, Changed>();
  let { places } = project;
  for (const { scope, work, resolve, reject } of jobs) {
    const own: (() => void)[] = [];
    const changed = new Map<string, Changed>();
    const counter = { places };
    try {
      const result = work(recording(project.scopes, scope.instance, { own, changed, counter }));
      tell.push(() => resolve(result));
      undo.push(...own);
      for (const [key, change] of changed) changes.set(key, { ...changes.get(key), ...change });
      ({ places } = counter);
    } catch (error) {
      for (const step of own.reverse()) step();
      tell.push(() => reject(error));
    }
  }
  return { tell, changes, places, undo };
}

/** What a job leaves behind. */
interface Notes {
  own: (() => void)[];
  changed: Map<string, Changed>;
  counter: { places: number };
}

/** A writer that notes what is changed. */
function recording(scopes: Map<string, Contents>, instance: string, notes: Notes): Writer {
  const documents = writerAt(scopes, instance, notes.own);
  const note = (kind: string, id: string, isNew = false) => {
    const { changed, counter } = notes;
    const key = JSON.stringify([instance, kind, id]);
    if (isNew) counter.places += 1;
    changed.set(key, { ...changed.get(key), instance, kind, id, ...(isNew && { place: counter.places }) });
  };
  return {
    ...documents,
    put(kind, id, document) {
      note(kind, id, !documents.has(kind, id));
      documents.put(kind, id, document);
    },
    delete(kind, id) {
      if (documents.has(kind, id)) note(kind, id);
      documents.delete(kind, id);
    },
    clear() {
      for (const [kind, all] of scopes.get(instance) ?? []) for (const [id] of all.entries()) note(kind, id);
      documents.clear();
    },
    at: (other) => recording(scopes, other, notes),
  };
}

/** Puts all in the place of everything. Other processes learn by `since` that what they know is no more. */
async function loaded(client: PoolClient, all: readonly Kept[]): Promise<void> {
  await client.query(sql.lockAll);
  await client.query(sql.clear);
  const byProject = new Map<string, Kept[]>();
  for (const each of all) {
    const documents = byProject.get(each.project);
    if (documents) documents.push(each);
    else byProject.set(each.project, [each]);
  }
  for (const [name, documents] of byProject) {
    await client.query(sql.enter, [name]);
    const { rows } = await client.query<{ version: string }>(sql.advance, [name, documents.length, 0]);
    await client.query(sql.put, [
      ...[name, rows[0]?.version],
      documents.map(({ instance }) => instance),
      documents.map(({ kind }) => kind),
      documents.map(({ id }) => id),
      documents.map((_, index) => index + 1),
      documents.map(({ document }) => JSON.stringify(document)),
    ]);
  }
}

const sql = {
  version: 'SELECT version FROM apig_mock_projects WHERE project = $1',
  enter: `
    INSERT INTO apig_mock_projects (project, since) VALUES ($1, nextval('apig_mock_versions')) ON CONFLICT DO NOTHING`,
  lock: 'SELECT FROM apig_mock_projects WHERE project = $1 FOR UPDATE',
  // In one statement, so that all of it is of one moment.
  changes: `
    SELECT version, places, since, instance, kind, id, place, document
    FROM apig_mock_projects LEFT JOIN apig_mock_documents
      ON of_project = project AND changed > $2 AND ($2 > 0 OR document IS NOT NULL)
    WHERE project = $1 ORDER BY place`,
  advance: `
    UPDATE apig_mock_projects SET version = nextval('apig_mock_versions'), places = $2, deleted = deleted + $3
    WHERE project = $1 RETURNING version, deleted`,
  put: `
    INSERT INTO apig_mock_documents (of_project, changed, instance, kind, id, place, document)
    SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
    ON CONFLICT (of_project, instance, kind, id) DO UPDATE SET
      changed = excluded.changed, document = excluded.document,
      place = CASE excluded.place WHEN 0 THEN apig_mock_documents.place ELSE excluded.place END`,
  sweep: `
    WITH gone AS (DELETE FROM apig_mock_documents WHERE of_project = $1 AND document IS NULL)
    UPDATE apig_mock_projects SET deleted = 0, since = version WHERE project = $1`,
  everything: `
    SELECT of_project AS project, instance, kind, id, document FROM apig_mock_documents
    WHERE document IS NOT NULL ORDER BY of_project, place`,
  lockAll: 'LOCK TABLE apig_mock_projects IN ACCESS EXCLUSIVE MODE',
  clear: 'TRUNCATE apig_mock_projects, apig_mock_documents',
};
