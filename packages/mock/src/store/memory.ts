// State that lasts as long as the process.
import { Collection } from './collection.ts';
import type { Kept, Placed, Reader, Store, Writer } from './store.ts';

/** The documents of a scope, by kind. They are frozen. */
export type Contents = Map<string, Collection>;

/** The scopes of a project, by instance, in the order in which they were first written. */
type Scopes = Map<string, Contents>;

/** How much a store in memory keeps. */
export interface MemoryOptions {
  /**
   * How many projects are kept; 0: no limit. For one more, the project that was neither read nor written for the longest
   * time is forgotten, and is as at its beginning again. Default: 0.
   */
  maxProjects?: number | undefined;
  /** Is told of each project that is forgotten. */
  forgotten?: ((project: string) => void) | undefined;
}

/** A store in memory. */
export function memoryStore({ maxProjects = 0, forgotten }: MemoryOptions = {}): Store {
  /** In the order in which they were first written. */
  let projects = new Map<string, Scopes>();
  /** The projects, the one that was used last at the end. */
  let recent = new Set<string>();
  /** The last of them. */
  let latest: string | undefined;
  const none: Contents = new Map();

  function used(project: string): void {
    if (maxProjects === 0 || project === latest || !projects.has(project)) return;
    latest = project;
    recent.delete(project);
    recent.add(project);
    for (const oldest of recent) {
      if (projects.size <= maxProjects) return;
      recent.delete(oldest);
      projects.delete(oldest);
      forgotten?.(oldest);
    }
  }

  return {
    async read({ project, instance }, work) {
      used(project);
      const scopes = projects.get(project);
      return work(readerOf(scopes?.get(instance) ?? none, scopes));
    },
    async write({ project, instance }, work) {
      const scopes: Scopes = projects.get(project) ?? new Map();
      const undo: (() => void)[] = [];
      try {
        const result = work(writerAt(scopes, instance, undo));
        projects.set(project, scopes);
        used(project);
        return result;
      } catch (error) {
        for (const step of undo.reverse()) step();
        throw error;
      }
    },
    async dump() {
      return [...projects].flatMap(([project, instances]) =>
        inOrder(instances).flatMap(([instance, contents]) =>
          [...contents].flatMap(([kind, documents]) =>
            documents.entries().map(([id, document]): Kept => {
              return { project, instance, kind, id, document: structuredClone(document) };
            }),
          ),
        ),
      );
    },
    async load(all) {
      const next: typeof projects = new Map();
      for (const { project, instance, kind, id, document } of all) {
        const scopes: Scopes = next.get(project) ?? new Map();
        next.set(project, scopes);
        writerAt(scopes, instance).put(kind, id, document);
      }
      projects = next;
      recent = new Set(next.keys());
      latest = undefined;
    },
    async close() {},
  };
}

/** The scopes of a project, in the order of the first document of each. */
function inOrder(scopes: Scopes): [instance: string, contents: Contents][] {
  const startOf = (contents: Contents) => Math.min(...Array.from(contents.values(), ({ start }) => start));
  return [...scopes].sort(([, one], [, other]) => startOf(one) - startOf(other));
}

/** @param documents - by kind and id */
export function contentsOf(documents: Readonly<Record<string, Readonly<Record<string, object>>>>): Contents {
  const contents: Contents = new Map();
  const writer = writerAt(new Map([['', contents]]), '');
  for (const [kind, byId] of Object.entries(documents)) {
    for (const [id, document] of Object.entries(byId)) writer.put(kind, id, document);
  }
  return contents;
}

/** @param scopes - of the project, with the one that has the contents */
export function readerOf(contents: Contents, scopes: ReadonlyMap<string, Contents> = new Map()): Reader {
  return {
    has: (kind, id) => contents.get(kind)?.has(id) ?? false,
    get: <Document>(kind: string, id: string) => contents.get(kind)?.get(id) as Document | undefined,
    list: <Document>(kind: string) => (contents.get(kind)?.entries() ?? []).map(([, document]) => document as Document),
    having: (kind, field, value) => contents.get(kind)?.having(field, value) ?? [],
    count: (kind) => contents.get(kind)?.size ?? 0,
    everywhere: <Document>(kind: string) =>
      [...scopes]
        .map(([instance, each]) => ({ instance, documents: each.get(kind) ?? new Collection() }))
        .sort((one, other) => one.documents.start - other.documents.start)
        .flatMap(({ instance, documents }) =>
          documents.entries().map(([, document]): Placed<Document> => ({ instance, document: document as Document })),
        ),
  };
}

/** @param undo - is given what takes each change back, to be done in the opposite order */
export function writerAt(scopes: Scopes, instance: string, undo: (() => void)[] = []): Writer {
  const contents: Contents = scopes.get(instance) ?? new Map();
  if (!scopes.has(instance)) {
    scopes.set(instance, contents);
    undo.push(() => scopes.delete(instance));
  }
  return {
    ...readerOf(contents, scopes),
    put(kind, id, document) {
      const documents = contents.get(kind) ?? new Collection();
      contents.set(kind, documents);
      undo.push(documents.put(id, frozen(document)));
    },
    delete(kind, id) {
      const documents = contents.get(kind);
      if (documents) undo.push(documents.delete(id));
    },
    clear() {
      for (const documents of contents.values()) {
        for (const [id] of documents.entries()) undo.push(documents.delete(id));
      }
    },
    at: (other) => writerAt(scopes, other, undo),
  };
}

/** Documents that are frozen already, so that all projects share those of the seed that they have not changed. */
const frozenOnes = new WeakSet<object>();

/** A copy as a file would keep it, which nobody can change: every reader is given the same one. */
function frozen(document: object): object {
  if (frozenOnes.has(document)) return document;
  const copy = copied(document) as object;
  frozenOnes.add(copy);
  return copy;
}

/** Of JSON values: several times as fast as by JSON and back. What is undefined is left out. */
function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item) => (item === undefined ? null : copied(item))));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (key === '__proto__') Object.defineProperty(copy, key, { value: copied(item), enumerable: true });
    else copy[key] = copied(item);
  }
  return Object.freeze(copy);
}
