// Under observed rules a field that a valid body does not set may have the zero value of its type, as programs in Go send it:
// tried for each field of each request that an example leaves out, also where another alternative requires it (`sign_type`),
// in each edition, by the checker and by the published validator.
import { join } from 'node:path';
import { placesIn } from '@apig-spec/checks/bench';
import { SchemaChecker } from '@apig-spec/checks/schema-checker';
import { editionsOf } from '@apig-spec/model/editions';
import { type Field, fieldsOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isObject, objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import { sampled } from './sample.ts';

/** The zero value of each type; a list may also be empty. */
const zeros: Record<string, Json[]> = {
  string: [''],
  integer: [0],
  boolean: [false],
  array: [null, []],
  object: [null],
};

const typesOf = ({ schemas }: Field) =>
  new Set(schemas.flatMap((schema) => ('type' in schema ? [schema['type'] ?? []].flat().map(String) : [])));

/** No overlay says yet what clients send of these, whose bodies have alternatives in each other. */
const unobserved = new Set(['createApi', 'updateApi', 'checkApi', 'debugApi']);
const editions = editionsOf(readRevisions());
const observedOf = (name = '') => readBuilt(join(distDir, 'observed', `${name}.json`));
const newest = { name: editions[0]?.name, document: observedOf(editions[0]?.name) };

describe.each(editions)('$name', ({ name }) => {
  let tried = 0;
  const document = observedOf(name);
  const checker = new SchemaChecker(document);
  const requests = operationsOf(document)
    .filter(sampled(document, name === newest.name ? [] : [newest.document]))
    .filter(({ request }) => request !== undefined);

  test.each(requests.map((operation) => [operation.id, operation] as const))(
    '%s',
    { timeout: 60_000 },
    async (id, operation) => {
      const module = join(root, 'packages', 'validator', 'dist', 'generated', `${name}.observed.js`);
      const { validateRequest } = (await import(module)) as {
        validateRequest(operation: string, request: { body: Json }): { in: string }[];
      };
      const schema = checker.bodyPointer(operation.path, operation.method, 'request') ?? '';
      const examples = Object.values(operation.requestExamples).map((example) =>
        objectOf(objectOf(resolve(document, example))['value']),
      );
      const fields = fieldsOf(document).filter((field) => field.operation === id && field.in === 'request');
      const needed = fields
        .filter((field) => field.pointer === '' && field.requiredBy.length > 0)
        .map((field) => field.name);
      const bare = Object.fromEntries(Object.entries(examples[0] ?? {}).filter(([name]) => needed.includes(name)));
      // A rule may require what no list of required fields does.
      const bodies = [...examples, ...(checker.at(schema, bare).valid ? [bare] : [])];
      const rejected: string[] = [];
      for (const field of fields) {
        for (const body of bodies) {
          for (const place of placesIn(body, field.pointer)) {
            const copy = structuredClone(body);
            const holder = at(copy, place);
            // Only what is not set is sent as zero: what stands there may choose between alternatives, or be required.
            if (!isObject(holder) || field.name in holder) continue;
            for (const zero of [...typesOf(field)].flatMap((type) => zeros[type] ?? [])) {
              (holder as JsonObject)[field.name] = zero;
              tried += 1;
              const at = `${place}/${field.name}: ${JSON.stringify(zero)}`;
              if (!checker.at(schema, copy).valid) rejected.push(`checker, ${at}`);
              if (validateRequest(id, { body: copy }).some((problem) => problem.in === 'body'))
                rejected.push(`validator, ${at}`);
            }
          }
        }
      }
      // What stands on the list has to be there.
      if (unobserved.has(id)) expect(rejected).not.toEqual([]);
      else expect([...new Set(rejected)]).toEqual([]);
    },
  );

  // Of one operation there may be none: all that it takes may be required.
  test('has fields to leave out', () => {
    expect(tried).toBeGreaterThan(0);
  });
});
