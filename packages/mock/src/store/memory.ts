// State that lasts as long as the process.
import type { Kept, Reader, Scope, Store, Writer } from './store.ts';

interface Entry {
  kind: string;
  id: string;
  /** JSON, so that nobody outside holds a reference into the store, and nothing is kept that a file could not keep. */
  text: string;
}

/** The entries of a scope, in the order in which they were first put. */
export type EntryMap = Map<string, Entry>;

/** A store in memory. */
export function memoryStore(): Store {
  let scopes = new Map<string, { scope: Scope; entries: EntryMap }>();
  const nameOf = ({ project, instance }: Scope) => `${project}/${instance}`;
  const none: EntryMap = new Map();
  const entriesIn = (scope: Scope) => scopes.get(nameOf(scope))?.entries ?? none;

  return {
    async read(scope, work) {
      return work(readerOf(entriesIn(scope)));
    },
    async write(scope, work) {
      // Works on a copy: what fails half-way leaves no trace.
      const entries: EntryMap = new Map(entriesIn(scope));
      const result = work(writerOf(entries));
      scopes.set(nameOf(scope), { scope, entries });
      return result;
    },
    async dump() {
      return [...scopes.values()].flatMap(({ scope, entries }) =>
        [...entries.values()].map(({ kind, id, text }): Kept => ({ ...scope, kind, id, document: JSON.parse(text) })),
      );
    },
    async load(all) {
      const next: typeof scopes = new Map();
      for (const { project, instance, kind, id, document } of all) {
        const name = nameOf({ project, instance });
        const { entries } = next.get(name) ?? { entries: new Map() };
        writerOf(entries).put(kind, id, document);
        next.set(name, { scope: { project, instance }, entries });
      }
      scopes = next;
    },
    async close() {},
  };
}

/** @param documents - by kind and id */
export function entriesOf(documents: Readonly<Record<string, Readonly<Record<string, object>>>>): EntryMap {
  const entries: EntryMap = new Map();
  const writer = writerOf(entries);
  for (const [kind, byId] of Object.entries(documents)) {
    for (const [id, document] of Object.entries(byId)) writer.put(kind, id, document);
  }
  return entries;
}

function keyOf(kind: string, id: string): string {
  return `${kind}/${id}`;
}

export function readerOf(entries: EntryMap): Reader {
  const ofKind = (kind: string) => [...entries.values()].filter((entry) => entry.kind === kind);
  return {
    has: (kind, id) => entries.has(keyOf(kind, id)),
    get(kind, id) {
      const entry = entries.get(keyOf(kind, id));
      return entry && JSON.parse(entry.text);
    },
    list: (kind) => ofKind(kind).map(({ text }) => JSON.parse(text)),
    count: (kind) => ofKind(kind).length,
  };
}

function writerOf(entries: EntryMap): Writer {
  return {
    ...readerOf(entries),
    put(kind, id, document) {
      entries.set(keyOf(kind, id), { kind, id, text: JSON.stringify(document) });
    },
    delete(kind, id) {
      entries.delete(keyOf(kind, id));
    },
  };
}
