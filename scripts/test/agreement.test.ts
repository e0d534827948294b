// The schemas, the published validators and the source documents agree: whatever the schemas admit passes, and what a row of
// a document rules out is rejected, in each edition; under the observed rules whatever is documented passes too, but for the
// servers of a reference channel. `npm run test:long` tries more of the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placesIn } from '@apig-spec/checks/bench';
import { patched } from '@apig-spec/checks/rules';
import { arbitraryOf } from '@apig-spec/emit/arbitrary';
import { editionsOf } from '@apig-spec/model/editions';
import { fieldsOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, canonical, isObject, listOf, objectOf, pointerOf, stepsOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { readEvidence } from '@apig-spec/sources/evidence';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruledOut } from './mutants.ts';
import { sampled } from './sample.ts';

const long = import.meta.env.MODE === 'long';
const seed = 20241111;
/** How many bodies are made for each schema of so many: the more there are, the fewer for each. */
const runsFor = (schemas: number) => (long ? 10_000 : Math.max(10, Math.min(150, Math.ceil(3000 / schemas))));
/** The observed rules are the documented ones with a few exceptions, which fewer bodies find. */
const observedRunsFor = (schemas: number) => (long ? 10_000 : Math.max(10, Math.min(50, Math.ceil(1000 / schemas))));
const timeout = long ? 600_000 : 60_000;
/** How many bodies each mutant is tried on. */
const tries = long ? 50 : 3;
const poolSize = long ? 5000 : 1000;

interface Problem {
  in: string;
  pointer: string;
}
interface Validator {
  validateRequest(operation: string, request: { body: Json }): Problem[];
  validateResponse(operation: string, status: number, body: Json): Problem[];
}

const all = editionsOf(readRevisions());
/** The languages of a revision differ in patterns alone, which the newest revision shows. */
const chosen = long ? all : all.filter(({ revision, locale }) => locale === 'en' || revision === all[0]?.revision);
const editions = await Promise.all(
  chosen.map(async (edition) => {
    // As it is published, not as it is generated.
    const modules = join(root, 'packages', 'validator', 'dist', 'generated');
    return {
      ...edition,
      document: readBuilt(join(distDir, `${edition.name}.json`)),
      validator: (await import(join(modules, `${edition.name}.js`))) as Validator,
      observed: {
        document: readBuilt(join(distDir, 'observed', `${edition.name}.json`)),
        validator: (await import(join(modules, `${edition.name}.observed.js`))) as Validator,
      },
    };
  }),
);
const { ledgers, errata, examples } = readEvidence();

/** How many fields of the body of an operation the documents state at least; of some operations they state none. */
function statedOf(operation: string): number {
  const tables = ledgers.flatMap((ledger) =>
    ledger.tables.filter((table) => table.in === 'request' && table.operation === operation),
  );
  const byDocument = Map.groupBy(tables, ({ name }) => name.split('/')[0]);
  const counts = byDocument.values().map((own) => own.reduce((sum, { rows }) => sum + rows.length, 0));
  return tables.length === 0 ? 0 : Math.min(...counts);
}

/** What a validator finds in a body: parameters are not sent here. */
function inBody(validator: Validator, operation: string, body: Json): Problem[] {
  return validator.validateRequest(operation, { body }).filter((problem) => problem.in === 'body');
}

/** The body with the object at a pointer replaced. */
function withObject(body: Json, pointer: string, object: JsonObject): Json {
  if (pointer === '') return object;
  const copy = structuredClone(body);
  const steps = stepsOf(pointer);
  const last = steps.at(-1) ?? '';
  const parent = at(copy, pointerOf(steps.slice(0, -1)));
  if (Array.isArray(parent)) parent[Number(last)] = object;
  else if (isObject(parent)) parent[last] = object;
  return copy;
}

/** As documented, newest first, then as observed. */
const documents = [...editions.map(({ document }) => document), ...editions.map(({ observed }) => observed.document)];

/** The requests and the successful responses of an edition that have a body, of operations that stand for all. */
function bodiesOf(document: JsonObject) {
  const before = documents.slice(0, documents.indexOf(document));
  const operations = operationsOf(document).filter(sampled(document, before));
  const requests = operations.flatMap(({ id, request }) => (request === undefined ? [] : [{ id, request }]));
  const responses = operations.flatMap(({ id, responses }) =>
    responses.flatMap(({ status, schema }) =>
      schema === undefined || Number(status) >= 300 ? [] : [{ id, status, schema }],
    ),
  );
  return { requests, responses };
}

