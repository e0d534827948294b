// State that lasts as long as the process.
import type { Reader, Scope, Store, Writer } from './store.ts';

interface Entry {
  kind: string;
  /** JSON, so that nobody outside holds a reference into the store, and nothing is kept that a file could not keep. */
  text: string;
}

type Entries = Map<string, Entry>;

/** A store in memory. */
export function memoryStore(): Store {
  const scopes = new Map<string, Entries>();
  const nameOf = ({ project, instance }: Scope) => `${project}/${instance}`;

  return {
    async read(scope, work) {
      return work(readerOf(scopes.get(nameOf(scope)) ?? new Map()));
    },
    async write(scope, work) {
      // Works on a copy: what fails half-way leaves no trace.
      const entries: Entries = new Map(scopes.get(nameOf(scope)));
      const result = work(writerOf(entries));
      scopes.set(nameOf(scope), entries);
      return result;
    },
    async close() {},
  };
}

function keyOf(kind: string, id: string): string {
  return `${kind}/${id}`;
}

function readerOf(entries: Entries): Reader {
  const ofKind = (kind: string) => [...entries.values()].filter((entry) => entry.kind === kind);
  return {
    get(kind, id) {
      const entry = entries.get(keyOf(kind, id));
      return entry && JSON.parse(entry.text);
    },
    list: (kind) => ofKind(kind).map(({ text }) => JSON.parse(text)),
    count: (kind) => ofKind(kind).length,
  };
}

function writerOf(entries: Entries): Writer {
  return {
    ...readerOf(entries),
    put(kind, id, document) {
      entries.set(keyOf(kind, id), { kind, text: JSON.stringify(document) });
    },
    delete(kind, id) {
      entries.delete(keyOf(kind, id));
    },
  };
}
