// Whether a type of the client is given to the service, taken from it, or both: what compiles depends on it.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { reachedFrom, refName } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Role } from './probes.ts';

/** The roles of an edition's types: its schemas, and what its functions take and give. */
export function rolesOf(document: JsonObject): Map<string, Role> {
  const operations = operationsOf(document);
  const schemasIn = (nodes: readonly Json[]) =>
    new Set(
      [...reachedFrom(document, [...nodes])].filter((each) => each.startsWith('#/components/schemas/')).map(refName),
    );
  const given = schemasIn(operations.flatMap(({ request, parameters }) => [request ?? null, ...parameters]));
  const taken = schemasIn(operations.flatMap(({ responses }) => responses.map(({ schema }) => schema ?? null)));
  const roles = new Map<string, Role>([['ApigClientOptions', 'given']]);
  for (const name of given.union(taken)) {
    roles.set(name, !taken.has(name) ? 'given' : !given.has(name) ? 'taken' : 'both');
  }
  for (const { id } of operations) {
    const type = id.charAt(0).toUpperCase() + id.slice(1);
    roles.set(`${type}Input`, 'given');
    roles.set(`${type}Result`, 'taken');
  }
  return roles;
}
