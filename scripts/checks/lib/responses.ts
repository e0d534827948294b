// Validates the responses of an edition against the sibling reference: its statuses and codes, and the values that it shows.
import type { JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Erratum, Ledger, Sibling } from '@apig-spec/model/records';
import type { Mistakes } from '@apig-spec/repository/failure';
import type { DocumentExample } from '@apig-spec/sources/ledger';
import { errorCodeOf } from '@apig-spec/sources/ledger';
import { siblingFile, statesCode } from '@apig-spec/sources/sibling';
import type { SchemaChecker } from './schema-checker.ts';

/** What the responses of an edition are validated against. */
export interface ResponseSources {
  sibling: Sibling;
  ledgers: readonly Ledger[];
  examples: readonly DocumentExample[];
  errata: readonly Erratum[];
}

/**
 * Adds a mistake for each value that the sibling's examples show and a response of the edition rejects: tried on the
 * edition's own examples.
 */
export function checkShown(edition: string, checker: SchemaChecker, sibling: Sibling, mistakes: Mistakes): void {
  for (const { id, path, method, responses } of operationsOf(checker.document)) {
    for (const [status, shown] of Object.entries(sibling.operations[id]?.shows ?? {})) {
      const pointer = checker.bodyPointer(path, method, status) ?? '';
      const examples = Object.values(responses.find((each) => each.status === status)?.examples ?? {});
      const values = examples.map((example) => objectOf(objectOf(resolve(checker.document, example))['value']));
      for (const [field, value] of Object.entries(shown)) {
        if (values.length > 0 && values.every((body) => checker.at(pointer, { ...body, [field]: value }).valid))
          continue;
        mistakes.add({
          file: edition,
          at: `${id}/${status}/${field}`,
          problem: `The sibling shows ${JSON.stringify(value)}, and the edition does not accept it, or has no example to try it on.`,
          fix: 'Admit it in its schema: a response is as loose as shown.',
        });
      }
    }
  }
}

/**
 * Adds a mistake for each status and code of the sibling's pages that an edition lacks, and for each of an edition that no
 * source has: not the documents, not the sibling, and no erratum that `touches` the response.
 */
export function checkResponses(
  edition: string,
  document: JsonObject,
  sources: ResponseSources,
  mistakes: Mistakes,
): void {
  const { sibling, ledgers, examples, errata } = sources;
  const touched = new Set(errata.flatMap(({ touches = [] }) => touches));
  const tabled = ledgers.flatMap(({ tables }) => tables.map(({ operation, status }) => `${operation}/${status}`));
  const shown = examples.map(({ operation, part }) => `${operation}/${part}`);
  const documented = new Set([...tabled, ...shown]);
  const codes = new Set(examples.map((example) => `${example.part} ${errorCodeOf(example)}`));
  const operations = operationsOf(document);
  const wrong = (at: string, problem: string, fix: string) => mistakes.add({ file: edition, at, problem, fix });

  for (const { id, responses } of operations) {
    const page = sibling.operations[id]?.responses ?? {};
    const ours = new Map(responses.map(({ status, response }) => [status, listOf(response['x-error-codes'])]));
    for (const [status, theirs] of Object.entries(page)) {
      const missing = ours.has(status) ? theirs.filter((code) => !ours.get(status)?.includes(code)) : [''];
      for (const code of missing)
        wrong(
          `${id}/${status}`,
          `The sibling's page has ${code || 'this status'}, and the edition does not.`,
          'Add it to the operation, or to the response that it refers to.',
        );
    }
    for (const [status, own] of ours) {
      const at = `${id}/${status}`;
      if (touched.has(at)) continue;
      if (!(status in page || documented.has(at)))
        wrong(at, 'No source has this status.', 'Take it out, or add an erratum that touches it.');
      for (const code of own.map(String)) {
        if (codes.has(`${status} ${code}`) || statesCode(sibling, id, status, code)) continue;
        wrong(at, `No source has ${code} with this status.`, 'Take the code of a source, or add an erratum.');
      }
    }
  }
  for (const id of Object.keys(sibling.operations)) {
    if (!operations.some((operation) => operation.id === id))
      mistakes.add({ file: siblingFile, at: id, problem: 'The contract has no such operation.', fix: 'Correct it.' });
  }
}
