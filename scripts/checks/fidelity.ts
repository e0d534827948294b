// Step: validates each bundled edition against each row of the ledger, and the errata against both. Prints, for each document,
// how many rows agree and how many depart under an erratum; fails on a departure without one, and on one that no longer departs.
import { basename, dirname, join } from 'node:path';
import { changesOf, sourcesOf } from '@apig-spec/bundle/changes';
import { readOverlays } from '@apig-spec/bundle/overlay';
import { editionsOf } from '@apig-spec/model/editions';
import type { Field } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isObject, objectOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import type { Row, Rule, Stating, Table } from '@apig-spec/model/records';
import { rowsOf } from '@apig-spec/model/records';
import { partsOf } from '@apig-spec/model/schema';
import { readRevisions } from '@apig-spec/repository/editions';
import { type Mistake, Mistakes, step } from '@apig-spec/repository/failure';
import { readBuilt, readJson } from '@apig-spec/repository/files';
import { operationFolders, sharedFolder } from '@apig-spec/repository/parts';
import { distDir } from '@apig-spec/repository/paths';
import { inScope, type Scope, scopeAsked } from '@apig-spec/repository/scope';
import { checkDerived } from '@apig-spec/sources/derived';
import type { WrittenErratum } from '@apig-spec/sources/evidence';
import { readEvidence } from '@apig-spec/sources/evidence';
import type { DocumentExample } from '@apig-spec/sources/ledger';
import { siblingSource } from '@apig-spec/sources/sibling';
import { rowName, rowsByName } from '@apig-spec/sources/tables';
import type { Departure } from './lib/bench.ts';
import { bodyBench, everywhereBut, parameterBench } from './lib/bench.ts';
import { checkEvidence } from './lib/evidence.ts';
import { checkLeaks } from './lib/leaks.ts';
import { departuresOf } from './lib/probe.ts';
import { checkResponses } from './lib/responses.ts';
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
  const isAbout = aboutOperation();
  const decided = (operation: string) =>
    errata.filter(({ file }) => isAbout(file, operation)).flatMap(({ rules = [] }) => rules);
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

/** What of a row the contract has instead, by which erratum. */
interface Depart {
  erratum: string;
  file: string;
  instead: JsonObject;
}

function departsByRow(
  errata: readonly WrittenErratum[],
  sources: readonly Stating[],
  mistakes: Mistakes,
): Map<string, Depart> {
  const rows = rowsByName(sources);
  const departs = new Map<string, Depart>();
  for (const { id, file, departs: listed = [] } of errata) {
    for (const each of listed) {
      if ('response' in each) {
        checkResponse(each.response, { file, at: id }, sources, mistakes);
        continue;
      }
      for (const name of rowsOf(each)) {
        const wrong = (problem: string, fix: string) => mistakes.add({ file, at: id, problem, fix });
        if (!rows.has(name)) wrong(`There is no row ${name}.`, 'Correct the name: source, place and field.');
        const other = departs.get(name);
        const twice = Object.keys(each.instead).filter((fact) => fact in (other?.instead ?? {}));
        if (twice.length > 0)
          wrong(
            `${name} departs twice in ${twice.join(', ')}.`,
            `Decide it in one place: here, or in ${other?.erratum}.`,
          );
        departs.set(name, {
          erratum: other ? `${other.erratum}, ${id}` : id,
          file,
          instead: { ...other?.instead, ...each.instead },
        });
      }
    }
  }
  return departs;
}

