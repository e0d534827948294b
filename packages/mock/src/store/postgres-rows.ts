// The rows of a PostgreSQL store: what is learnt from them, and what is written to them.
import type { Pool, PoolClient } from 'pg';
import { apply, documentOf, forget, type Job, type Project, worked } from './postgres-project.ts';
import type { Kept, Scope } from './store.ts';

/** How many rows of deleted documents a project may have: each other process learns from them what is gone. */
const mostDeleted = 10_000;

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
export async function learn(queries: Pool | PoolClient, name: string, project: Project): Promise<void> {
  let { rows } = await queries.query<Learnt>(sql.changes, [name, project.version]);
  const [known] = rows;
  const isOther = known ? Number(known.since) > project.version : project.version > 0;
  if (isOther && project.version > 0) {
    forget(project);
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

/** Does all the work on the project as it is committed, and writes what it changed. @returns what tells the callers */
export async function committed(
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

/** Puts all in the place of everything. Other processes learn by `since` that what they know is no more. */
export async function loaded(client: PoolClient, all: readonly Kept[]): Promise<void> {
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

/** The version of a project; 0: there is none. */
export async function versionOf(pool: Pool, name: string): Promise<number> {
  const { rows } = await pool.query<{ version: string }>(sql.version, [name]);
  return Number(rows[0]?.version ?? 0);
}

/** All documents, those of each project in the order in which they were first put. */
export async function everything(pool: Pool): Promise<Kept[]> {
  const { rows } = await pool.query<Row & Scope>(sql.everything);
  return rows.map(({ project, instance, kind, id, document }) => {
    return { project, instance, kind, id, document: JSON.parse(document ?? 'null') } as Kept;
  });
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
