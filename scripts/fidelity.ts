// Step: holds each bundled edition against each row of the ledger, and the errata against both. Prints, for each document,
// how many rows agree and how many depart under an erratum; fails on a departure without one, and on one that no longer departs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mistakes, step } from './lib/failure.ts';
import type { Field } from './lib/fields.ts';
import { fieldsOf, operationsOf, placeOf } from './lib/fields.ts';
import { readBuilt } from './lib/files.ts';
import type { Json } from './lib/json.ts';
import { at, canonical } from './lib/json.ts';
import { Judge } from './lib/judge.ts';
import type { Erratum, Ledger, Row, Table } from './lib/ledger.ts';
import {
  documentExamplesDir,
  errataFile,
  listDocumentExamples,
  readErrata,
  readLedgers,
  rowName,
} from './lib/ledger.ts';
import { distDir, specDir } from './lib/paths.ts';
import type { Bench, Departure } from './lib/probe.ts';
import { bodiesOf, departuresOf, placesIn, ruleDepartures } from './lib/probe.ts';

await step('fidelity', () => {
  const mistakes = new Mistakes();
  const ledgers = readLedgers();
  const errata = readErrata();
  checkEvidence(errata, ledgers, mistakes);

  const covered = new Map<string, string>();
  for (const { row, facts, erratum } of departuresListed(errata)) {
    for (const fact of facts) covered.set(`${row} ${fact}`, erratum);
  }

  const seen = new Set<string>();
  const report: { document: string; edition: string; rows: number; agree: number; errata: number; wrong: number }[] =
    [];
  for (const ledger of ledgers) {
    const count = { document: ledger.document, edition: ledger.edition, rows: 0, agree: 0, errata: 0, wrong: 0 };
    const file = join(specDir, 'sources', `${ledger.document}.yaml`);
    for (const { table, row, departures } of held(ledger)) {
      const name = rowName(ledger, table, row);
      count.rows += 1;
      const open = departures.filter(({ fact }) => !covered.has(`${name} ${fact}`));
      for (const { fact } of departures) seen.add(`${name} ${fact}`);
      for (const { fact, says } of open) {
        mistakes.add({
          file,
          at: `${name}, ${fact}`,
          problem: `The document states ${stated(row, fact)}; ${ledger.edition} ${says}.`,
          mend: 'Correct the contract, or add an erratum that lists this row and fact under `departs`.',
        });
      }
      if (open.length > 0) count.wrong += 1;
      else if (departures.length > 0) count.errata += 1;
      else count.agree += 1;
    }
    report.push(count);
  }
  for (const [departure, erratum] of covered) {
    if (!seen.has(departure)) {
      mistakes.add({
        file: errataFile,
        at: erratum,
        problem: `Lists ${departure.replace(' ', ', ')} as a departure, but the contract agrees with the row.`,
        mend: 'Take it off the list; an erratum that no longer departs at all goes too, or keeps only its facts.',
      });
    }
  }
  print(report);
  mistakes.stop();
  const sum = (key: 'rows' | 'agree' | 'errata') => report.reduce((total, row) => total + row[key], 0);
  return `${sum('agree')} rows agree + ${sum('errata')} under an erratum = ${sum('rows')}; ${errata.length} errata`;
});

/** Each row of a ledger with the facts that its edition does not share. */
function held(ledger: Ledger): { table: Table; row: Row; departures: Departure[] }[] {
  const judge = new Judge(readBuilt(join(distDir, `${ledger.edition}.json`)));
  const operations = new Map(operationsOf(judge.document).map((operation) => [operation.id, operation]));
  const fields = new Map(fieldsOf(judge.document).map((field) => [placeOf(field), field]));
  const examples = listDocumentExamples().filter(({ document }) => document === ledger.document);

  return ledger.tables.flatMap((table) => {
    const operation = operations.get(table.operation);
    const schema =
      operation && (table.in === 'request' || table.in === 'response')
        ? judge.bodyPointer(operation.path, operation.method, table.status ?? 'request')
        : undefined;
    const [base] = examples.filter(({ operation: id, part }) => id === table.operation && part === 'request');
    return table.rows.map((row) => {
      const departures = [table.pointer, ...(table.also ?? [])].flatMap((pointer): Departure[] => {
        const field = fields.get(placeOf({ ...table, pointer, name: row.field }));
        if (table.in === 'header') return headerDepartures(judge, row);
        if (!operation || !field) return [{ fact: 'type', says: 'does not have the field' }];
        const bench =
          schema === undefined
            ? parameterBench(judge, field)
            : bodyBench(judge, schema, bodiesOf(judge, operation, table), pointer);
        if (bench.bases.length === 0)
          return [{ fact: 'type', says: `has no example that holds ${pointer || 'the body'}` }];
        return [...departuresOf(row, field, bench), ...parameterRequired(row, field)];
      });
      if (base && schema !== undefined && table.in === 'request') {
        departures.push(...ruleDepartures(row, judge, schema, JSON.parse(readFileSync(base.file, 'utf8')) as Json));
      }
      return { table, row, departures: unique(departures) };
    });
  });
}

function bodyBench(judge: Judge, schema: string, bodies: Json[], pointer: string): Bench {
  const bases = bodies
    .map((body) => ({ body, pointers: placesIn(body, pointer).slice(0, 2) }))
    .filter(({ pointers }) => pointers.length > 0);
  return { judge, schema, bases };
}

