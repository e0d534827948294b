// Step: spec/ → packages/openapi/dist/: the six bundled editions as YAML and JSON, and beside them where each fact comes
// from (provenance.json), the errata (errata.json), the error codes (errors.json), what each revision changed (changes.json), the
// workflows, and what tutorials tell of them (workflows.json). In observed/,
// each edition with what live clients show laid over it: for the validators, not for publishing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@apig-spec/model/editions';
import { editionsOf } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { pointerOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Step, StepInWords, Workflow } from '@apig-spec/model/records';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes, step } from '@apig-spec/repository/failure';
import { writeAll } from '@apig-spec/repository/files';
import { overlayFile, partFinder, readParts, sharedFolder } from '@apig-spec/repository/parts';
import { distDir } from '@apig-spec/repository/paths';
import { yamlWriter } from '@apig-spec/repository/yaml';
import type { Evidence } from '@apig-spec/sources/evidence';
import { readEvidence } from '@apig-spec/sources/evidence';
import { provenanceReader } from '@apig-spec/sources/provenance';
import { withRows } from '@apig-spec/sources/sections';
import { rowsByName } from '@apig-spec/sources/tables';
import { bundleEnglish, namedProse } from './lib/bundling.ts';
import { gapsByFile, readCatalogues, reportGaps, setProse } from './lib/catalogue.ts';
import { changesOf, checkActionSources } from './lib/changes.ts';
import { revisionDifferences } from './lib/differences.ts';
import type { ErrorCodes } from './lib/error-codes.ts';
import { checkErrorCodes, readErrorCodes, withCodesExplained } from './lib/error-codes.ts';
import { checkWords } from './lib/glossary.ts';
import type { Overlay } from './lib/overlay.ts';
import { applyOverlays, readOverlays } from './lib/overlay.ts';
import type { Prose } from './lib/prose.ts';
import {
  checkWorkflows,
  readWorkflowCatalogue,
  readWorkflows,
  workflowFiles,
  workflowGaps,
  workflowsDir,
  workflowsInWords,
} from './lib/workflows.ts';

/** What this step writes once for each edition or workflow, and takes away again with it. */
const ours = /^((observed\/)?\d{4}-\d{2}\.[A-Za-z-]+\.(json|yaml)|workflows\/.*)$/;

if (import.meta.main) await step('bundle', bundle);

/** The step itself, for who watches spec/. @throws {@link Failure} */
export async function bundle(): Promise<string> {
  const revisions = readRevisions();
  // The contract first: what its folders hold decides which operations the sources may be about.
  const english = await bundleEnglish(revisions);
  const sources = readSources(revisions);
  const mistakes = new Mistakes();
  checkErrorCodes(sources.errors, english.values(), sources, mistakes);
  mistakes.stop();
  const chinese = translated(english);
  const documents = new Map(
    editionsOf(revisions).map((edition): [Edition, JsonObject] => {
      const bundled = (edition.locale === 'en' ? english : chinese).get(edition.revision) as JsonObject;
      const document = withCodesExplained(bundled, edition.locale, sources.errors);
      return [edition, { ...document, info: { ...(document['info'] as JsonObject), 'x-edition': edition.name } }];
    }),
  );
  const observed = readOverlays('observed', revisions);
  const files = new Map([
    ...outputsOf(documents, sources),
    ...observedOutputs(documents, observed),
    ['changes.json', jsonText(await stepsWithDifferences(sources.steps, english))],
    ['workflows.json', jsonText(tutorials(english))],
  ]);
  writeAll(distDir, files, (name) => ours.test(name));
  return `${documents.size} editions`;
}

/** Each revision in Chinese: the English one with the Chinese wire facts and the Chinese prose. */
function translated(english: ReadonlyMap<string, JsonObject>): Map<string, JsonObject> {
  const mistakes = new Mistakes();
  const revisions = [...english.keys()];
  const wire = readOverlays('zh-CN', revisions);
  const catalogues = readCatalogues();
  const prose = new Map([...english].map(([revision, document]) => [revision, namedProse(document)]));
  for (const { file, gaps } of gapsByFile(catalogues, prose)) reportGaps(file, gaps, mistakes);
  mistakes.stop();

  const documents = new Map<string, JsonObject>();
  for (const [revision, source] of english) {
    const document = applyOverlays(source, wire, revision, mistakes);
    const own = prose.get(revision) ?? [];
    checkWireOnly(own, namedProse(document), revision, mistakes);
    setProse(document, own, catalogues);
    documents.set(revision, document);
  }
  mistakes.stop();
  return documents;
}

