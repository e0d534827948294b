// The state that a call sees: its project's instance, which begins as the seed has it and is kept from its first change on.

import { instanceNotFound } from '../protocol/errors.ts';
import { jsonProblem } from '../protocol/json.ts';
import { type Contents, contentsOf, readerOf } from '../store/memory.ts';
import type { Reader, Scope, Seed, Store, Writer } from '../store/store.ts';
import { contractProblem } from './contract.ts';
import { problemIn } from './forms.ts';
import { isDocuments, isObject } from './snapshot.ts';

/**
 * A store's scopes as they are for calls. Both throw ApigError 404 where the project has no such instance. What belongs to a
 * project itself is in its scope without an instance, and begins empty.
 */
export type State = Pick<Store, 'read' | 'write'>;

/** @throws TypeError where the seed has not the form of one */
export function stateOf(store: Store, seed: Seed): State {
  check(seed);
  const seeds = new Map(Object.entries(seed).map(([instance, documents]) => [instance, contentsOf(documents)]));
  const seedOf = ({ instance }: Scope): Contents => {
    const contents = seeds.get(instance);
    if (!contents) throw instanceNotFound(instance);
    return contents;
  };
  const isKept = (documents: Reader, { instance }: Scope) => documents.has('instance', instance);

  return {
    async read(scope, work) {
      if (scope.instance === '') return store.read(scope, work);
      const found = await store.read(scope, (documents) =>
        isKept(documents, scope) ? { result: work(documents) } : undefined,
      );
      return found ? found.result : work(readerOf(seedOf(scope)));
    },
    write(scope, work) {
      return store.write(scope, (documents) => {
        if (scope.instance !== '' && !isKept(documents, scope)) plant(documents, seedOf(scope));
        return work(documents);
      });
    },
  };
}

function plant(documents: Writer, seed: Contents): void {
  for (const [kind, byId] of seed) for (const [id, document] of byId.entries()) documents.put(kind, id, document);
}

function check(seed: unknown): void {
  if (!isObject(seed)) throw new TypeError('The seed has no instances: it must be an object with one for each.');
  const unreadable = jsonProblem(seed);
  if (unreadable) throw new TypeError(`The seed does not do: ${unreadable}`);
  for (const [instance, documents] of Object.entries(seed)) {
    if (!isDocuments(documents))
      throw new TypeError(`The seed's instance ${instance} has no documents by kind and id.`);
    const problem = problemIn(documents, instance);
    if (problem) throw new TypeError(`The seed does not do: of instance ${instance}, ${problem}`);
  }
}

/** @throws TypeError where a document of the seed is not as the contract has it */
export async function checkByContract(seed: Seed): Promise<void> {
  for (const [instance, documents] of Object.entries(seed)) {
    const problem = await contractProblem(documents, { project: 'any', instance });
    if (problem) throw new TypeError(`The seed does not do: of instance ${instance}, ${problem}`);
  }
}