function parameterBench(judge: Judge, field: Field): Bench {
  const [parameter] = field.owners;
  const index = Object.entries(judge.document['components'] as Record<string, Record<string, Json>>).flatMap(
    ([kind, named]) =>
      Object.entries(named)
        .filter(([, component]) => component === parameter)
        .map(([name]) => `/components/${kind}/${name}/schema`),
  );
  return { judge, schema: index[0] ?? '', bases: [{ body: null, pointers: [undefined] }] };
}

function parameterRequired(row: Row, field: Field): Departure[] {
  if (row.required === undefined || (field.in !== 'path' && field.in !== 'query')) return [];
  const ours = field.owners[0]?.['required'] === true;
  return ours === row.required ? [] : [{ fact: 'required', says: ours ? 'requires it' : 'does not require it' }];
}

/** Headers are security schemes in the contract: one that is mandatory stands in every alternative. */
function headerDepartures(judge: Judge, row: Row): Departure[] {
  const schemes = at(judge.document, '/components/securitySchemes') as Record<string, { in: string; name: string }>;
  const [scheme] =
    Object.entries(schemes).find(([, { in: place, name }]) => place === 'header' && name === row.field) ?? [];
  if (scheme === undefined) return [{ fact: 'type', says: 'does not have the header' }];
  if (row.required === undefined) return [];
  const everywhere = (judge.document['security'] as object[]).every((alternative) => scheme in alternative);
  return everywhere === row.required ? [] : [{ fact: 'required', says: 'takes other credentials too' }];
}

function unique(departures: Departure[]): Departure[] {
  return [...new Map(departures.map((departure) => [departure.fact, departure])).values()];
}

function stated(row: Row, fact: string): string {
  if (fact === 'rules') return `the rule: ${(row.rules ?? []).map(({ says }) => says).join('; ')}`;
  const value = row[fact as keyof Row];
  return value === undefined ? `no ${fact}` : `${fact} ${JSON.stringify(value)}`;
}

function departuresListed(errata: readonly Erratum[]): { row: string; facts: string[]; erratum: string }[] {
  return errata.flatMap(({ id, departs = [] }) =>
    departs.flatMap((each) =>
      ('rows' in each ? each.rows : [each.row]).map((row) => ({ row, facts: each.facts, erratum: id })),
    ),
  );
}

/** The facts that an erratum rests on must stand in the ledger and in the documents' examples as it says. */
function checkEvidence(errata: readonly Erratum[], ledgers: readonly Ledger[], mistakes: Mistakes): void {
  const rows = new Map(
    ledgers.flatMap((ledger) =>
      ledger.tables.flatMap((table) => table.rows.map((row) => [rowName(ledger, table, row), row])),
    ),
  );
  const ids = new Set<string>();
  for (const { id, kind, facts = [], departs = [], ...texts } of errata) {
    const wrong = (problem: string, mend: string) => mistakes.add({ file: errataFile, at: id, problem, mend });
    if (ids.has(id)) wrong('The id stands twice.', 'Give each erratum an id of its own.');
    ids.add(id);
    for (const part of ['title', 'decision', 'reason'] as const) {
      if (!texts[part]?.en || !texts[part]['zh-CN'])
        wrong(`No ${part} in both languages.`, 'Write it in English and Chinese.');
    }
    if (kind === 'contradiction' && facts.length < 2)
      wrong('A contradiction needs two facts.', 'Add what stands against what.');
    for (const each of facts) {
      if (typeof each['row'] === 'string') {
        const row = rows.get(each['row']);
        const value = row?.[String(each['fact']) as keyof Row] as Json | undefined;
        if (each['fact'] === 'absent') {
          if (row) wrong(`${each['row']} exists.`, 'Take the fact out, or correct the name of the row.');
          continue;
        }
        if (canonical(value) !== canonical(each['states'])) {
          wrong(
            `${each['row']} does not state ${String(each['fact'])} ${JSON.stringify(each['states'])}.`,
            `It states ${JSON.stringify(value)}.`,
          );
        }
      } else if (typeof each['example'] === 'string') {
        const file = join(documentExamplesDir, `${each['example']}.json`);
        const value = at(JSON.parse(readFileSync(file, 'utf8')) as Json, String(each['pointer']));
        if (canonical(value) !== canonical(each['states'])) {
          wrong(
            `${each['example']} holds ${JSON.stringify(value)} at ${String(each['pointer'])}.`,
            'Correct the pointer or the value.',
          );
        }
      }
    }
    for (const { row } of departuresListed([{ id, kind, departs, ...texts }])) {
      if (!rows.has(row)) wrong(`There is no row ${row}.`, 'Correct the name: document/table/field.');
    }
  }
}

function print(
  report: readonly { document: string; edition: string; rows: number; agree: number; errata: number; wrong: number }[],
): void {
  console.log('document  edition         rows  agree  erratum  wrong');
  for (const { document, edition, rows, agree, errata, wrong } of report) {
    const cells = [rows, agree, errata, wrong].map((count, index) => String(count).padStart([6, 7, 9, 7][index] ?? 7));
    console.log(`${document.padEnd(10)}${edition.padEnd(14)}${cells.join('')}`);
  }
}
