// Whether a type of the client is given to the service, taken from it, or both: what compiles depends on it.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, refName, resolve } from '@apig-spec/model/json';
import { type Operation, operationsOf } from '@apig-spec/model/operations';
import type { Role } from './probes.ts';

/** The roles of an edition's types: its schemas, and what its functions take and give. */
export function rolesOf(document: JsonObject): Map<string, Role> {
  const operations = operationsOf(document);
  const given = reached(document, operations, ({ request, parameters }) => [request, ...parameters]);
  const taken = reached(document, operations, ({ responses }) => responses.map(({ schema }) => schema));
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

function reached(
  document: JsonObject,
  operations: readonly Operation[],
  startsOf: (operation: Operation) => (Json | undefined)[],
): Set<string> {
  const found = new Set<string>();
  const visit = (node: Json | undefined): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isObject(node)) return;
    const { $ref } = node;
    if (typeof $ref === 'string' && $ref.startsWith('#/components/schemas/') && !found.has(refName($ref))) {
      found.add(refName($ref));
      visit(resolve(document, node));
    }
    Object.values(node).forEach(visit);
  };
  for (const operation of operations) startsOf(operation).forEach(visit);
  return found;
}
