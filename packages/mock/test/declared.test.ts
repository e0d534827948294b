// Resources as data: a whole life without code, and what stands in for an operation that nothing declares.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { examples } from '../generated/examples.ts';
import { logLine } from '../src/cli/log.ts';
import { createEngine, type Engine } from '../src/engine/engine.ts';
import type { LogEntry } from '../src/index.ts';
import { resources } from '../src/resources/index.ts';
import type { AnyResource } from '../src/resources/resource.ts';
import { binders, type Note, notes, pages, shelves, tags, topics } from './declared.notes.ts';
import { channels, instance, project } from './support.ts';

// Operations that no contract has.
vi.mock('../src/contract/editions.ts', async (original) => {
  const editions = await original<typeof import('../src/contract/editions.ts')>();
  const { routerOf } = await import('../src/contract/router.ts');
  const ofNotes = '/v2/{project_id}/apigw/instances/{instance_id}/notes';
  const ofTags = '/v2/{project_id}/apigw/instances/{instance_id}/tags';
  const ofShelves = '/v2/{project_id}/apigw/shelves';
  const table = {
    createNote: ['POST', ofNotes, 201],
    listNotes: ['GET', ofNotes, 200],
    showNote: ['GET', `${ofNotes}/{note_id}`, 200],
    updateNote: ['PUT', `${ofNotes}/{note_id}`, 200],
    deleteNote: ['DELETE', `${ofNotes}/{note_id}`, 204],
    deleteNotes: ['PUT', ofNotes, 200],
    createTopic: ['POST', '/v2/{project_id}/apigw/instances/{instance_id}/topics', 201],
    deleteTopic: ['DELETE', '/v2/{project_id}/apigw/instances/{instance_id}/topics/{topic_id}', 204],
    bindNotes: ['POST', '/v2/{project_id}/apigw/instances/{instance_id}/topics/{topic_id}/notes', 201],
    unbindNote: ['DELETE', '/v2/{project_id}/apigw/instances/{instance_id}/topics/{topic_id}/notes/{note_id}', 204],
    listTopicNotes: ['GET', '/v2/{project_id}/apigw/instances/{instance_id}/topics/{topic_id}/notes', 200],
    listFreeNotes: ['GET', '/v2/{project_id}/apigw/instances/{instance_id}/topics/{topic_id}/free-notes', 200],
    showNoteTopic: ['GET', `${ofNotes}/{note_id}/topic`, 200],
    createBinder: ['POST', '/v2/{project_id}/apigw/instances/{instance_id}/binders', 201],
    deleteBinder: ['DELETE', '/v2/{project_id}/apigw/instances/{instance_id}/binders/{binder_id}', 204],
    fillBinder: ['POST', '/v2/{project_id}/apigw/instances/{instance_id}/binders/{binder_id}/notes', 201],
    bindTags: ['POST', ofTags, 201],
    unbindTags: ['PUT', ofTags, 200],
    unbindTag: ['DELETE', `${ofTags}/{tag_id}`, 204],
    listTags: ['GET', `${ofTags}/bound`, 200],
    listUntagged: ['GET', `${ofTags}/unbound`, 200],
    createPage: ['POST', `${ofNotes}/{note_id}/pages`, 201],
    listPages: ['GET', `${ofNotes}/{note_id}/pages`, 200],
    showPage: ['GET', `${ofNotes}/{note_id}/pages/{page_id}`, 200],
    updatePage: ['PUT', `${ofNotes}/{note_id}/pages/{page_id}`, 200],
    deletePage: ['DELETE', `${ofNotes}/{note_id}/pages/{page_id}`, 204],
    createShelf: ['POST', ofShelves, 201],
    listShelves: ['GET', ofShelves, 200],
  } as const;
  const operations = Object.fromEntries(
    Object.entries(table).map(([id, [method, path, status]]) => [
      id,
      {
        method,
        path,
        statuses: [status, 404],
        errorCodes: {},
        hasBody: method === 'POST' || method === 'PUT',
        resource: 'notes',
      },
    ]),
  );
  return {
    ...editions,
    // Those that are loaded are of the contract.
    loadedRules: () => undefined,
    async rulesOf(...names: Parameters<typeof editions.rulesOf>) {
      const rules = await editions.rulesOf(...names);
      const all = { ...rules.validator.operations, ...operations };
      const validateRequest: typeof rules.validator.validateRequest = async (id, parts) =>
        Object.hasOwn(operations, id)
          ? Object.assign([], { truncated: false })
          : rules.validator.validateRequest(id, parts);
      const validator = { ...rules.validator, operations: all, validateRequest, validateLoaded: () => undefined };
      return { ...rules, router: routerOf(all), validator };
    },
  };
});

