// What may be restored: everything that the mock itself gives, and nothing that it could not work with.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rulesOf, type Validator } from '../src/contract/editions.ts';
import { createMock, type Mock, type MockOptions, type Snapshot, SnapshotError } from '../src/index.ts';
import { seed } from '../src/resources/seed.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import { variants } from './calling.ts';
import { type Body, bundled, channels, instance, newest, project, run, scratch, send, served } from './support.ts';

const gateway = channels.replace('/vpc-channels', '');
const app = '356de8eb7a8742168586e5daf5339965';
const quota = 'c900c5612dbe451bb43cbcc49cfaf2f3';
const throttle = '3437448ad06f4e0c91a224183116e965';

async function call(mock: Mock, method: string, path: string, body?: unknown, edition?: string) {
  const headers = {
    'X-Auth-Token': 'any',
    'Content-Type': 'application/json',
    ...(edition && { 'X-Apig-Edition': edition }),
  };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await mock.fetch(new Request(`http://mock${path}`, init));
  const text = await response.text();
  return { status: response.status, body: (text && JSON.parse(text)) as Body };
}

/** The bodies of an operation's request examples, as an edition has them. */
function examplesOf(document: Body, operationId: string): Body[] {
  const operations = Object.values<Body>(document.paths).flatMap((path) => Object.values<Body>(path));
  const operation = operations.find((each) => each.operationId === operationId);
  const examples = Object.values<Body>(operation.requestBody.content['application/json'].examples);
  const name = (ref: string) => ref.split('/').at(-1) ?? '';
  return examples.map((each) => (each.$ref ? document.components.examples[name(each.$ref)] : each).value);
}

/** A mock that has something of each kind, made by each example that the edition has. */
async function used(options: MockOptions): Promise<Mock> {
  const mock = createMock({ ...options, maxChannels: 0 });
  const document = bundled(options.edition ?? newest);
  const made: number[] = [];
  for (const [index, body] of examplesOf(document, 'createVpcChannel').entries()) {
    const name = options.edition?.endsWith('zh-CN') ? `通道_${index}` : `${body.name}_${index}`;
    const created = await call(mock, 'POST', channels, { ...body, name });
    made.push(created.status);
    for (const update of examplesOf(document, 'updateVpcChannel')) {
      made.push((await call(mock, 'PUT', `${channels}/${created.body.id}`, { ...update, name: `${name}_u` })).status);
    }
  }
  for (const body of examplesOf(document, 'updateApp')) {
    made.push((await call(mock, 'PUT', `${gateway}/apps/${app}`, body)).status);
  }
  for (const body of examplesOf(document, 'createSignatureKey')) {
    made.push((await call(mock, 'POST', `${gateway}/signs`, body)).status);
  }
  made.push((await call(mock, 'PUT', `${gateway}/apps/${app}/app-codes`)).status);
  made.push((await call(mock, 'DELETE', `${gateway}/throttles/${throttle}`)).status);
  // Whatever the other operations may reject: the most of it is there.
  expect(made.filter((status) => status < 300).length).toBeGreaterThan(made.length / 2);
  return mock;
}

describe('what the mock itself gives is restored', () => {
  it.each(variants)('by $edition, $rules, into every other', async (variant) => {
    const snapshot = await (await used(variant)).snapshot();
    for (const into of [variant, {}, { edition: '2023-05.en' as const }]) {
      const mock = createMock(into);
      await mock.restore(JSON.parse(JSON.stringify(snapshot)));
      const { clock: _, ...again } = await mock.snapshot();
      expect(snapshot).toMatchObject(again);
    }
  });

  it('of the seed, which is as the contract has it', async () => {
    const mock = createMock();
    const kept = { project: { kept: { id: 'kept' } } };
    const scopes = Object.entries(seed).map(([instance, documents]) => ({
      ...{ project, instance },
      documents: instance === '' ? { ...documents, ...kept } : documents,
    }));
    await mock.restore({ ...(await mock.snapshot()), scopes });
    // A seed of one's own is checked as a snapshot is.
    expect((await call(createMock({ seed: { ...seed } }), 'GET', gateway)).status).toBe(200);
  });

  it('again and again, at the end of what it counts', async () => {
    const now = () => Date.parse('2024-11-11T00:00:00Z');
    const mock = createMock({ idSeed: 'seed', now });
    const empty = await mock.snapshot();
    await mock.restore({ ...empty, ids: 2 ** 48, clock: { last: now(), count: 2 ** 48 } });
    const codes = new Set<string>();
    for (let count = 0; count < 5; count += 1) {
      const { status, body } = await call(mock, 'PUT', `${gateway}/apps/${app}/app-codes`);
      expect([status, body.create_time]).toEqual([201, expect.stringMatching(/^2024-11-1\d[T\d:]+\.\d{9}Z$/)]);
      codes.add(body.id);
      await mock.restore(await mock.snapshot());
    }
    expect(codes.size).toBe(5);
  });
});

