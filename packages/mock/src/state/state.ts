// The state that a call sees: its project's scopes, each of which begins as the seed has it and is kept from its first change on.

import { instanceNotFound } from '../protocol/errors.ts';
import { jsonProblem } from '../protocol/json.ts';
import { type Contents, contentsOf, readerOf } from '../store/memory.ts';
import type { Placed, Reader, Scope, Seed, Store, Writer } from '../store/store.ts';
import { contractProblem } from './contract.ts';
import { problemIn } from './forms.ts';
import { isDocuments, isObject } from './snapshot.ts';

/**
 * A store's scopes as they are for calls. Both throw ApigError 404 where the project has no such instance. What belongs to a
 * project itself is in its scope without an instance, which every project has.
 */
export type State = Pick<Store, 'read' | 'write'>;

/** The kinds one of whose documents tells that a scope is kept: the seed does not count there any more. */
const marks = ['instance', 'deleted-instance', 'project'];

/** What a project has beside its own documents once these are kept. */
const keptProject = { project: { kept: { id: 'kept' } } };

/** @throws TypeError where the seed has not the form of one */
export function stateOf(store: Store, seed: Seed): State {
  const seeds = new Map(Object.entries(whole(seed)).map(([instance, documents]) => [instance, contentsOf(documents)]));
  const seedReaders = new Map(Array.from(seeds, ([instance, contents]) => [instance, readerOf(contents)]));
  const nothing = readerOf(new Map());

  /** Those that are kept, and those of the seed where nothing is. */
  function everywhere<Document extends object>(documents: Reader, kind: string): Placed<Document>[] {
    const kept = new Set(marks.flatMap((mark) => documents.everywhere(mark).map(({ instance }) => instance)));
    const scopes = new Map<string, Placed<Document>[]>(Array.from(seeds.keys(), (instance) => [instance, []]));
    for (const placed of documents.everywhere<Document>(kind)) {
      const scope = scopes.get(placed.instance) ?? [];
      scope.push(placed);
      scopes.set(placed.instance, scope);
    }
    for (const [instance, reader] of seedReaders) {
      if (kept.has(instance)) continue;
      const seeded = reader.list<Document>(kind);
      scopes.set(
        instance,
        seeded.map((document) => ({ instance, document })),
      );
    }
    return [...scopes.values()].flat();
  }

  function readerAt(documents: Reader, scope: Scope): Reader {
    const own = isKept(documents, scope) ? documents : (seedReaders.get(scope.instance) ?? nothing);
    return { ...own, everywhere: (kind) => everywhere(documents, kind) };
  }

  function writerAt(documents: Writer, scope: Scope): Writer {
    if (!isKept(documents, scope)) plant(documents, seeds.get(scope.instance) ?? new Map());
    return {
      ...documents,
      everywhere: (kind) => everywhere(documents, kind),
      at: (instance) => writerAt(documents.at(instance), { ...scope, instance }),
    };
  }

  return {
    read: (scope, work) => store.read(scope, (documents) => work(existing(readerAt(documents, scope), scope))),
    write: (scope, work) => store.write(scope, (documents) => work(existing(writerAt(documents, scope), scope))),
  };
}

function isKept(documents: Reader, { instance }: Scope): boolean {
  if (instance === '') return documents.has('project', 'kept');
  return documents.has('instance', instance) || documents.has('deleted-instance', instance);
}

function plant(documents: Writer, seed: Contents): void {
  for (const [kind, byId] of seed) for (const [id, document] of byId.entries()) documents.put(kind, id, document);
}

/** @throws ApigError 404 where the instance does not exist */
function existing<Documents extends Reader>(documents: Documents, { instance }: Scope): Documents {
  if (instance !== '' && !documents.has('instance', instance)) throw instanceNotFound(instance);
  return documents;
}

/** The seed, with what belongs to the project itself. */
function whole(seed: Seed): Seed {
  if (!isObject(seed)) {
    throw new TypeError('The seed must be an object: documents by gateway, kind and ID, or requests as `steps`.');
  }
  if ((seed as Record<string, unknown>)['format'] === 'apig-mock') {
    throw new TypeError('The seed is a snapshot. Restore it, or use the `documents` of its `scopes`, by gateway.');
  }
  const all = { ...seed, '': { ...seed[''], ...keptProject } };
  check(all);
  return all;
}

function check(seed: Seed): void {
  const unreadable = jsonProblem(seed);
  if (unreadable) throw new TypeError(`Invalid seed: ${unreadable}`);
  for (const [instance, documents] of Object.entries(seed)) {
    if (!isDocuments(documents)) {
      throw new TypeError(
        `The seed's ${instance} must be the ID of a gateway, with its documents by kind and ID. A seed of requests has a list, \`steps\`; in a program, pass it to seedFrom first.`,
      );
    }
    const problem = problemIn(documents, instance);
    if (problem) throw new TypeError(`Invalid seed: of instance ${instance}, ${problem}`);
  }
}

/** @throws TypeError where a document of the seed is not as the contract has it */
export async function checkByContract(seed: Seed): Promise<void> {
  for (const [instance, documents] of Object.entries(seed)) {
    const problem = await contractProblem(documents, { project: 'any', instance });
    if (problem) throw new TypeError(`Invalid seed: of instance ${instance}, ${problem}`);
  }
}
