// Fidelity notices what is changed in the ledgers: random facts of random rows, each changed once, are departures from the contract.
import { join } from 'node:path';
import { departsByRow } from '@apig-spec/checks/departs';
import { probes } from '@apig-spec/checks/rows';
import { patched } from '@apig-spec/checks/rules';
import { SchemaChecker } from '@apig-spec/checks/schema-checker';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import type { Row, Stating, Table } from '@apig-spec/model/records';
import { Mistakes } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { readEvidence } from '@apig-spec/sources/evidence';
import { rowName } from '@apig-spec/sources/tables';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const rounds = 300;

/** What may be changed in a row, by fact: the fact as it would be transcribed wrongly. */
function changesOf(row: Row): [fact: string, value: Json][] {
  const listed = (fact: 'enum' | 'values'): [string, Json][] => {
    const values = row[fact];
    if (!values) return [];
    const more = typeof values[0] === 'number' ? 987 : 'stranger';
    // Bullets beside a list may explain only some of it.
    const fewer = values.length > 1 && !(fact === 'values' && row.enum);
    return [[fact, [...values, more]], ...(fewer ? [[fact, values.slice(1)] as [string, Json]] : [])];
  };
  const bounds = (['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const).flatMap((fact) => {
    const bound = row[fact];
    // A length is never negative.
    const others = bound === undefined ? [] : [bound + 1, ...(bound > 0 || /mum$/.test(fact) ? [bound - 1] : [])];
    return others.map((each): [string, Json] => [fact, each]);
  });
  return [
    ['field', `${row.field}_of_none`],
    ['type', row.type === 'String' ? 'Integer' : 'String'],
    ...(row.required === undefined ? [] : [['required', !row.required] as [string, Json]]),
    ...bounds,
    ...listed('enum'),
    ...listed('values'),
    ...(row.default === undefined
      ? []
      : [['default', typeof row.default === 'string' ? 'other' : 987] as [string, Json]]),
    ...(row.pattern === undefined ? [] : [['pattern', '^[<>]*$'] as [string, Json]]),
    ['deprecated', row.deprecated !== true],
  ];
}

test(`${rounds} random changes to random rows are noticed`, { timeout: 1_800_000 }, () => {
  const { ledgers, sibling, examples, errata } = readEvidence();
  const sources: Stating[] = [...ledgers, sibling];
  const departs = departsByRow(errata, sources, new Mistakes());
  const checkers = new Map<string, SchemaChecker>();
  for (const { edition } of sources)
    checkers.set(edition, new SchemaChecker(readBuilt(join(distDir, `${edition}.json`)), { allErrors: false }));
  const rows = sources.flatMap((source) =>
    source.tables.flatMap((table) => table.rows.map((row) => ({ source, table, row, name: rowName(table, row) }))),
  );
  const decided = () => errata.flatMap(({ rules = [] }) => rules);
  const picks = fc.sample(fc.tuple(fc.nat(rows.length - 1), fc.nat()), { seed: 13, numRuns: 3 * rounds });
  const unnoticed: string[] = [];
  let tried = 0;
  for (const [index, nth] of picks) {
    if (tried === rounds) break;
    const { source, table, row, name } = rows[index] as (typeof rows)[number];
    const changes = changesOf(row);
    const [fact, value] = changes[nth % changes.length] as [string, Json];
    const instead = departs.get(name)?.instead ?? {};
    const as = (each: Row) => patched(each as unknown as Json, instead) as unknown as Row;
    const changed = { ...row, [fact]: value } as Row;
    // What an erratum decides otherwise is no fact of the contract.
    if (canonical(as(changed) as unknown as Json) === canonical(as(row) as unknown as Json)) continue;
    tried += 1;
    // The rows beside it stay: some of them have rules about it.
    const beside = source.tables.filter((each) => each.operation === table.operation && each !== table);
    const alone: Table = { ...table, rows: [changed] };
    const checker = checkers.get(source.edition) as SchemaChecker;
    const found = probes({ ...source, tables: [alone, ...beside] }, checker, { decided, examples }, new Mistakes());
    const own = found[0];
    if (!own || own.departures(as(changed)).length === 0)
      unnoticed.push(
        `${name}: ${fact} ${JSON.stringify((row as unknown as JsonObject)[fact])} → ${JSON.stringify(value)}`,
      );
  }
  expect(tried).toBe(rounds);
  expect(unnoticed).toEqual([]);
});
