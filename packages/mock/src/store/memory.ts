// State that lasts as long as the process.
import type { Kept, Reader, Scope, Store, Writer } from './store.ts';

/** The documents of a scope, by kind and id, in the order in which they were first put. They are frozen. */
export type Contents = Map<string, Map<string, object>>;

/** A store in memory. */
export function memoryStore(): Store {
  let scopes = new Map<string, { scope: Scope; contents: Contents }>();
  const nameOf = ({ project, instance }: Scope) => `${project}/${instance}`;
  const none: Contents = new Map();

  return {
    async read(scope, work) {
      return work(readerOf(scopes.get(nameOf(scope))?.contents ?? none));
    },
    async write(scope, work) {
      const { contents } = scopes.get(nameOf(scope)) ?? { contents: new Map() };
      const undo: (() => void)[] = [];
      try {
        const result = work(writerOf(contents, undo));
        scopes.set(nameOf(scope), { scope, contents });
        return result;
      } catch (error) {
        for (const step of undo.reverse()) step();
        throw error;
      }
    },
    async dump() {
      return [...scopes.values()].flatMap(({ scope, contents }) =>
        [...contents].flatMap(([kind, documents]) =>
          [...documents].map(([id, document]): Kept => ({ ...scope, kind, id, document: structuredClone(document) })),
        ),
      );
    },
    async load(all) {
      const next: typeof scopes = new Map();
      for (const { project, instance, kind, id, document } of all) {
        const name = nameOf({ project, instance });
        const { contents } = next.get(name) ?? { contents: new Map() };
        writerOf(contents).put(kind, id, document);
        next.set(name, { scope: { project, instance }, contents });
      }
      scopes = next;
    },
    async close() {},
  };
}

/** @param documents - by kind and id */
export function contentsOf(documents: Readonly<Record<string, Readonly<Record<string, object>>>>): Contents {
  const contents: Contents = new Map();
  const writer = writerOf(contents);
  for (const [kind, byId] of Object.entries(documents)) {
    for (const [id, document] of Object.entries(byId)) writer.put(kind, id, document);
  }
  return contents;
}

export function readerOf(contents: Contents): Reader {
  return {
    has: (kind, id) => contents.get(kind)?.has(id) ?? false,
    get: <Document>(kind: string, id: string) => contents.get(kind)?.get(id) as Document | undefined,
    list: <Document>(kind: string) => [...(contents.get(kind)?.values() ?? [])] as Document[],
    count: (kind) => contents.get(kind)?.size ?? 0,
  };
}

/** @param undo - is given what takes each change back, to be done in the opposite order */
function writerOf(contents: Contents, undo: (() => void)[] = []): Writer {
  const copies = new Set<Map<string, object>>();
  return {
    ...readerOf(contents),
    put(kind, id, document) {
      const documents = contents.get(kind) ?? new Map<string, object>();
      const before = documents.get(id);
      undo.push(() => (before ? documents.set(id, before) : documents.delete(id)));
      contents.set(kind, documents);
      documents.set(id, frozen(document));
    },
    delete(kind, id) {
      const documents = contents.get(kind);
      if (!documents?.has(id)) return;
      if (copies.has(documents)) {
        documents.delete(id);
        return;
      }
      // From a copy: what is deleted and put back would stand last. One copy does for all that `work` deletes.
      const others = new Map(documents);
      others.delete(id);
      copies.add(others);
      undo.push(() => contents.set(kind, documents));
      contents.set(kind, others);
    },
  };
}

/** A copy as a file would keep it, which nobody can change: every reader is given the same one. */
function frozen(document: object): object {
  const copy: object = JSON.parse(JSON.stringify(document));
  // Not by a function for JSON.parse, which would take several times as long.
  const objects: object[] = [copy];
  for (const object of objects) {
    for (const value of Object.values(Object.freeze(object))) {
      if (typeof value === 'object' && value !== null) objects.push(value);
    }
  }
  return copy;
}
