// State in PostgreSQL: the promises of every store, and those of several mocks on one database.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type PostgresStore, postgresStore, StoreError } from '../src/store/postgres.ts';
import { hasPostgres, type Postgres, startPostgres } from './postgres.ts';
import { storeTests } from './stores.ts';

const scope = { project: 'p', instance: 'i' };

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  function openAt(url: string): PostgresStore {
    const store = postgresStore(url);
    onTestFinished(() => store.close());
    return store;
  }

  storeTests('PostgreSQL', async () => openAt(await server.database()));

  it('is one state for several processes, which see at once what others have written', async () => {
    const url = await server.database();
    const [one, other] = [openAt(url), openAt(url)];
    const put = (store: PostgresStore, id: string, of = scope) =>
      store.write(of, (documents) => documents.put('kind', id, { id }));
    const ids = (store: PostgresStore) =>
      store.read(scope, (documents) => documents.list<{ id: string }>('kind').map(({ id }) => id));
    await put(one, 'b');
    expect(await ids(other)).toEqual(['b']);
    await put(other, 'a');
    await put(one, 'c');
    expect([await ids(one), await ids(other)]).toEqual([
      ['b', 'a', 'c'],
      ['b', 'a', 'c'],
    ]);
    // Deleted and put again it is the last one, for both.
    await other.write(scope, (documents) => documents.delete('kind', 'b'));
    await other.write(scope, (documents) => documents.put('kind', 'b', { id: 'b' }));
    expect([await ids(one), await ids(other)]).toEqual([
      ['a', 'c', 'b'],
      ['a', 'c', 'b'],
    ]);
    await one.load([{ ...scope, kind: 'kind', id: 'z', document: { id: 'z' } }]);
    expect([await ids(one), await ids(other)]).toEqual([['z'], ['z']]);
    await other.load([]);
    expect([await ids(one), await ids(other)]).toEqual([[], []]);
    await put(one, 'd');
    expect([await ids(one), await ids(other)]).toEqual([['d'], ['d']]);
  });

  it('loses no update of many writers at two stores, and keeps a limit exactly', async () => {
    const url = await server.database();
    const stores = [openAt(url), openAt(url)];
    // One after the other, so that the two stores commit in turn.
    let made = 0;
    await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        for (let each = 0; each < 4; each += 1) {
          const isMade = await stores[n % 2]?.write(scope, (documents) => {
            const { count = 0 } = documents.get<{ count: number }>('counter', 'one') ?? {};
            documents.put('counter', 'one', { count: count + 1 });
            if (documents.count('kind') >= 30) return false;
            documents.put('kind', `${n} ${each}`, { n });
            return true;
          });
          if (isMade) made += 1;
        }
      }),
    );
    expect(made).toBe(30);
    for (const store of stores) {
      await store.read(scope, (documents) => {
        expect(documents.get('counter', 'one')).toEqual({ count: 200 });
        expect(documents.count('kind')).toBe(30);
      });
    }
  });

  it('forgets the rows of what was deleted once there are many, and nobody misses it', async () => {
    const url = await server.database();
    const [one, other] = [openAt(url), openAt(url)];
    await one.write(scope, (documents) => {
      for (let n = 0; n < 10_002; n += 1) documents.put('kind', `${n}`, {});
    });
    expect(await other.read(scope, (documents) => documents.count('kind'))).toBe(10_002);
    await one.write(scope, (documents) => {
      for (let n = 0; n < 10_001; n += 1) documents.delete('kind', `${n}`);
    });
    for (const store of [other, openAt(url)]) {
      expect(await store.read(scope, (documents) => documents.count('kind'))).toBe(1);
    }
  });

  it('outlives its database: what was acknowledged is there after a kill, and again works on', async () => {
    const url = await server.database();
    const store = openAt(url);
    const acknowledged: string[] = [];
    let going = true;
    const failures: unknown[] = [];
    const writers = Array.from({ length: 10 }, async (_, writer) => {
      for (let n = 0; going; n += 1) {
        const id = `${writer}-${n}`;
        try {
          await store.write(scope, (documents) => documents.put('kind', id, {}));
          acknowledged.push(id);
        } catch (error) {
          failures.push(error);
        }
      }
    });
    const until = (count: number) => expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(count);
    await until(50);
    await server.kill();
    await until(acknowledged.length + 50).finally(() => {
      going = false;
    });
    await Promise.all(writers);
    const kept = new Set((await store.dump()).map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(failures.filter((error) => !(error instanceof StoreError))).toEqual([]);
  });

  it('says what is wrong', async () => {
    const nowhere = openAt('postgres://mock@127.0.0.1:1/mock');
    await expect(nowhere.ready()).rejects.toThrow('The database cannot be reached (connect ECONNREFUSED');
    const failing = nowhere.write(scope, () => {});
    await expect(failing).rejects.toMatchObject({
      reason: 'away',
      message: expect.stringContaining('cannot be reached'),
    });
    const url = await server.database();
    const store = openAt(url);
    await store.ready();
    await expect(openAt(`${url}_other`).ready()).rejects.toThrow('does not exist');
    const { default: pg } = await import('pg');
    const client = new pg.Client(url);
    await client.connect();
    await client.query('UPDATE apig_mock_schema SET version = 99');
    await client.end();
    await expect(openAt(url).ready()).rejects.toThrow('a newer version of the mock');
    await store.close();
    await expect(store.read(scope, () => {})).rejects.toThrow('closed');
  });
});
