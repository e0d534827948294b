// Step: validates each bundled edition against each row of the ledger, and the errata against both. Prints, for each document,
// how many rows agree and how many depart under an erratum; fails on a departure without one, and on one that no longer departs.
import { basename, dirname, join } from 'node:path';
import { changesOf, sourcesOf } from '@apig-spec/bundle/changes';
import { readOverlays } from '@apig-spec/bundle/overlay';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Row, Rule, Stating } from '@apig-spec/model/records';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes, step } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { operationFolders, sharedFolder } from '@apig-spec/repository/parts';
import { distDir } from '@apig-spec/repository/paths';
import { inScope, type Scope, scopeAsked } from '@apig-spec/repository/scope';
import { checkDerived } from '@apig-spec/sources/derived';
import type { WrittenErratum } from '@apig-spec/sources/evidence';
import { readEvidence } from '@apig-spec/sources/evidence';
import type { DocumentExample } from '@apig-spec/sources/ledger';
import { rowsByName } from '@apig-spec/sources/tables';
import type { Departure } from './lib/bench.ts';
import type { Depart } from './lib/departs.ts';
import { departsByRow } from './lib/departs.ts';
import { checkEvidence } from './lib/evidence.ts';
import { checkLeaks } from './lib/leaks.ts';
import { checkResponses } from './lib/responses.ts';
import type { Probe } from './lib/rows.ts';
import { baseOf, ownExample, probes } from './lib/rows.ts';
import { patched, ruleDepartures } from './lib/rules.ts';
import { SchemaChecker } from './lib/schema-checker.ts';

await step('fidelity', () => {
  const mistakes = new Mistakes();
  const scope = scopeAsked();
  const evidence = readEvidence();
  const { ledgers, sibling, examples, errata } = evidence;
  const sources: Stating[] = [...ledgers, sibling];
  const own = errata.filter(({ file }) => !scope || scope.folders.has(dirname(file)));
  const { editions } = readBuilt(join(distDir, 'provenance.json')) as { editions: Record<string, JsonObject> };
  checkEvidence(own, evidence, new Set(Object.values(editions).flatMap(Object.keys)), mistakes);
  const revisions = readRevisions();
  const documents = new Map(
    editionsOf(revisions).map((edition) => [edition, readBuilt(join(distDir, `${edition.name}.json`))]),
  );
  const checkers = new Map(
    [...documents].map(([{ name }, document]) => [
      name,
      new SchemaChecker(inScope(document, scope), { allErrors: false }),
    ]),
  );
  const departs = departsByRow(errata, sources, mistakes);
  const foldersAbout = foldersByOperation();
  const isAbout = (file: string, operation: string) => foldersAbout(operation).includes(dirname(file));
  const byFolder = Map.groupBy(errata, ({ file }) => dirname(file));
  const decided = (operation: string): Rule[] =>
    foldersAbout(operation).flatMap((folder) => (byFolder.get(folder) ?? []).flatMap(({ rules = [] }) => rules));
  const report = sources.flatMap(byResource).flatMap((source): Count[] => {
    const own = { ...source, tables: source.tables.filter(({ operation }) => isIn(scope, operation)) };
    if (own.tables.length === 0) return [];
    const checker = checkers.get(own.edition) as SchemaChecker;
    return [hold(probes(own, checker, { decided, examples }, mistakes), own, departs, mistakes)];
  });
  const tried = tryRules(errata, { examples, isAbout, scope }, checkers, mistakes);
  for (const [name, checker] of checkers) {
    const file = join(distDir, `${name}.yaml`);
    checkResponses(file, checker.document, evidence, mistakes);
  }
  const chinese = readOverlays('zh-CN', revisions);
  const reasons = { steps: changesOf(revisions, rowsByName(sources), mistakes), chinese: sourcesOf(chinese) };
  // Other resources are evidence here: all of them are read, and only the mistakes of the scope are reported.
  const across = new Mistakes();
  checkDerived(documents, ledgers, { ...reasons, wrong: report.flatMap(({ wrong }) => wrong) }, across);
  checkLeaks(documents, evidence, across);
  for (const mistake of across.all) {
    const [, operation = ''] = /^(?:since, )?(\w+)/.exec(mistake.at ?? '') ?? [];
    if (isIn(scope, operation)) mistakes.add(mistake);
  }
  print(report);
  mistakes.stop();
  const sum = (key: 'rows' | 'agree' | 'errata') => report.reduce((total, row) => total + row[key], 0);
  return `${sum('agree')} rows agree + ${sum('errata')} under an erratum = ${sum('rows')}; ${own.length} errata, ${tried} of their rules tried`;
});

