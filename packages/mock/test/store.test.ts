// Stores keep the same promises; a file that is not the mock's is rejected.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryStore } from '../src/store/memory.ts';
import { StoreError, sqliteStore } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { storeTests } from './stores.ts';
import { scratch } from './support.ts';

const scope = { project: 'p', instance: 'i' };

function inFile(file = join(scratch(), 'folder', 'mock.sqlite')): Store {
  const store = sqliteStore(file);
  onTestFinished(() => store.close());
  return store;
}

storeTests('memory', memoryStore);
storeTests('file', () => inFile());

describe('a file', () => {
  it('takes writes that arrive together in one commit', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const store = inFile(file);
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    // Another connection sees this number change once for each commit.
    const seen = new Set<unknown>();
    const look = () => seen.add(other.prepare('PRAGMA data_version').get()?.['data_version']);
    look();
    const writes = Array.from({ length: 50 }, (_, n) =>
      store.write(scope, (documents) => documents.put('kind', String(n), {})).then(look),
    );
    await Promise.all(writes);
    expect(seen.size).toBe(2);
    expect(other.prepare('SELECT count(*) AS count FROM documents').get()?.['count']).toBe(50);
  });

  it('is written to before it is closed', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const store = inFile(file);
    const written = store.write(scope, (documents) => documents.put('kind', 'a', {}));
    await store.close();
    await written;
    expect(await inFile(file).read(scope, (documents) => documents.list('kind'))).toEqual([{}]);
  });

  it('is nobody else’s to write to while a write looks at it', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const store = inFile(file);
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    await store.write(scope, (documents) => {
      documents.count('kind');
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow('database is locked');
    });
  });

  it('keeps its documents, for two at once too', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const first = inFile(file);
    const second = inFile(file);
    await first.write(scope, (documents) => documents.put('kind', 'a', { by: 'first' }));
    await second.write(scope, (documents) => documents.put('kind', 'b', { by: 'second' }));
    await first.close();
    await second.close();
    await second.close();
    const kept = await inFile(file).read(scope, (documents) => documents.list('kind'));
    expect(kept).toEqual([{ by: 'first' }, { by: 'second' }]);
  });

  it('by a newer version is rejected and stays as it is', async () => {
    const file = join(scratch(), 'mock.sqlite');
    await sqliteStore(file).close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 3; PRAGMA journal_mode = DELETE');
    database.close();
    const before = readFileSync(file);
    expect(() => sqliteStore(file)).toThrow(
      new StoreError(
        `${file} was written by a newer version of @apig-spec/mock (layout 3; this version knows 2). Update the package, or choose another file.`,
      ),
    );
    expect(readFileSync(file)).toEqual(before);
  });

  it('of another program is rejected', () => {
    const file = join(scratch(), 'other.sqlite');
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE theirs (x)');
    database.close();
    expect(() => sqliteStore(file)).toThrow(`${file} is an SQLite database of another program. Choose another file.`);
  });

  it('that is not a database is rejected', () => {
    const file = join(scratch(), 'text.sqlite');
    writeFileSync(file, 'not a database at all, but long enough to look at\n'.repeat(100));
    expect(() => sqliteStore(file)).toThrow(
      'text.sqlite cannot be used (file is not a database). It was left as it is. Choose another file.',
    );
    expect(() => sqliteStore(join(file, 'below.sqlite'))).toThrow(StoreError);
  });
});
