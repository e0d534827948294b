// State in a PostgreSQL database, which several mocks share. A project is the unit: its documents stand in memory as they were
// committed last, and a transaction first learns what others have changed since.
import type { Pool } from 'pg';
import { readerOf } from './memory.ts';
import { inTransaction, isOutOfReach, outOfReach, persistent, poolOf, ready } from './postgres-database.ts';
import { forget, newProject, type Project } from './postgres-project.ts';
import { committed, everything, learn, loaded, versionOf } from './postgres-rows.ts';
import { type Scope, type Store, StoreError, type Writer } from './store.ts';

export { StoreError };

/** A store in a PostgreSQL database. */
export interface PostgresStore extends Store {
  ready(): Promise<void>;
}

/** How many projects are kept in memory. One that was not used for the longest time is read again when it is. */
const mostProjects = 200;

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
      forget(project);
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
      const version = await persistent(() => versionOf(pool, name));
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
      return persistent(() => everything(pool));
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
