// Step: every example is valid: the source documents' own 87 in their edition, and each named example in each edition.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editionsOf, readRevisions } from './lib/editions.ts';
import { Mistakes, step } from './lib/failure.ts';
import { operationsOf } from './lib/fields.ts';
import { readBuilt } from './lib/files.ts';
import type { Json } from './lib/json.ts';
import { objectOf, resolve } from './lib/json.ts';
import type { Verdict } from './lib/judge.ts';
import { Judge } from './lib/judge.ts';
import { listDocumentExamples, readLedgers } from './lib/ledger.ts';
import { distDir } from './lib/paths.ts';

await step('examples', () => {
  const mistakes = new Mistakes();
  const judges = new Map(
    editionsOf(readRevisions()).map(({ name }) => [name, new Judge(readBuilt(join(distDir, `${name}.json`)))]),
  );

  const own = listDocumentExamples();
  let valid = 0;
  for (const ledger of readLedgers()) {
    const examples = own.filter(({ document }) => document === ledger.document);
    const judge = judges.get(ledger.edition) as Judge;
    let here = 0;
    for (const { file, operation, part } of examples) {
      const verdict = judged(judge, operation, part, JSON.parse(readFileSync(file, 'utf8')) as Json);
      if (verdict?.valid) here += 1;
      else add(mistakes, file, `in ${ledger.edition}`, verdict);
    }
    console.log(`${ledger.document}  ${ledger.edition.padEnd(14)}${here} of ${examples.length}`);
    valid += here;
  }

  let named = 0;
  for (const [edition, judge] of judges) {
    for (const operation of operationsOf(judge.document)) {
      const parts: [string, Json][] = [
        ['request', operation.requestExamples],
        ...operation.responses.map(({ status, examples }): [string, Json] => [status, examples]),
      ];
      for (const [part, examples] of parts) {
        for (const [name, example] of Object.entries(objectOf(examples))) {
          const value = objectOf(resolve(judge.document, example))['value'];
          const verdict = value === undefined ? undefined : judged(judge, operation.id, part, value);
          named += 1;
          if (!verdict?.valid)
            add(mistakes, join(distDir, `${edition}.yaml`), `${operation.id}, ${part}, ${name}`, verdict);
        }
      }
    }
  }
  mistakes.stop();
  return `${valid} of ${own.length} of the documents' own, ${named} named ones in ${judges.size} editions`;
});

function judged(judge: Judge, operationId: string, part: string, value: Json): Verdict | undefined {
  const operation = operationsOf(judge.document).find(({ id }) => id === operationId);
  const pointer = operation && judge.bodyPointer(operation.path, operation.method, part);
  return pointer === undefined ? undefined : judge.at(pointer, value);
}

function add(mistakes: Mistakes, file: string, at: string, verdict: Verdict | undefined): void {
  const errors = verdict?.errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).slice(0, 4);
  mistakes.add({
    file,
    at,
    problem: errors ? `Not valid: ${errors.join('; ')}.` : 'The contract has no such body, or the example no value.',
    mend: "Correct the contract or the example. A document's own example is never changed: the contract has to accept it.",
  });
}
