// A released edition differs from its release only where a changeset says so: whoever has locked a revision reads what moved.
import { join } from 'node:path';
import type { Field } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { partsOf } from '@apig-spec/model/schema';
import type { Mistake } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';

/** What is compared of a field. Prose and examples are not on the wire. */
const constraints = new Set([
  ...['type', 'enum', 'const', 'format', 'pattern', 'default', 'deprecated', 'x-validations'],
  ...['unevaluatedProperties', 'additionalProperties'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
]);

/**
 * A mistake for each wire fact of a released edition that has changed, come or gone, and that no changeset names: by the
 * edition or its revision, by the field or the operation, or by an error code. Editions that are new need no naming.
 *
 * @param before - the released editions by name
 * @param changesets - the texts of those that wait for the release, in both languages
 */
export function unnamedChanges(
  before: ReadonlyMap<string, JsonObject>,
  after: ReadonlyMap<string, JsonObject>,
  changesets: readonly string[],
): Mistake[] {
  const unnamed = new Map<string, { editions: string[]; change: string }>();
  for (const [edition, document] of after) {
    const released = before.get(edition);
    if (!released || released === document || namesEdition(changesets, edition)) continue;
    const [old, now] = [factsOf(released), factsOf(document)];
    for (const place of new Set([...old.keys(), ...now.keys()])) {
      const [was, is] = [old.get(place), now.get(place)];
      if (was === is || namesPlace(changesets, place, was, is)) continue;
      const change = was === undefined ? 'is new' : is === undefined ? 'is gone' : `was ${was}, is ${is}`;
      const known = unnamed.get(`${place} ${change}`) ?? { editions: [], change };
      known.editions.push(edition);
      unnamed.set(`${place} ${change}`, known);
    }
  }
  return [...unnamed].map(([key, { editions, change }]) => ({
    file: join(root, '.changeset'),
    at: `${editions.join(', ')}: ${key.split(' ')[0]}`,
    problem: `The released edition has changed there: it ${change}. No changeset names the edition or the field.`,
    fix: 'Name the field or the revision in the changeset that changes it, or take the change back in the overlay of this revision.',
  }));
}

const known = new WeakMap<JsonObject, ReadonlyMap<string, string>>();

/** Every wire fact by its place: operations, responses with their codes, parameters and fields. */
function factsOf(document: JsonObject): ReadonlyMap<string, string> {
  const already = known.get(document);
  if (already) return already;
  const facts = new Map<string, string>();
  known.set(document, facts);
  /** All that a schema is composed of, what its parts require left to their fields. */
  const whole = (schema: Json | undefined) =>
    wireOf({ schemas: partsOf(document, objectOf(resolve(document, schema))), requiredBy: [] });
  for (const { id, method, path, request, responses } of operationsOf(document)) {
    facts.set(id, `${method} ${path}`);
    if (request !== undefined) {
      const body = objectOf(objectOf(objectOf(objectOf(document['paths'])[path])[method])['requestBody']);
      facts.set(`${id}/request`, whole(request) + (body['required'] === true ? ', required' : ''));
    }
    for (const { status, response, schema } of responses) {
      if (schema !== undefined) facts.set(`${id}/${status}/0`, whole(schema));
      facts.set(
        `${id}/${status}`,
        `with ${listOf(response['x-error-codes']).map(String).sort().join(', ') || 'no codes'}`,
      );
    }
  }
  for (const field of fieldsOf(document)) {
    facts.set(placeOf(field), wireOf(field));
    const items = field.schemas.flatMap((schema) => schema['items'] ?? []);
    if (items.length > 0) facts.set(`${placeOf(field)}/0`, whole({ allOf: items }));
  }
  return facts;
}

function wireOf({ schemas, requiredBy }: Pick<Field, 'schemas' | 'requiredBy'>): string {
  const said = schemas.flatMap((schema) => {
    const kept = Object.entries(schema).filter(([key]) => constraints.has(key));
    // A type beside the values that are of it says nothing more.
    const telling = kept.filter(([key]) => key !== 'type' || !('enum' in schema || 'const' in schema));
    const rules = listOf(schema['x-validations']).map((rule) => objectOf(rule)['rule'] ?? null);
    const facts: JsonObject = Object.fromEntries(telling);
    if (rules.length > 0) facts['x-validations'] = rules as Json[];
    return telling.length > 0 ? [canonical(facts)] : [];
  });
  return [...new Set(said)].sort().join(' or ') + (requiredBy.length > 0 ? ', required' : '');
}

/** By its name or its revision. “All editions” names none: it would excuse whatever else has changed. */
function namesEdition(changesets: readonly string[], edition: string): boolean {
  const revision = edition.split('.')[0] ?? '';
  return changesets.some((text) => new RegExp(`(?<![\\d-])${revision}(?![\\d-])`).test(text));
}

/** The field, the operation, or what has come to or gone from its codes stands in backticks. */
function namesPlace(changesets: readonly string[], place: string, was = '', is = ''): boolean {
  const steps = place.split('/').filter((step) => !/^(0|request|response|path|query|header|\d{3})$/.test(step));
  const [operation = '', ...fields] = steps;
  const codes = (text: string) => text.match(/API[CG]\.\d{4}/g) ?? [];
  const moved = [
    ...codes(was).filter((code) => !is.includes(code)),
    ...codes(is).filter((code) => !was.includes(code)),
  ];
  const names = [operation, fields.at(-1) ?? operation];
  return changesets.some(
    (text) =>
      names.some((name) => new RegExp(`\`[^\`]*\\b${name}\\b[^\`]*\``).test(text)) ||
      (moved.length > 0 && moved.every((code) => text.includes(code))),
  );
}