/** A response whose status is corrected is one that its document has. Its rows then hold only under the other status. */
function checkResponse(
  response: string,
  place: Pick<Mistake, 'file' | 'at'>,
  sources: readonly Stating[],
  mistakes: Mistakes,
): void {
  const [document, operation] = response.split('/');
  const tables = sources.find((each) => each.document === document)?.tables ?? [];
  if (tables.some((table) => table.operation === operation)) return;
  const fix = 'Correct the name: source/operation/status.';
  mistakes.add({ ...place, problem: `There is no response ${response}.`, fix });
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

interface Probe {
  name: string;
  /** The ledger. */
  file: string;
  row: Row;
  /** What of a row the edition does not share: of this one, or of what an erratum makes of it. */
  departures(row: Row): Departure[];
}

function probes(
  ledger: Stating,
  checker: SchemaChecker,
  { decided, examples }: { decided: (operation: string) => readonly Rule[]; examples: readonly DocumentExample[] },
  mistakes: Mistakes,
): Probe[] {
  const operations = new Map(operationsOf(checker.document).map((operation) => [operation.id, operation]));
  const fields = new Map(fieldsOf(checker.document).map((field) => [placeOf(field), field]));
  return ledger.tables.flatMap((table) => {
    const operation = operations.get(table.operation);
    const inBody = table.in === 'request' || table.in === 'form' || table.in === 'response';
    const schema =
      inBody && operation && checker.bodyPointer(operation.path, operation.method, table.status ?? table.in);
    // The sibling's examples are not kept here: its rules are tried on ours.
    const base =
      baseOf(examples, table.operation, ledger.document) ??
      (ledger.document === siblingSource ? ownExample(checker.document, operation) : undefined);
    const siblings = ledger.tables.filter((each) => each.operation === table.operation);
    // Responses do not hang together: what is required of them is not checked.
    const naming =
      table.in === 'request'
        ? [...siblings.flatMap((each) => each.rows.flatMap((row) => row.rules ?? [])), ...decided(table.operation)]
        : [];
    const pointers = [table.pointer, ...(table.also ?? [])];
    // Of an object that no example shows, no row is shown.
    const isShown = table.rows.some(({ shown }) => shown);
    return table.rows.map((row) => {
      const name = rowName(table, row);
      const rules = tried(row);
      if (rules.length > 0 && (base === undefined || table.in !== 'request')) {
        mistakes.add({
          file: table.file,
          at: name,
          problem: 'A rule has bodies to try, and there is no example of a request that they could change.',
          fix: 'Leave the rule with `says` alone.',
        });
      }
      const benches = pointers.map((pointer) => {
        const field = fields.get(placeOf({ ...table, pointer, name: row.field }));
        if (!operation || !field) return undefined;
        const everywhere = everywhereBut(row, rules, naming);
        const bench = schema
          ? bodyBench(checker, operation, table, { schema, pointer, everywhere })
          : parameterBench(checker, field);
        return { field, bench, pointer };
      });
      const departures = (ours: Row): Departure[] => {
        if (table.in === 'header') return headerDepartures(checker, ours);
        if (table.in === 'response-header') return responseHeaderDepartures(operation, table, ours);
        if (ours.field === '-') return bodyDepartures(checker.document, operation, table, ours);
        return [
          ...benches.flatMap((each): Departure[] => {
            if (!each) return [{ fact: 'type', says: 'does not have the field' }];
            const { field, bench, pointer } = each;
            if (bench.places.length === 0)
              return [{ fact: 'type', says: `has no valid example that holds ${pointer || 'the body'}` }];
            return [
              ...departuresOf(ours, field, bench),
              ...parameterRequired(ours, field),
              ...(isShown ? responseRequired(ours, field) : []),
            ];
          }),
          ...(base !== undefined && schema
            ? tried(ours).flatMap((rule) => ruleDepartures(rule, checker, schema, base))
            : []),
        ];
      };
      return { name, file: table.file, row, departures };
    });
  });
}

/** The rules of a row that have bodies to try. */
function tried(row: Row): Rule[] {
  return (row.rules ?? []).filter(({ accepts, refuses }) => accepts || refuses);
}

/** The first example of an operation's request in the documents, or in one of them. */
function baseOf(examples: readonly DocumentExample[], operation: string, document?: string): Json | undefined {
  const example = examples.find(
    (each) => each.operation === operation && each.part === 'request' && (document ?? each.document) === each.document,
  );
  return example && readJson(example.file);
}

/** The first example that an operation has of its own request. */
function ownExample(document: JsonObject, operation: Operation | undefined): Json | undefined {
  const [example] = Object.values(operation?.requestExamples ?? {});
  return example && objectOf(resolve(document, example))['value'];
}

/** Whether errata of a file may be about an operation: those of a resource are about its own, shared ones about any. */
function aboutOperation(): (file: string, operation: string) => boolean {
  const folders = operationFolders();
  return (file, operation) => dirname(file) === sharedFolder || dirname(file) === folders.get(operation);
}

/** Tries the rules of the errata in every edition that they speak of. Gives how many there are. */
function tryRules(
  errata: readonly WrittenErratum[],
  context: {
    examples: readonly DocumentExample[];
    isAbout: ReturnType<typeof aboutOperation>;
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
      wrong('It tries nothing.', 'Say what it `accepts`, and what it `refuses`.');
    // What names no operation is about those that the documents show requests of; where there are none, about all.
    const about = [...requests.keys()].filter((id) => (operation === undefined ? isAbout(file, id) : operation === id));
    const shown = about.filter((id) => examples.some((each) => each.operation === id && each.part === 'request'));
    const meant = new Set(shown.length > 0 ? shown : about);
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

function parameterRequired(row: Row, field: Field): Departure[] {
  if (row.required === undefined || (field.in !== 'path' && field.in !== 'query')) return [];
  const ours = field.owners[0]?.['required'] === true;
  return ours === row.required ? [] : [{ fact: 'required', says: ours ? 'requires it' : 'does not require it' }];
}

/** A response requires a field only where every example has it. */
function responseRequired(row: Row, field: Field): Departure[] {
  if (field.in !== 'response' || !/^2/.test(field.status ?? '') || field.requiredBy.length === 0 || row.shown)
    return [];
  return [{ fact: 'shown', says: 'requires it, though not each example has it' }];
}

/** Headers are security schemes in the contract: one that is required stands in every alternative. */
function headerDepartures(checker: SchemaChecker, row: Row): Departure[] {
  const schemes = at(checker.document, '/components/securitySchemes') as Record<string, { in: string; name: string }>;
  const [scheme] =
    Object.entries(schemes).find(([, { in: place, name }]) => place === 'header' && name === row.field) ?? [];
  if (scheme === undefined) return [{ fact: 'type', says: 'does not have the header' }];
  if (row.required === undefined) return [];
  const everywhere = (checker.document['security'] as object[]).every((alternative) => scheme in alternative);
  return everywhere === row.required ? [] : [{ fact: 'required', says: 'takes other credentials too' }];
}

/** A response has the header, in whatever case its name is written. */
function responseHeaderDepartures(operation: Operation | undefined, { status }: Table, row: Row): Departure[] {
  const response = operation?.responses.find((each) => each.status === status)?.response;
  const names = Object.keys(objectOf(response?.['headers'])).map((name) => name.toLowerCase());
  return names.includes(row.field.toLowerCase()) ? [] : [{ fact: 'type', says: 'does not have the header' }];
}

/** A body that is no object with fields: a map, or a file. */
function bodyDepartures(
  document: JsonObject,
  operation: Operation | undefined,
  { status }: Table,
  row: Row,
): Departure[] {
  const response = operation?.responses.find((each) => each.status === status);
  const types = Object.keys(objectOf(response?.response['content']));
  const parts = response?.schema === undefined ? [] : partsOf(document, objectOf(resolve(document, response.schema)));
  const isMap = parts.some((part) => isObject(part['additionalProperties']));
  const isFile = types.some((type) => type !== 'application/json');
  const [kind = ''] = row.type.split('<');
  const ours = isMap ? 'Map' : isFile ? 'File' : 'an object with fields';
  return ours === kind ? [] : [{ fact: 'type', says: `has ${ours}` }];
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
