// Resources as data: a whole life without code, and what stands in for an operation that nothing declares.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { examples } from '../generated/examples.ts';
import { logLine } from '../src/cli/log.ts';
import { createEngine, type Engine } from '../src/engine/engine.ts';
import type { LogEntry } from '../src/index.ts';
import { ApigError } from '../src/protocol/errors.ts';
import { resources } from '../src/resources/index.ts';
import type { AnyResource, Resource } from '../src/resources/resource.ts';
import { channels, instance, project } from './support.ts';

// Operations that no contract has.
vi.mock('../src/contract/editions.ts', async (original) => {
  const editions = await original<typeof import('../src/contract/editions.ts')>();
  const { routerOf } = await import('../src/contract/router.ts');
  const ofNotes = '/v2/{project_id}/apigw/instances/{instance_id}/notes';
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
    async rulesOf(...names: Parameters<typeof editions.rulesOf>) {
      const rules = await editions.rulesOf(...names);
      const all = { ...rules.validator.operations, ...operations };
      const validateRequest: typeof rules.validator.validateRequest = async (id, parts) =>
        Object.hasOwn(operations, id)
          ? Object.assign([], { truncated: false })
          : rules.validator.validateRequest(id, parts);
      return { ...rules, router: routerOf(all), validator: { ...rules.validator, operations: all, validateRequest } };
    },
  };
});

interface Note {
  id: string;
  name: string;
  text: string;
  lines?: { word: string }[];
  topic_id?: string;
  created: string;
  updated: string;
}

const rejection = (status: number, code: string, template: string) => (value: string) =>
  new ApigError(status, code, template.replace('{}', value));
const topicNotFound = rejection(404, 'X.2', 'No topic {}');
const noteNotFound = rejection(404, 'X.1', 'No note {}');

const notes: Resource<Note> = {
  kind: 'note',
  named: { parameter: 'note_id', missing: noteNotFound },
  form: { id: 'string', name: 'string' },
  references: { topic_id: { kind: 'topic', missing: topicNotFound } },
  unique: { name: rejection(400, 'X.3', 'The name {} is taken'), text: rejection(400, 'X.4', 'The text is taken') },
  limit: { most: 4, exceeded: rejection(403, 'X.5', 'More than {} notes') },
  defaults: { text: 'none' },
  times: { created: 'created', updated: 'updated' },
  blockedBy: [{ kind: 'topic', field: 'front_note', error: rejection(403, 'X.6', 'In use') }],
  operations: {
    createNote: { does: 'create' },
    listNotes: {
      does: 'list',
      items: 'notes',
      filters: { id: 'id', name: { part: 'name' }, word: 'lines.word' },
      shown: ({ id, name }) => ({ id, name }),
    },
    showNote: { does: 'show' },
    updateNote: { does: 'update' },
    deleteNote: { does: 'delete' },
    deleteNotes: { does: 'delete each', ids: 'notes', failure: { id: 'note_id', name: 'note_name' } },
  },
};

const topics: Resource<{ id: string; name: string; front_note?: string }> = {
  kind: 'topic',
  named: { parameter: 'topic_id', missing: topicNotFound },
  form: { id: 'string' },
  cascades: [{ kind: 'note', field: 'topic_id' }],
  operations: {
    createTopic: { does: 'create' },
    deleteTopic: { does: 'delete' },
    bindNotes: { does: 'bind', kind: 'note', field: 'topic_id', ids: 'note_ids', missing: noteNotFound },
    unbindNote: {
      ...{ does: 'unbind', kind: 'note', field: 'topic_id', parameter: 'note_id' },
      ...{ missing: noteNotFound, unbound: rejection(404, 'X.7', 'Note {} has another topic') },
    },
  },
};

const shelves: Resource<{ id: string; name: string }> = {
  kind: 'shelf',
  form: { id: 'string' },
  operations: { createShelf: { does: 'create' }, listShelves: { does: 'list', items: 'shelves' } },
};

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
    call = started([...resources, notes, topics, shelves]);
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