let entries: LogEntry[];

function callerOf(engine: Engine) {
  return async (method: string, path: string, body?: object) => {
    const headers: Record<string, string> = { 'x-auth-token': 'any', 'content-type': 'application/json' };
    const text = body && new TextEncoder().encode(JSON.stringify(body));
    const told = await engine.respond({
      ...{ method, target: path, header: (name) => headers[name], headers: () => headers, body: async () => text },
    });
    return { status: told.status, body: told.body === undefined ? undefined : JSON.parse(told.body) };
  };
}

const started = (all: readonly AnyResource[]) => {
  entries = [];
  return callerOf(createEngine({ log: (entry) => void entries.push(entry) }, all));
};

describe('a resource that is declared alone', () => {
  const at = `/v2/${project}/apigw/instances/${instance}`;
  let call: ReturnType<typeof callerOf>;
  const named = async (name: string, more: object = {}) =>
    (await call('POST', `${at}/notes`, { name, text: `text of ${name}`, ...more })).body.id as string;
  const names = async (query: string) =>
    ((await call('GET', `${at}/notes?${query}`)).body.notes as Note[]).map(({ name }) => name);
  beforeEach(() => {
    call = started([...resources, notes, topics, tags, binders, shelves]);
  });

  it('is created, shown, updated as it was read, and deleted', async () => {
    const { status, body } = await call('POST', `${at}/notes`, { name: 'one' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'one',
      text: 'none',
      created: body.updated,
      updated: expect.any(String),
    });
    expect(await call('GET', `${at}/notes/${body.id}`)).toEqual({ status: 200, body });
    const sent = { ...body, id: 'other', created: 'never', text: 'some' };
    const updated = await call('PUT', `${at}/notes/${body.id}`, sent);
    expect(updated).toEqual({ status: 200, body: { ...body, text: 'some', updated: expect.any(String) } });
    expect(updated.body.updated > body.updated).toBe(true);
    expect(await call('DELETE', `${at}/notes/${body.id}`)).toEqual({ status: 204, body: undefined });
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect(await call(method, `${at}/notes/${body.id}`, method === 'PUT' ? {} : undefined)).toEqual({
        status: 404,
        body: { error_code: 'X.1', error_msg: `No note ${body.id}` },
      });
  });

  it('keeps what an update must send as it is, and nothing that only responses have', async () => {
    const id = await named('one', { paper: 'ruled', page_count: 3 });
    const update = async (body: object) => (await call('PUT', `${at}/notes/${id}`, { name: 'one', ...body })).body;
    expect((await update({ paper: 'plain' })).error_code).toBe('APIG.2011');
    expect(await update({ paper: 'ruled', page_count: 4 })).toMatchObject({ paper: 'ruled' });
    const { body } = await call('GET', `${at}/notes/${id}`);
    expect([body.paper, 'page_count' in body]).toEqual(['ruled', false]);
  });

  it('is unique, refers to what is there, and is limited', async () => {
    const id = await named('one');
    const codes = async (body: object) => (await call('POST', `${at}/notes`, body)).body.error_code;
    expect(await codes({ name: 'one', text: 'b' })).toBe('X.3');
    expect(await codes({ name: 'two', text: 'text of one' })).toBe('X.4');
    expect(await codes({ name: 'two', topic_id: 'none' })).toBe('X.2');
    const other = await named('two');
    expect((await call('PUT', `${at}/notes/${other}`, { name: 'one' })).body.error_code).toBe('X.3');
    expect((await call('PUT', `${at}/notes/${id}`, { name: 'one' })).status).toBe(200);
    await named('three');
    await named('four');
    expect((await call('POST', `${at}/notes`, { name: 'five' })).body).toEqual({
      error_code: 'X.5',
      error_msg: 'More than 4 notes',
    });
  });

  it('is listed by pages and filters', async () => {
    const id = await named('note', { lines: [{ word: 'a' }, { word: 'b' }] });
    for (const name of ['notebook', 'other', 'note 2']) await named(name);
    const all = ['note', 'notebook', 'other', 'note 2'];
    expect((await call('GET', `${at}/notes?offset=1&limit=2`)).body).toEqual({
      total: 4,
      size: 2,
      notes: [
        { id: expect.any(String), name: 'notebook' },
        { id: expect.any(String), name: 'other' },
      ],
    });
    for (const query of ['', 'offset=-3', 'limit=0', 'limit=501', 'name=']) expect(await names(query)).toEqual(all);
    expect(await names('name=note')).toEqual(['note', 'notebook', 'note 2']);
    expect(await names('name=note&precise_search=word,name')).toEqual(['note']);
    expect(await names('word=b')).toEqual(['note']);
    expect(await names('word=c')).toEqual([]);
    expect(await names(`id=${id}&name=book`)).toEqual([]);
    expect(await names('offset=4')).toEqual([]);
  });

  it('is bound and unbound, goes with what it belongs to, and stays where it is needed', async () => {
    const one = await named('one');
    const topic = (await call('POST', `${at}/topics`, { name: 'topic', front_note: one })).body.id;
    expect((await call('DELETE', `${at}/notes/${one}`)).body.error_code).toBe('X.6');
    const two = await named('two');
    expect(await call('POST', `${at}/topics/${topic}/notes`, { note_ids: [one, two] })).toEqual({
      status: 201,
      body: undefined,
    });
    expect((await call('POST', `${at}/topics/${topic}/notes`, { note_ids: ['none'] })).body.error_code).toBe('X.1');
    expect((await call('DELETE', `${at}/topics/${topic}/notes/${two}`)).status).toBe(204);
    expect((await call('DELETE', `${at}/topics/${topic}/notes/${two}`)).body.error_code).toBe('X.7');
    expect((await call('DELETE', `${at}/topics/${topic}`)).status).toBe(204);
    expect(await names('')).toEqual(['two']);
  });

  it('is shown by what holds it, and listed by what is bound to it or could be', async () => {
    const [one, two, three] = [await named('one'), await named('two'), await named('three')];
    const topic = (await call('POST', `${at}/topics`, { name: 'topic' })).body;
    const path = `${at}/topics/${topic.id}`;
    await call('POST', `${path}/notes`, { note_ids: [three, one] });
    const listed = async (of: string) =>
      ((await call('GET', of)).body.notes as Note[]).map((note) => (note.topic_id === undefined ? note.name : note.id));
    expect(await listed(`${path}/notes`)).toEqual([one, three]);
    expect(await listed(`${path}/free-notes`)).toEqual(['two']);
    expect(await listed(`${path}/free-notes?name=one`)).toEqual([]);
    expect((await call('GET', `${at}/topics/none/notes`)).body.error_code).toBe('X.2');
    expect((await call('GET', `${at}/topics/none/free-notes`)).body.error_code).toBe('X.2');
    expect(await call('GET', `${at}/notes/${one}/topic`)).toEqual({ status: 200, body: topic });
    expect((await call('GET', `${at}/notes/${two}/topic`)).body.error_code).toBe('X.7');
    expect((await call('GET', `${at}/notes/none/topic`)).body.error_code).toBe('X.1');
  });

  it('is let go by what it was bound to', async () => {
    const binder = (await call('POST', `${at}/binders`, { name: 'binder' })).body.id;
    const one = await named('one', { binder_id: binder });
    const two = await named('two');
    const fill = async () => (await call('POST', `${at}/binders/${binder}/notes`, { note_ids: [two, one] })).body;
    const filled = await fill();
    // What was in it before stays as it was.
    expect(filled).toEqual({ filled: [{ since: expect.stringMatching(/^\d{4}-/) }, {}] });
    expect(await fill()).toEqual(filled);
    expect((await call('DELETE', `${at}/binders/${binder}`)).status).toBe(204);
    for (const id of [one, two]) {
      const { body } = await call('GET', `${at}/notes/${id}`);
      expect(Object.keys(body).filter((field) => field.startsWith('binder'))).toEqual([]);
    }
  });

  it('is bound to many by documents that say so, to each once', async () => {
    const [one, two, three] = [await named('one'), await named('two'), await named('three')];
    const topicOf = async (name: string) => (await call('POST', `${at}/topics`, { name })).body.id as string;
    const [first, second] = [await topicOf('first'), await topicOf('second')];
    const bind = async (topic: string, ids: unknown[]) => call('POST', `${at}/tags`, { topic, notes: ids });
    const listed = async (what: string, topic: string) =>
      ((await call('GET', `${at}/tags/${what}?topic=${topic}`)).body.notes as Note[]).map(({ name }) => name);

    const { status, body } = await bind(first, [two, one]);
    expect(status).toBe(201);
    const [ofTwo, ofOne] = body.tags;
    expect(ofTwo).toEqual({ id: expect.any(String), topic_id: first, note_id: two, time: expect.any(String) });
    expect((await bind(first, [one])).body.tags).toEqual([ofOne]);
    expect(await listed('bound', first)).toEqual(['two', 'one']);
    expect(await listed('unbound', first)).toEqual(['three']);
    expect((await call('GET', `${at}/tags/bound?topic=${first}&name=one`)).body).toEqual({
      ...{ total: 1, size: 1, notes: [{ name: 'one', tag_id: ofOne.id }] },
    });

    // All or none.
    expect((await bind(second, [three, 'none'])).body.error_code).toBe('X.1');
    expect((await bind('none', [three])).body.error_code).toBe('X.2');
    expect(await listed('bound', second)).toEqual([]);
    expect((await call('GET', `${at}/tags/bound?topic=none`)).body.error_code).toBe('X.2');

    await bind(second, [one]);
    expect([await listed('bound', first), await listed('bound', second)]).toEqual([['two'], ['one']]);
    const failure = [{ tag_id: ofOne.id, error_code: 'X.8', error_msg: `No tag ${ofOne.id}` }];
    expect((await call('PUT', `${at}/tags`, { tags: [ofTwo.id, ofOne.id] })).body).toEqual({
      success_count: 1,
      failure,
    });
    expect(await listed('unbound', first)).toEqual(['one', 'two', 'three']);
    await bind(first, [two]);
    expect((await call('DELETE', `${at}/topics/${first}`)).status).toBe(204);
    const last = (await bind(second, [two])).body.tags[0].id;
    expect((await call('DELETE', `${at}/tags/${last}`)).status).toBe(204);
    expect(await listed('bound', second)).toEqual(['one']);
  });

  it('is deleted in batches, with what could not be deleted', async () => {
    const [one, two] = [await named('one'), await named('two')];
    await call('POST', `${at}/topics`, { name: 'topic', front_note: two });
    expect(await call('PUT', `${at}/notes`, { notes: [one, two, 'none'] })).toEqual({
      status: 200,
      body: {
        success_count: 1,
        failure: [
          { note_id: two, note_name: 'two', error_code: 'X.6', error_msg: 'In use' },
          { note_id: 'none', note_name: '', error_code: 'X.1', error_msg: 'No note none' },
        ],
      },
    });
    expect(await names('')).toEqual(['two']);
  });

  it('comes with others, is limited among its like, and may never be deleted', async () => {
    const create = async (body: object) => (await call('POST', `${at}/binders`, { fixed: false, ...body })).body;
    const full = await create({ name: 'full' });
    expect(await names('')).toEqual(['inside']);
    await create({ name: 'empty' });
    expect((await create({ name: 'third' })).error_msg).toBe('More than 2 binders');
    const { id } = await create({ name: 'third', fixed: true });
    expect((await call('DELETE', `${at}/binders/${id}`)).body.error_msg).toBe(`The binder ${id} is fixed`);
    expect((await call('DELETE', `${at}/binders/${full.id}`)).status).toBe(204);
    expect((await create({ name: 'third' })).error_code).toBeUndefined();
  });

  it('stands in what the path names, and goes with it', async () => {
    const call = started([notes, topics, tags, pages]);
    const [one, two] = await Promise.all(
      ['one', 'two'].map((name) => call('POST', `${at}/notes`, { name, text: name })),
    );
    const ofOne = `${at}/notes/${one?.body.id}/pages`;
    const ofTwo = `${at}/notes/${two?.body.id}/pages`;
    const page = (await call('POST', ofOne, { title: 'a', note_id: 'another' })).body;
    expect(page.note_id).toBe(one?.body.id);
    expect((await call('POST', `${at}/notes/nothing/pages`, { title: 'a' })).body.error_code).toBe('X.1');
    expect((await call('POST', ofTwo, { title: 'a' })).status).toBe(201);
    expect((await call('POST', ofOne, { title: 'a' })).body.error_code).toBe('X.11');
    const other = (await call('POST', ofOne, { title: 'a', side: 'back' })).body;
    expect((await call('PUT', `${ofOne}/${other.id}`, { side: 'front' })).body).toMatchObject({ side: 'front' });
    expect((await call('PUT', `${ofOne}/${other.id}`, { side: undefined })).body.error_code).toBeUndefined();
    expect((await call('POST', ofOne, { title: 'c' })).body).toMatchObject({ error_code: 'X.12' });
    expect((await call('GET', ofOne)).body).toMatchObject({ total: 2, pages: [{ id: page.id }, { id: other.id }] });
    expect((await call('GET', `${at}/notes/nothing/pages`)).body.error_code).toBe('X.1');
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect((await call(method, `${ofTwo}/${page.id}`, {})).body.error_code).toBe('X.10');
    }
    const topic = (await call('POST', `${at}/topics`, { name: 'top' })).body.id;
    await call('POST', `${at}/topics/${topic}/notes`, { note_ids: [one?.body.id] });
    await call('DELETE', `${at}/topics/${topic}`);
    expect((await call('GET', ofOne)).body.error_code).toBe('X.1');
    // Nothing is left that counts.
    const again = await call('POST', `${at}/notes`, { name: 'one', text: 'one' });
    expect((await call('GET', `${at}/notes/${again.body.id}/pages`)).body.total).toBe(0);
    expect((await call('GET', ofTwo)).body.total).toBe(1);
  });

  it('is of a project where its path names no instance', async () => {
    const create = await call('POST', `/v2/${project}/apigw/shelves`, { name: 'shelf' });
    expect(create.status).toBe(201);
    const list = (of: string) => call('GET', `/v2/${of}/apigw/shelves`);
    expect((await list(project)).body).toEqual({ total: 1, size: 1, shelves: [create.body] });
    expect((await list('other')).body.total).toBe(0);
    expect((await call('POST', `/v2/${project}/apigw/instances/none/notes`, {})).body.error_code).toBe('APIG.3030');
  });
});

