// The evidence of the errata: what each says of rows, examples and sections must be so.

import { dirname } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, canonical } from '@apig-spec/model/json';
import type { Erratum, Row } from '@apig-spec/model/records';
import { rowsOf } from '@apig-spec/model/records';
import type { Mistakes } from '@apig-spec/repository/failure';
import { readJson } from '@apig-spec/repository/files';
import { operationFolders, sharedFolder } from '@apig-spec/repository/parts';
import type { Evidence, WrittenErratum } from '@apig-spec/sources/evidence';
import type { DocumentExample } from '@apig-spec/sources/ledger';
import { sectionOf, tableOf } from '@apig-spec/sources/sections';
import { rowsByName } from '@apig-spec/sources/tables';

/** What a fact of an erratum is compared with. */
type Known = Pick<Evidence, 'ledgers' | 'sibling'> & {
  rows: ReadonlyMap<string, Row>;
  examples: ReadonlyMap<string, DocumentExample>;
};

/**
 * Adds a mistake for each fact that is not as an erratum says, for each place that no edition has, for each id that stands
 * twice, and for each erratum of a resource that is about another.
 */
export function checkEvidence(
  errata: readonly WrittenErratum[],
  { ledgers, sibling, examples }: Pick<Evidence, 'ledgers' | 'sibling' | 'examples'>,
  places: ReadonlySet<string>,
  mistakes: Mistakes,
): void {
  const byName = new Map(examples.map((example) => [example.name, example]));
  const evidence = { ledgers, sibling, rows: rowsByName([...ledgers, sibling]), examples: byName };
  const ids = new Set<string>();
  const folders = operationFolders();
  for (const erratum of errata) {
    const { id, file, kind, facts = [], touches = [] } = erratum;
    const wrong = (problem: string, fix: string) => mistakes.add({ file, at: id, problem, fix });
    const strange = namedBy(erratum).find((name) => folders.get(name) !== dirname(file));
    if (strange !== undefined && dirname(file) !== sharedFolder)
      wrong(
        `It is about ${strange}, an operation of another resource.`,
        'Move it to the errata of that resource, or to spec/shared/ where it is about several.',
      );
    if (ids.has(id)) wrong('The id occurs twice.', 'Give each erratum a unique id.');
    ids.add(id);
    if (kind === 'contradiction' && facts.length < 2)
      wrong('A contradiction needs two facts.', 'Add the fact that contradicts it.');
    for (const place of touches.filter((each) => !places.has(each)))
      wrong(`It touches ${place}, which no edition has.`, 'Name an operation, a response or a field by its place.');
    for (const fact of facts) {
      const problem =
        'row' in fact
          ? rowProblem(fact, evidence)
          : 'example' in fact
            ? exampleProblem(fact, evidence)
            : 'sibling' in fact
              ? siblingProblem(fact, evidence)
              : sectionProblem(fact, evidence);
      if (problem) wrong(problem, 'Correct the name or the value; rows of the documents are in spec/sources/.');
    }
  }
}

/** The operations that an erratum is about, as its rows, examples, places and rules say. */
function namedBy(erratum: Erratum): string[] {
  const { facts = [], departs = [], touches = [], rules = [] } = erratum;
  const rows = [...facts.flatMap(({ row }) => (row === undefined ? [] : [String(row)])), ...departs.flatMap(rowsOf)];
  const names = [
    ...rows.map((row) => row.split('/')[1]),
    ...facts.map(({ example }) => /^[^/]+\/\d+-(\w+)-/.exec(String(example))?.[1]),
    ...touches.map((place) => place.split('/')[0]),
    ...rules.map(({ operation }) => operation),
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** A row states a value, does not state the fact where `states` is missing, or is `absent` from its document. */
function rowProblem({ row: name, fact, states }: JsonObject, { ledgers, sibling, rows }: Known): string | undefined {
  const row = rows.get(String(name));
  if (fact === 'absent') {
    if (row) return `${name} exists.`;
    const [document, operation] = String(name).split('/');
    const tables = [...ledgers, sibling].find((source) => source.document === document)?.tables ?? [];
    // A whole table may be what is absent: then of an operation that the document has.
    return tables.some((table) => table.operation === operation)
      ? undefined
      : `There is no table of ${operation} in ${document}.`;
  }
  if (!row) return `There is no row ${name}.`;
  const value = row[String(fact) as keyof Row] as Json | undefined;
  if (canonical(value) === canonical(states)) return undefined;
  return `${name} does not state ${fact} ${JSON.stringify(states)}. It states ${JSON.stringify(value)}.`;
}

function exampleProblem({ example: name, pointer, states }: JsonObject, { examples }: Known): string | undefined {
  const example = examples.get(String(name));
  if (!example) return `There is no example ${name}.`;
  const value = at(readJson(example.file), String(pointer));
  return canonical(value) === canonical(states) ? undefined : `${name} holds ${JSON.stringify(value)} at ${pointer}.`;
}

/** What the sibling reference says on the page of an operation, or in its table of errors. */
function siblingProblem({ sibling: page }: JsonObject, { sibling }: Known): string | undefined {
  return page === 'errors' || String(page) in sibling.operations ? undefined : `The sibling has no page of ${page}.`;
}

function sectionProblem({ document, section: text }: JsonObject, { ledgers, examples }: Known): string | undefined {
  const ledger = ledgers.find((each) => each.document === document);
  if (!ledger) return `There is no document ${document}.`;
  const section = sectionOf(String(text));
  if (!section)
    return `'${text}' is not a known section: a reference page has Function, URI, Table 1, Response Parameters and the like.`;
  const known = new Set([
    ...ledger.tables.map(({ operation }) => operation),
    ...[...examples.values()].filter((each) => each.document === document).map(({ operation }) => operation),
  ]);
  const stranger = section.operations.find((operation) => !known.has(operation));
  if (stranger) return `Document ${document} does not describe ${stranger}.`;
  if (section.table === undefined) return undefined;
  const table = tableOf(ledger, section);
  if (!table) return `Document ${document} has no ${[...section.operations, 'Table', section.table].join(' ')}.`;
  const missing = section.fields.find((name) => !table.rows.some(({ field }) => field === name));
  return missing && `There is no row ${table.name}/${missing}.`;
}
