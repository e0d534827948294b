// The documents of one kind in memory.
import { valuesAt } from './fields.ts';

interface Entry {
  document: object;
  /** The order in which documents were first put. */
  place: number;
}

/** The place of the next document, so that those of several collections have an order, too. */
let nextPlace = 0;

/** Documents by id, which can be looked up by what stands in a field of theirs. */
export class Collection {
  #entries = new Map<string, Entry>();
  /** Whether a document that was taken back stands behind younger ones. */
  #isUnsorted = false;
  /** By field: the ids of the documents that have a value in it. Made when a field is first looked up by. */
  readonly #lookups = new Map<string, Map<string, Set<string>>>();

  get size(): number {
    return this.#entries.size;
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  get(id: string): object | undefined {
    return this.#entries.get(id)?.document;
  }

  /** Ids and documents, in the order in which they were first put. */
  entries(): [id: string, document: object][] {
    this.#sort();
    return Array.from(this.#entries, ([id, { document }]) => [id, document]);
  }

  /** The place of its first document. */
  get start(): number {
    this.#sort();
    const [first] = this.#entries.values();
    return first?.place ?? nextPlace;
  }

  /** The ids of the documents that have a value in a field, in the order in which they were first put. */
  having(field: string, value: string): string[] {
    let lookup = this.#lookups.get(field);
    if (!lookup) {
      lookup = new Map();
      this.#lookups.set(field, lookup);
      for (const [id, { document }] of this.#entries) add(lookup, field, id, document);
    }
    // One that has changed was added again.
    const placeOf = (id: string) => this.#entries.get(id)?.place ?? 0;
    return [...(lookup.get(value) ?? [])].sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** @returns takes it back */
  put(id: string, document: object): () => void {
    const before = this.#entries.get(id);
    this.#set(id, { document, place: before?.place ?? nextPlace++ });
    return () => (before ? this.#set(id, before) : this.#remove(id));
  }

  /** @returns puts it back in its place */
  delete(id: string): () => void {
    const before = this.#entries.get(id);
    this.#remove(id);
    return () => {
      if (!before) return;
      this.#set(id, before);
      this.#isUnsorted = true;
    };
  }

  #sort(): void {
    if (!this.#isUnsorted) return;
    this.#entries = new Map([...this.#entries].sort(([, one], [, other]) => one.place - other.place));
    this.#isUnsorted = false;
  }

  #set(id: string, entry: Entry): void {
    const before = this.#entries.get(id);
    this.#entries.set(id, entry);
    for (const [field, lookup] of this.#lookups) {
      if (before) remove(lookup, field, id, before.document);
      add(lookup, field, id, entry.document);
    }
  }

  #remove(id: string): void {
    const before = this.#entries.get(id);
    if (!before) return;
    this.#entries.delete(id);
    for (const [field, lookup] of this.#lookups) remove(lookup, field, id, before.document);
  }
}

function add(lookup: Map<string, Set<string>>, field: string, id: string, document: object): void {
  for (const value of valuesAt(document, field).map(String)) {
    const ids = lookup.get(value);
    if (ids) ids.add(id);
    else lookup.set(value, new Set([id]));
  }
}

function remove(lookup: Map<string, Set<string>>, field: string, id: string, document: object): void {
  for (const value of valuesAt(document, field).map(String)) {
    const ids = lookup.get(value);
    ids?.delete(id);
    if (ids?.size === 0) lookup.delete(value);
  }
}
