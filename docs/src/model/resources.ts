// The operations of an edition by resource: its tags, in their order.

import type { JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { perDocument } from '@apig-spec/model/per-document';

/** Operations on one kind of thing. */
export interface Resource {
  /** Of its section on the overview: `vpc-channels`, the same in each language. */
  id: string;
  title: string;
  description: string;
  operations: (Operation & { details: JsonObject })[];
}

/** What the contract says of the operation itself: summary, description, tags. */
export function detailsOf(document: JsonObject, { path, method }: Operation): JsonObject {
  return objectOf(objectOf(objectOf(document['paths'])[path])[method]);
}

/** The resources of an edition that have operations: every page asks for them. */
export const resourcesOf = perDocument((document): Resource[] => {
  const operations = operationsOf(document).map((operation) => ({
    ...operation,
    details: detailsOf(document, operation),
  }));
  const byTag = Map.groupBy(operations, ({ details }) => listOf(details['tags'])[0] ?? null);
  return listOf(document['tags'])
    .map(objectOf)
    .flatMap(({ name = null, 'x-displayName': title, description }) => {
      const own = byTag.get(name);
      if (!own) return [];
      return [{ id: String(name), title: String(title), description: String(description ?? ''), operations: own }];
    });
});
