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
import { operationKeys } from '@apig-spec/repository/alike';
import { readRevisions } from '@apig-spec/repository/editions';
import { type Mistake, Mistakes, step } from '@apig-spec/repository/failure';
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
  const named = [...checkers.values()].reduce((sum, each) => sum + namedExamples(each.document).length, 0);
  const observed = editions.map((name) => join(distDir, 'observed', `${name}.json`));
  checkNamed(
    [
      ...[...checkers].map(([name, each]) => ({
        file: join(distDir, `${name}.yaml`),
        checker: each,
        parts: undefined,
      })),
      ...observed.map((file) => ({ file, checker: checkerOf(file), parts: ['request', 'form'] })),
    ],
    mistakes,
  );
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
    const verdict = operation && verdictOf(checker, { operation, part, value });
    if (verdict?.valid) here.valid += 1;
    else mistakes.add({ file, ...invalid(`in ${edition}`, verdict) });

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

/** What is wrong with an example, wherever its operation is alike. */
type Finding = Omit<Mistake, 'file'>;

/**
 * Adds a mistake for each named example that is not valid in an edition, or no longer is with the defaults filled in. What
 * editions have alike is tried once.
 *
 * @param editions - with the parts of which the examples must be valid, where it is not all
 */
function checkNamed(
  editions: readonly { file: string; checker: SchemaChecker; parts: string[] | undefined }[],
  mistakes: Mistakes,
): void {
  const known = new Map<string, Finding[]>();
  for (const { file, checker, parts } of editions) {
    const byOperation = Map.groupBy(namedExamples(checker.document), ({ operation }) => operation.id);
    const byAjv = defaultsOf(checker);
    for (const [id, key] of operationKeys(checker.document)) {
      const findings =
        known.get(key) ??
        (byOperation.get(id) ?? []).flatMap((example): Finding[] => {
          const verdict = verdictOf(checker, example);
          if (verdict?.valid) return clashing(checker, example, byAjv);
          if (parts?.includes(example.part) === false) return [];
          return [invalid(pointerOf(['components', 'examples', example.name]), verdict, id)];
        });
      known.set(key, findings);
      for (const finding of findings) mistakes.add({ file, ...finding });
    }
  }
}

/** As {@link defaultsByAjv}, which is compiled where it is asked for. */
function defaultsOf({ document }: SchemaChecker): ReturnType<typeof defaultsByAjv> {
  let made: ReturnType<typeof defaultsByAjv> | undefined;
  return (pointer, value) => {
    made ??= defaultsByAjv(document);
    return made(pointer, value);
  };
}

/** What is wrong with a valid example once the defaults of the edition are filled in. */
function clashing(
  checker: SchemaChecker,
  { operation, part, name, value = null }: NamedExample,
  byAjv: ReturnType<typeof defaultsByAjv>,
): Finding[] {
  const { document } = checker;
  const pointer = checker.bodyPointer(operation.path, operation.method, part);
  if (pointer === undefined) return [];
  const most = withDefaults(document, at(document, pointer), value);
  // Where nothing can be filled in, no tool fills anything in.
  if (canonical(most) === canonical(value)) return [];
  const filled = [most, byAjv(pointer, value)]
    .map((each) => ({ each, verdict: checker.at(pointer, each) }))
    .find(({ verdict }) => !verdict.valid);
  if (!filled) return [];
  const added = Object.keys(objectOf(filled.each)).filter((key) => !(key in objectOf(value)));
  return [
    {
      at: `${operation.id}, ${part}, ${name}`,
      problem: `With all defaults filled in (${added.join(', ') || 'deeper in it'}), the valid example is invalid: ${errorsOf(filled.verdict)}`,
      fix: 'Take out the default that clashes and say in the description what an absent field means; the departure is an erratum.',
    },
  ];
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
  { operation, part, value }: Pick<NamedExample, 'operation' | 'part' | 'value'>,
): Verdict | undefined {
  const { path, method, responses } = operation;
  const file = responses.find(({ status }) => status === part)?.file;
  const pointer = checker.bodyPointer(path, method, part, file);
  return pointer === undefined || value === undefined ? undefined : checker.at(pointer, value);
}

function invalid(at: string, verdict: Verdict | undefined, operation?: string): Finding {
  return {
    at,
    problem: verdict
      ? `Not valid${operation ? ` for ${operation}` : ''}: ${errorsOf(verdict)}`
      : 'The contract has no such body, or the example no value.',
    fix: "Correct the contract or the example. A document's own example is never changed: the contract has to accept it.",
  };
}

function errorsOf({ errors }: Verdict): string {
  return errors
    .slice(0, 4)
    .map((error) => `${error.instancePath || '/'} ${ajvMessage(error)}`)
    .join(' ');
}
