// A data file that cannot be used is found at the start, and said in words; what is written is for its owner alone.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from '../src/store/sqlite.ts';
import { connect, prepare } from '../src/store/sqlite-file.ts';
import { type LookupFields, type Store, StoreError, type Writer } from '../src/store/store.ts';
import { canMount, shell } from './processes.ts';
import { run, scratch, spawned } from './support.ts';

const ours = 0x41504947;
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

/** A data file of the mock that has been written to. */
async function dataFile(): Promise<string> {
  const file = join(scratch(), 'mock.sqlite');
  const store = sqliteStore(file);
  await store.write({ project: 'p', instance: 'i' }, (documents) => documents.put('kind', 'a', { id: 'a' }));
  await store.close();
  return file;
}

function changed(file: string, sql: string): string {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = DELETE; ${sql}`);
  database.close();
  return file;
}

/** As the first release made it. */
const earlier = async () => changed(await dataFile(), 'DROP TABLE lookups; PRAGMA user_version = 1');

it('a data file of an earlier release gets what documents are looked up by, once nobody else has a lock on it', async () => {
  const file = await earlier();
  const other = new DatabaseSync(file);
  const scope = { project: 'p', instance: 'i' };
  other.exec('PRAGMA journal_mode = WAL; BEGIN IMMEDIATE');
  const store = sqliteStore(file);
  store.lookUpBy?.({ kind: ['id'] });
  const found = store.write(scope, (documents) => documents.having('kind', 'id', 'a'));
  other.exec('COMMIT');
  expect(await found).toEqual(['a']);
  await store.close();
  other.close();
});

it('a data file that another version wrote to by other fields is read anew', async () => {
  const file = await dataFile();
  const scope = { project: 'p', instance: 'i' };
  const opened = async (fields: LookupFields, work: (documents: Writer) => unknown) => {
    const store = sqliteStore(file);
    store.lookUpBy?.(fields);
    await store.write(scope, work);
    await store.close();
  };
  await opened({ kind: ['name'] }, (documents) => {
    documents.put('kind', 'b', { id: 'b', name: 'two', of: 'x' });
    expect(documents.having('kind', 'name', 'two')).toEqual(['b']);
  });
  await opened({}, (documents) => documents.put('kind', 'c', { id: 'c', name: 'three', of: 'x' }));
  await opened({ kind: ['name'] }, (documents) => {
    expect(documents.having('kind', 'name', 'three')).toEqual(['c']);
  });
  await opened({ kind: ['name', 'of'] }, (documents) => {
    expect(documents.having('kind', 'of', 'x')).toEqual(['b', 'c']);
    expect(documents.having('kind', 'name', 'three')).toEqual(['c']);
  });
});

it('what documents are looked up by stays, also where the work that asked for it fails, and serves all that share its commit', async () => {
  const file = await earlier();
  const scope = { project: 'p', instance: 'i' };
  const store = sqliteStore(file);
  onTestFinished(() => store.close());
  store.lookUpBy?.({ kind: ['id'] });
  const failing = () =>
    store.write(scope, (documents) => {
      documents.having('kind', 'id', 'a');
      throw new Error('no');
    });
  const found = () => store.write(scope, (documents) => documents.having('kind', 'id', 'a'));
  const together = [expect(failing()).rejects.toThrow('no'), expect(found()).resolves.toEqual(['a'])];
  await Promise.all(together);
  await expect(failing()).rejects.toThrow('no');
  const other = new DatabaseSync(file);
  expect(other.prepare("SELECT value FROM lookups WHERE kind = 'kind'").all()).toEqual([{ value: 'a' }]);
  // Made in a transaction whose work failed.
  other.exec('DELETE FROM lookups');
  await expect(failing()).rejects.toThrow('no');
  expect(other.prepare("SELECT value FROM lookups WHERE kind = 'kind'").all()).toEqual([{ value: 'a' }]);
  other.close();
});

it('a data file is not read as a whole to look something up, neither by the next process nor by two at once', async () => {
  const file = await dataFile();
  const scope = { project: 'p', instance: 'i' };
  const opened = () => {
    const store = sqliteStore(file);
    onTestFinished(() => store.close());
    store.lookUpBy?.({ kind: ['id'] });
    return store;
  };
  const found = (store: Store) => store.write(scope, (documents) => documents.having('kind', 'id', 'a'));
  const first = opened();
  expect(await found(first)).toEqual(['a']);
  const second = opened();
  expect(await found(second)).toEqual(['a']);
  // What is looked up is what stands there: nobody makes it anew.
  const other = new DatabaseSync(file);
  other.exec("DELETE FROM lookups WHERE kind = 'kind'");
  other.close();
  expect([await found(first), await found(second)]).toEqual([[], []]);
});

it('a data file of an earlier release with a document that is not JSON is rejected in words', async () => {
  const file = changed(await earlier(), "UPDATE documents SET document = '{', kind = 'app'");
  const store = sqliteStore(file);
  store.lookUpBy?.({ app: ['name'] });
  const work = store.write({ project: 'p', instance: 'i' }, (documents) => documents.having('app', 'name', 'one'));
  await expect(work).rejects.toThrow(
    `${file} has been changed by another program: a document in it is not valid JSON.`,
  );
  await store.close();
});

describe('what is written is for its owner alone', () => {
  it.each(['000', '022', '777'])('the data file, its log and its folder, under umask %s', async (umask) => {
    const file = join(scratch(), 'a', 'b', 'mock.sqlite');
    // Ended hard, so that the log stays behind.
    const script = `umask ${umask}; $MOCK --port 0 --data '${file}' & mock=$!
      for i in $(seq 600); do [ -s '${file}-wal' ] && break; sleep 0.1; done; kill -9 $mock`;
    await shell(script);
    const folder = join(file, '..');
    expect(readdirSync(folder).sort()).toEqual(['mock.sqlite', 'mock.sqlite-shm', 'mock.sqlite-wal']);
    for (const name of readdirSync(folder)) expect([name, modeOf(join(folder, name))]).toEqual([name, '600']);
    expect([modeOf(folder), modeOf(join(folder, '..'))]).toEqual(['700', '700']);
  });

  it.each(['itself', 'by a link'])('a data file that others could read is taken back, %s', async (how) => {
    const file = await dataFile();
    const folder = join(file, '..');
    // Another connection, so that the log is there.
    const other = sqliteStore(file);
    await other.load([]);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o666);
    const link = join(scratch(), 'link.sqlite');
    symlinkSync(file, link);
    const store = sqliteStore(how === 'itself' ? file : link);
    const modes = readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]);
    expect(modes).toEqual(['mock.sqlite', 'mock.sqlite-shm', 'mock.sqlite-wal'].map((name) => [name, '600']));
    await store.close();
    await other.close();
  });

  it.each(['000', '022', '777'])('a snapshot, under umask %s, new and in the place of another', async (umask) => {
    const data = await dataFile();
    const folder = scratch();
    const [fresh, old, link] = ['new.json', 'old.json', 'link.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(old, 'old');
    chmodSync(old, 0o644);
    symlinkSync(old, link);
    await run('reset', '--data', data);
    for (const file of [fresh, link]) {
      const { code, stderr } = await shell(`umask ${umask}; $MOCK snapshot '${file}' --data '${data}'`);
      expect([code, stderr]).toEqual([0, '']);
    }
    for (const file of [fresh, old]) {
      expect([modeOf(file), JSON.parse(readFileSync(file, 'utf8')).format]).toEqual(['600', 'apig-mock']);
    }
    expect(readdirSync(folder).sort()).toEqual(['link.json', 'new.json', 'old.json']);
  });

  it('a snapshot into a pipe is written, not replaced', async () => {
    const data = await dataFile();
    await run('reset', '--data', data);
    const pipe = join(scratch(), 'pipe');
    const { code, stdout } = await shell(
      `mkfifo '${pipe}'; cat '${pipe}' & $MOCK snapshot '${pipe}' --data '${data}' && wait`,
    );
    expect([code, JSON.parse(stdout).format]).toEqual([0, 'apig-mock']);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });
});

describe('a data file that cannot be used', () => {
  const cases: [string, () => Promise<string> | string, string][] = [
    [
      'of another program',
      () => changed(join(scratch(), 'x'), 'CREATE TABLE theirs (x)'),
      'is an SQLite database of another program.',
    ],
    [
      'of another program, without tables',
      () => changed(join(scratch(), 'x'), 'PRAGMA application_id = 1'),
      'is an SQLite database of another program.',
    ],
    [
      'of another program, by its version',
      () => changed(join(scratch(), 'x'), 'PRAGMA user_version = 5'),
      'is an SQLite database of another program.',
    ],
    [
      'of a newer version',
      async () => changed(await dataFile(), 'PRAGMA user_version = 3'),
      'was written by a newer version of @apig-spec/mock (layout 3; this version knows 2).',
    ],
    [
      'of a version that never was',
      async () => changed(await dataFile(), 'PRAGMA user_version = -1'),
      'has been changed by another program',
    ],
    [
      'with another table in the place of ours',
      async () => changed(await dataFile(), 'DROP TABLE documents; CREATE TABLE documents (x)'),
      'has been changed by another program',
    ],
    [
      'without our table',
      () =>
        changed(
          join(scratch(), 'x'),
          `CREATE TABLE other (x); PRAGMA application_id = ${ours}; PRAGMA user_version = 1`,
        ),
      'has been changed by another program',
    ],
    [
      'with a trigger',
      async () =>
        changed(await dataFile(), "CREATE TRIGGER t AFTER INSERT ON documents BEGIN SELECT raise(ABORT, 'no'); END"),
      'has been changed by another program',
    ],
    [
      'that is not a database',
      () => written(join(scratch(), 'x'), 'not a database, but long enough to look at\n'.repeat(100)),
      'cannot be used (file is not a database). It was left as it is.',
    ],
    [
      'that is damaged',
      async () => damaged(await dataFile()),
      'cannot be used (database disk image is malformed). It was left as it is.',
    ],
    ['that is a folder', () => scratch(), 'is a folder. Give the name of a file in it.'],
    ['in a folder that is a file', () => join(written(join(scratch(), 'x'), ''), 'y'), 'cannot be used (ENOTDIR'],
    ['that is a device', () => '/dev/null', 'is not a regular file. Choose another.'],
    ['in memory', () => ':memory:', 'A data file needs a name'],
  ];

  it.each(cases)('%s', async (_name, make, message) => {
    const file = await make();
    const isFile = existsSync(file) && statSync(file).isFile();
    const before = isFile && readFileSync(file);
    expect(() => sqliteStore(file)).toThrow(StoreError);
    expect(() => sqliteStore(file)).toThrow(message);
    const { code, stdout, stderr } = await run('--port', '0', '--data', file);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^apig-mock: .*\n$/);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/remove|delete/i);
    if (isFile) expect(readFileSync(file)).toEqual(before);
  });

  it.each([
    ['the file is read-only', 'chmod 444', 'chmod 755'],
    ['the folder is read-only', 'chmod 644', 'chmod 555'],
  ])('%s', async (_name, file, folder) => {
    // Root may write everywhere.
    const asUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const place = mkdtempSync(join(tmpdir(), 'apig-mock-'));
    onTestFinished(() => {
      chmodSync(place, 0o755);
      rmSync(place, { recursive: true, force: true });
    });
    const data = join(place, 'mock.sqlite');
    await sqliteStore(data).close();
    await shell(`${'uid' in asUser ? `chown -R 65534 '${place}'; ` : ''}${file} '${data}'; ${folder} '${place}'`);
    const { code, stdout, stderr } = await shell(`$MOCK --port 0 --data '${data}'`, asUser);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`The data file ${data} cannot be used (`);
    expect(stderr).toContain('Allow this user to read and write the file and its folder, or choose another file.');
  });

  it('the disk is full', async ({ skip }) => {
    const folder = join(scratch(), 'disk');
    mkdirSync(folder);
    if (!canMount(folder)) skip('This machine does not let a test mount a disk.');
    const script = `mount -t tmpfs -o size=64k tmpfs '${folder}' && cat /dev/zero > '${folder}/filler' 2> /dev/null
      exec $MOCK --port 0 --data '${folder}/mock.sqlite'`;
    const { code, stdout, stderr } = await shell(`unshare --map-root-user --mount sh -c "${script}"`);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `apig-mock: There is no space left for the data file ${folder}/mock.sqlite. Free some, and try again.\n`,
    );
  });
});

function written(file: string, content: string): string {
  writeFileSync(file, content);
  return file;
}

/** The pages of the tables are overwritten, the header is not. */
function damaged(file: string): string {
  changed(file, '');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 100));
  return file;
}

it('the write-ahead log does not stay as long as a large restore made it', async () => {
  const file = join(scratch(), 'mock.sqlite');
  const store = sqliteStore(file);
  onTestFinished(() => store.close());
  const large = Array.from({ length: 300 }, (_, n) => ({
    ...{ project: 'p', instance: 'i', kind: 'kind', id: String(n) },
    document: { text: 'x'.repeat(100_000) },
  }));
  await store.load(large);
  const longest = statSync(`${file}-wal`).size;
  for (let count = 0; count < 3; count += 1) await store.load(large.slice(0, 1));
  expect(longest).toBeGreaterThan(25_000_000);
  expect(statSync(`${file}-wal`).size).toBeLessThanOrEqual(16_777_216);
});

describe('durability', () => {
  it.each([
    ['normal', 1, 0],
    ['full', 2, 1],
  ] as const)('%s is synchronous = %i', async (durability, synchronous, fullfsync) => {
    const file = join(scratch(), 'mock.sqlite');
    const { database } = connect(file);
    onTestFinished(() => database.close());
    prepare(database, file, durability);
    const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(synchronous);
    expect(pragma('fullfsync')).toBe(fullfsync);
    expect(pragma('busy_timeout')).toBe(0);
  });

  it('is chosen on the command line, with a data file', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const mock = await spawned('--data', file, '--durability', 'full');
    expect(await mock.end('SIGTERM')).toBe(0);
    const { code, stderr } = await run('--durability', 'full');
    expect([code, stderr]).toEqual([2, expect.stringContaining('--durability: only with --data.')]);
    expect(() => sqliteStore(file, { durability: 'FULL' as never })).toThrow('Unknown durability FULL.');
  });
});