/** Every place below a value: its path, and its value. */
function placesIn(value: unknown, path: (string | number)[] = []): { path: (string | number)[]; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const entries = Object.entries(value);
  const below = entries.flatMap(([name, item]) =>
    placesIn(item, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return path.length === 0 ? below : [{ path, value }, ...below];
}

function replaced(root: object, path: readonly (string | number)[], value: unknown): Body {
  const copy = structuredClone(root) as Body;
  let parent = copy;
  for (const name of path.slice(0, -1)) parent = parent[name];
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

/** What a field may be instead. */
const others = [undefined, null, {}, [], [null], '', 'x'.repeat(300), -1, 1.5, 2 ** 53, true];

// Hundreds of restores: machines under load need longer.
it('a document with a wrong shape anywhere is rejected, or no operation fails by it', async () => {
  const all = await Promise.all(variants.map(({ edition, rules }) => rulesOf(edition, rules)));
  const validators = all.map(({ validator }) => validator);
  const whole = await (await used({ rules: 'observed' })).snapshot();
  const empty = await createMock().snapshot();
  // Every fourth channel: one of each kind.
  const documents = Object.fromEntries(
    Object.entries(whole.scopes[0]?.documents ?? {}).map(([kind, byId]) => [
      kind,
      kind === 'vpc-channel' ? Object.fromEntries(Object.entries(byId).filter((_, index) => index % 4 === 2)) : byId,
    ]),
  );
  const good = { ...whole, scopes: [{ project, instance, documents }] };
  // One document of each kind is enough, but of channels.
  const chosen = Object.entries(documents).flatMap(([kind, byId]) =>
    Object.keys(byId)
      .slice(0, kind === 'vpc-channel' ? undefined : 1)
      .map((id) => ['scopes', 0, 'documents', kind, id]),
  );
  // Every shape somewhere, and somewhere else another one; each of them everywhere takes long.
  const shapesOf = (place: number) =>
    import.meta.env.MODE === 'long' ? others : others.filter((_, index) => index % 4 === place % 4);
  let places = 0;
  let accepted = 0;
  let rejected = 0;
  const mock = createMock({ rules: 'observed' });
  for (const base of chosen) {
    const document = base.reduce((value: Body, name) => value[name], good);
    for (const { path } of placesIn(document)) {
      for (const other of shapesOf(places++)) {
        const snapshot = replaced(good, [...base, ...path], other);
        const error = await mock.restore(snapshot).catch((error: unknown) => error);
        if (error === undefined) {
          accepted += 1;
          const where = `${[...base, ...path].join('/')} = ${JSON.stringify(other)}`;
          await everyOperationAnswers(mock, where, validators, documents);
          await mock.restore(empty);
        } else {
          rejected += 1;
          expect(error).toBeInstanceOf(SnapshotError);
          expect((error as Error).message).toContain('The snapshot is damaged: ');
          expect((error as Error).message).toContain(String(base[3]));
        }
      }
    }
  }
  // After all those that were rejected, nothing is kept.
  expect((await mock.snapshot()).scopes).toEqual([]);
  expect(accepted).toBeGreaterThan(25);
  expect(rejected).toBeGreaterThan(250);
}, 240_000);

async function everyOperationAnswers(
  mock: Mock,
  where: string,
  validators: readonly Validator[],
  documents: Snapshot['scopes'][number]['documents'],
): Promise<void> {
  const valid = async (
    operation: Parameters<Validator['validateResponse']>[0],
    method: string,
    path: string,
    body?: object,
  ) => {
    const reply = await call(mock, method, path, body);
    expect(reply.status, where).toBeLessThan(500);
    // What any edition may show is right.
    const problems = await Promise.all(
      validators.map((each) => each.validateResponse(operation, reply.status, reply.body || undefined)),
    );
    expect(problems.some((each) => each.length === 0) || [where, problems[0]]).toBe(true);
  };
  await valid('showInstance', 'GET', gateway);
  for (const id of Object.keys(documents['vpc-channel'] ?? {})) {
    await valid('showVpcChannel', 'GET', `${channels}/${id}`);
    const old = await call(mock, 'GET', `${channels}/${id}`, undefined, '2023-05.en');
    expect(old.status, where).toBeLessThan(500);
  }
  for (const id of Object.keys(documents['throttle'] ?? {})) {
    await valid('listThrottleBoundApis', 'GET', `${gateway}/throttle-bindings/binded-apis?throttle_id=${id}`);
    await valid('deleteThrottle', 'DELETE', `${gateway}/throttles/${id}`);
  }
  await valid('showAppBoundQuota', 'GET', `${gateway}/apps/${app}/bound-quota`);
  await valid('unbindAppFromQuota', 'DELETE', `${gateway}/app-quotas/${quota}/bound-apps/${app}`);
  await valid('updateApp', 'PUT', `${gateway}/apps/${app}`, { name: 'app_new' });
  await valid('generateAppCode', 'PUT', `${gateway}/apps/${app}/app-codes`);
  await valid('createSignatureKey', 'POST', `${gateway}/signs`, { name: 'key_new', sign_type: 'public_key' });
  for (const id of Object.keys(documents['environment'] ?? {})) {
    await valid('deleteEnvironment', 'DELETE', `${gateway}/envs/${id}`);
  }
}

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
