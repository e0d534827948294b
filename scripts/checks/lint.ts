// Step: lints each bundled edition with Redocly (redocly.yaml) and Spectral (.spectral.mjs), and checks that every field has
// a source (a row of the ledger, or a mark that says it is observed), that every CEL rule is one, and that every named example
// comes from a document or is marked as invented. A warning counts as an error.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Edition } from '@apig-spec/model/editions';
import { editionsOf } from '@apig-spec/model/editions';
import type { Field } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { JsonObject } from '@apig-spec/model/json';
import { at, canonical, isObject, objectOf, pointerOf, resolve, stepsOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Provenance } from '@apig-spec/model/records';
import { digestsOf, unlikeBefore, withoutOperations } from '@apig-spec/repository/alike';
import { readRevisions } from '@apig-spec/repository/editions';
import { Failure, type Mistake, Mistakes, step } from '@apig-spec/repository/failure';
import { readBuilt, readJson, writeAll } from '@apig-spec/repository/files';
import { bundledFile, pointersOf } from '@apig-spec/repository/homes';
import { distDir } from '@apig-spec/repository/paths';
import { inScope, type Scope, scopeAsked } from '@apig-spec/repository/scope';
import { readEvidence } from '@apig-spec/sources/evidence';
import { borrowedIn, borrowedInBoth, type Runs, runsIn } from './lib/borrowed.ts';
import { extensionProblems } from './lib/extensions.ts';
import { redoclyFindings, spectralFindings } from './lib/linters.ts';
import { patternsOf, portabilityProblem } from './lib/patterns.ts';
import { rulesOf } from './lib/schema-checker.ts';

/** What is bundled in both languages with the editions. */
const inBoth = ['errors.json', 'errata.json', 'changes.json', 'workflows.json'];

await step('lint', async () => {
  const mistakes = new Mistakes();
  const scope = scopeAsked();
  const editions = editionsOf(readRevisions());
  const documents = new Map(
    editions.map((edition) => [edition, inScope(readBuilt(join(distDir, `${edition.name}.json`)), scope)] as const),
  );
  const files = editions.map(({ name }) => join(distDir, `${name}.yaml`));
  const observed = editions.map(({ name }) => join(distDir, 'observed', `${name}.json`));
  for (const mistake of await linted([...files, ...observed], scope)) mistakes.add(mistake);
  for (const [{ name }, document] of documents) {
    for (const { pointer, problem, fix } of extensionProblems(document))
      mistakes.add({ file: join(distDir, `${name}.yaml`), at: pointer, problem, fix });
  }
  checkSources(documents, mistakes);
  checkDescribed(documents, mistakes);
  const named = [...documents].map(([{ name }, document]): [string, JsonObject] => [
    join(distDir, `${name}.yaml`),
    document,
  ]);
  checkPatterns(
    [...named, ...observed.map((file): [string, JsonObject] => [file, inScope(readBuilt(file), scope)])],
    mistakes,
  );
  checkRules(documents, mistakes);
  checkExamples(documents, mistakes);
  const reference = process.env['APIG_REFERENCE'];
  if (reference) checkBorrowed(documents, runsIn(reference), mistakes);
  mistakes.stop();
  return `${editions.length} editions, no error, no warning`;
});

/** Facts carry over from sources, sentences do not. */
function checkBorrowed(documents: Documents, runs: Runs, mistakes: Mistakes): void {
  const found = [
    ...[...documents].flatMap(([{ name, locale }, document]) =>
      borrowedIn(document, locale, runs).map((each) => ({ ...each, file: `${name}.yaml` })),
    ),
    ...inBoth.flatMap((file) => borrowedInBoth(readJson(join(distDir, file)), runs).map((each) => ({ ...each, file }))),
  ];
  for (const { file, pointer, run } of found)
    mistakes.add({
      file: join(distDir, file),
      at: pointer,
      problem: `A text of the sibling reference has the same run of words: ${run}`,
      fix: 'Rephrase it in your own words.',
    });
}

/**
 * What both linters find: in the first of the editions, and of each other one in what no edition before it has alike. They read
 * files; what is left of an edition is written to one for them.
 */