function isIn(scope: Scope | undefined, operation: string): boolean {
  return scope === undefined || scope.operations.has(operation);
}

/** A source, apart by the resources that it states something of. */
function byResource(source: Stating): (Stating & { resource: string })[] {
  const tables = Map.groupBy(source.tables, ({ file }) => basename(file, '.yaml'));
  return [...tables].map(([resource, own]) => ({ ...source, resource, tables: own }));
}

interface Count {
  document: string;
  resource: string;
  edition: string;
  rows: number;
  agree: number;
  errata: number;
  wrong: string[];
}

/** Validates an edition against its ledger: each row as the document states it, or as an erratum has it instead. */
function hold(
  probes: readonly Probe[],
  { document, resource, edition }: Stating & { resource: string },
  departs: ReadonlyMap<string, Depart>,
  mistakes: Mistakes,
): Count {
  const count = { document, resource, edition, rows: 0, agree: 0, errata: 0, wrong: [] as string[] };
  for (const { name, row, departures, file: ledgerFile } of probes) {
    const before = mistakes.all.length;
    const { erratum, file = '', instead = {} } = departs.get(name) ?? {};
    const ours = patched(row as unknown as Json, instead) as unknown as Row;
    for (const { fact, says } of unique(departures(ours))) {
      mistakes.add(
        erratum === undefined
          ? {
              file: ledgerFile,
              at: `${name}, ${fact}`,
              problem: `The document states ${stated(row, fact)}; ${edition} ${says}.`,
              fix: 'Correct the contract, or the row if it was transcribed wrongly. Where another revision changed the fact, its overlay takes that back. Else an erratum says under `departs` what the contract has instead.',
            }
          : {
              file,
              at: `${erratum}, ${name}, ${fact}`,
              problem: `With what the erratum has instead, the row states ${stated(ours, fact)}; ${edition} ${says}.`,
              fix: 'Correct the contract, or what the erratum has instead.',
            },
      );
    }
    // Each fact that the erratum names must be one that the contract departs in.
    for (const fact of Object.keys(instead)) {
      const { [fact]: _, ...others } = instead;
      if (departures(patched(row as unknown as Json, others) as unknown as Row).length > 0) continue;
      mistakes.add({
        file,
        at: `${erratum}, ${name}`,
        problem: `Has another ${fact} instead, but ${edition} agrees with the row without it.`,
        fix: 'Take it off the list; an erratum that no longer departs at all goes too, or keeps only its facts.',
      });
    }
    count.rows += 1;
    if (mistakes.all.length > before) count.wrong.push(name);
    else if (erratum !== undefined) count.errata += 1;
    else count.agree += 1;
  }
  return count;
}

/** The folders whose errata may be about an operation: those of a resource are about its own, shared ones about any. */
function foldersByOperation(): (operation: string) => string[] {
  const folders = operationFolders();
  return (operation) => [sharedFolder, folders.get(operation) ?? ''];
}

