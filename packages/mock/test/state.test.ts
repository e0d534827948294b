// The state of a project: what the seed has counts until a scope is kept, and no longer once an instance is deleted.
import { describe, expect, it, onTestFinished } from 'vitest';
import { seed as documented, type Seed, type Store } from '../src/index.ts';
import { idSource, newClock } from '../src/protocol/stamp.ts';
import { restore, SnapshotError, snapshotOf } from '../src/state/snapshot.ts';
import { stateOf } from '../src/state/state.ts';
import { memoryStore } from '../src/store/memory.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import { instance, project, scratch } from './support.ts';

const seed: Seed = {
  one: { instance: { one: { id: 'one' } }, environment: { a: { id: 'a', name: 'a' } } },
  two: { instance: { two: { id: 'two' } }, environment: { b: { id: 'b', name: 'b' } } },
  '': { cluster: { c: { id: 'c', name: 'c' } } },
};
const at = (instance: string) => ({ project: 'p', instance });

function inFile(): Store {
  const store = sqliteStore(`${scratch()}/mock.sqlite`);
  onTestFinished(() => store.close());
  return store;
}

it('in one file for two: what one creates or deletes, the other sees', async () => {
  const file = `${scratch()}/mock.sqlite`;
  const [one, other] = [1, 2].map(() => {
    const store = sqliteStore(file);
    onTestFinished(() => store.close());
    return stateOf(store, seed);
  });
  const all = async () =>
    (await other?.read(at(''), (documents) => documents.everywhere('instance')))?.map(({ instance }) => instance);
  await one?.write(at(''), (documents) => documents.at('new').put('instance', 'new', { id: 'new' }));
  expect(await all()).toEqual(['one', 'two', 'new']);
  // Each counts what the other has created, so that there are never more than may be.
  const create = (state: typeof one, id: string) =>
    state?.write(at(''), (documents) => {
      if (documents.everywhere('instance').length >= 5) throw new Error('too many');
      documents.at(id).put('instance', id, { id });
    });
  const attempts = Array.from({ length: 10 }, (_, index) => create(index % 2 ? one : other, `more-${index}`));
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await all()).toHaveLength(5);
  await other?.write(at('one'), (documents) => {
    documents.clear();
    documents.put('deleted-instance', 'one', { id: 'one' });
  });
  await expect(one?.write(at('one'), () => {})).rejects.toThrow('one');
});

describe.each([
  ['memory', memoryStore],
  ['file', inFile],
])('state in %s', (_name, open) => {
  it('counts instances of the seed until they are kept or deleted, in the order of the seed', async () => {
    const state = stateOf(open(), seed);
    const all = (kind: string) =>
      state.read(at(''), (documents) =>
        documents.everywhere<{ id: string }>(kind).map(({ instance, document }) => `${instance}/${document.id}`),
      );
    expect(await all('instance')).toEqual(['one/one', 'two/two']);
    await state.write(at('two'), (documents) => {
      documents.put('environment', 'd', { id: 'd' });
      documents.at('new').put('instance', 'new', { id: 'new' });
      documents.at('new').put('environment', 'e', { id: 'e' });
    });
    expect(await all('instance')).toEqual(['one/one', 'two/two', 'new/new']);
    expect(await all('environment')).toEqual(['one/a', 'two/b', 'two/d', 'new/e']);
    await state.write(at('one'), (documents) => {
      documents.clear();
      documents.put('deleted-instance', 'one', { id: 'one' });
      expect(documents.everywhere('environment')).toHaveLength(3);
    });
    expect(await all('environment')).toEqual(['two/b', 'two/d', 'new/e']);
    await expect(state.read(at('one'), () => {})).rejects.toThrow('one');
    await expect(state.write(at('one'), () => {})).rejects.toThrow('one');
    await expect(state.write(at('nobody'), () => {})).rejects.toThrow('nobody');
    // Another project has them all.
    expect(await state.read({ project: 'q', instance: 'one' }, (documents) => documents.count('environment'))).toBe(1);
  });

  it('of a project itself begins as the seed has it, and stays empty once all of it is deleted', async () => {
    const store = open();
    const state = stateOf(store, seed);
    const clusters = () => state.read(at(''), (documents) => documents.list('cluster'));
    expect(await clusters()).toEqual([{ id: 'c', name: 'c' }]);
    expect(await store.dump()).toEqual([]);
    await state.write(at('one'), (documents) => documents.at('').put('cluster', 'd', { id: 'd' }));
    expect(await clusters()).toEqual([{ id: 'c', name: 'c' }, { id: 'd' }]);
    await state.write(at(''), (documents) => {
      for (const id of ['c', 'd']) documents.delete('cluster', id);
    });
    expect(await clusters()).toEqual([]);
  });

  it('is restored with what is deleted', async () => {
    const store = open();
    const state = stateOf(store, documented);
    const sources = { ids: idSource('state'), clock: newClock(() => 0) };
    const scope = { project, instance };
    await state.write(scope, (documents) => {
      documents.clear();
      documents.put('deleted-instance', instance, { id: instance });
      documents.at('').put('cluster', 'c', { id: 'c', name: 'c' });
    });
    const snapshot = await snapshotOf(store, sources);
    await store.load([]);
    expect(await state.read(scope, (documents) => documents.count('instance'))).toBe(1);
    await restore(snapshot, store, sources);
    await expect(state.read(scope, () => {})).rejects.toThrow(instance);
    const wrong = [
      {
        instance,
        documents: { 'deleted-instance': { [instance]: { id: instance } }, cluster: { c: { id: 'c', name: 'c' } } },
      },
      { instance, documents: { 'deleted-instance': { other: { id: 'other' } } } },
      { instance: '', documents: { cluster: { c: { id: 'c', name: 'c' } } } },
    ];
    for (const each of wrong) {
      const damaged = { ...snapshot, scopes: [{ project, ...each }] };
      await expect(restore(damaged, store, sources)).rejects.toThrow(SnapshotError);
    }
  });
});
