// What is not restored: snapshots and seeds that the mock could not work with.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMock, type Snapshot, SnapshotError } from '../src/index.ts';
import { seed } from '../src/resources/seed.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import { app, call, gateway } from './restoring.ts';
import { type Body, instance, project, run, scratch, send, served } from './support.ts';

const nested = (levels: number, value: unknown = 1): unknown => (levels === 0 ? value : [nested(levels - 1, value)]);

describe('a snapshot that is none is rejected as a whole, with the place', () => {
  const scope = { project, instance, documents: seed[instance] ?? {} };
  const withDocument = (kind: string, id: string, document: object) => ({
    scopes: [{ ...scope, documents: { ...scope.documents, [kind]: { ...scope.documents[kind], [id]: document } } }],
  });
  const apps = Object.values(seed[instance]?.['app'] ?? {}) as Body[];
  const cases: [string, object, string][] = [
    ['more identifiers than there are', { ids: Number.MAX_SAFE_INTEGER }, '`ids`, `clock` or `scopes`'],
    ['a fraction of an identifier', { ids: 0.5 }, '`ids`, `clock` or `scopes`'],
    ['a negative clock', { clock: { last: -1, count: 0 } }, '`ids`, `clock` or `scopes`'],
    ['a clock beyond all dates', { clock: { last: 8.64e15, count: 0 } }, '`ids`, `clock` or `scopes`'],
    [
      'a clock that has given too many times',
      { clock: { last: 0, count: Number.MAX_SAFE_INTEGER } },
      '`ids`, `clock` or `scopes`',
    ],
    ['a version that is an object', { version: { toString: 'x' } }, 'The snapshot has version {"toString":"x"};'],
    ['not a number', { ids: Number.NaN }, 'ids is not a JSON value.'],
    ['the same scope twice', { scopes: [scope, scope] }, `scopes[1] repeats project ${project}, instance ${instance}.`],
    [
      'a project that no request can name',
      { scopes: [{ ...scope, project: 'a/b' }] },
      'scopes[0] has a project or an instance that no request can name.',
    ],
    [
      'an instance that no request can name',
      { scopes: [{ ...scope, instance: 'a/b' }] },
      'scopes[0] has a project or an instance that no request can name.',
    ],
    [
      'an instance where a project has its own documents',
      { scopes: [{ ...scope, instance: '', documents: { ...scope.documents, project: { kept: { id: 'kept' } } } }] },
      `the document instance/${instance} is another instance.`,
    ],
    [
      'documents of another instance',
      { scopes: [{ ...scope, instance: 'other' }] },
      'the document instance/other is missing.',
    ],
    ['no documents', { scopes: [{ ...scope, documents: {} }] }, `the document instance/${instance} is missing.`],
    [
      'an instance named as what every object has',
      { scopes: [{ project, instance: 'constructor', documents: { instance: {} } }] },
      'the document instance/constructor is missing.',
    ],
    [
      'a second instance',
      withDocument('instance', 'other', { id: 'other' }),
      'the document instance/other is another instance.',
    ],
    [
      'a time of an app’s quota that is none',
      withDocument('app', 'a', { ...apps[0], id: 'a', app_quota_since: null }),
      'the document app/a lacks app_quota_since.',
    ],
    [
      'a signature key without its secret',
      withDocument('signature-key', 'a', { id: 'a', name: 'a', sign_type: 'hmac', sign_key: 'k' }),
      'the document signature-key/a lacks sign_secret.',
    ],
    [
      'a domain name with a version of TLS that lists cannot show',
      withDocument('domain', 'a', { id: 'a', group_id: 'a', url_domain: 'a.example', min_ssl_version: 'x' }),
      'the document domain/a lacks min_ssl_version: TLSv1.1, TLSv1.2.',
    ],
    ['an unknown kind', withDocument('apps', 'a', { id: 'a' }), 'unknown kind apps.'],
    [
      'a kind named as what every object has',
      withDocument('constructor', 'a', { id: 'a' }),
      'unknown kind constructor. Known: ',
    ],
    [
      'a prototype for a kind',
      { scopes: [{ ...scope, documents: JSON.parse('{"__proto__":{"a":{"id":"a"}}}') }] },
      'unknown kind __proto__. Known: ',
    ],
    [
      'an id that no request can name',
      withDocument('app', 'a.b', { ...apps[0], id: 'a.b' }),
      'the document app/a.b has an id that no request can name.',
    ],
    ['another id', withDocument('app', 'a', apps[0]), 'the document app/a has another id.'],
    [
      'a quota that is not there',
      withDocument('app', 'a', { ...apps[0], id: 'a', app_quota_id: 'b' }),
      'the document app/a refers by app_quota_id to app-quota/b, which is not there.',
    ],
    [
      'a reference to what every object has',
      withDocument('app', 'a', { ...apps[0], id: 'a', app_quota_id: 'toString' }),
      'refers by app_quota_id to app-quota/toString',
    ],
    [
      'a code of no app',
      withDocument('app-code', 'a', {
        id: 'a',
        app_id: 'b',
        app_code: 'c'.repeat(64),
        create_time: '2024-11-11T00:00:00Z',
      }),
      'the document app-code/a refers by app_id to app/b',
    ],
    [
      'a binding of no policy',
      withDocument('throttle-binding', 'a', {
        id: 'a',
        throttle_id: 'b',
        publish_id: 'c',
        apply_time: '2024-11-11T00:00:00Z',
      }),
      'refers by throttle_id to throttle/b',
    ],
    [
      'a document that lacks what the contract requires',
      withDocument('app', 'a', { id: 'a', name: 'a', app_secret: 's' }),
      'the document app/a is not as the contract has it: ',
    ],
    [
      'a document with another type',
      withDocument('app', 'a', { ...apps[0], id: 'a', app_type: 'other' }),
      'the document app/a is not as the contract has it: app_type must be one of ',
    ],
    [
      'a deep document',
      withDocument('app', 'a', { ...apps[0], id: 'a', deep: nested(100) }),
      `scopes.0.documents.app.a.deep.0.0`,
    ],
  ];

  it.each(cases)('%s', async (_name, part, message) => {
    const store = sqliteStore(join(scratch(), 'mock.sqlite'));
    const mock = createMock({ store });
    await call(mock, 'PUT', `${gateway}/apps/${app}/app-codes`);
    const before = await mock.snapshot();
    const snapshot = { ...before, ...part };
    const rejection = await mock.restore(snapshot).catch((error: Error) => error);
    expect(rejection).toBeInstanceOf(SnapshotError);
    expect((rejection as Error).message).toContain(message);
    expect(await mock.snapshot()).toEqual(before);
    await mock.close();
    if (!Number.isNaN((snapshot as Snapshot).ids)) {
      const url = await served();
      const { status, body } = await send(url, 'PUT', '/_mock/state', snapshot);
      expect([status, body.error_code]).toEqual([400, 'APIG.2011']);
      expect((await send(url, 'GET', '/_mock/state')).body.scopes).toEqual([]);
    }
  });

  it('names that are very long are not repeated', async () => {
    const mock = createMock();
    const snapshot = { ...(await mock.snapshot()), ...withDocument('k'.repeat(100_000), 'a', { id: 'a' }) };
    const rejection = await mock.restore(snapshot).catch((error: Error) => error);
    expect((rejection as Error).message.length).toBeLessThan(1000);
  });

  it('what is changed while it is checked counts as it was given', async () => {
    const mock = createMock();
    const snapshot = structuredClone({ ...(await mock.snapshot()), scopes: [scope] }) as Body;
    const restored = mock.restore(snapshot);
    snapshot.scopes[0].documents.app = { a: { id: 1 } };
    snapshot.ids = -1;
    await restored;
    const { ids, scopes } = await mock.snapshot();
    expect([ids, scopes]).toEqual([0, [scope]]);
  });

  it('values that JSON does not have', async () => {
    const mock = createMock();
    const empty = await mock.snapshot();
    const circular: Body = { id: 'a' };
    circular.self = circular;
    for (const value of [
      circular,
      { at: new Date(0) },
      { of: new Map() },
      { n: 1n },
      { toJSON: () => ({}) },
      { list: new Array(2) },
    ]) {
      await expect(mock.restore({ ...empty, scopes: withDocument('app', 'a', value).scopes })).rejects.toThrow(
        SnapshotError,
      );
    }
  });

  it('text that is nested a million times, over HTTP and on the command line', async () => {
    const text = `{"format":"apig-mock","version":1,"scopes":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    const url = await served();
    const { status, body } = await send(url, 'PUT', '/_mock/state', text, { 'Content-Type': 'application/json' });
    expect([status, body.error_msg]).toEqual([400, 'The snapshot is damaged: it is nested too deep.']);
    expect((await send(url, 'GET', '/_mock/ready')).status).toBe(200);
    const file = join(scratch(), 'deep.json');
    writeFileSync(file, JSON.stringify({ format: 'apig-mock', version: 1, scopes: nested(1000) }));
    const { code, stderr } = await run('restore', file, '--url', url);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/is not a snapshot of the mock: scopes.*nested more than 64 levels deep\.\n$/),
    ]);
  });

  it('a file on the command line, into a data file', async () => {
    const folder = scratch();
    const data = join(folder, 'mock.sqlite');
    await sqliteStore(data).close();
    const { stdout } = await run('snapshot', '--data', data);
    writeFileSync(
      join(folder, 'bad.json'),
      JSON.stringify({ ...JSON.parse(stdout), scopes: [{ ...scope, instance: 'other' }] }),
    );
    const { code, stderr } = await run('restore', join(folder, 'bad.json'), '--data', data);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the document instance/other is missing.')]);
    expect((await run('snapshot', '--data', data)).stdout).toBe(stdout);
  });
});

it('a seed that the contract does not allow is said at the start, and to each caller', async () => {
  const wrong = {
    ...seed,
    [instance]: { ...seed[instance], app: { ...seed[instance]?.['app'], a: { id: 'a', name: 'a', app_secret: 's' } } },
  };
  await expect(served({ seed: wrong })).rejects.toThrow(
    `Invalid seed: of instance ${instance}, the document app/a is not as the contract has it: `,
  );
  const { status } = await call(createMock({ seed: wrong }), 'GET', gateway);
  expect(status).toBe(500);
});
