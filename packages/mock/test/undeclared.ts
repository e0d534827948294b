// Fields of a response that the contract does not name there. Its schemas are open, as later revisions add fields; the mock has no
// reason to show any.
import { isObject, type Json, type JsonObject, objectOf, resolve } from '../../../scripts/model/json.ts';
import { operationsOf } from '../../../scripts/model/operations.ts';
import { partsOf } from '../../../scripts/model/schema.ts';
import { bundled } from './support.ts';

/** By edition and operation the schemas of its responses, by status. */
const schemas = new Map<string, { document: JsonObject; of: Map<string, Json | undefined> }>();

function schemasOf(edition: string) {
  const known = schemas.get(edition);
  if (known) return known;
  const document: JsonObject = bundled(edition);
  const of = operationsOf(document).flatMap(({ id, responses }) =>
    responses.map(({ status, schema }): [string, Json | undefined] => [`${id} ${status}`, schema]),
  );
  const made = { document, of: new Map(of) };
  schemas.set(edition, made);
  return made;
}

/** The places of such fields: `members[].health_status`. */
export function undeclared(edition: string, operationId: string, status: number, body: unknown): string[] {
  const { document, of } = schemasOf(edition);
  const schema = of.get(`${operationId} ${status}`);
  return schema === undefined ? [] : [...new Set(beyond(body, [schema], '', document))];
}

function beyond(value: unknown, described: readonly Json[], place: string, document: JsonObject): string[] {
  const parts = described.flatMap((schema) => partsOf(document, objectOf(resolve(document, schema))));
  const having = (keyword: string) => parts.flatMap((part) => part[keyword] ?? []);
  if (Array.isArray(value)) return value.flatMap((item) => beyond(item, having('items'), `${place}[]`, document));
  if (typeof value !== 'object' || value === null) return [];
  const properties = having('properties').map(objectOf);
  const isMap = having('additionalProperties').some(isObject);
  if (properties.length === 0) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const at = place === '' ? name : `${place}.${name}`;
    const own = properties.flatMap((each) => each[name] ?? []);
    if (own.length === 0) return isMap ? [] : [at];
    return beyond(item, own, at, document);
  });
}
