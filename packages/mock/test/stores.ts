// What every store promises.
import { describe, expect, it } from 'vitest';
import type { Reader, Store } from '../src/store/store.ts';

const scope = { project: 'p', instance: 'i' };

/** @param open - gives an empty store, which is closed after the test */
export function storeTests(name: string, open: () => Store | Promise<Store>): void {
  describe(`a store in ${name}`, () => {
    const all = (store: Store, kind: string, place = scope) => store.read(place, (documents) => documents.list(kind));

    it('puts, gets, lists in order, counts and deletes', async () => {
      const store = await open();
      await store.write(scope, (documents) => {
        for (const id of ['b', 'a', 'c']) documents.put('kind', id, { id });
        documents.put('other', 'a', { id: 'other' });
        documents.put('kind', 'b', { id: 'b', again: true });
        documents.delete('kind', 'c');
        documents.delete('kind', 'nobody');
      });
      expect(await all(store, 'kind')).toEqual([{ id: 'b', again: true }, { id: 'a' }]);
      await store.read(scope, (documents) => {
        expect(documents.count('kind')).toBe(2);
        expect(documents.count('nothing')).toBe(0);
        expect(documents.get('kind', 'a')).toEqual({ id: 'a' });
        expect(documents.get('kind', 'c')).toBeUndefined();
      });
    });

    it('looks up documents by their fields, as they stand', async () => {
      const store = await open();
      store.lookUpBy?.({ kind: ['name', 'items.of'], other: ['name'] });
      await store.write(scope, (documents) => {
        for (const [id, name] of Object.entries({ a: 'one', b: 'two', c: 'one' }))
          documents.put('kind', id, { id, name, items: [{ of: 'x' }, { of: id }, { of: id }] });
        documents.put('kind', 'd', { id: 'd' });
        documents.put('kind', 'a', { id: 'a', name: 'three' });
        documents.put('other', 'a', { id: 'a', name: 'one' });
        expect(documents.having('kind', 'name', 'one')).toEqual(['c']);
        expect(documents.having('kind', 'items.of', 'x')).toEqual(['b', 'c']);
        documents.delete('kind', 'b');
        expect(documents.having('kind', 'items.of', 'x')).toEqual(['c']);
        expect(documents.having('kind', 'items.of', 'b')).toEqual([]);
      });
      const failing = store.write(scope, (documents) => {
        documents.delete('kind', 'c');
        documents.put('kind', 'a', { id: 'a', name: 'four' });
        expect(documents.having('kind', 'name', 'four')).toEqual(['a']);
        throw new Error('fails');
      });
      await expect(failing).rejects.toThrow('fails');
      const check = (documents: Reader) => {
        expect(documents.having('kind', 'name', 'one')).toEqual(['c']);
        expect(documents.having('kind', 'name', 'three')).toEqual(['a']);
        expect(documents.having('kind', 'name', 'four')).toEqual([]);
        expect(documents.having('kind', 'name', 'nobody')).toEqual([]);
        expect(documents.having('nothing', 'name', 'one')).toEqual([]);
      };
      await store.read(scope, check);
      await store.write(scope, check);
      const kept = await store.dump();
      await store.load(kept.filter(({ id }) => id !== 'c'));
      await store.write(scope, (documents) => {
        expect(documents.having('kind', 'name', 'one')).toEqual([]);
        expect(documents.having('kind', 'name', 'three')).toEqual(['a']);
      });
    });

    it('looks up documents in the order in which they were first put, whatever changes later', async () => {
      const store = await open();
      store.lookUpBy?.({ kind: ['name'] });
      const put = (id: string, name: string) =>
        store.write(scope, (documents) => documents.put('kind', id, { id, name }));
      for (const id of ['c', 'a', 'd', 'b']) await put(id, id === 'd' ? 'two' : 'one');
      await put('c', 'one');
      await put('d', 'one');
      const check = (documents: Reader) =>
        expect(documents.having('kind', 'name', 'one')).toEqual(['c', 'a', 'd', 'b']);
      await store.read(scope, check);
      await store.write(scope, check);
      const failing = store.write(scope, (documents) => {
        documents.delete('kind', 'a');
        throw new Error('fails');
      });
      await expect(failing).rejects.toThrow('fails');
      await store.read(scope, check);
      await store.write(scope, check);
    });

    it('keeps projects and instances apart', async () => {
      const store = await open();
      await store.write(scope, (documents) => documents.put('kind', 'a', {}));
      expect(await all(store, 'kind', { ...scope, project: 'q' })).toEqual([]);
      expect(await all(store, 'kind', { ...scope, instance: 'j' })).toEqual([]);
    });

    it('lists a kind in all scopes of a project, one after the other', async () => {
      const store = await open();
      const other = { ...scope, instance: 'j' };
      const put = (place: typeof scope, kind: string, id: string) =>
        store.write(place, (documents) => documents.put(kind, id, { id }));
      await put(other, 'kind', 'b');
      await put({ ...scope, instance: '' }, 'kind', 'c');
      await put(scope, 'other', 'd');
      await put(other, 'kind', 'a');
      await put({ ...scope, project: 'q' }, 'kind', 'e');
      const placed = [
        { instance: 'j', document: { id: 'b' } },
        { instance: 'j', document: { id: 'a' } },
        { instance: '', document: { id: 'c' } },
      ];
      expect(await store.read(scope, (documents) => documents.everywhere('kind'))).toEqual(placed);
      await store.write(scope, (documents) => {
        documents.put('kind', 'f', { id: 'f' });
        expect(documents.everywhere('kind')).toHaveLength(4);
      });
      // A scope that was cleared begins anew, as do those whose first document of the kind is deleted.
      const places = () =>
        store.read(scope, (documents) => documents.everywhere('kind').map(({ instance }) => instance));
      await store.write(other, (documents) => documents.clear());
      await put(other, 'kind', 'b');
      expect(await places()).toEqual(['', 'i', 'j']);
      await store.write({ ...scope, instance: '' }, (documents) => documents.delete('kind', 'c'));
      await put({ ...scope, instance: '' }, 'kind', 'g');
      expect(await places()).toEqual(['i', 'j', '']);
      await store.load(await store.dump());
      expect(await places()).toEqual(['i', 'j', '']);
      await store.write({ ...scope, project: 'r' }, (documents) => {
        documents.put('kind', 'a', { id: 'a' });
        expect(documents.everywhere('kind')).toEqual([{ instance: 'i', document: { id: 'a' } }]);
      });
    });

    it('changes other instances of a project together, all or nothing', async () => {
      const store = await open();
      store.lookUpBy?.({ kind: ['name'] });
      await store.write(scope, (documents) => {
        documents.put('kind', 'a', { name: 'one' });
        documents.at('j').put('kind', 'b', { name: 'two' });
        documents.at('j').at('i').put('kind', 'c', { name: 'three' });
        expect(documents.count('kind')).toBe(2);
      });
      const kept = await store.dump();
      expect(kept.map(({ instance, id }) => `${instance}/${id}`).sort()).toEqual(['i/a', 'i/c', 'j/b']);
      const failing = store.write({ ...scope, instance: 'k' }, (documents) => {
        documents.put('kind', 'd', {});
        documents.at('j').put('kind', 'e', {});
        documents.at('i').clear();
        expect(documents.everywhere('kind')).toHaveLength(3);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await store.dump()).toEqual(kept);
      await store.write(scope, (documents) => expect(documents.having('kind', 'name', 'one')).toEqual(['a']));
    });

    it('clears a scope', async () => {
      const store = await open();
      store.lookUpBy?.({ kind: ['name'] });
      await store.write(scope, (documents) => {
        for (const place of [documents, documents.at('j')]) {
          place.put('kind', 'a', { name: 'one' });
          place.put('other', 'b', {});
        }
        expect(documents.having('kind', 'name', 'one')).toEqual(['a']);
      });
      await store.write(scope, (documents) => {
        documents.clear();
        expect([documents.count('kind'), documents.having('kind', 'name', 'one')]).toEqual([0, []]);
        expect(documents.at('j').having('kind', 'name', 'one')).toEqual(['a']);
      });
      expect((await store.dump()).map(({ instance, kind }) => `${instance}/${kind}`)).toEqual(['j/kind', 'j/other']);
    });

    it('changes nothing when the work fails', async () => {
      const store = await open();
      await store.write(scope, (documents) => documents.put('kind', 'a', { kept: true }));
      const failing = store.write(scope, (documents) => {
        documents.put('kind', 'a', {});
        documents.put('kind', 'b', {});
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await all(store, 'kind')).toEqual([{ kept: true }]);
      await store.write(scope, (documents) => documents.put('kind', 'b', {}));
      expect(await all(store, 'kind')).toHaveLength(2);
    });

    it('keeps one’s changes when another’s work fails', async () => {
      const store = await open();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) =>
          store.write(scope, (documents) => {
            documents.put('kind', String(n), { n, before: documents.count('kind') });
            if (n % 3 === 0) throw new Error(`not ${n}`);
            return n;
          }),
        ),
      );
      for (const [n, outcome] of outcomes.entries()) {
        expect(outcome).toMatchObject(n % 3 === 0 ? { reason: new Error(`not ${n}`) } : { value: n });
      }
      const kept = await store.read(scope, (documents) => documents.list<{ n: number; before: number }>('kind'));
      expect(kept.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n).filter((n) => n % 3 !== 0));
      // Each saw what those before it had left.
      expect(kept.map(({ before }) => before)).toEqual(kept.map((_, index) => index));
    });

    it('gives all, and takes all in the place of it', async () => {
      const store = await open();
      await store.write(scope, (documents) => documents.put('kind', 'b', { id: 'b' }));
      await store.write(scope, (documents) => documents.put('kind', 'a', { id: 'a' }));
      await store.write({ ...scope, project: 'q' }, (documents) => documents.put('other', 'a', {}));
      const kept = await store.dump();
      expect(kept).toEqual([
        { ...scope, kind: 'kind', id: 'b', document: { id: 'b' } },
        { ...scope, kind: 'kind', id: 'a', document: { id: 'a' } },
        { project: 'q', instance: 'i', kind: 'other', id: 'a', document: {} },
      ]);
      await store.load(kept.slice(1));
      expect(await store.dump()).toEqual(kept.slice(1));
      await store.load([]);
      expect(await store.dump()).toEqual([]);
    });

    it('keeps what it was given, whatever becomes of that and of what it gives', async () => {
      const store = await open();
      const given = { list: [1] };
      await store.write(scope, (documents) => documents.put('kind', 'a', given));
      given.list.push(2);
      await store.read(scope, (documents) => {
        const shown = documents.get<typeof given>('kind', 'a');
        try {
          shown?.list.push(3);
        } catch {
          // As good as a copy: nobody is able to change it.
        }
      });
      for (const { document } of await store.dump()) Object.assign(document, { list: [4] });
      expect(await all(store, 'kind')).toEqual([{ list: [1] }]);
    });

    it('keeps what JSON has, under any name, and nothing that is undefined', async () => {
      const store = await open();
      const given = JSON.parse('{"__proto__":{"a":[1,{"b":null}]},"constructor":"c","n":0.5}');
      await store.write(scope, (documents) => documents.put('kind', 'a', { ...given, left: undefined, list: [1] }));
      await store.write(scope, (documents) => documents.put('kind', 'b', given));
      const [first, second] = (await store.dump()).map(({ document }) => JSON.stringify(document));
      expect(second).toBe(JSON.stringify(given));
      expect(first).toContain('"list":[1]');
      expect(first).not.toContain('left');
    });

    it('keeps the order when work fails that deleted and put back', async () => {
      const store = await open();
      await store.write(scope, (documents) => {
        for (const id of ['b', 'a', 'c']) documents.put('kind', id, { id });
      });
      const failing = store.write(scope, (documents) => {
        documents.put('kind', 'd', { id: 'd' });
        documents.delete('kind', 'b');
        documents.put('kind', 'b', { id: 'again' });
        documents.put('kind', 'a', { id: 'again' });
        documents.delete('kind', 'd');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await all(store, 'kind')).toEqual([{ id: 'b' }, { id: 'a' }, { id: 'c' }]);
    });
  });
}
