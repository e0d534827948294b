// The sibling reference: the same product's reference on another cloud. `npm run transcribe` writes what its tables, statuses
// and examples of errors state; what only its texts say is added by a reader, in read/.
import { join } from 'node:path';
import type { Json } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import type { Row, Sibling, Table } from '@apig-spec/model/records';
import { Mistakes } from '@apig-spec/repository/failure';
import { filesBelow, readYaml } from '@apig-spec/repository/files';
import { checkShape } from '@apig-spec/repository/shapes';
import { checkNoRowTwice, matcher, type Recurring, readTables, sourceFile, sourcesDir } from './tables.ts';

/** The name of its folder in spec/sources/. */
export const siblingSource = 'sibling';

const folder = join(sourcesDir, siblingSource);

/** What its folder has beside the ledgers. */
const others = new Set(['source.yaml', 'transcription.yaml', 'errors.yaml']);

/** What the head says. */
type Head = Pick<Sibling, 'title' | 'dated' | 'locale' | 'licence' | 'repository' | 'edition'> & {
  recurring: Recurring[];
};

/** A page as it is written: how many rows it has, and the codes that its examples of errors show of each status. */
interface WrittenPage {
  page: string;
  rows: number;
  responses: Record<string, string[]>;
}

/**
 * Reads the sibling reference, the facts that readers added in their rows.
 *
 * @throws {@link Failure} where a file is not of its shape, a page has not the rows that it counts, or an added fact
 * contradicts a table
 */
export function readSibling(): Sibling {
  const mistakes = new Mistakes();
  const { recurring, ...head } = shaped(sourceFile(siblingSource), 'sibling') as unknown as Head;
  const files = filesBelow(folder, '.yaml').filter((name) => !others.has(name));
  const named = (start: string) => files.filter((name) => name.startsWith(`${start}/`));
  const ledgers = files.filter((name) => !name.includes('/'));
  const tables = readTables(siblingSource, ledgers, recurring, mistakes);
  checkNoRowTwice(sourceFile(siblingSource), tables, mistakes);
  const pages = Object.assign({}, ...named('pages').map((name) => shaped(join(folder, name), 'pages'))) as Record<
    string,
    WrittenPage
  >;
  checkCounts(pages, tables, mistakes);
  const read = named('read').flatMap((name) => {
    const facts = shaped(join(folder, name), 'read') as unknown as Record<string, Partial<Row>>;
    return Object.entries(facts).map(([pattern, added]): Added => ({ file: join(folder, name), pattern, added }));
  });
  const errors = readYaml(join(folder, 'errors.yaml')) as unknown as Sibling['errors'];
  const result = {
    document: siblingSource,
    ...head,
    operations: pages,
    errors,
    tables: withAdded(tables, read, mistakes),
  };
  mistakes.stop();
  return result;
}

function shaped(file: string, kind: 'sibling' | 'pages' | 'read'): Json {
  const value = readYaml(file);
  checkShape(file, value, kind);
  return value;
}

/** Each page has as many rows as the program counted, so that one that is dropped is missed. */
function checkCounts(pages: Record<string, WrittenPage>, tables: readonly Table[], mistakes: Mistakes): void {
  const rows = new Map<string, number>();
  for (const { operation, rows: own } of tables) rows.set(operation, (rows.get(operation) ?? 0) + own.length);
  for (const operation of new Set([...rows.keys(), ...Object.keys(pages)])) {
    const [counted, found] = [pages[operation]?.rows ?? 0, rows.get(operation) ?? 0];
    if (counted === found) continue;
    mistakes.add({
      file: folder,
      at: operation,
      problem: `The page has ${counted} rows, and ${found} stand here.`,
      fix: 'What `npm run transcribe` writes is not edited: run it again.',
    });
  }
}

/** Facts that a reader found in the text of rows. */
interface Added {
  file: string;
  /** Of names of rows, without the source: `createApp/request/name`, `*​/query/limit`. */
  pattern: string;
  added: Partial<Row>;
}

function withAdded(tables: readonly Table[], read: readonly Added[], mistakes: Mistakes): Table[] {
  const matchers = read.map((each) => ({ ...each, matches: matcher(each.pattern), found: false }));
  // Most patterns name their operation, and the others mostly the field: what names neither is tried with each row. In which order
  // they add facts does not matter, since facts that contradict each other are a mistake.
  const byOperation = Map.groupBy(matchers, ({ pattern }) => pattern.split('/', 1)[0] ?? '');
  const ofAny = [...byOperation].flatMap(([operation, own]) => (operation.includes('*') ? own : []));
  const byField = Map.groupBy(ofAny, ({ pattern }) => pattern.split('/').at(-1) ?? '');
  const ofAnyField = [...byField].flatMap(([field, own]) => (field.includes('*') ? own : []));
  const result = tables.map((table) => {
    const at = table.name.slice(siblingSource.length + 1);
    const ofTable = [...ofAnyField, ...(byOperation.get(table.operation) ?? [])];
    const rows = table.rows.map((row): Row => {
      const place = `${at}/${row.field}`;
      const own = [...(byField.get(row.field) ?? []), ...ofTable].filter(({ matches }) => matches(place));
      const facts: Partial<Row> = { ...row };
      for (const each of own) {
        each.found = true;
        for (const [fact, value] of Object.entries(each.added)) {
          const stated = facts[fact as keyof Row] as Json | undefined;
          if (stated !== undefined && canonical(stated) !== canonical(value as Json))
            mistakes.add({
              file: each.file,
              at: `${each.pattern}, ${fact}`,
              problem: `The table of ${place} states ${fact} ${JSON.stringify(stated)}.`,
              fix: 'Where table and text disagree, say what the text has in `textLimits` or `values`.',
            });
        }
        Object.assign(facts, each.added);
      }
      return { ...row, ...facts };
    });
    return { ...table, rows };
  });
  for (const { file, pattern } of matchers.filter(({ found }) => !found))
    mistakes.add({ file, at: pattern, problem: 'It matches no row.', fix: 'Correct the place, or the pattern.' });
  return result;
}

/** Whether its page of an operation, or its table of errors, has a code with a status. */
export function statesCode({ operations, errors }: Sibling, operation: string, status: string, code: string): boolean {
  return [...(operations[operation]?.responses[status] ?? []), ...(errors[status] ?? [])].includes(code);
}
