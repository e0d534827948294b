// Validates the responses of an edition against the sibling reference: its statuses and codes.
import type { JsonObject } from '@apig-spec/model/json';
import { listOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { correctedStatuses } from '@apig-spec/model/records';
import type { Mistakes } from '@apig-spec/repository/failure';
import type { Evidence } from '@apig-spec/sources/evidence';
import { errorCodeOf } from '@apig-spec/sources/ledger';
import { siblingSource, statesCode } from '@apig-spec/sources/sibling';

/**
 * Adds a mistake for each status and code of the sibling's pages that an edition lacks, and for each of an edition that no
 * source has: not the documents, not the sibling, and no erratum that `touches` the response.
 */
export function checkResponses(edition: string, document: JsonObject, sources: Evidence, mistakes: Mistakes): void {
  const { sibling, ledgers, examples, errata } = sources;
  const touched = new Set(errata.flatMap(({ touches = [] }) => touches));
  const corrected = correctedStatuses(errata);
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
      const listed = ours.get(corrected.get(`${siblingSource}/${id}/${status}`) ?? status);
      const missing = listed ? theirs.filter((code) => !listed.includes(code)) : [''];
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
}
