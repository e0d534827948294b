// Transcribed facts as YAML, in the form of the ledgers that are written by hand: a row is a line.
import type { Json } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import type { TranscribedTable } from './reference-tables.ts';

const written = 'Written by `npm run transcribe`, never by hand';

/** A ledger: the tables of a resource. */
export function ledgerText(resource: string, tables: readonly TranscribedTable[]): string {
  const blocks = tables.map(({ rows, ...head }): string => {
    if (rows.length === 0) return `- ${flow(head)}\n`;
    const heads = Object.entries(head).map(([key, value]) => `${key}: ${flow(value as Json)}`);
    return [`- ${heads.join('\n  ')}`, '  rows:', ...rows.map((row) => `    - ${flow(row)}`), ''].join('\n');
  });
  const text = blocks.map((block, index) => {
    const alike = !block.includes('  rows:\n') && !blocks[index - 1]?.includes('  rows:\n');
    return index > 0 && !alike ? `\n${block}` : block;
  });
  return `# yaml-language-server: $schema=../../ledger.schema.json
# What the tables of the sibling reference state of ${resource}, row by row. ${written}.

${text.join('')}`;
}

/** By operation, its page, how many rows that has, and the codes that its examples show of each status. */
export function pagesText(
  resource: string,
  operations: readonly {
    operation: string;
    page: { name: string; responses: ReadonlyMap<string, string[]> };
    tables: readonly TranscribedTable[];
  }[],
): string {
  const lines = operations.map(({ operation, page: { name, responses }, tables }) => {
    const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
    const statuses = [...responses].map(([status, codes]) => `${status}: ${flow(codes)}`);
    return `${operation}: { page: ${flow(name)}, rows: ${rows}, responses: { ${statuses.join(', ')} } }\n`;
  });
  return `# yaml-language-server: $schema=../../../pages.schema.json
# The sibling reference's pages of ${resource}: how many rows each has, its statuses, and the codes that its examples of them
# show. ${written}.

${lines.join('')}`;
}

/** The codes of its table of errors, by status. */
export function listsText(codes: ReadonlyMap<string, string[]>): string {
  const lists = [...codes].map(([status, own]) => [`${status}:`, ...own.map((code) => `  - ${code}`), ''].join('\n'));
  return `# The codes of the sibling reference's table of errors, by status. ${written}.

${lists.join('\n')}`;
}

/** A value on one line. */
function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).flatMap(([key, each]) =>
      each === undefined ? [] : [`${key}: ${flow(each)}`],
    );
    return `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** Plain where YAML cannot take it for anything but a text, even within brackets. */
function quoted(text: string): string {
  const plain = /^[A-Za-z][\w./-]*( [\w./-]+)*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}
