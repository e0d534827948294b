// A project of a PostgreSQL store as this process knows it, and what work does to it.
import { type Contents, writerAt } from './memory.ts';
import type { Scope, Writer } from './store.ts';

/** A project as this process knows it: as it was at a version. */
export interface Project {
  version: number;
  /** How many documents were put for the first time, in the database. */
  places: number;
  scopes: Map<string, Contents>;
  /** The end of what waits its turn. */
  turn: Promise<unknown>;
  waiting: Job[];
}

/** Work that waits for the next commit. */
export interface Job {
  scope: Scope;
  work(documents: Writer): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** A document that a transaction changed; `place`: that it was put for the first time, as which. */
export interface Changed {
  instance: string;
  kind: string;
  id: string;
  place?: number;
}

export function newProject(): Project {
  return { version: 0, places: 0, scopes: new Map(), turn: Promise.resolve(), waiting: [] };
}

/** What this process knows of the project may be wrong: it is learnt anew. */
export function forget(project: Project): void {
  Object.assign(project, { version: 0, places: 0, scopes: new Map() });
}

/** @param document - as JSON, or as it is */
export function apply(
  { scopes }: Project,
  { instance, kind, id, place }: Changed,
  document: string | object | null | undefined,
) {
  const documents = writerAt(scopes, instance);
  // One that was deleted meanwhile stands at the end now.
  if (!document || place !== undefined) documents.delete(kind, id);
  if (document) documents.put(kind, id, typeof document === 'string' ? JSON.parse(document) : document);
}

export function documentOf({ scopes }: Project, { instance, kind, id }: Changed): object | undefined {
  return scopes.get(instance)?.get(kind)?.get(id);
}

/** Each job sees what those before it have done; one that throws has done nothing. */
export function worked(project: Project, jobs: readonly Job[]) {
  const undo: (() => void)[] = [];
  const tell: (() => void)[] = [];
  const changes = new Map<string, Changed>();
  let { places } = project;
  for (const { scope, work, resolve, reject } of jobs) {
    const own: (() => void)[] = [];
    const changed = new Map<string, Changed>();
    const counter = { places };
    try {
      const result = work(recording(project.scopes, scope.instance, { own, changed, counter }));
      tell.push(() => resolve(result));
      undo.push(...own);
      for (const [key, change] of changed) changes.set(key, { ...changes.get(key), ...change });
      ({ places } = counter);
    } catch (error) {
      for (const step of own.reverse()) step();
      tell.push(() => reject(error));
    }
  }
  return { tell, changes, places, undo };
}

/** What a job leaves behind. */
interface Notes {
  own: (() => void)[];
  changed: Map<string, Changed>;
  counter: { places: number };
}

/** A writer that notes what is changed. */
function recording(scopes: Map<string, Contents>, instance: string, notes: Notes): Writer {
  const documents = writerAt(scopes, instance, notes.own);
  const note = (kind: string, id: string, isNew = false) => {
    const { changed, counter } = notes;
    const key = JSON.stringify([instance, kind, id]);
    if (isNew) counter.places += 1;
    changed.set(key, { ...changed.get(key), instance, kind, id, ...(isNew && { place: counter.places }) });
  };
  return {
    ...documents,
    put(kind, id, document) {
      note(kind, id, !documents.has(kind, id));
      documents.put(kind, id, document);
    },
    delete(kind, id) {
      if (documents.has(kind, id)) note(kind, id);
      documents.delete(kind, id);
    },
    clear() {
      for (const [kind, all] of scopes.get(instance) ?? []) for (const [id] of all.entries()) note(kind, id);
      documents.clear();
    },
    at: (other) => recording(scopes, other, notes),
  };
}
