// How the ledger of a source document begins: what it is, and no rows yet.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '@apig-spec/repository/failure';
import { filesBelow, readYamlObject, yamlText } from '@apig-spec/repository/files';
import { ledgersDir } from './ledger.ts';

/** A source document that states facts of one edition. */
export interface NewDocument {
  /** The document's own file name. */
  file: string;
  title: string;
  /** Its date, such as `2025-06-30`; `null` where it bears none. */
  dated: string | null;
  locale: string;
}

/**
 * The files to write, by their path in the repository: a ledger that counts no rows and no examples.
 *
 * @param revision - the revision that the document states
 * @param revisions - all revisions that there are
 * @throws {@link Failure} for an unknown revision or language, for a date that does not exist, for a document that has a ledger
 */
export function newDocument(
  revision: string,
  { file, title, dated, locale }: NewDocument,
  revisions: readonly string[],
): Map<string, string> {
  const wrong = (at: string, problem: string, fix: string) => new Failure({ file: ledgersDir, at, problem, fix });
  if (!revisions.includes(revision)) {
    throw wrong(
      'revision',
      `Unknown revision ${revision}; known: ${revisions.join(', ')}.`,
      `Name one of these, or begin it with \`npm run new:revision -- ${revision}\`.`,
    );
  }
  if (locale !== 'en' && locale !== 'zh-CN')
    throw wrong('locale', `Unknown language ${locale}; known: en, zh-CN.`, 'Name one of these.');
  if (dated !== null && !isDate(dated))
    throw wrong('dated', `${dated} is not a valid date (yyyy-mm-dd).`, 'Correct it, or leave it out.');
  const ledgers = filesBelow(ledgersDir, '.yaml').filter((name) => /^\d{3}\.yaml$/.test(name));
  const known = ledgers.find((name) => readYamlObject(join(ledgersDir, name))['file'] === file);
  if (known !== undefined) throw wrong(known, `It is the ledger of ${file} already.`, 'Add the rows there.');

  const number = String(Math.max(-1, ...ledgers.map((name) => Number.parseInt(name, 10))) + 1).padStart(3, '0');
  const head = { document: number, file, dated, locale, edition: `${revision}.${locale}`, title, rows: 0, examples: 0 };
  const sha256 = createHash('sha256').digest('hex');
  return new Map([
    [
      `spec/sources/${number}.yaml`,
      `# yaml-language-server: $schema=../ledger.schema.json
# What document ${number} states, row by row. Transcribed from the document alone, never from the schemas.
${yamlText({ ...head, sha256, tables: [] })}`,
    ],
  ]);
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
