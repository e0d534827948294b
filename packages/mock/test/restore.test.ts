import { describe, expect, it } from 'vitest';
import { rulesOf, type Validator } from '../src/contract/editions.ts';
import { createMock, type Mock, type MockOptions, type Snapshot, SnapshotError } from '../src/index.ts';
import { seed } from '../src/resources/seed.ts';
import { variants } from './calling.ts';
import { app, call, gateway, quota, throttle } from './restoring.ts';
import { type Body, bundled, channels, instance, newest, project } from './support.ts';

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
