// Every named example of every edition is valid there.
import { describe, expect, test } from 'vitest';
import { type Content, type Document, type DocumentOperation, editions, example } from './editions.ts';

describe.each(editions)('$name', ({ validator, document }) => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const ids = Object.keys(validator.operations) as (keyof typeof validator.operations)[];

  test.each(ids)('%s', (id) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    for (const name of namesOf(operation?.requestBody)) {
      const query = requiredOf(operation, document);
      const body = sent(example(document, name), validator.operations[id].form?.files);
      expect(validator.validateRequest(id, { query, body }), name).toEqual([]);
    }
    let responses = 0;
    for (const [status, response] of Object.entries(operation?.responses ?? {})) {
      const content =
        '$ref' in response ? document.components.responses[response.$ref.split('/').at(-1) ?? ''] : response;
      for (const name of namesOf(content)) {
        expect(validator.validateResponse(id, Number(status), example(document, name)), name).toEqual([]);
        responses += 1;
      }
    }
    expect(responses).toBeGreaterThan(0);
  });
});

/** The parameters that the query of an operation must have, each with its example. */
function requiredOf(operation: DocumentOperation | undefined, document: Document): Record<string, string> {
  const parameters = (operation?.parameters ?? []).map((each) =>
    '$ref' in each ? document.components.parameters[each.$ref.split('/').at(-1) ?? ''] : each,
  );
  const required = parameters.flatMap((each) => (each?.in === 'query' && each.required ? [each] : []));
  return Object.fromEntries(required.map((each) => [each.name, String(each.example)]));
}

/** What an example shows as the text of a file is sent as a file. */
function sent(body: unknown, files: readonly string[] = []): unknown {
  if (files.length === 0) return body;
  return Object.fromEntries(
    Object.entries(body as object).map(([name, value]) => [name, files.includes(name) ? new Blob([value]) : value]),
  );
}

function namesOf(body: Content | undefined): string[] {
  return Object.values(body?.content ?? {}).flatMap(({ examples }) => Object.keys(examples ?? {}));
}