describe('an operation that nothing declares', () => {
  const show = `${channels}/56a7d7358e1b42459c9d730d65b14e59`;
  const others = resources.filter(({ kind }) => kind !== 'vpc-channel');

  it('responds with its documented example, and the log says so', async () => {
    const call = started(others);
    expect(await call('GET', show)).toEqual({ status: 200, body: examples['showVpcChannel'] });
    expect(entries[0]).toMatchObject({ operation: 'showVpcChannel', example: true, status: 200 });
    expect(logLine('pretty', entries[0] as LogEntry)).toContain('showVpcChannel  documented example');
    expect(JSON.parse(logLine('json', entries[0] as LogEntry))).toMatchObject({ example: true });
    expect((await call('DELETE', `${show}/members/1`)).status).toBe(204);
    // What the contract rejects is rejected all the same.
    expect((await call('POST', channels, {})).status).toBe(400);
    expect((await call('GET', show.replace(instance, 'none'))).status).toBe(404);
    expect(entries.map(({ example }) => example)).toEqual([true, true, undefined, undefined]);
  });

  it('is in /_mock/ready', async () => {
    const { body } = await started(others)('GET', '/_mock/ready');
    expect(body.examples).toEqual(
      expect.arrayContaining(['createVpcChannel', 'showVpcChannel', 'deleteVpcChannelMember']),
    );
    expect(body.examples).not.toContain('showInstance');
  });
});
