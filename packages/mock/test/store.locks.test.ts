// A lock that another process holds on the data file: who needs it is told, and nobody else waits.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve } from '../src/adapters/node.ts';
import { logLine } from '../src/cli/log.ts';
import { createMock, type LogEntry, type Store, StoreError } from '../src/index.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import { holding } from './processes.ts';
import { channels, documentExample, fresh, run, scratch, seededChannels, send, served, spawned } from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
const locked = {
  error_code: 'APIG.9503',
  error_msg: 'Another process holds the lock on the data file of the mock. Nothing was changed, try again',
};

async function withFile() {
  const file = join(scratch(), 'mock.sqlite');
  const entries: LogEntry[] = [];
  const url = await served({ store: sqliteStore(file), log: (entry) => void entries.push(entry) });
  const { body } = await send(url, 'POST', channels, fresh(example));
  return { file, url, entries, channel: `${channels}/${body.id}` };
}

describe('another process holds the lock on the data file', () => {
  it('a write gets 503 and Retry-After, and reads go on meanwhile', async () => {
    const { file, url, channel, entries } = await withFile();
    const release = await holding(file);
    const order: string[] = [];
    const writing = send(url, 'POST', channels, fresh(example)).finally(() => order.push('write'));
    for (let count = 0; count < 20; count += 1) {
      expect((await send(url, 'GET', channel)).status).toBe(200);
      expect((await send(url, 'GET', channel.replace('/v2/', '/v2/other-'))).status).toBe(404);
      expect((await send(url, 'GET', '/_mock/ready')).status).toBe(200);
      order.push('reads');
    }
    const { status, headers, body } = await writing;
    expect([status, headers.get('retry-after'), body]).toEqual([503, '1', locked]);
    expect(order.filter((name) => name === 'reads')).toHaveLength(20);
    expect(order.at(-1)).toBe('write');
    // The file is in the log, which has the trace for programs only.
    const entry = entries.at(-1) as LogEntry;
    const { error, code } = entry;
    const [, ...below] = logLine('pretty', entry).split('\n');
    expect(below).toEqual([expect.stringContaining(file)]);
    expect(logLine('json', entry)).toMatch(/\\n\s+at /);
    expect([code, error]).toEqual(['APIG.9503', expect.any(StoreError)]);
    expect((error as Error).message).toContain(file);
    expect((error as Error).cause).toMatchObject({ message: 'database is locked' });

    await release();
    expect((await send(url, 'POST', channels, fresh(example))).status).toBe(201);
    const { scopes } = (await send(url, 'GET', '/_mock/state')).body;
    expect(Object.keys(scopes[0].documents['vpc-channel'])).toHaveLength(seededChannels + 2);
  });

  it('a write that can wait for it is carried out, once', async () => {
    const { file, url, channel } = await withFile();
    const release = await holding(file);
    const writing = [1, 2, 3].map(() => send(url, 'POST', channels, fresh(example)));
    await send(url, 'GET', channel);
    await release();
    expect((await Promise.all(writing)).map(({ status }) => status)).toEqual([201, 201, 201]);
    const { scopes } = (await send(url, 'GET', '/_mock/state')).body;
    expect(Object.keys(scopes[0].documents['vpc-channel'])).toHaveLength(seededChannels + 4);
  });

  it('reset and restore say so, and change nothing', async () => {
    const { file, url } = await withFile();
    const before = (await send(url, 'GET', '/_mock/state')).body;
    const release = await holding(file);
    const replies = await Promise.all([
      send(url, 'DELETE', '/_mock/state'),
      send(url, 'PUT', '/_mock/state', { ...before, ids: 7, scopes: [] }),
    ]);
    for (const { status, headers, body } of replies) {
      expect([status, headers.get('retry-after'), body]).toEqual([503, '1', locked]);
    }
    await release();
    expect((await send(url, 'GET', '/_mock/state')).body).toEqual(before);
  });

  it('the mock as a program rejects with its reason', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const mock = createMock({ store: sqliteStore(file) });
    const release = await holding(file);
    await expect(mock.reset()).rejects.toMatchObject({ name: 'StoreError', reason: 'busy' });
    const snapshot = await mock.snapshot();
    await expect(mock.restore(snapshot)).rejects.toMatchObject({ name: 'StoreError', reason: 'busy' });
    await release();
    await mock.restore(snapshot);
    await mock.close();
  });

  it('a mock that ends tells its writers, and ends twice as well as once', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const kept = sqliteStore(file);
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const write: Store['write'] = (scope, work) => {
      arrive();
      return kept.write(scope, work);
    };
    const mock = await serve({ port: 0, store: { ...kept, write } });
    const release = await holding(file);
    const writing = send(mock.url, 'POST', channels, fresh(example));
    await arrived;
    await Promise.all([mock.close(), mock.close()]);
    expect((await writing).status).toBe(503);
    await mock.close();
    await release();
    const store = sqliteStore(file);
    expect(await store.dump()).toEqual([]);
    await store.close();
    await store.close();
    await expect(store.dump()).rejects.toThrow(`The data file ${file} is closed.`);
    await expect(store.load([])).rejects.toThrow(StoreError);
  });

  it('a mock starts beside a writer, and says so where the file is held alone', async () => {
    const file = join(scratch(), 'mock.sqlite');
    await sqliteStore(file).close();
    const release = await holding(file);
    const beside = await serve({ port: 0, store: sqliteStore(file) });
    expect((await send(beside.url, 'GET', `${channels}/1`)).status).toBe(404);
    await beside.close();
    await release();

    const releaseAlone = await holding(file, 'alone');
    const store = sqliteStore(file);
    await expect(serve({ port: 0, store })).rejects.toThrow(
      `Another process holds the lock on the data file ${file}. Try again when it is done.`,
    );
    const { code, stderr } = await run('--port', '0', '--data', file);
    expect([code, stderr]).toEqual([1, expect.stringContaining('Another process holds the lock on the data file')]);
    // A mock without a server tells it to its callers, and works as soon as it can.
    const mock = createMock({ store: sqliteStore(file) });
    onTestFinished(() => mock.close());
    const request = () => new Request(`http://mock${channels}/1`, { headers: { 'X-Auth-Token': 'any' } });
    expect((await mock.fetch(request())).status).toBe(503);
    await releaseAlone();
    expect((await mock.fetch(request())).status).toBe(404);
  });

  it('the command line reads beside a writer, and says so where it would write', async () => {
    const file = join(scratch(), 'mock.sqlite');
    await sqliteStore(file).close();
    const release = await holding(file);
    const taken = await run('snapshot', '--data', file);
    expect([taken.code, JSON.parse(taken.stdout).scopes]).toEqual([0, []]);
    const { code, stderr } = await run('reset', '--data', file);
    expect([code, stderr]).toEqual([1, `apig-mock: ${locked.error_msg}\n`]);
    await release();
    expect((await run('reset', '--data', file)).code).toBe(0);
  });
});

describe('two mocks on one data file', () => {
  it('share it, and the second says so', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const first = await spawned('--data', file);
    const second = await spawned('--data', file);
    expect(first.complaints()).toBe('');
    expect(second.complaints()).toContain(`${file} is in use by another process. Both share one state`);
    const { body } = await send(first.url, 'POST', channels, fresh(example));
    expect((await send(second.url, 'GET', `${channels}/${body.id}`)).status).toBe(200);
    await first.end('SIGKILL');
    await second.end('SIGKILL');
    // What was left behind is nobody's.
    const third = await spawned('--data', file);
    expect(third.complaints()).toBe('');
    expect((await send(third.url, 'GET', `${channels}/${body.id}`)).status).toBe(200);
  });
});