/** The Chinese wire facts leave the prose as it is. */
function checkWireOnly(before: readonly Prose[], after: readonly Prose[], revision: string, mistakes: Mistakes): void {
  const [own, changed] = [before, after].map((all) => new Map(all.map(({ steps, text }) => [pointerOf(steps), text])));
  const partOf = partFinder(readParts());
  const pointers = new Set([...(own?.keys() ?? []), ...(changed?.keys() ?? [])]);
  for (const pointer of [...pointers].filter((each) => own?.get(each) !== changed?.get(each))) {
    mistakes.add({
      file: overlayFile(partOf(pointer)?.folder ?? sharedFolder, 'zh-CN'),
      at: `${pointer}, revision ${revision}`,
      problem: 'It changes prose.',
      fix: 'Prose is translated in zh-CN.yaml; leave only wire facts here.',
    });
  }
}

interface SourceData extends Evidence {
  errors: ErrorCodes;
  steps: StepInWords[];
}

/** What is told beside the editions: sources that lead to rows, and Chinese that keeps to the glossary, as the catalogues must. */
function readSources(revisions: readonly string[]): SourceData {
  const mistakes = new Mistakes();
  const evidence = readEvidence();
  const rows = rowsByName([...evidence.ledgers, evidence.sibling]);
  const sources = {
    ...evidence,
    errors: readErrorCodes(),
    steps: changesOf(revisions, rows, mistakes),
  };
  for (const overlay of readOverlays('zh-CN', revisions)) checkActionSources(overlay, rows, mistakes);
  checkWords({ ...sources, catalogues: [...readCatalogues(), readWorkflowCatalogue()] }, mistakes);
  mistakes.stop();
  return sources;
}

function outputsOf(documents: ReadonlyMap<Edition, JsonObject>, sources: SourceData): Map<string, string> {
  const { ledgers, sibling, errata, errors } = sources;
  const files = new Map<string, string>();
  const provenance: JsonObject = {};
  const yaml = yamlWriter();
  const provenanceOf = provenanceReader(sources);
  for (const [edition, document] of documents) {
    files.set(`${edition.name}.yaml`, yaml(document));
    files.set(`${edition.name}.json`, jsonText(document));
    provenance[edition.name] = provenanceOf(document, edition) as unknown as JsonObject;
  }
  const documentHeads = ledgers.map(({ tables, examples, sha256, ...head }) => head);
  const { title, dated, locale, licence, repository, tables } = sibling;
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const reference = { title, dated, locale, licence, repository, rows };
  files.set('provenance.json', denseText({ documents: documentHeads, sibling: reference, editions: provenance }));
  const told = errata.map(({ file, ...erratum }) => ({
    ...erratum,
    ...(erratum.facts && { facts: erratum.facts.map((fact) => withRows(fact, ledgers)) }),
  }));
  files.set('errata.json', jsonText(told));
  const codes = Object.entries(errors).map(([code, { file, ...entry }]) => [code, entry] as const);
  files.set('errors.json', jsonText(Object.fromEntries(codes.sort(([one], [other]) => (one < other ? -1 : 1)))));
  for (const name of workflowFiles()) {
    files.set(`workflows/${name}`, readFileSync(join(workflowsDir, name), 'utf8'));
  }
  return files;
}

/** The workflows in both languages. They are written for the newest revision. */
function tutorials(english: ReadonlyMap<string, JsonObject>): Workflow[] {
  const mistakes = new Mistakes();
  const [newest = ''] = [...english.keys()].sort().toReversed();
  const workflows = readWorkflows();
  const catalogue = readWorkflowCatalogue();
  checkWorkflows(workflows, new Set(operationsOf(english.get(newest) ?? {}).map(({ id }) => id)), mistakes);
  reportGaps(catalogue.file, workflowGaps(catalogue, workflows, newest), mistakes);
  mistakes.stop();
  return workflowsInWords(workflows, catalogue);
}

/** The steps between revisions, each with what it changed for programs to read. */
function stepsWithDifferences(
  steps: readonly StepInWords[],
  documents: ReadonlyMap<string, JsonObject>,
): Promise<Step[]> {
  const named = (revision: string): [string, JsonObject] => [revision, documents.get(revision) as JsonObject];
  return Promise.all(
    steps.map(async (step) => ({
      ...step,
      differences: await revisionDifferences(named(step.from), named(step.to)),
    })),
  );
}

/** Each edition with the observed facts laid over it. */
function observedOutputs(
  documents: ReadonlyMap<Edition, JsonObject>,
  observed: readonly Overlay[],
): Map<string, string> {
  const mistakes = new Mistakes();
  const files = [...documents].map(([{ name, revision }, document]): [string, string] => {
    return [`observed/${name}.json`, denseText(applyOverlays(document, observed, revision, mistakes))];
  });
  mistakes.stop();
  return new Map(files);
}

/** Of what programs alone read, and much of it: without indentation it is a third smaller, and written in two thirds of the time. */
function denseText(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
