// Step: every example is valid: the source documents' own 87 in their edition, and each named example in each edition. What
// the overlay of observed facts accepts is tried with the same requests: it only loosens. And each stays valid where a tool
// fills in the defaults. With APIG_REFERENCE set to the folder of the sibling reference, its examples are validated too.
import { join, resolve as resolvePath } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, canonical, listOf, objectOf, pointerOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { ajvMessage } from '@apig-spec/repository/ajv-messages';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes, step } from '@apig-spec/repository/failure';
import { readBuilt, readJson } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { inScope, type Scope, scopeAsked } from '@apig-spec/repository/scope';
import { type Evidence, readEvidence } from '@apig-spec/sources/evidence';
import { checkDocumentExamples } from '@apig-spec/sources/ledger';
import { readTranscription, transcribe } from '@apig-spec/sources/transcribe';
import { defaultsByAjv, withDefaults } from './lib/defaults.ts';
import { checkReferenceExamples } from './lib/reference-examples.ts';
import type { Verdict } from './lib/schema-checker.ts';
import { SchemaChecker } from './lib/schema-checker.ts';

await step('examples', () => {
  const mistakes = new Mistakes();
  const scope = scopeAsked();
  const checkerOf = (file: string) => new SchemaChecker(inScope(readBuilt(file), scope));
  const editions = editionsOf(readRevisions()).map(({ name }) => name);
  const checkers = new Map(editions.map((name) => [name, checkerOf(join(distDir, `${name}.json`))]));
  const evidence = readEvidence();
  const valid = checkOwn(checkers, evidence, scope, mistakes);
  const reference = process.env['APIG_REFERENCE'];
  const checker = checkers.get(evidence.sibling.edition);
  const theirs =
    reference && checker && checkReferenceExamples(pagesIn(reference, scope), checker, evidence.errata, mistakes);
  let named = 0;
  for (const [edition, checker] of checkers) {
    for (const { operation, part, name, value } of namedExamples(checker.document)) {
      const verdict = value === undefined ? undefined : verdictOf(checker, operation, part, value);
      named += 1;
      if (!verdict?.valid)
        add(
          mistakes,
          join(distDir, `${edition}.yaml`),
          pointerOf(['components', 'examples', name]),
          verdict,
          operation.id,
        );
    }
  }
  for (const [edition, checker] of checkers) fillDefaults(checker, join(distDir, `${edition}.yaml`), mistakes);
  for (const edition of editions) {
    const file = join(distDir, 'observed', `${edition}.json`);
    const checker = checkerOf(file);
    fillDefaults(checker, file, mistakes);
    for (const { operation, part, name, value } of namedExamples(checker.document)) {
      if (part !== 'request' && part !== 'form') continue;
      const verdict = verdictOf(checker, operation, part, value ?? null);
      if (!verdict?.valid) add(mistakes, file, pointerOf(['components', 'examples', name]), verdict, operation.id);
    }
  }
  mistakes.stop();
  const own = `${valid.valid} of ${valid.all} of the documents' own`;
  const sibling = theirs
    ? `, ${theirs.valid} of the sibling's valid + ${theirs.errata} under an erratum = ${theirs.all}`
    : '';
  return `${own}${sibling}, ${named} named ones in ${checkers.size} editions`;
});

/** The pages of the sibling reference. @throws {@link Failure} where it is not understood */
function pagesIn(reference: string, scope: Scope | undefined) {
  const { operations } = transcribe(resolvePath(reference), [], readTranscription());
  return operations.filter(({ operation }) => scope?.operations.has(operation) !== false);
}

