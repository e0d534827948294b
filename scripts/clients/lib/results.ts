// What was measured: kept in a file, and shown in the README of the mock.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@apig-spec/repository/paths';
import type { Rules } from './trial.ts';

/**
 * What a client made of an operation: `works`; `example`, as far as the mock shows but the documented example; `departs`, by a
 * fault of its own; `fails`; `missing`, the client does not have it.
 */
export type Verdict = 'works' | 'example' | 'departs' | 'fails' | 'missing';

export interface ClientResults {
  /** What the client is called where it is published, and its version. */
  sdk: string;
  version: string;
  /** How many calls were made by each of the rules: several for an operation that has several examples. */
  calls: Record<Rules, number>;
  /** By operation. */
  documented: Record<string, Verdict>;
  observed: Record<string, Verdict>;
  /** Why operations depart. */
  departures: Record<string, string>;
  /** By operation, fields of requests that the client does not know, and so does not send. */
  unsent: Record<string, string>;
  /** By operation, fields of responses that it does not know. */
  unread: Record<string, string>;
}

/** By the client's name. */
export type Results = Record<string, ClientResults>;

const resultsFile = join(root, 'scripts', 'clients', 'results.json');
export const readme = join(root, 'packages', 'mock', 'README.md');

export function readResults(): Results {
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Results;
}

export function writeResults(results: Results): void {
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), tablesOf(results)));
}

const [begin, end] = ['<!-- clients -->\n', '<!-- /clients -->'];

/** The README with a table between its marks. */
export function withTable(text: string, table: string): string {
  const [before, rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  return `${before}${begin}${table}${end}${after}`;
}

/** What the README shows: how the clients did, and where they depart. */
export function tablesOf(results: Results): string {
  return `${tableOf(results)}\n${departuresOf(results)}`;
}

/** A line for each client: how many operations it has, and what became of them by either rules. */
function tableOf(results: Results): string {
  const lines = Object.entries(results).map(([name, { sdk, version, documented, observed }]) => {
    const had = Object.values(documented).filter((verdict) => verdict !== 'missing').length;
    const cells = [`${name}, \`${sdk}\` ${version}`, `${had}`, summary(documented), summary(observed)];
    return `| ${cells.join(' | ')} |\n`;
  });
  return `| client | operations | documented rules | observed rules |\n| --- | --- | --- | --- |\n${lines.join('')}`;
}

/** A line for each operation that clients depart at for the same reason. */
function departuresOf(results: Results): string {
  const all = Object.entries(results).flatMap(([name, { documented, observed, departures }]) =>
    Object.entries(departures).map(([operation, why]) => {
      const [first, second] = [documented, observed].map((verdicts) => verdicts[operation] === 'departs');
      const when = first && second ? '' : `, ${first ? 'documented' : 'observed'} rules`;
      return { name, operation: `\`${operation}\``, why, when };
    }),
  );
  const lines = [...Map.groupBy(all, ({ why, when }) => why + when).values()].map((same) => {
    const listed = (key: 'name' | 'operation') => [...new Set(same.map((each) => each[key]))].join(', ');
    return `| ${listed('name')}${same[0]?.when} | ${listed('operation')} | ${same[0]?.why} |\n`;
  });
  return `| client | departs at | why |\n| --- | --- | --- |\n${lines.join('')}`;
}

function summary(verdicts: Record<string, Verdict>): string {
  const counted = (wanted: Verdict) => Object.values(verdicts).filter((verdict) => verdict === wanted).length;
  const parts = [`${counted('works')} work`];
  if (counted('example')) parts.push(`${counted('example')} get the documented example`);
  if (counted('departs')) parts.push(`${counted('departs')} depart`);
  if (counted('fails')) parts.push(`${counted('fails')} fail`);
  return parts.join(', ');
}