async function linted(files: readonly string[], scope: Scope | undefined): Promise<Mistake[]> {
  const documents = files.map((file) => inScope(readBuilt(file.replace(/yaml$/, 'json')), scope));
  const own = unlikeBefore(documents);
  const parts = documents.map((document, index) => withoutOperations(document, (id) => !own[index]?.has(id)));
  const folder = mkdtempSync(join(tmpdir(), 'apig-lint-'));
  try {
    const written = files.map((file, index) => {
      // As it is published, where all of it is linted.
      if (index === 0 && !scope) return file;
      const name = basename(file).replace(/\.\w+$/, '');
      return join(folder, `${name}${bundledFile(file)?.observed ? '.observed' : ''}.json`);
    });
    const texts = written.map((file, index) => [basename(file), JSON.stringify(parts[index])] as const);
    writeAll(folder, new Map(texts.filter((_, index) => written[index] !== files[index])));
    const byRedocly = redoclyFindings(written);
    const bySpectral = spectralFindings(written);
    const found = [...(await byRedocly), ...bySpectral];
    return found.flatMap((mistake) => {
      const index = written.indexOf(mistake.file);
      return [
        mistake,
        ...alikeElsewhere(mistake.at ?? '', index).map((other) => ({ ...mistake, file: files[other] ?? '' })),
      ];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  /** The editions that have the same part and were not linted for it. */
  function alikeElsewhere(pointer: string, index: number): number[] {
    const part = pointerOf(stepsOf(pointer).slice(0, 3));
    const [first] = documents.slice(index, index + 1);
    if (first === undefined) return [];
    const digest = digestsOf(first)(part);
    return documents.flatMap((document, other) =>
      at(document, part) !== undefined && at(parts[other], part) === undefined && digestsOf(document)(part) === digest
        ? [other]
        : [],
    );
  }
}

type Documents = ReadonlyMap<Edition, JsonObject>;

/** Every pattern is one that all languages read alike, with the observed facts laid over the edition too. */
function checkPatterns(documents: Iterable<[string, JsonObject]>, mistakes: Mistakes): void {
  for (const [file, document] of documents) {
    for (const { pointer, pattern } of patternsOf(document)) {
      const problem = portabilityProblem(pattern);
      if (problem === undefined) continue;
      mistakes.add({
        file,
        at: pointer,
        problem: `Not every language reads the pattern ${pattern} alike. ${problem}`,
        fix: 'Write it in what all of them share; `npm run test:dialects` tries it in each.',
      });
    }
  }
}

/** Fields that no document states must say so themselves: their schema, or the object that holds them, carries a mark. */
function checkSources(documents: Documents, mistakes: Mistakes): void {
  const provenance = readBuilt(join(distDir, 'provenance.json'))['editions'] as unknown as Record<
    string,
    Record<string, Provenance>
  >;
  for (const [{ name }, document] of documents) {
    const pointers = pointersOf(document);
    for (const field of fieldsOf(document)) {
      const place = placeOf(field);
      const { mark } = provenance[name]?.[place] ?? {};
      if (mark !== 'observed' || [...field.schemas, ...field.owners].some(isMarked)) continue;
      mistakes.add({
        file: join(distDir, `${name}.yaml`),
        at: pointerOfField(field, pointers) ?? place,
        problem: `No source document states ${field.name}, and nothing marks it as observed.`,
        fix: 'Correct the name, transcribe the row that states it, or mark its schema with `x-provenance`.',
      });
    }
  }
}

/** Of what a field is composed, some part describes it and some part shows a value: the others may only narrow it. */
function checkDescribed(documents: Documents, mistakes: Mistakes): void {
  for (const [{ name }, document] of documents) {
    const pointers = pointersOf(document);
    for (const field of fieldsOf(document)) {
      const parts = [...field.schemas, ...field.owners.filter(() => isParameter(field))];
      const lists = parts.some((part) => 'enum' in part || 'const' in part);
      const missing = [
        ...(parts.some((part) => part['description']) ? [] : ['describes it']),
        ...(!lists || parts.some((part) => part['examples'] || part['example']) ? [] : ['shows an example']),
      ];
      if (missing.length === 0) continue;
      mistakes.add({
        file: join(distDir, `${name}.yaml`),
        at: pointerOfField(field, pointers) ?? placeOf(field),
        problem: `No part of the field ${missing.join(' or ')}.`,
        fix: 'A field that only narrows another has one to narrow: give the other part `description` and `examples`.',
      });
    }
  }
}

function isParameter({ in: part }: Field): boolean {
  return part !== 'request' && part !== 'response';
}

/** An owner may be a copy that a reference was resolved to: what it holds is not. */
function pointerOfField({ owners, name }: Field, pointers: ReadonlyMap<object, string>): string | undefined {
  const [owner] = owners;
  const properties = owner && pointers.get(objectOf(owner['properties']));
  return properties === undefined ? owner && pointers.get(owner) : properties + pointerOf([name]);
}

function isMarked(schema: JsonObject): boolean {
  return isObject(schema['x-provenance']) && '*' in schema['x-provenance'];
}

/** Every rule of `x-validations` is CEL, over fields that are there. */
function checkRules(documents: Documents, mistakes: Mistakes): void {
  for (const document of documents.values()) {
    try {
      rulesOf(document);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // A rule is the same in most editions.
      for (const mistake of error.mistakes) {
        if (!mistakes.all.some(({ at }) => at === mistake.at)) mistakes.add(mistake);
      }
    }
  }
}

/** A named example is a document's own, or says that it is invented. */
function checkExamples(documents: Documents, mistakes: Mistakes): void {
  const own = new Set(readEvidence().examples.map(({ file }) => canonical(readJson(file))));
  for (const [{ name: edition }, document] of documents) {
    const shown = operationsOf(document).flatMap(({ requestExamples, formExamples, responses }) =>
      [requestExamples, formExamples, ...responses.map(({ examples }) => examples)].flatMap((examples) =>
        Object.entries(examples),
      ),
    );
    for (const [name, example] of new Map(shown)) {
      const { value, 'x-invented': mark } = objectOf(resolve(document, example));
      const invented = mark === true;
      if (own.has(canonical(value)) !== invented) continue;
      mistakes.add({
        file: join(distDir, `${edition}.yaml`),
        at: pointerOf(['components', 'examples', name]),
        problem: invented ? 'A document has this very example, and it is marked x-invented.' : 'No document has it.',
        fix: invented
          ? 'Take out the mark.'
          : 'Mark it `x-invented: true`, or show the document’s own by externalValue.',
      });
    }
  }
}