/** The documents' own examples, each in the edition of its document. */
function checkOwn(
  checkers: ReadonlyMap<string, SchemaChecker>,
  { ledgers, examples }: Evidence,
  scope: Scope | undefined,
  mistakes: Mistakes,
): { valid: number; all: number } {
  checkDocumentExamples(ledgers, examples, mistakes);
  const count = new Map(ledgers.map(({ document }) => [document, { valid: 0, all: 0 }]));
  const operations = new Map(
    [...checkers].map(([edition, { document }]) => [
      edition,
      new Map(operationsOf(document).map((each) => [each.id, each])),
    ]),
  );
  for (const { document, file, operation: id, part } of examples) {
    if (scope?.operations.has(id) === false) continue;
    const here = count.get(document);
    const edition = ledgers.find((ledger) => ledger.document === document)?.edition ?? '';
    const checker = checkers.get(edition);
    // One of a document that there is not is a mistake of its own.
    if (!here || !checker) continue;
    here.all += 1;
    const value = readJson(file);
    const operation = operations.get(edition)?.get(id);
    const verdict = operation && verdictOf(checker, operation, part, value);
    if (verdict?.valid) here.valid += 1;
    else add(mistakes, file, `in ${edition}`, verdict);

    const code = objectOf(value)['error_code'];
    const response = operation?.responses.find(({ status }) => status === part)?.response;
    if (code !== undefined && !listOf(response?.['x-error-codes']).includes(code)) {
      mistakes.add({
        file,
        at: `in ${edition}`,
        problem: `${id} does not list ${code} among the x-error-codes of ${part}.`,
        fix: 'Add the code to the response: the document shows it.',
      });
    }
  }
  const width = Math.max(...ledgers.map(({ document }) => document.length)) + 2;
  for (const { document, edition } of ledgers) {
    const { valid, all } = count.get(document) ?? { valid: 0, all: 0 };
    console.log(`${document.padEnd(width)}${edition.padEnd(14)}${valid} of ${all}`);
  }
  const sum = (key: 'valid' | 'all') => [...count.values()].reduce((total, each) => total + each[key], 0);
  return { valid: sum('valid'), all: sum('all') };
}

/** Adds a mistake for each valid example that is none with the defaults of the edition filled in. */
function fillDefaults(checker: SchemaChecker, file: string, mistakes: Mistakes): void {
  const { document } = checker;
  let byAjv: ReturnType<typeof defaultsByAjv> | undefined;
  for (const { operation, part, name, value = null } of namedExamples(document)) {
    const pointer = checker.bodyPointer(operation.path, operation.method, part);
    if (pointer === undefined || !checker.at(pointer, value).valid) continue;
    const most = withDefaults(document, at(document, pointer), value);
    // Where nothing can be filled in, no tool fills anything in.
    if (canonical(most) === canonical(value)) continue;
    byAjv ??= defaultsByAjv(document);
    const filled = [most, byAjv(pointer, value)]
      .map((each) => ({ each, verdict: checker.at(pointer, each) }))
      .find(({ verdict }) => !verdict.valid);
    if (!filled) continue;
    const added = Object.keys(objectOf(filled.each)).filter((key) => !(key in objectOf(value)));
    mistakes.add({
      file,
      at: `${operation.id}, ${part}, ${name}`,
      problem: `With all defaults filled in (${added.join(', ') || 'deeper in it'}), the valid example is invalid: ${errorsOf(filled.verdict)}`,
      fix: 'Take out the default that clashes and say in the description what an absent field means; the departure is an erratum.',
    });
  }
}

interface NamedExample {
  operation: Operation;
  part: string;
  name: string;
  value: Json | undefined;
}

function namedExamples(document: JsonObject): NamedExample[] {
  return operationsOf(document).flatMap((operation) =>
    [
      { part: 'request', examples: operation.requestExamples },
      { part: 'form', examples: operation.formExamples },
      ...operation.responses.map(({ status, examples }) => ({ part: status, examples })),
    ].flatMap(({ part, examples }) =>
      Object.entries(examples).map(([name, example]) => {
        return { operation, part, name, value: objectOf(resolve(document, example))['value'] };
      }),
    ),
  );
}

function verdictOf(
  checker: SchemaChecker,
  { path, method, responses }: Operation,
  part: string,
  value: Json,
): Verdict | undefined {
  const file = responses.find(({ status }) => status === part)?.file;
  const pointer = checker.bodyPointer(path, method, part, file);
  return pointer === undefined ? undefined : checker.at(pointer, value);
}

function add(mistakes: Mistakes, file: string, at: string, verdict: Verdict | undefined, operation?: string): void {
  mistakes.add({
    file,
    at,
    problem: verdict
      ? `Not valid${operation ? ` for ${operation}` : ''}: ${errorsOf(verdict)}`
      : 'The contract has no such body, or the example no value.',
    fix: "Correct the contract or the example. A document's own example is never changed: the contract has to accept it.",
  });
}

function errorsOf({ errors }: Verdict): string {
  return errors
    .slice(0, 4)
    .map((error) => `${error.instancePath || '/'} ${ajvMessage(error)}`)
    .join(' ');
}
