// Resources of no contract, each of which is declared alone: notes and what they belong to.
import { ApigError } from '../src/protocol/errors.ts';
import type { Holder, Resource } from '../src/resources/resource.ts';

export interface Note {
  id: string;
  name: string;
  text: string;
  lines?: { word: string }[];
  topic_id?: string;
  binder_id?: string;
  binder_since?: string;
  paper?: string;
  created: string;
  updated: string;
}

const rejection = (status: number, code: string, template: string) => (value: string) =>
  new ApigError(status, code, template.replace('{}', value));
const topicNotFound = rejection(404, 'X.2', 'No topic {}');
const noteNotFound = rejection(404, 'X.1', 'No note {}');

export const notes: Resource<Note> = {
  kind: 'note',
  named: { parameter: 'note_id', missing: noteNotFound },
  form: { id: 'string', name: 'string' },
  references: { topic_id: { kind: 'topic', missing: topicNotFound } },
  unique: { name: rejection(400, 'X.3', 'The name {} is taken'), text: rejection(400, 'X.4', 'The text is taken') },
  limit: { most: 4, exceeded: rejection(403, 'X.5', 'More than {} notes') },
  defaults: { text: 'none' },
  times: { created: 'created', updated: 'updated' },
  constant: ['paper'],
  returned: ['page_count'],
  cascades: [{ kind: 'page', field: 'note_id' }],
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
    listTopicNotes: { does: 'list', items: 'notes', boundTo: { field: 'topic_id', parameter: 'topic_id' } },
    listFreeNotes: {
      ...{ does: 'list', items: 'notes', filters: { name: 'name' } },
      ...{ boundTo: { field: 'topic_id', parameter: 'topic_id' }, bindable: true },
    },
    deleteNotes: { does: 'delete each', ids: 'notes', failure: { id: 'note_id', name: 'note_name' } },
  },
};

const holder: Holder = {
  ...{ kind: 'note', field: 'topic_id', parameter: 'note_id' },
  ...{ missing: noteNotFound, unbound: rejection(404, 'X.7', 'Note {} has another topic') },
};

export const topics: Resource<{ id: string; name: string; front_note?: string }> = {
  kind: 'topic',
  named: { parameter: 'topic_id', missing: topicNotFound },
  form: { id: 'string' },
  cascades: [
    { kind: 'note', field: 'topic_id' },
    { kind: 'tag', field: 'topic_id' },
  ],
  operations: {
    createTopic: { does: 'create' },
    showNoteTopic: { does: 'show', heldBy: holder },
    deleteTopic: { does: 'delete' },
    bindNotes: { does: 'bind', kind: 'note', field: 'topic_id', ids: 'note_ids', missing: noteNotFound },
    unbindNote: { does: 'unbind', ...holder },
  },
};

/** Binds notes to topics: a note has one tag at most. */
export const tags: Resource<{ id: string; topic_id: string; note_id: string; time: string }> = {
  kind: 'tag',
  named: { parameter: 'tag_id', missing: rejection(404, 'X.8', 'No tag {}') },
  form: { id: 'string', topic_id: 'string', note_id: 'string' },
  references: {
    topic_id: { kind: 'topic', missing: topicNotFound },
    note_id: { kind: 'note', missing: noteNotFound },
  },
  times: { created: 'time' },
  operations: {
    bindTags: {
      ...{ does: 'bind each', to: { field: 'topic_id', parameter: 'topic' } },
      ...{ each: { field: 'note_id', ids: 'notes' }, items: 'tags', exclusive: true },
    },
    unbindTag: { does: 'delete' },
    unbindTags: { does: 'delete each', ids: 'tags', failure: { id: 'tag_id' } },
    listTags: {
      ...{ does: 'list', items: 'notes', filters: { name: 'name' } },
      boundTo: { field: 'topic_id', parameter: 'topic' },
      joined: (tag, { documents }) => ({ ...tag, name: documents.get<Note>('note', tag.note_id)?.name }),
      shown: (tag) => ({ name: (tag as unknown as Note).name, tag_id: tag.id }),
    },
    listUntagged: {
      ...{ does: 'list', items: 'notes', bindable: 'note_id' },
      boundTo: { field: 'topic_id', parameter: 'topic' },
    },
  },
};

export const binders: Resource<{ id: string; name: string; fixed?: boolean }> = {
  kind: 'binder',
  named: { parameter: 'binder_id', missing: rejection(404, 'X.9', 'No binder {}') },
  form: { id: 'string' },
  releases: [{ kind: 'note', field: 'binder_id', since: 'binder_since' }],
  limit: { most: 2, per: ['fixed'], exceeded: rejection(403, 'X.13', 'More than {} binders') },
  undeletable: ({ id, fixed }) => (fixed ? rejection(409, 'X.14', 'The binder {} is fixed')(id) : undefined),
  brings: ({ id, name }, { newId }) =>
    name === 'full'
      ? [{ kind: 'note', document: { id: newId(), name: 'inside', text: '', binder_id: id } as Note }]
      : [],
  operations: {
    createBinder: { does: 'create' },
    deleteBinder: { does: 'delete' },
    fillBinder: {
      ...{
        does: 'bind',
        kind: 'note',
        field: 'binder_id',
        since: 'binder_since',
        ids: 'note_ids',
        missing: noteNotFound,
      },
      items: { field: 'filled', shown: (note) => ({ since: (note as Note).binder_since }) },
    },
  },
};

/** Stand in notes. */
export const pages: Resource<{ id: string; note_id: string; title: string; side?: string }> = {
  kind: 'page',
  named: { parameter: 'page_id', missing: rejection(404, 'X.10', 'No page {}') },
  form: { id: 'string' },
  within: { kind: 'note', field: 'note_id', parameter: 'note_id', missing: noteNotFound },
  unique: { title: { within: ['note_id', 'side'], taken: rejection(400, 'X.11', 'The title {} is taken') } },
  limit: { most: 2, exceeded: rejection(403, 'X.12', 'More than {} pages') },
  operations: {
    createPage: { does: 'create' },
    listPages: { does: 'list', items: 'pages' },
    showPage: { does: 'show' },
    updatePage: { does: 'update' },
    deletePage: { does: 'delete' },
  },
};

export const shelves: Resource<{ id: string; name: string }> = {
  kind: 'shelf',
  form: { id: 'string' },
  operations: { createShelf: { does: 'create' }, listShelves: { does: 'list', items: 'shelves' } },
};