/** Tries the rules of the errata in every edition that they speak of. Gives how many there are. */
function tryRules(
  errata: readonly WrittenErratum[],
  context: {
    examples: readonly DocumentExample[];
    isAbout: (file: string, operation: string) => boolean;
    scope: Scope | undefined;
  },
  checkers: ReadonlyMap<string, SchemaChecker>,
  mistakes: Mistakes,
): number {
  const { examples, isAbout, scope } = context;
  const [newest] = checkers.values();
  const requests = new Map(
    operationsOf(newest?.document ?? {}).flatMap((operation): [string, Json][] => {
      const base = baseOf(examples, operation.id) ?? ownExample(newest?.document ?? {}, operation);
      return base === undefined ? [] : [[operation.id, base]];
    }),
  );
  const all = errata
    .flatMap(({ id, file, rules = [] }) => rules.map((rule, index) => ({ rule, file, at: `${id}, rules/${index}` })))
    .filter(({ rule }) => rule.operation === undefined || isIn(scope, rule.operation));
  const operations = new Map(
    [...checkers].map(([edition, { document }]) => [
      edition,
      operationsOf(document).filter(({ id }) => requests.has(id)),
    ]),
  );
  for (const { rule, file, at } of all) {
    const { operation, revisions = [undefined], accepts = [], refuses = [] } = rule;
    const wrong = (problem: string, fix: string) => mistakes.add({ file, at, problem, fix });
    if (operation && !requests.has(operation))
      wrong(`There is no example of a request of ${operation}.`, `Name one of ${[...requests.keys()].join(', ')}.`);
    if (accepts.length + refuses.length === 0)
      wrong('It has no cases.', 'List cases under `accepts` or the other key.');
    // What names no operation is about those that the documents show requests of, in scope or not; where there are none, about all.
    const about = [...requests.keys()].filter((id) => (operation === undefined ? isAbout(file, id) : operation === id));
    const shown = examples.filter((each) => each.part === 'request' && isAbout(file, each.operation));
    const isShown = (id: string) => shown.some((each) => each.operation === id);
    const meant = new Set(operation === undefined && shown.length > 0 ? about.filter(isShown) : about);
    for (const revision of revisions) {
      const editions = [...checkers].filter(([edition]) => !revision || edition.startsWith(`${revision}.`));
      if (editions.length === 0) wrong(`There is no revision ${revision}.`, 'Correct its name.');
      for (const [edition, checker] of editions) {
        for (const { id, path, method } of operations.get(edition) ?? []) {
          const base = meant.has(id) ? requests.get(id) : undefined;
          const schema = base === undefined ? undefined : checker.bodyPointer(path, method, 'request');
          if (base === undefined || schema === undefined) continue;
          for (const { says } of ruleDepartures(rule, checker, schema, base))
            wrong(`${edition}, ${id}: ${says}.`, 'Correct the contract, or the rule and what the erratum decides.');
        }
      }
    }
  }
  return all.length;
}

function unique(departures: Departure[]): Departure[] {
  return [...new Map(departures.map((departure) => [departure.fact, departure])).values()];
}

function stated(row: Row, fact: string): string {
  if (fact === 'rules') return `the rule: ${(row.rules ?? []).map(({ says }) => says).join('; ')}`;
  const value = row[fact as keyof Row];
  return value === undefined ? `no ${fact}` : `${fact} ${JSON.stringify(value)}`;
}

function print(report: readonly Count[]): void {
  const widthOf = (key: 'document' | 'resource') => Math.max(...report.map((each) => each[key].length), key.length) + 2;
  const [width, second] = [widthOf('document'), widthOf('resource')];
  console.log(`${'source'.padEnd(width)}${'resource'.padEnd(second)}edition         rows  agree  erratum  wrong`);
  for (const { document, resource, edition, rows, agree, errata, wrong } of report) {
    const cells = [rows, agree, errata, wrong.length].map((count, index) =>
      String(count).padStart([6, 7, 9, 7][index] ?? 7),
    );
    console.log(`${document.padEnd(width)}${resource.padEnd(second)}${edition.padEnd(14)}${cells.join('')}`);
  }
}
