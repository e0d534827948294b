// What the contract is held against: the documents' ledgers and examples, the sibling reference, and the errata.
import type { Departs, Erratum, Ledger, Sibling, Table } from '@apig-spec/model/records';
import { correctedStatuses, rowsOf } from '@apig-spec/model/records';
import { Mistakes } from '@apig-spec/repository/failure';
import { readYaml } from '@apig-spec/repository/files';
import { errataFiles, readFolders } from '@apig-spec/repository/parts';
import { checkShape } from '@apig-spec/repository/shapes';
import { type DocumentExample, listDocumentExamples, readLedgers } from './ledger.ts';
import { readSibling } from './sibling.ts';
import { matcher, rowsByName } from './tables.ts';

/** An erratum as spec/ has it. */
export interface WrittenErratum extends Erratum {
  file: string;
}

/** All that is stated, and what is decided where it contradicts itself. */
export interface Evidence {
  ledgers: Ledger[];
  sibling: Sibling;
  examples: DocumentExample[];
  errata: WrittenErratum[];
}

/**
 * Reads all sources and the errata, each once. Responses stand under the status that an erratum corrects them to.
 *
 * @throws {@link Failure} where a file is not of its shape, a source lacks rows, or an erratum names rows that do not exist
 */
export function readEvidence(): Evidence {
  const [ledgers, sibling] = [readLedgers(), readSibling()];
  const errata = readErrata([...rowsByName([...ledgers, sibling]).keys()]);
  const corrected = correctedStatuses(errata);
  const tablesOf = ({ document, tables }: { document: string; tables: readonly Table[] }) =>
    tables.map((table) => {
      const status = corrected.get(`${document}/${table.operation}/${table.status}`) ?? table.status;
      return { ...table, ...(status !== undefined && { status }) };
    });
  return {
    ledgers: ledgers.map((ledger) => ({ ...ledger, tables: tablesOf(ledger) })),
    sibling: { ...sibling, tables: tablesOf(sibling) },
    examples: listDocumentExamples(errata),
    errata,
  };
}

/**
 * Reads the errata of all folders. A pattern among the rows of a departure, with `*` for anything within a step, is the rows
 * that it stands for.
 *
 * @throws {@link Failure} where one is not of the shape, or a pattern stands for no row
 */
function readErrata(rows: readonly string[]): WrittenErratum[] {
  const mistakes = new Mistakes();
  const errata = readFolders()
    .flatMap(errataFiles)
    .flatMap((file) => {
      const value = readYaml(file);
      checkShape(file, value, 'errata');
      return (value as unknown as Erratum[]).map((erratum): WrittenErratum => {
        const expanded = (name: string): string[] => {
          const found = name.includes('*') ? rows.filter(matcher(name)) : [name];
          if (found.length === 0)
            mistakes.add({ file, at: erratum.id, problem: `${name} matches no row.`, fix: 'Correct the pattern.' });
          return found;
        };
        const departs = erratum.departs?.map((each): Departs => {
          if ('response' in each) return each;
          const [row = '', ...more] = rowsOf(each).flatMap(expanded);
          return { ...(more.length > 0 ? { rows: [row, ...more] } : { row }), instead: each.instead };
        });
        return { ...erratum, ...(departs && { departs }), file };
      });
    });
  mistakes.stop();
  return errata;
}
