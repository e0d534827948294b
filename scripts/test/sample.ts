// Operations that stand for all of an edition. `npm run test:long` goes through all of them.
import { covering, spread } from '@apig-spec/dev/sample';
import { fieldsOf } from '@apig-spec/model/fields';
import type { JsonObject } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { perDocument } from '@apig-spec/model/per-document';

/** What does not decide which values are valid. */
const silent = new Set(
  'description title summary example examples deprecated message x-enum-descriptions x-enum-varnames x-source'.split(
    ' ',
  ),
);

/** What of an operation decides which values are valid: to see whether another edition has the same, and which keywords it has where. */
interface Wire {
  text: string;
  keywords: Set<string>;
  hasBody: boolean;
}

const wireByOperation = perDocument((document): Map<string, Wire> => {
  const byOperation = Map.groupBy(fieldsOf(document), ({ operation }) => operation);
  return new Map(
    operationsOf(document).map(({ id, request }) => {
      const fields = byOperation.get(id) ?? [];
      const wire = [request, ...fields.map((field) => [field.in, field.pointer, field.name, field.schemas])];
      const text = JSON.stringify(wire, (key, value) => (silent.has(key) ? undefined : value));
      const keywords = fields.flatMap(({ in: part, schemas }) =>
        schemas.flatMap((schema) => Object.keys(schema).map((keyword) => `${part} ${schema['type']} ${keyword}`)),
      );
      return [id, { text, keywords: new Set(keywords), hasBody: request !== undefined }];
    }),
  );
});

/**
 * Operations of an edition among which there is every keyword that any of them has, for each type and part of a call, and a
 * few more.
 *
 * @param before - the editions that are gone through already: only operations that are others in all of them are wanted
 */
export function sampled(
  document: JsonObject,
  before: readonly JsonObject[] = [],
): (operation: { id: string }) => boolean {
  if (import.meta.env.MODE === 'long') return () => true;
  const wire = wireByOperation(document);
  const isSeen = (id: string) => before.some((each) => wireByOperation(each).get(id)?.text === wire.get(id)?.text);
  const ids = [...wire.keys()].filter((id) => !isSeen(id));
  const withBody = ids.filter((id) => wire.get(id)?.hasBody);
  const covered = covering(ids, (id) => wire.get(id)?.keywords ?? []);
  // Of an edition that is gone through already little is left to see.
  const more = before.length > 0 ? 2 : 6;
  const chosen = new Set([...covered, ...spread(withBody, more), ...spread(ids, more)]);
  return ({ id }) => chosen.has(id);
}