describe.each(editions)('$name', ({ name, revision, locale, document, validator }) => {
  const { requests, responses } = bodiesOf(document);
  const numRuns = runsFor(requests.length + responses.length);

  test.each(requests)('what the schema of $id admits passes', { timeout }, ({ id, request }) => {
    fc.assert(
      fc.property(arbitraryOf(document, request), (body) => {
        expect(inBody(validator, id, body)).toEqual([]);
      }),
      { seed, numRuns },
    );
  });

  test.each(responses)('what the schema of $id $status admits passes', { timeout }, ({ id, status, schema }) => {
    fc.assert(
      fc.property(arbitraryOf(document, schema), (body) => {
        expect(validator.validateResponse(id, Number(status), body)).toEqual([]);
      }),
      { seed, numRuns },
    );
  });

  /** Bodies to break; operations that share a body share them. */
  const made = new Map<string, Json[]>();
  const bodiesFor = (schema: Json): Json[] => {
    const bodies = made.get(canonical(schema)) ?? fc.sample(arbitraryOf(document, schema), { seed, numRuns: poolSize });
    made.set(canonical(schema), bodies);
    return bodies;
  };

  test.each(requests)('$id: what is made reaches every field', { timeout }, ({ id, request }) => {
    const bodies = bodiesFor(request);
    const never = fieldsOf(document)
      .filter((field) => field.operation === id && field.in === 'request')
      .map(({ pointer, name: field }) => `${pointer}/${field}`)
      .filter((pointer) => !bodies.some((body) => placesIn(body, pointer).length > 0));
    expect(never).toEqual([]);
  });

  test.each(requests)('$id: what the documents rule out is rejected', { timeout }, ({ id, request }) => {
    const bodies = bodiesFor(request);
    const { mutants } = ruledOut(document, { name, revision, locale }, id, ledgers, errata);
    const accepted: string[] = [];
    const untried: string[] = [];
    for (const { name: said, pointer, field, broken } of mutants) {
      let tried = 0;
      for (const body of bodies) {
        if (tried === tries) break;
        const [place] = placesIn(body, pointer);
        const holder = place === undefined ? undefined : at(body, place);
        // Details of a center that a response has all empty are not set: nothing of them is missing.
        const object = isObject(holder) && !isUnset(holder) ? broken(holder) : undefined;
        if (place === undefined || object === undefined) continue;
        tried += 1;
        const problems = inBody(validator, id, withObject(body, place, object));
        const blamed = problems.some((problem) => problem.pointer.startsWith(`${place}/${field}`));
        if (!blamed) accepted.push(`${said}: ${JSON.stringify(object).slice(0, 300)} ${JSON.stringify(problems)}`);
      }
      if (tried === 0) untried.push(said);
    }
    expect(mutants.length).toBeGreaterThanOrEqual(3 * statedOf(id));
    expect(accepted).toEqual([]);
    expect(untried).toEqual([]);
  });

  test.each(requests)('$id: what the rules in the documents rule out is rejected', ({ id }) => {
    const { rules } = ruledOut(document, { name, revision, locale }, id, ledgers, errata);
    for (const { name: said, document: number, patches } of rules) {
      const base = examples.find((example) => example.document === number && example.part === 'request');
      const body = JSON.parse(readFileSync(base?.file ?? '', 'utf8')) as Json;
      expect(inBody(validator, id, body), said).toEqual([]);
      for (const patch of patches) {
        const problems = inBody(validator, id, patched(body, patch));
        expect(problems, `${said} ${JSON.stringify(patch)}`).not.toEqual([]);
      }
    }
  });
});

describe.each(editions)('$name, observed', ({ document, validator, observed }) => {
  const { requests, responses } = bodiesOf(observed.document);
  const numRuns = observedRunsFor(requests.length + responses.length);

  test.each(requests)('what the schema of $id admits passes', { timeout }, ({ id, request }) => {
    fc.assert(
      fc.property(arbitraryOf(observed.document, request), (body) => {
        expect(inBody(observed.validator, id, body)).toEqual([]);
      }),
      { seed, numRuns },
    );
  });

  test.each(responses)('what the schema of $id $status admits passes', { timeout }, ({ id, status, schema }) => {
    fc.assert(
      fc.property(arbitraryOf(observed.document, schema), (body) => {
        expect(observed.validator.validateResponse(id, Number(status), body)).toEqual([]);
      }),
      { seed, numRuns },
    );
  });

  test.each(bodiesOf(document).requests)('what is documented of $id passes', { timeout }, ({ id, request }) => {
    fc.assert(
      fc.property(arbitraryOf(document, request), (body) => {
        const { vpc_channel_type: type, members } = objectOf(body);
        const tightened = type === 'reference' && listOf(members).length > 0;
        const blamed = inBody(observed.validator, id, body).map(({ pointer }) => pointer);
        expect(blamed).toEqual(tightened ? ['/members'] : []);
      }),
      { seed, numRuns },
    );
  });

  test('what is only observed is made, and is not documented', { timeout }, () => {
    const request = operationsOf(observed.document).find(({ id }) => id === 'createVpcChannel');
    const bodies = fc.sample(arbitraryOf(observed.document, request?.request ?? false), {
      seed,
      numRuns: 100,
    });
    const rejected = bodies.flatMap((body) => inBody(validator, 'createVpcChannel', body));
    const blamed = new Set(rejected.map(({ pointer }) => pointer));
    expect([...blamed]).toEqual(
      expect.arrayContaining(['/members', '/member_groups', '/member_type', '/vpc_health_config/timeout']),
    );
  });
});

/** The defaults that a tool fills in beside what is empty. */
const filledIn: readonly Json[] = ['DEFAULT', 'DEFAULT_GROUP'];

/** Whether a value is empty, with all that it holds. */
function isUnset(value: Json): boolean {
  if (value === '' || filledIn.includes(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).every(isUnset);
}
