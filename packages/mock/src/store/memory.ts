// State that lasts as long as the process.
import type { Kept, Reader, Scope, Store, Writer } from './store.ts';

/** The documents of a scope, by kind and id, in the order in which they were first put. They are frozen. */
export type Contents = Map<string, Map<string, object>>;

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
  let scopes = new Map<string, { scope: Scope; contents: Contents }>();
  /** The names of each project's scopes, by project; the project that was used last stands last. */
  let projects = new Map<string, Set<string>>();
  const nameOf = ({ project, instance }: Scope) => `${project}/${instance}`;
  const none: Contents = new Map();

  function used(project: string): void {
    const names = projects.get(project);
    if (!names) return;
    projects.delete(project);
    projects.set(project, names);
  }

  function forgetOldest(): void {
    while (maxProjects > 0 && projects.size > maxProjects) {
      const [oldest] = projects;
      if (!oldest) return;
      const [project, names] = oldest;
      projects.delete(project);
      for (const name of names) scopes.delete(name);
      forgotten?.(project);
    }
  }

  return {
    async read(scope, work) {
      used(scope.project);
      return work(readerOf(scopes.get(nameOf(scope))?.contents ?? none));
    },
    async write(scope, work) {
      const name = nameOf(scope);
      const { contents } = scopes.get(name) ?? { contents: new Map() };
      const undo: (() => void)[] = [];
      try {
        const result = work(writerOf(contents, undo));
        scopes.set(name, { scope, contents });
        projects.set(scope.project, (projects.get(scope.project) ?? new Set()).add(name));
        used(scope.project);
        forgetOldest();
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
      const owners: typeof projects = new Map();
      for (const { project, instance, kind, id, document } of all) {
        const name = nameOf({ project, instance });
        const { contents } = next.get(name) ?? { contents: new Map() };
        writerOf(contents).put(kind, id, document);
        next.set(name, { scope: { project, instance }, contents });
        owners.set(project, (owners.get(project) ?? new Set()).add(name));
      }
      scopes = next;
      projects = owners;
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
    named: (kind, name) =>
      [...(contents.get(kind) ?? [])].flatMap(([id, document]) =>
        'name' in document && document.name === name ? id : [],
      ),
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

/** Documents that are frozen already, so that all projects share those of the seed that they have not changed. */
const frozenOnes = new WeakSet<object>();

/** A copy as a file would keep it, which nobody can change: every reader is given the same one. */
function frozen(document: object): object {
  if (frozenOnes.has(document)) return document;
  const copy: object = JSON.parse(JSON.stringify(document));
  // Not by a function for JSON.parse, which would take several times as long.
  const objects: object[] = [copy];
  for (const object of objects) {
    for (const value of Object.values(Object.freeze(object))) {
      if (typeof value === 'object' && value !== null) objects.push(value);
    }
  }
  frozenOnes.add(copy);
  return copy;
}
