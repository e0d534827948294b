// How many projects a mock keeps, and what becomes of those that are too many.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMock, type LogEntry, type Mock, memoryStore, SnapshotError } from '../src/index.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import { channels, documentExample, run, scratch, send, served, spawned } from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
const of = (project: string) => channels.replace(/\/v2\/[^/]+/, `/v2/${project}`);
const kept = async (url: string) =>
  (await send(url, 'GET', '/_mock/state')).body.scopes.map(({ project }: { project: string }) => project);

async function write(mock: Mock, project: string): Promise<number> {
  const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
  const request = new Request(`http://mock${of(project)}`, { method: 'POST', headers, body: JSON.stringify(example) });
  return (await mock.fetch(request)).status;
}

it('beyond maxProjects the one that was used least recently is forgotten, and the log tells which', async () => {
  const entries: LogEntry[] = [];
  const url = await served({ maxProjects: 3, log: (entry) => void entries.push(entry) });
  const paths: string[] = [];
  for (const project of ['a', 'b', 'c']) {
    paths.push(`${of(project)}/${(await send(url, 'POST', of(project), example)).body.id}`);
  }
  // A project that has changed nothing takes no place, however often it is read.
  for (let count = 0; count < 10; count += 1) await send(url, 'GET', `${of(`reader-${count}`)}/1`);
  // Neither does one whose only change is rejected.
  expect((await send(url, 'DELETE', `${of('rejected')}/1/members/1`)).status).toBe(404);
  expect(await kept(url)).toEqual(['a', 'b', 'c']);
  // Reading is using.
  expect((await send(url, 'GET', paths[0] ?? '')).status).toBe(200);
  expect((await send(url, 'POST', of('d'), example)).status).toBe(201);
  expect(await kept(url)).toEqual(['a', 'c', 'd']);
  expect(entries.filter(({ forgotten }) => forgotten).map(({ url, forgotten }) => [url, forgotten])).toEqual([
    [of('d'), ['b']],
  ]);
  const statuses = await Promise.all(paths.map(async (path) => (await send(url, 'GET', path)).status));
  expect(statuses).toEqual([200, 404, 200]);
  // It begins again as every project does.
  expect((await send(url, 'POST', of('b'), example)).status).toBe(201);
});

it('a hundred times as many projects take no more than those that are kept', async () => {
  const mock = createMock({ maxProjects: 20 });
  for (let count = 0; count < 2000; count += 1) expect(await write(mock, `p${count}`)).toBe(201);
  const { scopes } = await mock.snapshot();
  expect(scopes.map(({ project }) => project)).toEqual(Array.from({ length: 20 }, (_, n) => `p${1980 + n}`));
});

it('projects share the documents of the seed that they have not changed', async () => {
  const store = memoryStore();
  const mock = createMock({ store });
  for (const project of ['a', 'b']) await write(mock, project);
  const instance = channels.split('/')[5] ?? '';
  const [one, other] = await Promise.all(
    ['a', 'b'].map((project) => store.read({ project, instance }, (documents) => documents.list('vpc-channel'))),
  );
  expect(one?.map((channel, index) => channel === other?.[index])).toEqual([true, true, true, false]);
});

it('a snapshot of more projects than are kept is rejected', async () => {
  const many = createMock({ maxProjects: 0 });
  for (const project of ['a', 'b', 'c']) await write(many, project);
  const snapshot = await many.snapshot();
  const few = createMock({ maxProjects: 2 });
  const fitting = { ...snapshot, scopes: snapshot.scopes.slice(1) };
  await few.restore(fitting);
  await expect(few.restore(snapshot)).rejects.toThrow(
    new SnapshotError('The snapshot has 3 projects; this mock keeps at most 2.'),
  );
  expect((await few.snapshot()).scopes).toEqual(fitting.scopes);
  // What was restored is forgotten like anything else.
  await write(few, 'd');
  expect((await few.snapshot()).scopes.map(({ project }) => project)).toEqual(['c', 'd']);
});

it('--max-projects, which a data file does not need', async () => {
  const mock = await spawned('--max-projects', '1');
  for (const project of ['a', 'b']) expect((await send(mock.url, 'POST', of(project), example)).status).toBe(201);
  expect(await kept(mock.url)).toEqual(['b']);
  await mock.end('SIGTERM');
  expect(mock.lines).toContain('          forgot project a, used least recently');
  const { code, stderr } = await run('--max-projects', '1', '--data', join(scratch(), 'mock.sqlite'));
  expect([code, stderr]).toEqual([2, expect.stringContaining('--max-projects: not with --data.')]);
  const store = sqliteStore(join(scratch(), 'mock.sqlite'));
  expect(() => createMock({ maxProjects: 1, store })).toThrow('maxProjects is for state in memory');
  await store.close();
  for (const maxProjects of [-1, 1.5, Number.NaN]) {
    expect(() => createMock({ maxProjects })).toThrow(`maxProjects: ${maxProjects} is not a whole number from 0.`);
  }
});
