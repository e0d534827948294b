// How the folder of a source document begins: what the document is, and no rows yet.
import { createHash } from 'node:crypto';
import { Failure } from '@apig-spec/repository/failure';
import { readYamlObject } from '@apig-spec/repository/files';
import { yamlText } from '@apig-spec/repository/yaml';
import { documentNames } from './ledger.ts';
import { sourceFile, sourcesDir } from './tables.ts';

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
 * The files to write, by their path in the repository: the head of a source that counts no rows and no examples.
 *
 * @param revision - the revision that the document states
 * @param revisions - all revisions that there are
 * @throws {@link Failure} for an unknown revision or language, for a date that does not exist, for a document that is there already
 */
export function newDocument(
  revision: string,
  { file, title, dated, locale }: NewDocument,
  revisions: readonly string[],
): Map<string, string> {
  const wrong = (at: string, problem: string, fix: string) => new Failure({ file: sourcesDir, at, problem, fix });
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
  const sources = documentNames();
  const known = sources.find((name) => readYamlObject(sourceFile(name))['file'] === file);
  if (known) throw wrong(known, `It is the source ${file} already.`, 'Add the rows there.');
  const slug = slugOf(revision, locale, title);
  if (sources.includes(slug))
    throw wrong(slug, 'Another source has this name.', 'Give a title that distinguishes them.');

  const head = { file, dated, locale, edition: `${revision}.${locale}`, title, rows: 0, examples: 0 };
  const sha256 = createHash('sha256').digest('hex');
  return new Map([
    [
      `spec/sources/${slug}/source.yaml`,
      `# yaml-language-server: $schema=../../source.schema.json
# A source: what it is, how many rows and examples it has, and its rows that recur.
${yamlText({ ...head, sha256, recurring: [] })}`,
    ],
  ]);
}

/** A name for the folder: `en-2024-11-creating-a-vpc-channel`. */
function slugOf(revision: string, locale: string, title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['document'];
  return [locale.slice(0, 2), revision, ...words].join('-');
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
